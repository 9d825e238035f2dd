"""What stands behind an option, read into the value it means; each reader is given the option's name, too."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, Message, msg
from qtrack.locale.translator import Translator
from qtrack.store.yaml.reader import plain_number

#: Reads the text behind an option, or raises QtrackError; the option's name is for its sentence.
Parser = Callable[[str, str], object]
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # fromisoformat takes 2019-W26-5, too
_DAYS: Final = re.compile(r"(\d{1,6})d?", re.ASCII | re.IGNORECASE)


def choice(
    kind: type[ChoiceT], labels: Mapping[ChoiceT, Message] | None = None
) -> Callable[[str, str], ChoiceT]:
    """Return the reader of one of a few words, also as any language shows them."""

    def parse(option: str, text: str) -> ChoiceT:
        typed = text.strip().casefold()
        if typed in {value.value for value in kind}:
            return kind(typed)
        for translator in map(Translator, LANGUAGES):
            for value, label in (labels or {}).items():
                if translator.say(label) == typed:
                    return value
        raise _none_of(option, text, tuple(value.value for value in kind))

    return parse


def parse_name(option: str, text: str, names: Collection[str]) -> str:
    """Read one of the names that a table has; raise QtrackError that lists them."""
    typed = text.strip().casefold()
    if typed not in names:
        raise _none_of(option, text, tuple(names))
    return typed


def _none_of(option: str, text: str, choices: tuple[str, ...]) -> QtrackError:
    return QtrackError(
        msg("{option} cannot be “{text}”.", option=option, text=text),
        msg("It can be {choices}.", choices=choices),
    )


def parse_date(option: str, text: str) -> date:
    """Read a date as 2019-06-28; raise QtrackError for anything else."""
    if not _DATE.fullmatch(text):
        raise QtrackError(
            msg("{option} is “{text}”, which is not a date.", option=option, text=text),
            msg("Write it as 2019-06-28."),
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QtrackError(
            msg("{option} is “{text}”, a day that the calendar does not have.", option=option, text=text),
            msg("Look at the month and the day."),
        ) from None


def date_or_none(option: str, text: str) -> date | None:
    """Read a date as `parse_date` does; an empty text is none."""
    return parse_date(option, text) if text else None


def parse_days(option: str, text: str) -> int:
    """Read a number of days as 60d or 60; raise QtrackError for anything else."""
    found = _DAYS.fullmatch(text.strip())
    if not found:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number of days.", option=option, text=text),
            msg("Write it as 60d."),
        )
    return int(found[1])


def parse_number(option: str, text: str) -> Decimal:
    """Read a number such as 40 or 90.6; raise QtrackError for anything else."""
    number = plain_number(text.strip())
    if number is None:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number.", option=option, text=text),
            msg("Write digits only, such as 40."),
        )
    return number
