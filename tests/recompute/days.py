"""Days: periods, the pace of a span of them, rounding."""

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.recompute.exercised import seen

DAY = timedelta(days=1)
MONTHS_OF = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


class Span(NamedTuple):
    """From a first through a last day."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Tell whether a day is one of them."""
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many they are; none where the last lies before the first."""
        return max(0, (self.last - self.first).days + 1)


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def month_after(day: date, months: int) -> tuple[int, int]:
    """Give the year and the month that is so many months after that of a day."""
    number = day.year * 12 + day.month - 1 + months
    return number // 12, number % 12 + 1


def span_of(period: str) -> Span:
    """Give the days of a year, a half-year (2019H1), a quarter (2019Q1) or a month (2019-03)."""
    year = int(period[:4])
    if len(period) == len("2019"):
        first, months = 1, 12
    elif period[4] == "H":
        first, months = 6 * int(period[5]) - 5, 6
    elif period[4] == "Q":
        first, months = 3 * int(period[5]) - 2, 3
    else:
        first, months = int(period[5:]), 1
    return Span(date(year, first, 1), last_of_month(year, first + months - 1))


def period_of(every: str, day: date) -> str:
    """Name the year, half-year, quarter or month that holds a day."""
    if every == "year":
        return f"{day.year:04}"
    if every == "half-year":
        return f"{day.year:04}H{1 if day.month <= 6 else 2}"
    return f"{day.year:04}Q{(day.month + 2) // 3}" if every == "quarter" else f"{day.year:04}-{day.month:02}"


def pace(span: Span, day: date, *, months: bool) -> Fraction:
    """Give the share of the time that is gone at the end of a day, 0 to 100 (rules 23, 24)."""
    if day < span.first:
        seen("23 before the start")
        return Fraction(0)
    if day >= span.last:
        seen("23 from the deadline on")
        return Fraction(100)
    if not months:
        seen("23 days")
        return Fraction(100 * Span(span.first, day).days, span.days)
    seen("24 months")
    count = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    ends = [last_of_month(*month_after(span.first, number)) for number in range(count)]
    gone = sum(end <= day for end in ends[:-1])
    if day not in ends:
        seen("24 part of a month")
    return Fraction(100 * gone, count)


def rounded(figure: Fraction) -> Fraction:
    """Round half up to one decimal."""
    if (figure * 20).denominator == 1 and (figure * 10).denominator == 2:
        seen("29 half up")
    return Fraction((figure * 20 + 1) // 2, 10)
