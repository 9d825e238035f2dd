"""The plan: how its parts are found and ordered."""

from datetime import date

import pytest

from qtrack.model.entry import Status, entry_path
from qtrack.model.plan import Deliverable, Section, Task, natural
from qtrack.model.responsibility import Responsibility
from tests.small import END, head, plan_of, said, section, task

TWO_SECTIONS = {
    "sections/S1.yaml": """\
id: S1
number: 一
title: 总体要求
due: 2019-03-31
deliverables:
  - {id: S1.1, title: 全面达标}
""",
    "sections/S2.yaml": """\
id: S2
number: 二
title: 重点任务
measures:
  - {id: M01, number: （一）, title: 第一}
  - {id: M02, number: （二）, title: 第二}
""",
    "tasks/T01.yaml": "{id: T01, measure: M02, title: 甲, responsible: {lead: metrology}}",
    "tasks/T02.yaml": "{id: T02, measure: M01, title: 乙, responsible: {lead: metrology}}",
    "tasks/T10.yaml": "{id: T10, measure: M01, title: 丙, responsible: {lead: metrology}}",
    "tasks/T03.yaml": """\
id: T03
measure: M01
title: 丁
due: 2019-03-01
responsible: {lead: metrology}
deliverables:
  - {id: T03.1, title: 建标}
""",
}


def test_tasks_stand_in_the_order_of_measures_then_of_numbers() -> None:
    plan = plan_of(TWO_SECTIONS)
    assert [each.id for each in plan.tasks_of_section["S2"]] == ["T02", "T03", "T10", "T01"]
    assert plan.tasks_of_section["S1"] == ()


def test_a_task_of_an_unknown_measure_stands_below_no_section() -> None:
    plan = plan_of(
        TWO_SECTIONS,
        task("", "T11")
        | {"tasks/T11.yaml": TWO_SECTIONS["tasks/T10.yaml"].replace("T10", "T11").replace("M01", "M09")},
    )
    assert "T11" in plan.holders
    assert "T11" not in [each.id for tasks in plan.tasks_of_section.values() for each in tasks]


@pytest.mark.parametrize(
    ("typed", "found"), [("T03", "T03"), ("3", "T03"), ("t3.1", "T03.1"), ("s1", "S1"), ("S1.1", "S1.1")]
)
def test_what_a_person_types_is_found(typed: str, found: str) -> None:
    thing = plan_of(TWO_SECTIONS).find(typed)
    assert isinstance(thing, Section | Task | Deliverable)
    assert thing.id == found


@pytest.mark.parametrize("typed", ["T99", "T03.2", "S9", "M01", "计量", ""])
def test_what_the_plan_does_not_have_is_none(typed: str) -> None:
    assert plan_of(TWO_SECTIONS).find(typed) is None


def test_a_part_leads_to_its_holder() -> None:
    plan = plan_of(TWO_SECTIONS)
    assert plan.holder("T03.1") is plan.holders["T03"]
    assert plan.holder("S1") is plan.holders["S1"]
    assert plan.holder("T99.1") is None


def test_deliverables_and_measures_are_found_by_id() -> None:
    plan = plan_of(TWO_SECTIONS)
    assert sorted(plan.deliverables) == ["S1.1", "T03.1"]
    assert sorted(plan.measures) == ["M01", "M02"]
    assert plan.section_of_measure["M02"].id == "S2"


def test_without_a_deadline_work_runs_to_the_end_of_the_plan() -> None:
    plan = plan_of(TWO_SECTIONS)
    assert plan.due_of(plan.holders["T03"]) == date(2019, 3, 1)
    assert plan.due_of(plan.holders["S1"]) == date(2019, 3, 31)
    assert plan.due_of(plan.holders["T01"]) == END


def test_everyone_named_comes_in_the_order_of_roles() -> None:
    assert Responsibility("a", ("b", "c"), ("d",)).named == ("a", "b", "c", "d")
    assert Responsibility(None, (), ("d",)).named == ("d",)
    assert Responsibility().named == ()


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("T02", ("T", 2)),
        ("T10", ("T", 10)),
        ("S1", ("S", 1)),
        ("X", ("X", 0)),
        ("T²", ("T", 0)),
        ("", ("", 0)),
    ],
)
def test_ids_are_ordered_by_number_not_by_sign(identifier: str, key: tuple[str, int]) -> None:
    assert natural(identifier) == key


def test_an_entry_lives_below_what_it_belongs_to() -> None:
    assert entry_path("T18.1", "2019-03-29-7f3a9c") == "progress/T18/2019-03-29-7f3a9c.yaml"
    assert entry_path("S1", "2019-03-29-7f3a9c") == "progress/S1/2019-03-29-7f3a9c.yaml"


def test_an_entry_about_a_part_belongs_to_the_holder() -> None:
    parts = task("deliverables: [{id: T01.1, title: 建标}]")
    entry = plan_of(parts, said(3, about="T01.1")).entries[0]
    assert (entry.about, entry.holder) == ("T01.1", "T01")


@pytest.mark.parametrize(
    ("status", "ended"),
    [
        (Status.NOT_STARTED, False),
        (Status.IN_PROGRESS, False),
        (Status.BLOCKED, False),
        (Status.DONE, True),
        (Status.CLOSED, True),
        (Status.DROPPED, True),
    ],
)
def test_done_closed_and_dropped_work_is_ended(status: Status, ended: bool) -> None:
    assert status.ended is ended


def test_units_report_by_the_25th_unless_the_plan_says_otherwise() -> None:
    reporting = plan_of(head("reporting: {every: month}")).head.reporting
    assert reporting is not None
    assert reporting.by_day == 25
    assert plan_of().head.reporting is None


def test_a_section_may_have_goals_of_its_own() -> None:
    plan = plan_of(
        section("indicators: [{id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]")
    )
    assert [each.id for each in plan.sections[0].indicators] == ["rate"]
