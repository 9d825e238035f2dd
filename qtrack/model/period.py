"""Reporting periods: `2018-W43`, `2018-10`, `2018Q4`, `2018H2`, `2018`. A period is half-open."""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Final, Self

import msgspec

from qtrack.locale.message import Message, day_of_year, msg, nmsg
from qtrack.model.ids import Form, asks, form


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


#: So many months each has; a week is none of months.
MONTHS: Final = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}

_FORMS: Final = {
    PeriodKind.WEEK: r"(\d{4})-?[Ww](\d{1,2})",
    PeriodKind.MONTH: r"(\d{4})-(\d{1,2})",
    PeriodKind.QUARTER: r"(\d{4})-?[Qq]([1-4])",
    PeriodKind.HALF_YEAR: r"(\d{4})-?[Hh]([12])",
    PeriodKind.YEAR: r"(\d{4})",
}

_DUE_DAY: Final = Form(r"((?P<next>next) +)?((?P<month>\d{2})-)?(?P<day>\d{1,2})")
#: Days that every month has, and every month that ends or begins a quarter or a half-year.
_SHORTEST: Final = {PeriodKind.MONTH: 28, PeriodKind.QUARTER: 30, PeriodKind.HALF_YEAR: 30}
_COMMON_YEAR: Final = 2019

#: How files write an occurrence, of which weeks are none; an editor's YAML takes a year for a number.
PeriodText = Annotated[
    str,
    asks(
        type=["integer", "string"],
        pattern="^[0-9]{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$",
        minimum=1000,
        maximum=9999,
    ),
]
#: How they write a `DueDay`; an editor's YAML takes a day of the month for a number.
DueDayText = Annotated[
    str,
    asks(
        type=["integer", "string"],
        pattern="^(next )?((0[1-9]|1[0-2])-)?(0?[1-9]|[12][0-9]|3[01])$",
        minimum=1,
        maximum=30,
    ),
]

_WITHIN: Final = Form(r"([1-9]\d{0,2}) (day|week|month|year)s?")
#: How they write a length of time that a document counts from its own day on.
WithinText = Annotated[str, form(_WITHIN)]


#: How often something is due, in words: by the end of each period, by a day of it, by a day of the next.
_EVERY: Final = {
    PeriodKind.YEAR: msg("every year"),
    PeriodKind.HALF_YEAR: msg("every half-year"),
    PeriodKind.QUARTER: msg("every quarter"),
    PeriodKind.MONTH: msg("every month"),
}
_BY: Final = {
    PeriodKind.YEAR: msg("every year by {day}"),
    PeriodKind.HALF_YEAR: msg("every half-year by day {day} of its last month"),
    PeriodKind.QUARTER: msg("every quarter by day {day} of its last month"),
    PeriodKind.MONTH: msg("every month by day {day}"),
}
_BY_THE_NEXT: Final = {
    PeriodKind.YEAR: msg("every year by {day} of the next"),
    PeriodKind.HALF_YEAR: msg("every half-year by day {day} of the month after"),
    PeriodKind.QUARTER: msg("every quarter by day {day} of the month after"),
    PeriodKind.MONTH: msg("every month by day {day} of the next"),
}


class Period(msgspec.Struct, frozen=True):
    """The days from `start` to before `end`; weeks are ISO weeks, Monday first."""

    kind: PeriodKind
    start: date
    end: date

    @classmethod
    @lru_cache
    def parse(cls, text: str) -> Self | None:
        """Read a period, or None where the text is none (2018-W60, 2018-13, or beyond the calendar)."""
        for kind, pattern in _FORMS.items():
            found = re.fullmatch(pattern, text.strip())
            if found:
                first = _first_day(kind, *(int(part) for part in found.groups()))
                return cls.containing(kind, first) if first and first.year < date.max.year else None
        return None

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Self:
        """Return the period of this kind that `day` lies in."""
        if kind is PeriodKind.WEEK:
            start = day - timedelta(days=day.weekday())
            return cls(kind, start, start + timedelta(days=7))
        months = MONTHS[kind]
        start = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        last = start.year == date.max.year and start.month + months > MONTHS[PeriodKind.YEAR]
        return cls(kind, start, date.max if last else months_later(start, months))

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)

    @property
    def previous(self) -> Self:
        """The period before; the calendar's first is its own."""
        before = self.start - timedelta(days=1) if self.start > date.min else self.start
        return self.containing(self.kind, before)

    @property
    def next(self) -> Self:
        """The period after."""
        return self.containing(self.kind, self.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.WEEK:
                year, week, _ = self.start.isocalendar()
                return f"{year}-W{week:02d}"
            case PeriodKind.MONTH:
                return f"{self.start:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.start.year}Q{(self.start.month + 2) // 3}"
            case PeriodKind.HALF_YEAR:
                return f"{self.start.year}H{(self.start.month + 5) // 6}"
            case PeriodKind.YEAR:
                return str(self.start.year)

    def number_since(self, first: date) -> int:
        """Return which period this is, counting the one that holds `first` as number 1 (第N期)."""
        period = self.containing(self.kind, first)
        if self.kind is PeriodKind.WEEK:
            return (self.start - period.start).days // 7 + 1
        months = (self.start.year - period.start.year) * 12 + self.start.month - period.start.month
        return 1 + months // MONTHS[self.kind]


class DueDay(msgspec.Struct, frozen=True):
    """The day of each period by which what returns in it is due: `03-15` of a year, `25` of a month.

    Of a quarter or a half-year it is a day of the last month. With `following` the day lies in the period
    after: in that year, in that month, or in the first month of the others. `month` is None but of years.
    """

    month: int | None
    day: int
    following: bool = False

    @classmethod
    def parse(cls, text: str, kind: PeriodKind) -> Self | None:
        """Read `03-15`, `25`, `next 03-31` or `next 10`; None where not every such period has that day."""
        found = _DUE_DAY.fullmatch(text.strip())
        if found is None:
            return None
        month, day, following = found["month"], int(found["day"]), found["next"] is not None
        if kind is PeriodKind.YEAR:
            return cls(int(month), day, following) if month and _every_year_has(int(month), day) else None
        return None if month or not 1 <= day <= _SHORTEST.get(kind, 0) else cls(None, day, following)

    def of(self, period: Period) -> date:
        """Return the day by which what is of this period is due."""
        base = period.end if self.following else period.last_day
        return base.replace(month=self.month or base.month, day=self.day)


def every_by(kind: PeriodKind, due: DueDay | None) -> Message:
    """Say how often something is due and, where it has a day of its own, by which; weeks have none."""
    if due is None:
        return _EVERY[kind]
    words = _BY_THE_NEXT if due.following else _BY
    day = day_of_year(due.month, due.day) if due.month else due.day
    return msg(words[kind].text, day=day)


def months_later(day: date, months: int) -> date:
    """Return the same day `months` later; `day` must exist in every month (1 to 28)."""
    count = day.year * 12 + day.month - 1 + months
    return day.replace(year=count // 12, month=count % 12 + 1)


def day_within(issued: date, text: str) -> date | None:
    """Return the last day of `3 months` or `30 days` that are counted from a day on, None for other texts.

    Months and years end on the day of the same number, or the month's last one; days count from the next.
    """
    found = _WITHIN.fullmatch(text.strip())
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    try:
        if unit in {"day", "week"}:
            return issued + timedelta(days=number * (7 if unit == "week" else 1))
        first = months_later(issued.replace(day=1), number * (12 if unit == "year" else 1))
        month = Period.containing(PeriodKind.MONTH, first)
        return first.replace(day=min(issued.day, month.last_day.day))
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def within_said(text: str) -> Message | str:
    """Return such a length of time in words; other texts as they are."""
    found = _WITHIN.fullmatch(text.strip())
    if found is None:
        return text
    number = int(found[1])
    match found[2]:
        case "day":
            return nmsg("{n} day", "{n} days", number)
        case "week":
            return nmsg("{n} week", "{n} weeks", number)
        case "month":
            return nmsg("{n} month", "{n} months", number)
    return nmsg("{n} year", "{n} years", number)


def _first_day(kind: PeriodKind, year: int, part: int = 1) -> date | None:
    try:
        match kind:
            case PeriodKind.WEEK:
                return date.fromisocalendar(year, part, 1)
            case PeriodKind.YEAR:
                return date(year, 1, 1)
            case _:
                return date(year, (part - 1) * MONTHS[kind] + 1, 1)
    except ValueError:
        return None


def _every_year_has(month: int, day: int) -> bool:
    try:
        return date(_COMMON_YEAR, month, day) is not None
    except ValueError:
        return False
