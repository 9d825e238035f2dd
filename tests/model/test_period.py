"""Reporting periods: half-open, weeks by ISO 8601."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.period import DueDay, Period, PeriodKind, months_later

KINDS = st.sampled_from(PeriodKind)
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2018-W43", PeriodKind.WEEK, date(2018, 10, 22), date(2018, 10, 29)),
        ("2018W43", PeriodKind.WEEK, date(2018, 10, 22), date(2018, 10, 29)),
        ("2018-w43", PeriodKind.WEEK, date(2018, 10, 22), date(2018, 10, 29)),
        ("2018-W1", PeriodKind.WEEK, date(2018, 1, 1), date(2018, 1, 8)),
        # The first ISO week of 2019 begins in 2018, and 2020 has a week 53 that ends in 2021.
        ("2019-W01", PeriodKind.WEEK, date(2018, 12, 31), date(2019, 1, 7)),
        ("2020-W53", PeriodKind.WEEK, date(2020, 12, 28), date(2021, 1, 4)),
        ("2018-10", PeriodKind.MONTH, date(2018, 10, 1), date(2018, 11, 1)),
        ("2018-2", PeriodKind.MONTH, date(2018, 2, 1), date(2018, 3, 1)),
        ("2018-12", PeriodKind.MONTH, date(2018, 12, 1), date(2019, 1, 1)),
        ("2018Q4", PeriodKind.QUARTER, date(2018, 10, 1), date(2019, 1, 1)),
        ("2018-q1", PeriodKind.QUARTER, date(2018, 1, 1), date(2018, 4, 1)),
        ("2018", PeriodKind.YEAR, date(2018, 1, 1), date(2019, 1, 1)),
        (" 2018 ", PeriodKind.YEAR, date(2018, 1, 1), date(2019, 1, 1)),
    ],
)
def test_a_period_is_read_from_its_name(text: str, kind: PeriodKind, start: date, end: date) -> None:
    assert Period.parse(text) == Period(kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018-W60",
        "2018-W53",  # 2018 has 52 weeks
        "2018-W0",
        "2018-13",
        "2018-0",
        "2018Q5",
        "2018Q0",
        "2018-10-01",
        "0000",
        "9999",  # the day after its last would be beyond the calendar
        "9999-12",
        "9999Q4",
        "9999-W52",
        "年",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert Period.parse(text) is None


@given(st.from_regex(r"\d{4}-?[WwHhQq]?\d{0,2}", fullmatch=True) | st.text())
def test_no_text_stops_the_parser(text: str) -> None:
    period = Period.parse(text)
    assert period is None or period.start < period.end


@given(KINDS, DAYS)
def test_every_period_has_a_name_that_reads_as_itself(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)
    assert day in period
    assert Period.parse(str(period)) == period


@given(KINDS, DAYS)
def test_periods_of_a_kind_follow_one_another_without_gap_or_overlap(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)
    assert period.next.start == period.end
    assert period.next.previous == period
    assert period.last_day in period
    assert period.last_day == period.end - timedelta(days=1)
    assert period.end not in period
    assert period.start - timedelta(days=1) not in period


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2018, 12, 31), ["2019-W01", "2018-12", "2018Q4", "2018H2", "2018"]),
        (date(2021, 1, 3), ["2020-W53", "2021-01", "2021Q1", "2021H1", "2021"]),
        (date(2019, 5, 15), ["2019-W20", "2019-05", "2019Q2", "2019H1", "2019"]),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(day: date, names: list[str]) -> None:
    assert [str(Period.containing(kind, day)) for kind in PeriodKind] == names


@pytest.mark.parametrize(
    ("text", "first", "number"),
    [
        ("2018-W40", date(2018, 10, 1), 1),
        ("2018-W41", date(2018, 10, 1), 2),
        ("2019-W01", date(2018, 9, 30), 15),  # W39 is number 1; W40 to W52 are 13 more
        ("2018-09", date(2018, 9, 30), 1),
        ("2019-01", date(2018, 9, 30), 5),
        ("2018Q3", date(2018, 9, 30), 1),
        ("2019Q1", date(2018, 9, 30), 3),
        ("2019H2", date(2018, 9, 30), 3),
        ("2020", date(2018, 9, 30), 3),
    ],
)
def test_a_period_knows_its_number_counted_from_the_first(text: str, first: date, number: int) -> None:
    period = Period.parse(text)
    assert period is not None
    assert period.number_since(first) == number


@given(KINDS, DAYS, st.integers(0, 200))
def test_numbers_of_periods_go_up_by_one(kind: PeriodKind, first: date, steps: int) -> None:
    period = Period.containing(kind, first)
    for _ in range(steps % 30):
        period = period.next
    assert period.number_since(first) == steps % 30 + 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2018, 12, 25), 1, date(2019, 1, 25)),
        (date(2019, 1, 25), -1, date(2018, 12, 25)),
        (date(2019, 1, 1), 23, date(2020, 12, 1)),
        (date(2019, 12, 28), 0, date(2019, 12, 28)),
        (date(2019, 3, 1), -15, date(2017, 12, 1)),
    ],
)
def test_months_are_counted_over_the_years(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("kind", "text", "period", "due"),
    [
        (PeriodKind.YEAR, "03-15", "2019", date(2019, 3, 15)),
        (PeriodKind.YEAR, "next 03-31", "2019", date(2020, 3, 31)),
        (PeriodKind.YEAR, "next  12-31", "2019", date(2020, 12, 31)),
        (PeriodKind.QUARTER, "30", "2019Q4", date(2019, 12, 30)),
        (PeriodKind.QUARTER, "next 5", "2019Q4", date(2020, 1, 5)),
        (PeriodKind.MONTH, "28", "2019-02", date(2019, 2, 28)),
        (PeriodKind.MONTH, "next 05", "2019-12", date(2020, 1, 5)),
    ],
)
def test_a_due_day_is_one_of_each_period_or_of_the_one_after(
    kind: PeriodKind, text: str, period: str, due: date
) -> None:
    day, of = DueDay.parse(text, kind), Period.parse(period)
    assert day is not None
    assert of is not None
    assert day.of(of) == due


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PeriodKind.YEAR, "02-29"),  # not every year has it
        (PeriodKind.YEAR, "13-01"),
        (PeriodKind.YEAR, "00-01"),
        (PeriodKind.YEAR, "3-15"),
        (PeriodKind.YEAR, "15"),
        (PeriodKind.YEAR, "2019-03-15"),
        (PeriodKind.YEAR, "next"),
        (PeriodKind.YEAR, ""),
        (PeriodKind.QUARTER, "31"),
        (PeriodKind.QUARTER, "03-15"),
        (PeriodKind.MONTH, "29"),
        (PeriodKind.MONTH, "0"),
        (PeriodKind.MONTH, "next 29"),
        (PeriodKind.WEEK, "1"),
    ],
)
def test_a_day_that_not_every_period_has_is_none(kind: PeriodKind, text: str) -> None:
    assert DueDay.parse(text, kind) is None


@given(st.sampled_from([PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH]), st.dates())
def test_every_period_of_the_calendar_has_its_due_day(kind: PeriodKind, day: date) -> None:
    text = "next 02-28" if kind is PeriodKind.YEAR else "next 28"
    due = DueDay.parse(text, kind)
    assert due is not None
    assert due.of(Period.containing(kind, day)) <= date.max


def test_the_first_period_of_the_calendar_has_none_before_it() -> None:
    first = Period.containing(PeriodKind.YEAR, date.min)
    assert first.previous == first
