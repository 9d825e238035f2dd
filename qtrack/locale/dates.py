"""Dates as prose writes them."""

from datetime import date
from typing import Final

from qtrack.locale.message import Message, msg

_MONTHS: Final = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)


def long_date(day: date) -> Message:
    """Return a date: 28 June 2019, 2019年6月28日."""
    return msg("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def day_of_year(month: int, day: int) -> Message:
    """Return a day that every year has: 15 March, 3月15日."""
    return msg("{day} {month}", day=day, month=_MONTHS[month - 1])
