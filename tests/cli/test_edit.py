"""`qtrack edit`: a file of the plan in the editor, checked afterwards, kept or taken back."""

import stat
import sys
from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.store.programs.editor import at_line
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, Runner
from tests.repositories import lay
from tests.screens import Terminal
from tests.small import TASK, UNITS, task

PARTS = task("deliverables:\n  - id: T01.1\n    title: 一\n  - id: T01.2\n    title: 二\n")


def editor(folder: Path, *rounds: str, name: str = "vi") -> dict[str, str]:
    """Make an editor that runs one sed script a round on the last word, and keeps how it was called."""
    script = folder.parent / f"{folder.name}-bin" / name
    script.parent.mkdir()
    cases = [f"{at}) sed -i '{each}' \"$file\" ;;" for at, each in enumerate(rounds, 1)]
    lines = ["#!/bin/sh", f'log="{script.parent}/log"', 'echo "$@" >> "$log"', 'n=$(wc -l < "$log")']
    lines += ["for file; do :; done", "case $n in", *cases, "esac", ""]
    script.write_text("\n".join(lines), encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return {"EDITOR": str(script)}


def calls(folder: Path) -> list[str]:
    return (folder.parent / f"{folder.name}-bin/log").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("typed", "path", "line"),
    [
        ("T01.2", "tasks/T01.yaml", 8),
        ("t1", "tasks/T01.yaml", 1),
        ("M01", "sections/S1.yaml", 5),
        ("方案", "plan.yaml", 1),
        ("units", "units.yaml", 1),
        ("厦门", "units.yaml", 5),
    ],
)
def test_it_opens_the_right_line_of_the_right_file(
    typed: str, path: str, line: int, folder: Path, run: Runner
) -> None:
    lay(folder / "plan", PARTS)
    ran = run("edit", typed, environ=ENGLISH | editor(folder))
    assert ran.err.splitlines()[-1] == "Nothing was changed."
    assert calls(folder) == [f"+{line} {folder}/plan/{path}"]


def test_what_was_edited_is_told_as_diff_tells_it(folder: Path, run: Runner) -> None:
    ran = run("edit", "T01", environ=CHINESE | editor(folder, "s/^title: .*/title: 新题/"))
    assert ran == (
        0,
        (
            "原方案 → 修改后：变更 1 处。\n"
            "T01 表述由“健全量传溯源体系”改为“新题”\n"
            "    plan/tasks/T01.yaml:3  涉及：计量处、省计量院、各市县局\n"
        ),
        "",
    )


WRONG = "s/^title: .*/titel: 新题/"
SAID = "plan/tasks/T01.yaml:3:1: error: "


def test_in_a_pipe_errors_are_told_and_the_file_stays(folder: Path, run: Runner) -> None:
    ran = run("edit", "T01", environ=ENGLISH | editor(folder, WRONG))
    assert ran.code == 1
    assert ran.err.startswith(SAID)
    assert ran.err.endswith(
        "The file is left as it was saved; “qtrack validate” shows what is wrong with it.\n"
    )
    assert "titel" in (folder / "plan/tasks/T01.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "code", "held"),
    [
        ("t\n", 0, TASK),
        ("退回\n", 0, TASK),
        ("k\n", 1, TASK.replace("title: 健全量传溯源体系", "titel: 新题")),
        ("x\ne\n", 0, TASK.replace("健全量传溯源体系", "新题")),
        ("\n", 0, TASK.replace("健全量传溯源体系", "新题")),
        ("", 1, TASK.replace("title: 健全量传溯源体系", "titel: 新题")),
    ],
)
def test_on_a_terminal_one_chooses(
    typed: str, code: int, held: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = (CHINESE if "退" in typed else ENGLISH) | editor(folder, WRONG, "s/titel/title/")
    out, err = Terminal(), Terminal()
    for name, stream in (("stdin", Terminal(typed)), ("stdout", out), ("stderr", err)):
        monkeypatch.setattr(sys, name, stream)
    ran = Run(main(["edit", "T01"], environ, folder, NOW), out.getvalue(), err.getvalue())
    assert ran.code == code, ran.err
    assert (folder / "plan/tasks/T01.yaml").read_text("utf-8") == held
    if "e" in typed or typed == "\n":
        assert [call.split()[0] for call in calls(folder)] == ["+1", "+3"]


def test_what_cannot_be_read_is_opened_where_it_is_wrong(folder: Path, run: Runner) -> None:
    lay(
        folder / "plan",
        {"tasks/T01.yaml": TASK.replace("measure:", "measur:"), "units.yaml": UNITS + "x: 1\n"},
    )
    environ = ENGLISH | editor(folder, "s/measur:/measure:/", "/^x/d")
    assert run("edit", "T01.1", environ=environ).code == 0
    assert run("edit", "units", environ=environ).code == 0
    assert [call.split()[0] for call in calls(folder)] == ["+2", "+9"]
    assert run("validate").code == 0


def test_an_entry_is_corrected_and_never_edited(run: Runner) -> None:
    ran = run("edit", "2019-01-03-000001", environ=ENGLISH)
    assert (ran.code, ran.err) == (
        2,
        (
            "qtrack: ID is “2019-01-03-000001”, which the plan does not have. “qtrack correct ENTRY” "
            "corrects an entry; its file is never edited.\n"
        ),
    )


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("/usr/bin/vim", ["+3", "x"]),
        ("C:\\Code\\code.CMD", ["--goto", "x:3"]),
        ("subl", ["x:3"]),
        ("notepad++.exe", ["-n3", "x"]),
        ("notepad", ["x"]),
    ],
)
def test_editors_are_told_of_the_line_in_their_own_way(program: str, words: list[str]) -> None:
    assert at_line([program], Path("x"), 3) == words
    assert at_line([program], Path("x"), 0) == ["x"]
