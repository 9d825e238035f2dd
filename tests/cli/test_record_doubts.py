"""What is worth a word is told in a pipe, and asked about on a terminal."""

import io
import sys
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Ask, Runner, everything
from tests.screens import Terminal
from tests.small import said, small_plan

RECORD = ("record", "T01", "--unit", "计量处", "--summary", "有进展", "--percent", "40")
WARNING = (
    "warning: the share falls from 60% on 2019-02-09 to 40%; if 2019-02-09-000001 was wrong, "
    "“qtrack correct 2019-02-09-000001”\n"
)
#: The same where a line has 80 columns.
BROKEN = WARNING.replace("was wrong", "was\nwrong")


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, said(40, "percent: 60"))


def test_in_a_pipe_it_is_told_and_written(run: Runner, folder: Path) -> None:
    done = run(*RECORD)
    assert (done.code, done.err, (folder / done.path).exists()) == (0, WARNING, True)


@pytest.mark.parametrize("typed", [("",), ("n",), ("?", "no"), ()])
def test_on_a_terminal_who_does_not_agree_writes_nothing(
    typed: tuple[str, ...], ask: Ask, folder: Path
) -> None:
    before = everything(folder)
    done = ask(*RECORD, typed=typed, environ=ENGLISH)
    assert (done.code, done.out) == (130, "")
    assert done.err.startswith(f"{BROKEN}Write it all the same? [y/N] ")
    assert done.err.endswith("Nothing was written.\n")
    assert everything(folder) == before


@pytest.mark.parametrize(("typed", "environ"), [(("y",), ENGLISH), (("是",), CHINESE), (("Yes",), ENGLISH)])
def test_on_a_terminal_who_agrees_writes(typed: tuple[str, ...], environ: dict[str, str], ask: Ask) -> None:
    done = ask(*RECORD, typed=typed, environ=environ)
    assert done.code == 0
    assert "60% → 40%" in done.out


def test_nothing_is_asked_of_an_ordinary_report_or_of_a_dry_run(ask: Ask) -> None:
    assert ask(*RECORD[:-1], "70", typed=(), environ=ENGLISH).code == 0
    dry = ask(*RECORD, "--dry-run", typed=(), environ=ENGLISH)
    assert (dry.code, "all the same" in dry.err) == (0, False)


def test_rows_of_a_spreadsheet_are_doubted_once(run: Runner, folder: Path) -> None:
    (folder / "rows.csv").write_text("编号,单位,日期,进展情况,进度\nT01,计量处,2019-02-18,甲,40\n", "utf-8")
    first = run("record", "--from", "rows.csv").err.splitlines()
    assert first[0].startswith("warning: rows.csv, row 2, column “进度”: the share falls from 60%")
    assert run("record", "--from", "rows.csv").err == "0 entries written, 1 was there already.\n"


def test_a_stdin_that_is_no_terminal_is_not_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    err = Terminal()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.setattr(sys, "stderr", err)
    code = main(RECORD, ENGLISH, folder, NOW)
    assert (code, err.getvalue()) == (0, BROKEN)
