"""The board by units: every task once, under who leads it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.records.board import Board, board, by_unit
from qtrack.records.selection.arrangement import BoardGroup
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import Files, day, plan_of, said, section, task

GROUPS_ONLY = {
    "tasks/T03.yaml": "id: T03\nmeasure: M01\ntitle: 宣传\nresponsible: {by_duty: [bureaus, institute]}\n"
}
OTHERS = {"tasks/T02.yaml": "id: T02\nmeasure: M01\ntitle: 品牌\nresponsible: {lead: institute}\n"}
GOALS = section(
    "indicators:\n  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}\n"
)


def grouped(*files: Files, on: int = 50) -> Board:
    plan = plan_of(*files)
    return by_unit(board(assess(plan, day(on)), Filters()), plan)


def test_units_come_in_the_order_of_the_register_with_their_own_counts() -> None:
    page = grouped(GROUPS_ONLY, OTHERS, said(40, "percent: 10\n"), said(45, "percent: 60\n", about="T02"))
    assert page.group is BoardGroup.UNIT
    assert [(each.id, each.title, [task.id for task in each.tasks]) for each in page.groups] == [
        ("metrology", "计量处", ["T01"]),
        ("institute", "省计量科学研究院", ["T02"]),
        ("bureaus", "各市县局", ["T03"]),
    ]
    assert [each.light for each in page.groups] == [Light.RED, Light.GREEN, Light.NONE]
    assert page.groups[0].counts[Light.RED] == 1
    assert sum(sum(each.counts.values()) for each in page.groups) == len(page.tasks) == 3


def test_goals_of_a_section_keep_their_section() -> None:
    first, *units = grouped(GOALS).groups
    assert (first.id, first.number, first.tasks) == ("S1", "一", ())
    assert first.own_reasons
    assert [each.id for each in units] == ["metrology"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["metrology", "institute", "bureaus", "office"]), max_size=6))
def test_no_task_is_lost_or_told_twice(leads: list[str]) -> None:
    body = "id: {id}\nmeasure: M01\ntitle: 甲\nresponsible: {{by_duty: [{lead}]}}\n"
    files = [
        {f"tasks/T{at:02d}.yaml": body.format(id=f"T{at:02d}", lead=lead)} for at, lead in enumerate(leads, 2)
    ]
    plan = plan_of(*files)
    whole = board(assess(plan, day(50)), Filters())
    page = by_unit(whole, plan)
    assert sorted(each.id for each in page.tasks) == sorted(each.id for each in whole.tasks)
    assert page.counts == whole.counts
    for each in page.groups:
        assert sum(each.counts.values()) == len(each.tasks)


def test_an_empty_board_has_no_units() -> None:
    assert grouped({"tasks/T01.yaml": None}).groups == ()


def test_a_plain_task_needs_no_report() -> None:
    assert [each.tasks[0].id for each in grouped(task("")).groups] == ["T01"]
