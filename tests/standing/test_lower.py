"""Indicators of which lower values are better: to bring down, and to keep down."""

from decimal import Decimal

import pytest

from qtrack.standing.projection import Outlook, points_of, project
from tests.small import day
from tests.standing.one_task import by_figures, figure, why

DOWN = (
    "indicators: [{id: n, name: 能耗, unit: 吨, target: 30, kind: reach, better: lower, due: 2019-04-10, "
    "baseline: 40, milestones: [{date: 2019-02-19, target: 38}]}]"  # day 50
)
UNKNOWN = (
    "indicators: [{id: n, name: 能耗, unit: 吨, target: 30, kind: reach, better: lower, due: 2019-04-10}]"
)
KEEP = "indicators: [{id: n, name: 浓度, unit: 微克, target: 35, kind: hold, better: lower, due: 2019-04-10}]"
NONE_AT_ALL = (
    "indicators: [{id: n, name: 事故, unit: 起, target: 0, kind: hold, better: lower, due: 2019-04-10}]"
)


@pytest.mark.parametrize(
    ("value", "share"), [("45", "0"), ("40", "0"), ("36", "40"), ("30.1", "99"), ("30", "100"), ("0", "100")]
)
def test_the_share_is_that_of_the_way_down(value: str, share: str) -> None:
    assert figure(20, DOWN, (10, value)).progress == Decimal(share)


def test_the_pace_goes_down_from_milestone_to_milestone() -> None:
    assert [figure(at, DOWN).pace for at in (25, 50, 75, 100)] == [10, 20, 60, 100]


def test_it_is_reached_while_no_value_is_above_the_target() -> None:
    assert figure(90, DOWN, (60, "30"), (70, "29")).reached == day(60)
    assert figure(90, DOWN, (60, "30"), (70, "31")).reached is None


def test_a_milestone_that_was_missed_is_told_with_the_most_that_it_allows() -> None:
    assert why(by_figures(60, DOWN, (45, "39")))[0] == (
        "red milestone-missed: 能耗: at most 38 吨 by 2019-02-19 not reached, 10 days overdue"
    )


def test_without_a_baseline_the_share_is_that_of_the_target_in_the_value() -> None:
    shares = [figure(20, UNKNOWN, (10, value)).progress for value in ("60", "30", "15", "0")]
    assert shares == [50, 100, 100, 100]
    assert figure(20, UNKNOWN, (10, "60")).pace is None


def test_what_is_kept_down_is_held_at_the_target_and_below() -> None:
    assert why(by_figures(20, KEEP, (10, "35"))) == ["green held: 浓度 is 35 微克, not to exceed 35 微克"]
    assert why(by_figures(20, KEEP, (10, "28")))[0].startswith("green held")
    assert why(by_figures(20, KEEP, (10, "36"))) == ["red not-held: 浓度 is 36 微克, above 35 微克"]
    assert figure(20, KEEP, (10, "50")).progress == 70


def test_of_what_is_not_to_be_at_all_one_is_too_many() -> None:
    assert why(by_figures(20, NONE_AT_ALL, (10, "0")))[0].startswith("green held")
    assert why(by_figures(20, NONE_AT_ALL, (10, "1"))) == ["red not-held: 事故 is 1 起, above 0 起"]
    assert figure(20, NONE_AT_ALL, (10, "1")).progress == 0


@pytest.mark.parametrize(
    ("values", "outlook"),
    [
        (((10, "40"), (20, "38")), Outlook.IN_TIME),  # a fifth of the way in ten days: on day 60
        (((10, "40"), (20, "39.5")), Outlook.LATE),
        (((10, "40"), (20, "41")), Outlook.NEVER),
        (((10, "40"), (20, "40")), Outlook.NEVER),
        (((10, "40"), (20, "30")), Outlook.REACHED),
    ],
)
def test_the_outlook_follows_the_line_down(values: tuple[tuple[int, str], ...], outlook: Outlook) -> None:
    found = by_figures(20, DOWN, *values)
    projected = project(found.indicators[0], points_of(found.indicators[0], found.entries), day(20))
    assert projected.outlook is outlook
    if outlook is Outlook.IN_TIME:
        assert projected.reached == day(60)
