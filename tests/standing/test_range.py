"""Indicators of which the target is a range: to come to, to keep within, to bring down into."""

from decimal import Decimal

import pytest

from qtrack.changes.kinds import Change
from qtrack.changes.levels.indicators import indicator_changes
from qtrack.changes.sides import Sides
from qtrack.standing.projection import Outlook, points_of, project
from tests.small import day, english, plan_of, task
from tests.standing.one_task import by_figures, figure, why

UP = (
    "indicators: [{id: n, name: 标准, unit: 项, target: 20, most: 25, kind: reach, due: 2019-04-10, "
    "baseline: 0}]"
)
DOWN = (
    "indicators: [{id: n, name: 能耗, unit: 吨, target: 20, most: 25, kind: reach, better: lower, "
    "due: 2019-04-10, baseline: 35}]"
)
KEEP = "indicators: [{id: n, name: 湿度, unit: '%', target: 40, most: 60, kind: hold, due: 2019-04-10}]"


@pytest.mark.parametrize(
    ("value", "share"),
    [("0", "0"), ("10", "50"), ("20", "100"), ("22", "100"), ("25", "100"), ("27", "90"), ("60", "0")],
)
def test_a_value_beyond_the_range_counts_as_one_that_falls_as_much_short(value: str, share: str) -> None:
    assert figure(20, UP, (10, value)).progress == Decimal(share)


@pytest.mark.parametrize(
    ("value", "share"), [("35", "0"), ("30", "50"), ("25", "100"), ("20", "100"), ("18", "80"), ("5", "0")]
)
def test_what_is_brought_down_into_a_range_comes_to_its_upper_end(value: str, share: str) -> None:
    assert figure(20, DOWN, (10, value)).progress == Decimal(share)


def test_it_is_reached_within_both_ends_and_no_more_beyond() -> None:
    assert figure(90, UP, (60, "20"), (70, "25")).reached == day(60)
    assert figure(90, UP, (60, "20"), (70, "25.1")).reached is None
    assert figure(90, DOWN, (60, "25"), (70, "20")).reached == day(60)
    assert figure(90, DOWN, (60, "25"), (70, "19.9")).reached is None


def test_what_is_held_within_a_range_is_red_above_and_below() -> None:
    assert why(by_figures(20, KEEP, (10, "60"))) == ["green held: 湿度 is 60 %, within 40 to 60 %"]
    assert why(by_figures(20, KEEP, (10, "40")))[0].startswith("green held")
    assert why(by_figures(20, KEEP, (10, "61"))) == ["red not-held: 湿度 is 61 %, above 60 %"]
    assert why(by_figures(20, KEEP, (10, "39"))) == ["red not-held: 湿度 is 39 %, below 40 %"]


def test_what_holds_no_value_by_its_deadline_names_the_range() -> None:
    assert (
        why(by_figures(101, KEEP))[-1]
        == "red not-held: 湿度: no value by 2019-04-10, 40 to 60 % is to be held"
    )


@pytest.mark.parametrize(
    ("values", "outlook", "reached"),
    [
        (((10, "5"), (20, "10")), Outlook.IN_TIME, 40),
        (((10, "30"), (20, "28")), Outlook.IN_TIME, 35),  # back to 25
        (((10, "22"), (20, "28")), Outlook.NEVER, None),  # and further away
        (((10, "30"), (20, "24")), Outlook.REACHED, 20),
    ],
)
def test_from_beyond_the_range_the_line_comes_back_to_the_nearer_end(
    values: tuple[tuple[int, str], ...], outlook: Outlook, reached: int | None
) -> None:
    found = by_figures(20, UP, *values)
    projected = project(found.indicators[0], points_of(found.indicators[0], found.entries), day(20))
    assert projected.outlook is outlook
    assert projected.reached == (None if reached is None else day(reached))


@pytest.mark.parametrize(
    ("old", "new", "loosens"),
    [
        ("target: 20, most: 25", "target: 21, most: 24", False),
        ("target: 20, most: 25", "target: 21, most: 26", True),
        ("target: 20, most: 25", "target: 19, most: 25", True),
        ("target: 20, most: 25", "target: 20", True),
        ("target: 20", "target: 20, most: 25", False),
        ("target: 20", "target: 19, most: 25", True),
    ],
)
def test_an_edit_that_lets_another_value_in_loosens(old: str, new: str, *, loosens: bool) -> None:
    was, now = (plan_of(task(UP.replace("target: 20, most: 25", words))) for words in (old, new))
    changes: list[Change] = list(indicator_changes(Sides(was, now)))
    assert changes
    assert any(change.loosens for change in changes) is loosens


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "target: 20, most: 25",
            "target: 18, most: 26",
            [
                "the target of T01 “标准” is lowered from 20 项 to 18 项",
                "the upper end of the target of T01 “标准” goes from 25 项 to 26 项",
            ],
        ),
        (
            "target: 20, most: 25",
            "target: 20",
            ["the upper end of the target of T01 “标准” goes from 25 项 to none"],
        ),
        (
            "target: 20, qualifiers: [about]",
            "target: 18",
            [
                "the target of T01 “标准” is lowered from about 20 项 to 18 项",
                "the target of T01 “标准” now reads 18 项 instead of about 18 项",
            ],
        ),
    ],
)
def test_no_edit_of_a_target_is_told_twice(old: str, new: str, told: list[str]) -> None:
    was, now = (plan_of(task(UP.replace("target: 20, most: 25", words))) for words in (old, new))
    assert [english(change.message) for change in indicator_changes(Sides(was, now))] == told
