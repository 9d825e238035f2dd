"""`--format xlsx` and `-o FILE`: every page that is a list as a workbook, with the figures of its JSON."""

import json
import os
import pty
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from qtrack.cli.main import main
from tests.cli.conftest import ENGLISH, LATER, Runner, everything
from tests.conftest import ROOT, Demonstration

DAY: Final = "2019-06-28"
Rows = list[dict[str, Any]]


def table(path: Path) -> Rows:
    """Return the rows of a workbook by the heads, which stand where the filter is."""
    page: Any = load_workbook(path).active
    top = int(page.auto_filter.ref.partition(":")[0][1:])
    heads, *rows = page.iter_rows(min_row=top, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture
def asked(demonstration: Demonstration, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401
    """Return what asks the demonstration for a page twice: as a workbook and as JSON."""

    def asked(*arguments: str) -> tuple[Rows, Any]:
        file, environ, folder = tmp_path / "page.xlsx", {"QTRACK_LANG": "zh"}, demonstration.folder
        typed = [*arguments, "--as-of", DAY]
        assert main([*typed, "--format", "xlsx", "-o", str(file)], environ, folder, LATER) == 0
        capsys.readouterr()
        if arguments[0] == "report":
            typed = ["status", "--as-of", DAY]
        assert main([*typed, "--format", "json"], environ, folder, LATER) == 0
        return table(file), json.loads(capsys.readouterr().out)

    return asked


def share(value: float | None) -> Any:  # noqa: ANN401
    return None if value is None else pytest.approx(value / 100)


def day(cell: object) -> str | None:
    return cell.date().isoformat() if isinstance(cell, datetime) else None


@pytest.mark.parametrize("arguments", [("status",), ("units", "标准化处")])
def test_tasks_have_the_figures_of_their_page(arguments: tuple[str, ...], asked: Any) -> None:  # noqa: ANN401
    rows, page = asked(*arguments)
    assert len(rows) == len(page["tasks"])
    for row, one in zip(rows, page["tasks"], strict=True):
        task = one.get("task", one)
        assert row["编号"] == task["id"]
        assert row["进度"] == share(task["progress"])
        assert row["序时"] == share(task["pace"])
        assert row["差值"] == task["gap"]
        assert day(row["最近报送"]) == task["last_entry"]
        assert (day(row["完成时限"]) or "持续推进") == (task["due"] or "持续推进")


def test_the_ledger_has_the_figures_of_the_board(asked: Any) -> None:  # noqa: ANN401
    rows, page = asked("report", "ledger")
    ledger = {row["任务编号"]: row for row in rows}
    words = {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "none": "未评"}
    for task in page["tasks"]:
        row = ledger[task["id"]]
        assert row["序时进度"] == share(task["pace"])
        assert row["差值"] == task["gap"]
        assert row["灯"] == words[task["light"]]


def test_units_due_indicators_and_history_have_theirs(asked: Any) -> None:  # noqa: ANN401
    rows, page = asked("units")
    assert [(row["牵头"], row["红"], row["逾期"]) for row in rows] == [
        (unit["lead"], unit["lights"]["red"], unit["overdue"]) for unit in page["units"]
    ]
    rows, page = asked("due", "--within", "1000d")
    due = page["overdue"] + page["coming"]
    assert [(day(row["完成时限"]), row["天数"]) for row in rows] == [(one["due"], one["days"]) for one in due]
    rows, page = asked("indicators")
    for row, one in zip(rows, (one["indicator"] for one in page["indicators"]), strict=True):
        assert (row["目标值"], row["完成值"], row["差值"]) == (one["target"], one["actual"], one["gap"])
        assert (row["进度"], day(row["日期"])) == (share(one["progress"]), one["actual_date"])
    rows, page = asked("history")
    entries = [entry for thread in page["threads"] for entry in thread]
    assert [(row["进展条目编号"], day(row["日期"]), row["进度"]) for row in rows] == [
        (entry["id"], entry["date"], entry["percent"]) for entry in entries
    ]
    assert rows[0]["记录时间"] == datetime.fromisoformat(entries[0]["recorded_at"][:16])


@pytest.mark.parametrize("line", ["assignments", "unit --unit 标准化处"])
def test_papers_that_are_tables_are_workbooks(line: str, asked: Any) -> None:  # noqa: ANN401
    rows, _ = asked("report", *line.split())
    assert len(rows) > 10


@pytest.mark.parametrize(
    ("line", "named", "form"),
    [
        ("status", "page.xlsx", "xlsx"),
        ("status", "PAGE.CSV", "csv"),
        ("due", "page.json", "json"),
        ("units", "page.md", "markdown"),
        ("units", "page.txt", "table"),
        ("units", "csv", "table"),
        ("report weekly", "page.html", "html"),
        ("report ledger", "page.xlsx", "xlsx"),
        ("report brief", "page.txt", "text"),
        ("report weekly", "page", "markdown"),
    ],
)
def test_a_file_has_the_form_that_its_name_ends_in(
    line: str, named: str, form: str, run: Runner, folder: Path
) -> None:
    assert run(*line.split(), "-o", named).code == 0
    assert run(*line.split(), "-o", "other", "--format", form).code == 0
    assert (folder / named).read_bytes() == (folder / "other").read_bytes()


def test_an_option_goes_before_the_name_of_a_file_and_that_before_what_is_set(
    run: Runner, folder: Path
) -> None:
    run("status", "-o", "page.xlsx", "--format", "csv")
    assert (folder / "page.xlsx").read_bytes().startswith(b"\xef\xbb\xbf")
    run("status", "-o", "page.csv", environ=ENGLISH | {"QTRACK_FORMAT": "json"})
    assert (folder / "page.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    run("status", "-o", "page", environ=ENGLISH | {"QTRACK_FORMAT": "json"})
    assert (folder / "page").read_bytes().startswith(b"{")


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_page_goes_to_a_file_as_it_goes_to_a_pipe(form: str, run: Runner, folder: Path) -> None:
    piped = run("status", "--format", form)
    assert run("status", "--format", form, "-o", "page") == (0, "page\n", "")
    assert (folder / "page").read_bytes() == piped.out.encode()
    assert run("status", "--format", form, "--output=page").err == "page was there, and is replaced.\n"


def test_a_workbook_goes_into_a_pipe_as_it_goes_to_a_file(run: Runner, folder: Path) -> None:
    run("status", "--format", "xlsx", "-o", "page.xlsx")
    piped = subprocess.run(
        [sys.executable, "-m", "qtrack", "status", "--as-of", "2019-02-19", "--format", "xlsx"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "QTRACK_CACHE": "off"},
        capture_output=True,
        check=True,
    )
    assert piped.stdout == (folder / "page.xlsx").read_bytes()


@pytest.mark.parametrize("line", ["status", "report ledger"])
def test_a_workbook_is_not_drawn_on_a_terminal(line: str, folder: Path) -> None:
    seen, end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "qtrack", *line.split(), "--format", "xlsx"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "QTRACK_LANG": "en"},
        stdout=end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(end)
    os.close(seen)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "qtrack: This is a file for another program, and nothing to be read on a terminal. "
        "Name a file with -o FILE.\n"
    )


def test_a_paper_that_is_saved_is_a_workbook_beside_the_plan(run: Runner, folder: Path) -> None:
    assert run("report", "ledger", "--format", "xlsx", "--save").out == "reports/2019-02-19-ledger.xlsx\n"
    assert table(folder / "reports/2019-02-19-ledger.xlsx")[-1]["任务编号"] == "T01"


@pytest.mark.parametrize("line", ["weekly", "chase"])
def test_a_paper_that_is_no_table_is_no_workbook(line: str, run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("report", line, "--format", "xlsx", "-o", "x.xlsx")
    assert done.err == (
        "qtrack: This paper is not one table, so there is no xlsx of it. "
        "Ask for markdown or html, or for one of ledger, assignments, unit, scorecard.\n"
    )
    assert everything(folder) == before


def test_a_file_in_the_plan_and_one_beside_issuing_are_refused(run: Runner, folder: Path) -> None:
    before = everything(folder)
    assert run("status", "-o", "plan/x.csv").code == 2
    assert run("chase", "--issue", "-o", "x").err == (
        "qtrack: --output writes the page to a file, and --issue "
        "prints none. Leave --output out, or --issue.\n"
    )
    assert everything(folder) == before
