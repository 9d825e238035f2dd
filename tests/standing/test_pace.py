"""序时进度: shares, and the share of the time that is gone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ("percents", "expected"),
    [
        (["40"], "40.0"),
        (["0", "100"], "50.0"),
        (["82.5", "0", "100"], "60.8"),  # 182.5 / 3 = 60.83…
        (["33.3", "33.3", "33.4"], "33.3"),  # 100 / 3
    ],
)
def test_a_mean_weighs_every_part_the_same(percents: list[str], expected: str) -> None:
    assert str(mean([Decimal(each) for each in percents])) == expected


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
    assert elapsed(start, due, as_of) == Decimal(pace)


@given(st.integers(0, 1000), st.integers(-10, 1100), st.integers(0, 100))
def test_the_pace_never_falls_and_stays_within_0_and_100(length: int, at: int, later: int) -> None:
    due = START + timedelta(days=length)
    now = elapsed(START, due, START + timedelta(days=at))
    then = elapsed(START, due, START + timedelta(days=at + later))
    assert 0 <= now <= then <= 100
