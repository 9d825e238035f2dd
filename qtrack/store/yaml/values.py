"""What a value of a file may be, by its type: one of a few, in words, too, or a text that stands alone.

Such a text becomes a date, a moment or a number; each wrong one is told with its remedy.
"""

import re
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Literal

from qtrack.locale import words
from qtrack.locale.message import Message, msg
from qtrack.locale.words import Words
from qtrack.model.annotations import bare_type
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.head import LightPreset, Pace
from qtrack.model.indicator import Better, IndicatorKind, Qualifier
from qtrack.model.period import PeriodKind
from qtrack.model.plan import Every
from qtrack.model.units import UnitKind
from qtrack.store.numbers import plain_number
from qtrack.store.yaml.typo_hints import date_meant, number_meant

_TABLES: Final[Mapping[type, Words]] = {
    Status: words.STATUSES,
    ChaseLevel: words.CHASE_LEVELS,
    UnitKind: words.UNIT_KINDS,
    IndicatorKind: words.INDICATOR_KINDS,
    Better: words.BETTER,
    Qualifier: words.QUALIFIERS,
    Every: words.RHYTHMS,
    PeriodKind: words.RHYTHMS,
    Pace: words.PACES,
    LightPreset: words.LIGHT_RULES,
    bool: words.TRUTH,
}
#: For what is one of a few texts: those of languages, and of what returns every year.
TEXT_WORDS: Final[Words] = {**words.LANGUAGE_NAMES, **words.RHYTHMS}


def choices_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a type annotation is any object
    """Return the values that a type is one of, by how files spell them; none where it is anything else."""
    own = bare_type(kind)
    if own is bool:
        return {"true": True, "false": False}
    if typing.get_origin(own) is Literal:
        return {str(value): value for value in typing.get_args(own)}
    return (
        {member.value: member for member in own} if isinstance(own, type) and issubclass(own, StrEnum) else {}
    )


def words_of(kind: Any) -> Words:  # noqa: ANN401 - a type annotation is any object
    """Return the words for the values that a type is one of."""
    own = bare_type(kind)
    return TEXT_WORDS if typing.get_origin(own) is Literal else _TABLES.get(own, {})


class WrongError(Exception):
    """A text is not what its field needs; `check` names the problem, `meant` is the value if it is clear."""

    def __init__(self, message: Message, check: str, meant: Any = None) -> None:  # noqa: ANN401 - of any type
        super().__init__(check)
        self.check = check
        self.message = message
        self.meant = meant


_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        meant = date_meant(text)
    except ValueError:
        raise WrongError(msg("the calendar has no {text}", text=text), "value-date") from None
    if meant:
        told = msg("write the date “{text}” as {plain}", text=text, plain=meant)
        raise WrongError(told, "value-date", meant)
    raise WrongError(msg("“{text}” is not a date; write it as 2020-12-31", text=text), "value-date")


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
    if number is not None:
        return number
    if plain := number_meant(text):
        told = msg("“{text}” must be written as plain digits: {plain}", text=text, plain=plain)
        raise WrongError(told, "value-number", plain_number(plain))
    told = msg("“{text}” is not a plain number; write digits only, without units", text=text)
    raise WrongError(told, "value-number")


def _integer(text: str) -> int:
    number = _number(text)
    if number != int(number):
        raise WrongError(msg("“{text}” must be a whole number", text=text), "value-number")
    return int(number)


SCALARS: Final[dict[type, Callable[[str], Any]]] = {
    str: str.strip,
    date: _date,
    datetime: _moment,
    Decimal: _number,
    int: _integer,
}
