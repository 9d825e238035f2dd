"""序时进度: shares, and the share of the time that is gone."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.head import Pace
from qtrack.model.period import Period, PeriodKind, months_later
from qtrack.standing.pace import elapsed, mean, rounded, share
from tests.small import END, START, day


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (1, 4, "25.0"),
        (1, 8, "12.5"),
        (1, 3, "33.3"),  # 33.33…
        (2, 3, "66.7"),  # 66.66…
        (1, 16, "6.3"),  # 6.25, half goes up
        (1, 2000, "0.1"),  # 0.05, half goes up
        (9, 20000, "0.0"),  # 0.045
        (0, 7, "0.0"),
        (3, 2, "150.0"),
        (Decimal(1650), Decimal(2000), "82.5"),
    ],
)
def test_a_share_is_rounded_half_up_to_one_decimal(
    part: Decimal | int, whole: Decimal | int, percent: str
) -> None:
    assert str(share(part, whole)) == percent


@pytest.mark.parametrize(
    ("exact", "shown"), [("39.95", "40.0"), ("39.949", "39.9"), ("40", "40.0"), ("0.05", "0.1")]
)
def test_a_percentage_keeps_one_decimal(exact: str, shown: str) -> None:
    assert str(rounded(Decimal(exact))) == shown


@pytest.mark.parametrize(
    ("percents", "weights", "expected"),
    [
        (["40"], "", "40.0"),
        (["0", "100"], "", "50.0"),
        (["82.5", "0", "100"], "", "60.8"),  # 182.5 / 3 = 60.83…
        (["33.3", "33.3", "33.4"], "", "33.3"),  # 100 / 3
        (["0", "100"], "3 1", "25.0"),
        (["0", "50", "100"], "0.5 1 2.5", "75.0"),
        (["0", "100"], "- 3", "75.0"),  # one without points weighs 1
        (["0", "100"], "0 -1", "50.0"),  # what cannot be, a check tells
    ],
)
def test_a_mean_weighs_parts_by_their_points_and_else_the_same(
    percents: list[str], weights: str, expected: str
) -> None:
    points = [None if one == "-" else Decimal(one) for one in weights.split()] or [None] * len(percents)
    assert str(rounded(mean([Fraction(each) for each in percents], points))) == expected


@pytest.mark.parametrize(
    ("start", "due", "as_of", "pace"),
    [
        (START, END, day(1), "1"),
        (START, END, day(50), "50"),
        (START, END, day(99), "99"),
        (START, END, END, "100"),  # the deadline itself counts as gone
        (START, END, END + timedelta(days=1), "100"),
        (START, END, START - timedelta(days=1), "0"),
        (START, START, START, "100"),
        (START, START, START - timedelta(days=1), "0"),
        (START, date(2019, 3, 1), date(2019, 1, 10), "16.7"),  # 10 of 60 days
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 11, 30), "91.5"),  # 335 of 366 days
        (START, START - timedelta(days=1), START, "100"),  # a deadline before the start is over at once
    ],
)
def test_the_pace_is_the_share_of_the_days_gone(start: date, due: date, as_of: date, pace: str) -> None:
    assert rounded(elapsed(start, due, as_of, Pace.DAYS)) == Decimal(pace)


@pytest.mark.parametrize(
    ("start", "due", "as_of", "pace"),
    [
        # as Xuancheng counted in 2020: January to November are 91.7 %
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 11, 30), "91.7"),
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 11, 29), "83.3"),  # a month not over counts nothing
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 30), "91.7"),
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 31), "100"),
        (date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1), "100"),
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 1, 30), "0"),
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 1, 31), "8.3"),
        (
            date(2020, 1, 1),
            date(2020, 12, 31),
            date(2019, 12, 31),
            "0",
        ),  # a month is over, but not one of these
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 2, 28), "8.3"),  # a leap year
        (date(2020, 1, 1), date(2020, 12, 31), date(2020, 2, 29), "16.7"),
        # the first and the last month count one each, however few of their days belong to the time
        (date(2018, 9, 30), date(2020, 12, 31), date(2018, 9, 29), "0"),
        (date(2018, 9, 30), date(2020, 12, 31), date(2018, 9, 30), "3.6"),  # 1 of 28
        (date(2018, 9, 30), date(2020, 12, 31), date(2019, 6, 28), "32.1"),  # September to May: 9 of 28
        (date(2019, 1, 16), date(2019, 6, 10), date(2019, 1, 31), "16.7"),  # 1 of 6
        (date(2019, 1, 16), date(2019, 6, 10), date(2019, 6, 9), "83.3"),
        (date(2019, 1, 16), date(2019, 6, 10), date(2019, 6, 10), "100"),  # the last from the deadline on
        (date(2019, 5, 5), date(2019, 5, 20), date(2019, 5, 19), "0"),  # all within one month
        (date(2019, 5, 5), date(2019, 5, 20), date(2019, 5, 20), "100"),
        (date(2019, 5, 5), date(2019, 5, 4), date(2019, 5, 5), "100"),  # over before it began
        (date(9999, 1, 1), date(9999, 12, 31), date(9999, 12, 31), "100"),
    ],
)
def test_or_the_share_of_the_whole_months_gone(start: date, due: date, as_of: date, pace: str) -> None:
    assert rounded(elapsed(start, due, as_of, Pace.MONTHS)) == Decimal(pace)


SOME_DAYS = st.integers(0, 40).map(lambda days: START + timedelta(days=days))
EITHER = st.sampled_from(Pace)


@given(SOME_DAYS, st.integers(0, 1000), st.integers(-10, 1100), st.integers(0, 100), EITHER)
def test_the_pace_never_falls_and_runs_from_0_before_the_start_to_100_on_the_deadline(
    start: date, length: int, at: int, later: int, by: Pace
) -> None:
    due = start + timedelta(days=length)
    now = elapsed(start, due, start + timedelta(days=at), by)
    then = elapsed(start, due, start + timedelta(days=at + later), by)
    assert 0 <= now <= then <= 100
    assert elapsed(start, due, start - timedelta(days=1), by) == 0
    assert elapsed(start, due, due, by) == 100


@given(SOME_DAYS, st.integers(1, 1000), st.integers(0, 1000), st.integers(0, 600))
def test_whole_months_later_the_pace_is_the_same(start: date, length: int, at: int, months: int) -> None:
    """Days of a month are moved from its first day; its last day stays the last."""
    due, as_of = start + timedelta(days=length), start + timedelta(days=at)
    moved = [_months_later(each, months) for each in (start, due, as_of)]
    if moved[0] > moved[2] or (moved[2] >= moved[1]) != (as_of >= due):
        return  # a shorter month has pushed two days together
    assert elapsed(moved[0], moved[1], moved[2], Pace.MONTHS) == elapsed(start, due, as_of, Pace.MONTHS)


def _months_later(day: date, months: int) -> date:
    first = months_later(day.replace(day=1), months)
    last = Period.containing(PeriodKind.MONTH, first).last_day
    if day == Period.containing(PeriodKind.MONTH, day).last_day:
        return last
    return first.replace(day=min(day.day, last.day - 1))


@pytest.mark.parametrize("exact", ["-0", "-0.04", "-0.0"])
def test_what_is_rounded_to_nothing_has_no_sign(exact: str) -> None:
    assert str(rounded(Decimal(exact))) == "0.0"
