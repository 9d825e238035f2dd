"""`qtrack validate`: every problem with its place."""

import json
import os
from pathlib import Path
from shutil import copytree, rmtree
from typing import Final

import pytest

from tests.cli.conftest import CHINESE, LATER, Runner
from tests.conftest import ROOT, Demonstration
from tests.repositories import lay
from tests.small import Files, said, small_plan, task

WRONG: Files = {
    "tasks/T01.yaml": task("due: 2019-02-30\npartners: office\n")["tasks/T01.yaml"],
    **said(40, "percent: 140\n"),
    "stray.txt": "x",
}
OFFICE: Final = (
    "plan/plan.yaml names no “office”, so papers do not say who made them, and “qtrack chase --issue”, "
    "“qtrack return” and a withdrawal for others ask who speaks; “qtrack set plan office UNIT” names it.\n"
)


def test_the_shipped_plan_is_in_order(run: Runner) -> None:
    done = run("validate", cwd=ROOT, environ=CHINESE)
    assert done == (0, "", "方案无误：任务 32 项，进展条目 0 条。\n")
    assert run("validate", "--strict", cwd=ROOT).code == 0


def test_the_demonstration_is_in_order(run: Runner, demonstration: Demonstration) -> None:
    done = run("validate", "--strict", cwd=demonstration.folder, now=LATER)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("The plan is in order: 32 tasks, ")


def test_every_problem_is_a_line_with_its_place(run: Runner, folder: Path) -> None:
    small_plan(folder, WRONG)
    done = run("validate")
    assert done.code == 1
    assert done.out == (
        "plan/progress/T01/2019-02-09-000001.yaml:6:10: error: "
        "percent is 140; it must be 0 to 100 (entry-percent)\n"
        "plan/stray.txt:1:1: warning: "
        "this file belongs to no part of a plan; move it away or mend its name (file-unexpected)\n"
        "plan/tasks/T01.yaml:5:6: error: the calendar has no 2019-02-30 (value-date)\n"
        "plan/tasks/T01.yaml:6:11: error: "
        "a list belongs here ([a, b] or lines that begin with “- ”) (shape)\n"
    )
    assert done.err == f"3 errors, 1 warning in 0 tasks, 1 entry.\n{OFFICE}"


def test_problems_in_chinese(run: Runner, folder: Path) -> None:
    small_plan(folder, said(40, "percent: 140\n"))
    assert run("validate", environ=CHINESE) == (
        1,
        (
            "plan/progress/T01/2019-02-09-000001.yaml:6:10: 错误: "
            "进度为 140，应在 0 到 100 之间 (entry-percent)\n"
        ),
        (
            "1 处错误，0 处警告（任务 1 项，进展条目 1 条）。\n"
            "plan/plan.yaml 没有写明跟踪办公室“office”：材料不署单位，“qtrack chase --issue”“qtrack return”和"
            "替别人撤回时要另外写明由谁出面。可用“qtrack set plan office 单位”写明。\n"
        ),
    )


def test_problems_as_json(run: Runner, folder: Path) -> None:
    small_plan(folder, said(40, "percent: 140\n"))
    done = run("validate", "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "format": 1,
        "problems": [
            {
                "path": "plan/progress/T01/2019-02-09-000001.yaml",
                "line": 6,
                "column": 10,
                "level": "error",
                "check": "entry-percent",
                "message": "percent is 140; it must be 0 to 100",
                "times": 1,
            }
        ],
    }


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("github", "::warning file=plan/stray.txt,line=1,col=1,title=file-unexpected::this file"),
        ("gitlab", "[\n  {\n"),
    ],
)
def test_forms_for_forges(form: str, start: str, run: Runner, folder: Path) -> None:
    (folder / "plan" / "stray.txt").write_text("x", encoding="utf-8")
    done = run("validate", "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(start)


def test_warnings_fail_only_where_asked(run: Runner, folder: Path) -> None:
    (folder / "plan" / "stray.txt").write_text("x", encoding="utf-8")
    assert run("validate").code == 0
    assert run("validate", "--strict").code == 1


@pytest.mark.parametrize(
    ("cwd", "arguments", "path"),
    [
        (".", (), "plan/stray.txt"),
        ("plan", (), "./stray.txt"),
        ("plan/tasks", (), "{folder}/plan/stray.txt"),
        (".", ("--plan", "plan"), "plan/stray.txt"),
        (".", ("--plan", "{folder}"), "plan/stray.txt"),
    ],
)
def test_paths_are_seen_from_where_the_person_stands(
    cwd: str, arguments: tuple[str, ...], path: str, run: Runner, folder: Path
) -> None:
    (folder / "plan" / "stray.txt").write_text("x", encoding="utf-8")
    done = run("validate", *(each.replace("{folder}", str(folder)) for each in arguments), cwd=folder / cwd)
    assert done.out.startswith(f"{path.replace('{folder}', str(folder))}:1:1: warning: ")


def test_what_cannot_be_read_at_all_is_a_problem_like_any_other(run: Runner, folder: Path) -> None:
    (folder / "plan" / "units.yaml").unlink()
    (folder / "plan" / "tasks" / "T01.yaml").write_bytes("id: 计量".encode("gbk"))
    done = run("validate")
    assert done.code == 1
    assert done.out == (
        "plan/tasks/T01.yaml:1:5: error: "
        "this file is saved as GBK (“ANSI”); save it again as UTF-8 (encoding)\n"
        "plan/units.yaml:1:1: error: this file is missing; every plan has one (file-missing)\n"
    )
    assert done.err == f"2 errors, 0 warnings in 0 tasks, 0 entries.\n{OFFICE}"


def test_of_very_many_problems_a_part_is_listed_and_all_are_counted(run: Runner, folder: Path) -> None:
    small_plan(folder, task("".join(f"k{number}: 1\n" for number in range(5000))))
    done = run("validate")
    *listed, last = done.out.splitlines()
    assert len(listed) == 100
    assert last == (
        "plan/tasks/T01.yaml:105:1: error: "
        "from here on 4900 more problems of this file are not listed (problems-listed)"
    )
    assert done.err == f"5000 errors, 0 warnings in 0 tasks, 0 entries.\n{OFFICE}"
    problems = json.loads(run("validate", "--format", "json").out)["problems"]
    assert len(problems) == 101
    assert sum(problem["times"] for problem in problems) == 5000
    github = run("validate", "--format", "github").out.splitlines()
    assert len(github) == 101
    assert github[-1] == (
        "::error file=plan/tasks/T01.yaml,line=105,col=1,title=problems-listed::"
        "from here on 4900 more problems of this file are not listed"
    )
    gitlab = json.loads(run("validate", "--format", "gitlab").out)
    assert len(gitlab) == 101
    assert gitlab[-1]["description"] == "from here on 4900 more problems of this file are not listed"
    told = run("status").err
    assert told.startswith(
        "qtrack: The plan has 5000 errors, the first in plan/tasks/T01.yaml: “k0” is not a key here; "
        "known are id, measure, section, number, title, "
    )
    assert told.endswith(". “qtrack validate” shows every place.\n")


def test_a_name_that_is_no_text_is_told_in_every_form(run: Runner, folder: Path) -> None:
    try:
        (folder / "plan" / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("no file of this system has such a name")
    assert run("validate").out.startswith("plan/\N{REPLACEMENT CHARACTER}.txt:1:1: warning: ")
    (problem,) = json.loads(run("validate", "--format", "json").out)["problems"]
    assert problem["path"] == "plan/\N{REPLACEMENT CHARACTER}.txt"
    assert "file=plan/\N{REPLACEMENT CHARACTER}.txt," in run("validate", "--format", "github").out
    (row,) = json.loads(run("validate", "--format", "gitlab").out)
    assert row["location"]["path"] == "plan/\N{REPLACEMENT CHARACTER}.txt"


@pytest.mark.parametrize("brk", ["\n", "\r\n", "\u2028"])
def test_nothing_that_a_problem_quotes_begins_a_line(run: Runner, folder: Path, brk: str) -> None:
    about = json.dumps(f"T99{brk}::stop-commands::x")
    entry = said(40)["progress/T01/2019-02-09-000001.yaml"].replace("about: T01", f"about: {about}")
    small_plan(folder, {"progress/T99/2019-02-09-000001.yaml": entry, "stray\n::error::x": "x"})
    for form in ("text", "github"):
        done = run("validate", "--format", form)
        lines = (done.out + done.err).splitlines()
        assert not [line for line in lines if line.startswith(("::stop", "::error::x"))]
        assert len(done.out.splitlines()) == 2


def test_without_an_office_it_says_what_does_not_work_warm_and_cold(run: Runner) -> None:
    for _ in range(2):
        assert run("validate").err == f"The plan is in order: 1 task, 0 entries.\n{OFFICE}"
    assert run("validate", "--format", "json").err == ""
    assert run("set", "plan", "office", "办公室").code == 0
    for _ in range(2):
        assert run("validate").err == "The plan is in order: 1 task, 0 entries.\n"


#: Plans as people write them who know the README alone, as they mend them after the first run, and what that
#: run must name.
BY_HAND: Final = Path(__file__).parent / "by_hand"


@pytest.mark.parametrize("name", sorted(folder.name for folder in BY_HAND.iterdir()))
def test_one_run_names_all_that_is_wrong_with_a_plan_written_by_hand(
    name: str, run: Runner, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    copytree(BY_HAND / name / "written", own / "plan")
    told = run("validate", cwd=own)
    assert told.code == 1
    named = (BY_HAND / name / "named.txt").read_text("utf-8").splitlines()
    assert [part for part in named if part not in told.out] == []
    rmtree(own / "plan")
    copytree(BY_HAND / name / "mended", own / "plan")
    again = run("validate", cwd=own)
    assert (again.code, again.out) == (0, "")


def test_what_could_not_be_read_is_not_held_against_the_rest(run: Runner, folder: Path) -> None:
    """The second wave tells nothing of what only stands empty, or stands in a file that is not read whole."""
    lay(
        folder / "plan",
        task(
            "due: 2019-02-30\ndeliverables: [{id: T01.1, title: 甲, every: nie, by: 03-15}]\n"
            "indicators:\n  - {id: n, name: n, unit: n, target: viele, kind: reach, due: bald, baseline: 0}\n"
        )
        | said(40, "actuals: {n: 5}")
        | said(41, "period: 2019", about="T01.1"),
    )
    assert [line.partition(" error: ")[0] for line in run("validate").out.splitlines()] == [
        "plan/tasks/T01.yaml:5:6:",
        "plan/tasks/T01.yaml:6:45:",
        "plan/tasks/T01.yaml:8:39:",
        "plan/tasks/T01.yaml:8:64:",
    ]
