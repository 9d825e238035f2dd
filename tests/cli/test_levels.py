"""Plans with other levels than sections with measures: sections alone, chapters, numbers that begin anew."""

import json
from pathlib import Path

from tests.cli.conftest import CHINESE, Runner
from tests.repositories import lay

LEAD = "responsible: {lead: metrology}\n"
ACTION_PLAN = {
    "sections/S1.yaml": "id: S1\nnumber: 一\ntitle: 夯实质量基础\nchapter: 第一章 基础\n",
    "sections/S2.yaml": "id: S2\nnumber: 二\ntitle: 提升质量水平\nchapter: 第一章 基础\n",
    "sections/S3.yaml": "id: S3\nnumber: 一\ntitle: 强化保障\nchapter: 第二章 保障\n",
    "tasks/T01.yaml": f"id: T01\nsection: S1\nnumber: 1.\ntitle: 建标\nremark: 续建\n{LEAD}",
    "tasks/T02.yaml": f"id: T02\nsection: S2\nnumber: 1.\ntitle: 抽查\n{LEAD}",
    "tasks/T03.yaml": f"id: T03\nsection: S3\nnumber: 1.\ntitle: 宣传\n{LEAD}",
}


def test_such_a_plan_is_without_fault(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    assert run("validate").out == "The plan has no problems.\n" or run("validate").code == 0


def test_status_names_a_chapter_once_above_its_sections(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    text = run("status", "--all", environ=CHINESE).out
    headings = ["第一章 基础", "S1 一、夯实质量基础", "S2 二、提升质量水平", "第二章 保障", "S3 一、强化保障"]
    assert [text.count(heading) for heading in headings] == [1] * 5
    assert sorted(headings, key=text.index) == headings
    sections = json.loads(run("status", "--format", "json").out)["sections"]
    assert [(one["id"], one["chapter"]) for one in sections] == [
        ("S1", "第一章 基础"),
        ("S2", "第一章 基础"),
        ("S3", "第二章 保障"),
    ]


def test_show_tells_the_place_with_chapter_and_number_and_the_remark(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    text = run("show", "T01", environ=CHINESE).out
    assert "第一章 基础 一、夯实质量基础\n文内序号 1.\n" in text
    assert "续建\n" in text
    found = json.loads(run("show", "T01", "--format", "json").out)
    assert [found[key] for key in ("chapter", "number", "remark", "measure")] == [
        "第一章 基础",
        "1.",
        "续建",
        None,
    ]


def test_registers_print_chapters_where_they_change_numbers_and_remarks(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    for kind in ("assignments", "ledger"):
        text = run("report", kind).out
        assert text.count("\n## 第一章 基础\n") == text.count("\n## 第二章 保障\n") == 1
        assert "1. 建标" in text
        assert "续建" in text
        page = run("report", kind, "--format", "html").out
        assert page.count(">第一章 基础<") == page.count(">第二章 保障<") == 1
    assert "第一章 基础\n一、夯实质量基础" in run("report", "ledger", "--format", "csv").out
    weekly = run("report", "weekly", "--of", "2019-W07").out
    assert weekly.count("第二章 保障") == 1


def test_filters_and_lists_find_such_tasks_by_their_section(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    found = json.loads(run("status", "--section", "S2", "--format", "json").out)
    assert [task["id"] for task in found["tasks"]] == ["T02"]
    assert run("record", "T02", "40%", "抽查两批", "--unit", "metrology").code == 0
    assert "抽查两批" in run("history", "S2").out
    assert "抽查两批" not in run("history", "S1").out


def test_new_adds_a_task_to_a_section_and_set_moves_it(folder: Path, run: Runner) -> None:
    lay(folder / "plan", ACTION_PLAN)
    assert run("new", "task", "S2", "比对", "--lead", "计量处", "number", "2.").code == 0
    text = (folder / "plan/tasks/T04.yaml").read_text("utf-8")
    assert "section: S2\n" in text
    assert run("set", "T04", "section", "强化保障").code == 0
    assert "section: S3\n" in (folder / "plan/tasks/T04.yaml").read_text("utf-8")


def test_move_lets_a_task_stand_in_a_section_instead_of_a_measure_and_back(folder: Path, run: Runner) -> None:
    lay(folder / "plan", {"sections/S2.yaml": ACTION_PLAN["sections/S2.yaml"]})
    path = folder / "plan/tasks/T01.yaml"
    before = path.read_bytes()
    assert run("move", "T01", "S2").code == 0
    assert b"section: S2\n" in path.read_bytes()
    assert b"measure" not in path.read_bytes()
    assert run("retire", "S2").err.startswith("qtrack: S2 still holds T01.")
    assert run("move", "T01", "M01").code == 0
    assert sorted(path.read_bytes().splitlines()) == sorted(before.splitlines())
