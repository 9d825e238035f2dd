"""Every unit in a line, and one unit's own list."""

import pytest

from qtrack.model.responsibility import Role
from qtrack.records.selection.filters import Filters
from qtrack.records.units import Mark, UnitLine, UnitList, unit_list, units
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import Files, day, english, head, plan_of, said, task

MONTHLY = head("reporting: {every: month, by_day: 25}")
SECOND = {
    "tasks/T02.yaml": """\
id: T02
measure: M01
title: 建成计量中心
responsible: {lead: institute, shared: [metrology, fuzhou], by_duty: [bureaus]}
due: 2019-02-10
"""
}


def lines(*files: Files, on: int = 50, filters: Filters | None = None) -> dict[str, UnitLine]:
    page = units(assess(plan_of(*files), day(on)), filters or Filters())
    return {each.id: each for each in page.units}


def own(unit: str, *files: Files, on: int = 50, filters: Filters | None = None) -> UnitList:
    return unit_list(assess(plan_of(*files), day(on)), unit, filters or Filters())


def marks(page: UnitList) -> dict[str, list[Mark]]:
    return {each.task.id: list(each.marks) for each in page.tasks}


def test_a_task_is_counted_once_a_unit_in_its_weightiest_role() -> None:
    found = lines(SECOND)
    assert {each: (one.lead, one.shared, one.by_duty) for each, one in found.items()} == {
        "metrology": (1, 1, 0),
        "institute": (1, 1, 0),
        "fuzhou": (0, 1, 1),
        "xiamen": (0, 0, 2),
    }


def test_lights_and_overdue_are_of_what_a_unit_leads_and_unreported_of_all_it_was_asked() -> None:
    found = lines(MONTHLY, SECOND, said(60, "percent: 60\n"), on=60)
    assert {light: number for light, number in found["metrology"].lights.items() if number} == {
        Light.GREEN: 1
    }
    assert (found["metrology"].overdue, found["metrology"].unreported) == (0, 1)  # of T02, which it shares
    assert {light: number for light, number in found["institute"].lights.items() if number} == {Light.RED: 1}
    assert (found["institute"].overdue, found["institute"].unreported) == (1, 2)
    assert (found["fuzhou"].overdue, found["fuzhou"].unreported) == (0, 1)
    assert (found["xiamen"].overdue, found["xiamen"].unreported) == (0, 0)


def test_filters_leave_out_units_without_any_task() -> None:
    assert set(lines(SECOND, filters=Filters(lights=frozenset({Light.RED})))) == {
        "metrology",
        "institute",
        "fuzhou",
        "xiamen",
    }
    page = units(assess(plan_of(), day(50)), Filters(lights=frozenset({Light.RED})))
    assert page.units == ()
    assert english(page.notes[-1]) == "No task passes the filters; none is left after --light red."


def test_a_group_without_members_has_a_line_of_its_own() -> None:
    register = {
        "units.yaml": "units:\n  - {id: metrology, name: 计量处, short: 计量处, kind: division}\n"
        "groups:\n  - {id: bureaus, name: 各市县局, members: [metrology]}\n"
    }
    only = {"tasks/T01.yaml": "id: T01\nmeasure: M01\ntitle: 健全体系\nresponsible: {by_duty: [bureaus]}\n"}
    assert list(lines(register, only)) == ["metrology"]


def test_what_a_unit_leads_comes_first_and_the_pressing_on_top() -> None:
    third = {
        "tasks/T03.yaml": SECOND["tasks/T02.yaml"].replace("T02", "T03").replace("2019-02-10", "2019-02-25")
    }
    fourth = {
        "tasks/T04.yaml": SECOND["tasks/T02.yaml"].replace("T02", "T04").replace("due: 2019-02-10\n", "")
    }
    page = own("institute", SECOND, third, fourth)
    assert [(each.task.id, each.role) for each in page.tasks] == [
        ("T02", Role.LEAD),
        ("T03", Role.LEAD),
        ("T04", Role.LEAD),
        ("T01", Role.SHARED),
    ]
    assert marks(page) == {"T02": [Mark.OVERDUE], "T03": [Mark.DUE_THIS_MONTH], "T04": [], "T01": []}
    assert page.unit.name == "省计量科学研究院"


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2019-02-18", [Mark.OVERDUE]),
        ("2019-02-19", [Mark.DUE_THIS_MONTH]),
        ("2019-02-28", [Mark.DUE_THIS_MONTH]),
        ("2019-03-01", []),
    ],
)
def test_this_month_is_that_of_the_date(due: str, expected: list[Mark]) -> None:
    assert marks(own("metrology", task(f"due: {due}\n"), on=50)) == {"T01": expected}


def test_to_report_is_what_the_round_that_runs_still_waits_for() -> None:
    """Day 60 is 2019-03-01; its round began on 2019-02-26, day 57."""
    assert marks(own("metrology", MONTHLY, on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("metrology", MONTHLY, said(56), on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("metrology", MONTHLY, said(57), on=60)) == {"T01": []}
    assert marks(own("metrology", MONTHLY, said(57, unit="institute"), on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("metrology", MONTHLY, said(20, "status: done\n"), on=60)) == {"T01": []}


def test_those_by_duty_are_asked_only_where_nobody_else_is_named() -> None:
    assert marks(own("institute", MONTHLY, on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("xiamen", MONTHLY, on=60)) == {"T01": []}
    only = {"tasks/T01.yaml": "id: T01\nmeasure: M01\ntitle: 健全体系\nresponsible: {by_duty: [bureaus]}\n"}
    assert marks(own("xiamen", MONTHLY, only, on=60)) == {"T01": [Mark.TO_REPORT]}
    answered = said(58, unit="fuzhou")
    assert marks(own("xiamen", MONTHLY, only, answered, on=60)) == {"T01": []}
    alone = {"tasks/T01.yaml": only["tasks/T01.yaml"].replace("}", ", each: true}")}
    assert marks(own("xiamen", MONTHLY, alone, answered, on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("bureaus", MONTHLY, alone, answered, on=60)) == {"T01": [Mark.TO_REPORT]}
    assert marks(own("fuzhou", MONTHLY, alone, answered, on=60)) == {"T01": []}


def test_an_empty_list_says_why() -> None:
    assert english(own("office").notes[-1]) == "It answers for no task."
    page = own("xiamen", filters=Filters(unit="xiamen", role=Role.LEAD))
    assert english(page.notes[-1]) == "No task passes the filters; none is left after --role lead."
