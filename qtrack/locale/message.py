"""A sentence that has not chosen its language yet, dates as prose writes them, and the name that is meant."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One sentence or label: its English text is the key of the catalogue, its values fill the braces.

    `plural` and `count` are given together when the words change with a number.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    count: int = 1


def msg(text: str, /, **values: object) -> Message:
    """Make a message; `text` is the English sentence with `{name}` for each value."""
    return Message(text, tuple(values.items()))


def nmsg(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message whose words change with `count`, which is also the value `{n}`."""
    return Message(one, (("n", count), *values.items()), many, count)


def days(count: int) -> Message:
    """Return a number of days: 1 day, 3 days."""
    return nmsg("{n} day", "{n} days", count)


def mark(text: str) -> str:
    """Mark a bare text for the catalogue; whoever shows it translates it."""
    return text


#: The language of the message keys, which needs no catalogue.
KEY_LANGUAGE: Final = "en"
LANGUAGES: Final = (KEY_LANGUAGE, "zh")


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the name most like `name`, or None where none is alike enough; cutoff 0 takes any."""
    from difflib import get_close_matches  # noqa: PLC0415 - only those who mistype wait for it

    close = get_close_matches(name, list(names), n=1, cutoff=cutoff)
    return close[0] if close else None


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
