"""Indicators to hold in the mean of the years: 年均增长5%以上."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qtrack.standing.assess import Standing
from qtrack.standing.parts import IndicatorStanding
from tests.small import head, plan_of, said, task
from tests.standing.one_task import standing_of, why

KEYS = "indicators: [{id: n, name: 增速, unit: '%', target: 5, kind: average, due: 2020-12-31}]"
PLAN = head("lights: {due_soon_days: 0, stale_days: 60}")
YEARS = {path: text.replace("2019-04-10", "2020-12-31") for path, text in PLAN.items()}

#: The year, the figure and the day on which it is told.
Told = tuple[str, str, date]


def stands(as_of: date, *told: Told, keys: str = KEYS) -> Standing:
    entries = [
        said(day, f"actuals: {{n: {value}}}\nperiod: {year}", tag=f"{at:06}")
        for at, (year, value, day) in enumerate(told)
    ]
    return standing_of(plan_of(YEARS, task(keys), *entries), as_of)


def one(as_of: date, *told: Told, keys: str = KEYS) -> IndicatorStanding:
    (found,) = stands(as_of, *told, keys=keys).indicators
    return found


def reasons(as_of: date, *told: Told) -> list[str]:
    return why(stands(as_of, *told))


def years(*values: str) -> tuple[Told, ...]:
    """Return figures of 2019 and on, each told in the January after."""
    return tuple((str(2019 + at), value, date(2020 + at, 1, 20)) for at, value in enumerate(values))


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (("4",), "4"),
        (("4", "6"), "5"),
        (("-1", "6"), "2.5"),
        (("5", "4.99"), "5"),
        (("4.33", "4.34"), "4.34"),
    ],
)
def test_the_value_is_the_mean_of_the_years_rounded_to_two_decimals(
    values: tuple[str, ...], mean: str
) -> None:
    assert one(date(2021, 2, 1), *years(*values)).actual == Decimal(mean)


def test_the_latest_figure_of_a_year_is_that_of_the_year() -> None:
    told = (("2019", "3", date(2019, 7, 20)), *years("6"))
    assert one(date(2020, 2, 1), *told).actual == Decimal(6)


def test_it_is_held_while_the_mean_is_at_the_target() -> None:
    assert reasons(date(2020, 2, 1), *years("5.5")) == [
        "green held: 增速 (average of the years) is 5.5 %, to be held at 5 %"
    ]
    below = "red not-held: 增速 (average of the years) is 4.5 %, below 5 %"
    assert below in reasons(date(2020, 2, 1), *years("4.5"))
    assert one(date(2021, 1, 25), *years("4.5", "5.5")).holds is True


def test_nothing_is_red_before_a_year_has_ended_for_some_time_without_a_figure() -> None:
    ended = date(2019, 12, 31)
    assert one(ended + timedelta(days=60)).holds is None
    late = ended + timedelta(days=61)
    assert one(late).holds is False
    assert "red not-held: 增速: no value for 2019, 5 % is to be held" in reasons(late)
    assert one(date(2021, 3, 2), *years("6")).holds is False  # of 2020 nothing was told
    assert one(date(2021, 3, 1), *years("6")).holds is True


def test_it_is_fulfilled_at_its_deadline_once_every_year_has_a_figure() -> None:
    assert one(date(2021, 1, 19), *years("4", "6")).reached is None
    done = stands(date(2021, 1, 25), *years("4", "6"))
    assert done.indicators[0].reached == date(2020, 12, 31)
    assert (done.status, done.ended) == ("done", date(2020, 12, 31))
    assert one(date(2021, 1, 25), *years("4", "5")).reached is None


def test_what_is_to_stay_low_is_averaged_as_well() -> None:
    low = KEYS.replace("kind: average", "kind: average, better: lower")
    assert one(date(2021, 1, 25), *years("6", "4"), keys=low).holds is True
    assert one(date(2021, 1, 25), *years("6", "4.1"), keys=low).holds is False


def test_the_shares_of_units_are_summed_in_each_year() -> None:
    split = KEYS.replace("due:", "shares: [{unit: fuzhou, target: 3}, {unit: xiamen, target: 2}], due:")
    entries = [
        said(date(2020, 1, 20), f"actuals: {{n: {value}}}\nperiod: {year}", unit=unit, tag=f"{at:06}")
        for at, (year, unit, value) in enumerate(
            [("2019", "fuzhou", 3), ("2019", "xiamen", 1), ("2020", "fuzhou", 4), ("2020", "xiamen", 2)]
        )
    ]
    found = standing_of(plan_of(YEARS, task(split), *entries), date(2020, 2, 1))
    assert found.indicators[0].actual == Decimal(5)
    assert [share.own.actual for share in found.indicators[0].shares] == [Decimal("3.5"), Decimal("1.5")]
