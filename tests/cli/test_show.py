"""`qtrack show`: one task whole."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.conftest import ROOT
from tests.small import SECTION, TASK, said, small_plan, task, wide

PARTS = task("deliverables:\n  - {id: T01.1, title: 建成计量中心}\n")


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, said(40, "percent: 50\n"))


@pytest.mark.parametrize("typed", ["T01", "t1", "1", "01", wide("T01"), wide("1"), " T01 ", "T01.1", "t1.1"])
def test_a_task_is_found_however_it_is_typed(typed: str, run: Runner) -> None:
    done = run("show", typed, environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("T01 健全量传溯源体系  截至 2019-02-19\n绿 达 50%，与序时进度持平\n")
    assert "\n2019-02-09  T01  计量处  50%  2019-02-09-000001\n  进展情况：有进展\n" in done.out


def test_a_section_without_goals_of_its_own_is_its_tasks(run: Runner, folder: Path) -> None:
    small_plan(
        folder,
        {
            "sections/S2.yaml": SECTION.replace("S1", "S2").replace("M01", "M02"),
            "tasks/T02.yaml": TASK.replace("T01", "T02").replace("M01", "M02"),
        },
    )
    done = run("show", "S1")
    assert done == run("status", "--section", "S1")
    assert "T01 green" in done.out
    whole = json.loads(run("show", "s1", "--format", "json").out)
    assert [each["id"] for each in whole["tasks"]] == ["T01"]


def test_a_section_with_goals_has_its_page(run: Runner) -> None:
    done = run("show", "S1", "--as-of", "2019-06-28", cwd=ROOT, environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("S1 总体要求  截至 2019-06-28\n")


def test_a_task_as_json(run: Runner) -> None:
    found = json.loads(run("show", "T01", "--format", "json").out)
    assert (found["format"], found["id"], found["progress"], found["light"]) == (1, "T01", 50, "green")
    assert [each["id"] for each in found["deliverables"]] == ["T01.1"]
    assert [each["id"] for each in found["entries"]] == ["2019-02-09-000001"]


def test_dates_bound_what_is_shown(run: Runner) -> None:
    before = json.loads(run("show", "T01", "--format", "json", "--as-of", "2019-02-08").out)
    unknown = json.loads(run("show", "T01", "--format", "json", "--known-at", "2019-02-08").out)
    assert before["entries"] == unknown["entries"] == []


@pytest.mark.parametrize("number", [1, 2, 9, 18, 25, 32])
def test_a_task_of_the_shipped_plan_has_a_page(number: int, run: Runner) -> None:
    done = run("show", str(number), "--as-of", "2019-06-28", cwd=ROOT)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"T{number:02} ")


def test_a_section_is_read_and_warned_of_once(run: Runner, folder: Path) -> None:
    small_plan(folder, said(90, "percent: 10"))
    assert run("show", "S1").err.count("odd") == 1
