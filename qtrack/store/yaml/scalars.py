"""Texts to the values that stand alone: words, dates, moments, numbers; each wrong one with its remedy."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from qtrack.locale.message import Message, msg
from qtrack.store.numbers import plain_number
from qtrack.store.yaml.typo_hints import slip_of_date, slip_of_number


class WrongError(Exception):
    """A text is not what its field needs; `check` is the name of the problem."""

    def __init__(self, message: Message, check: str) -> None:
        super().__init__(check)
        self.check = check
        self.message = message


_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _text(text: str) -> str:
    return text.strip()


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        general = msg("“{text}” is not a date; write it as 2020-12-31", text=text)
        raise WrongError(slip_of_date(text) or general, "value-date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongError(msg("the calendar has no {text}", text=text), "value-date") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = msg("“{text}” is not a time; write it as 2019-04-01T09:12:44+08:00", text=text)
        raise WrongError(message, "value-time") from None
    return moment


def _number(text: str) -> Decimal:
    number = plain_number(text)
    if number is None:
        general = msg("“{text}” is not a plain number; write digits only, without units", text=text)
        raise WrongError(slip_of_number(text) or general, "value-number")
    return number


def _integer(text: str) -> int:
    number = _number(text)
    if number != int(number):
        raise WrongError(msg("“{text}” must be a whole number", text=text), "value-number")
    return int(number)


SCALARS: Final[dict[type, Callable[[str], Any]]] = {
    str: _text,
    date: _date,
    datetime: _moment,
    Decimal: _number,
    int: _integer,
}
