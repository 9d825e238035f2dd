"""When a target is reached at the present rate, by hand arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.standing.assess import assess
from qtrack.standing.projection import Outlook, Point, Projection, points_of, project
from tests.small import day, plan_of, said, task
from tests.standing.one_task import figures, standing_of

INDICATOR = """
indicators:
  - {{id: standards, name: 计量标准, unit: 项, target: 100, kind: {kind}, due: 2019-04-10}}
"""


def outlook(*values: tuple[int, str], kind: str = "reach", on: int | None = None) -> Projection:
    """Project values, each said on a day of the small plan, seen from the last; its deadline is day 100."""
    on = on or max((number for number, _ in values), default=1)
    standing = standing_of(plan_of(task(INDICATOR.format(kind=kind)), *figures(*values, of="standards")), on)
    one = standing.indicators[0]
    return project(one, points_of(one, standing.entries), day(on))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), Projection(Outlook.UNKNOWN)),
        (((10, "20"),), Projection(Outlook.UNKNOWN)),
        (((10, "20"), (10, "30")), Projection(Outlook.UNKNOWN)),  # one day has no rate
        (((10, "20"), (20, "20")), Projection(Outlook.NEVER)),
        (((10, "20"), (20, "19")), Projection(Outlook.NEVER)),
        # 10 in 10 days: the 70 that are left take 70 days
        (((10, "20"), (20, "30")), Projection(Outlook.IN_TIME, day(90))),
        # what lies between does not matter
        (((10, "20"), (15, "90"), (20, "30")), Projection(Outlook.IN_TIME, day(90))),
        # 8 in 10 days: 72 take 90 days, day 110
        (((10, "20"), (20, "28")), Projection(Outlook.LATE, day(110), 10)),
        # 9 in 10 days: 71 take 78.9 days, so the 79th
        (((10, "20"), (20, "29")), Projection(Outlook.IN_TIME, day(99))),
        (((10, "20"), (20, "28.75")), Projection(Outlook.LATE, day(102), 2)),  # 81.4 days
        (((10, "20"), (30, "100")), Projection(Outlook.REACHED, day(30))),
        (((30, "100"),), Projection(Outlook.REACHED, day(30))),
        (((10, "120"), (30, "90")), Projection(Outlook.NEVER)),  # reached, but no more
        (((10, "0"), (90, "0.000001")), Projection(Outlook.NEVER)),  # beyond the calendar
    ],
)
def test_a_straight_line_through_the_first_and_the_last_value(
    values: tuple[tuple[int, str], ...], expected: Projection
) -> None:
    assert outlook(*values) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (89, Projection(Outlook.IN_TIME, day(90))),
        (90, Projection(Outlook.IN_TIME, day(90))),
        (91, Projection(Outlook.PASSED)),
        (150, Projection(Outlook.PASSED)),
    ],
)
def test_a_day_that_is_over_is_no_projection(on: int, expected: Projection) -> None:
    assert outlook((10, "20"), (20, "30"), on=on) == expected


def test_a_day_after_the_deadline_is_late_until_it_is_over() -> None:
    assert outlook((10, "20"), (20, "28"), on=110) == Projection(Outlook.LATE, day(110), 10)
    assert outlook((10, "20"), (20, "28"), on=111) == Projection(Outlook.PASSED)


def test_a_target_reached_late_says_by_how_much() -> None:
    assert outlook((110, "100"), on=120) == Projection(Outlook.REACHED, day(110), 10)


@pytest.mark.parametrize(
    ("values", "expected"),
    [((), Outlook.UNKNOWN), (((10, "100"),), Outlook.HELD), (((10, "100"), (11, "99")), Outlook.NOT_HELD)],
)
def test_what_is_to_be_held_has_no_rate(values: tuple[tuple[int, str], ...], expected: Outlook) -> None:
    assert outlook(*values, kind="hold") == Projection(expected)


def test_of_one_day_the_last_value_holds() -> None:
    plan = plan_of(
        task(INDICATOR.format(kind="reach")),
        said(10, "actuals: {standards: 1}\n", tag="000002"),
        said(10, "actuals: {standards: 2}\n", tag="000001", recorded=f"{day(10)}T10:00:00+08:00"),
        said(11, "percent: 5\n"),
        said(12, "actuals: {standards: 3}\n"),
    )
    standing = assess(plan, day(50)).tasks[0]
    assert points_of(standing.indicators[0], standing.entries) == (
        Point(date(2019, 1, 10), Decimal(2)),
        Point(date(2019, 1, 12), Decimal(3)),
    )
