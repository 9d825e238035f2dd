"""Indicators to hold: a figure like others, fulfilled on their deadline."""

from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.standing.assess import Standing
from tests.small import Files, day, head, plan_of, said, task
from tests.standing.one_task import standing_of, why

HOLD = "indicators: [{id: n, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-03-21}]"  # day 80
PART = "deliverables: [{id: T01.1, title: 建标}]"
LIGHTS = "lights: {due_soon_days: 0, stale_days: 30}"


def stands(at: int, keys: str, *entries: Files) -> Standing:
    return standing_of(plan_of(head(LIGHTS), task(keys), *entries), at)


def told(at: int, keys: str, *entries: Files) -> list[str]:
    return why(stands(at, keys, *entries))


def value(on: int, number: str, tag: str = "000001") -> dict[str, str]:
    return said(on, f"actuals: {{n: {number}}}", tag=tag)


HELD = "held: 合格率 is 92 %, to be held at 91 %"


def test_what_is_held_is_green() -> None:
    assert told(20, HOLD, value(10, "92")) == [f"green {HELD}"]
    assert stands(20, HOLD, value(10, "92")).progress is None


def test_what_was_never_told_is_said_and_has_no_share_that_could_count_as_none() -> None:
    assert told(20, HOLD) == ["none no-value: 合格率: no value reported yet"]
    assert told(32, HOLD) == [
        "yellow never-reported: never reported, 31 days since the start",
        "none no-value: 合格率: no value reported yet",
    ]
    assert told(20, HOLD, said(10, "status: done")) == [
        "blue done: done 2019-01-10",
        "none no-value: 合格率: no value reported yet",
    ]


def test_a_value_to_hold_is_a_figure_beside_which_the_others_count_as_none() -> None:
    found = stands(20, f"{PART}\n{HOLD}", value(10, "92"))
    assert (found.progress, found.pace) == (Decimal(0), Decimal(20))  # of the deliverable alone
    assert [each.code for each in found.reasons] == ["behind", "held"]


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (60, 79, f"green {HELD}"),
        (60, 80, "blue done: done 2019-03-21"),
        (50, 80, "blue done: done 2019-03-21"),  # 30 days old
        (49, 80, "yellow stale: nothing reported for 31 days"),
        (49, 81, "red not-held: 合格率: the last value by 2019-03-21 is of 2019-02-18, 91 % is to be held"),
    ],
)
def test_it_is_fulfilled_on_its_deadline_by_a_value_that_is_not_too_old(
    on: int, at: int, expected: str
) -> None:
    assert told(at, HOLD, value(on, "92"))[0] == expected


def test_what_is_below_on_its_deadline_was_not_held_whatever_comes_after() -> None:
    low, high = value(70, "90"), value(85, "95")
    assert told(90, HOLD, low, high)[0] == "red not-held: 合格率 is 90 %, below 91 %"
    assert told(90, HOLD, value(70, "92"), value(85, "80"))[0] == "blue done: done 2019-03-21"
    late = said(78, "actuals: {n: 95}", recorded=f"{day(89)}T09:00:00+08:00")
    assert told(90, HOLD, low, late)[0] == "blue done: done 2019-03-21"  # told late of a day in time


def test_without_a_value_by_its_deadline_it_was_not_held() -> None:
    assert told(80, HOLD, said(79))[0] == "none no-value: 合格率: no value reported yet"
    assert told(81, HOLD, said(79))[0] == ("red not-held: 合格率: no value by 2019-03-21, 91 % is to be held")


def test_work_is_done_when_all_its_parts_are_what_is_to_be_held_among_them() -> None:
    both = f"{PART}\n{HOLD}"
    done = said(60, "status: done", about="T01.1")
    assert told(79, both, value(70, "92"), done)[0] == (
        "green on-pace: at 100%, should be at 79%, 21 points ahead"
    )
    found = stands(90, both, value(70, "92"), done)
    assert (found.status, found.ended, found.light) == (Status.DONE, day(80), "blue")
    assert stands(90, both, value(70, "92")).status is Status.IN_PROGRESS


def test_what_is_to_be_held_has_no_deadline_that_could_come_near() -> None:
    assert stands(78, HOLD, value(70, "92")).deadlines[0].id == "T01"
    assert len(stands(78, HOLD).deadlines) == 1
