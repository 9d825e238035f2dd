"""What a cell of a spreadsheet says, as people and spreadsheets write it, in the values of an entry."""

import contextlib
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from qtrack.locale.message import Message, msg, number
from qtrack.locale.words import STATUSES, meant, shown
from qtrack.model.entry import Status
from qtrack.model.period import Period
from qtrack.store.numbers import plain_number

if TYPE_CHECKING:
    from qtrack.store.dates import Reading

#: Tells a person what was understood.
Say = Callable[[Message], None]

#: Compiled when a cell is read, which is not at every start.
_ISO: Final = r"(?a)\d{4}-\d{2}-\d{2}"
_THOUSANDS: Final = r"(?a)-?\d{1,3}(,\d{3})+(\.\d+)?"
_BETWEEN: Final = "[;\uff1b\n]+"


class CellError(Exception):
    """A cell does not hold what its column is for, or `choices` of it; whoever reads the row catches it."""

    def __init__(self, message: Message, *, choices: bool = False) -> None:
        super().__init__(message.text)
        self.message, self.choices = message, choices


def cell_date(text: str, today: date, say: Say) -> date:
    """Read a date as people and spreadsheets write it; `say` is told of one that turns on today."""
    if re.fullmatch(_ISO, text):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(text)
    from qtrack.store.dates import first_day, read_spoken

    reading = read_spoken(text, today)
    if reading is None or any(isinstance(one, Period) for one in reading.choices):
        raise CellError(msg("“{text}” is not a date; write it as 2020-12-31", text=text))
    if not reading.choices:
        raise CellError(msg("the calendar has no {text}", text=text))
    return first_day(_only(text, reading, say))


def cell_number(text: str, unit: str) -> Decimal:
    """Read a number, also with thousands parted by commas, and with its unit, such as %, behind it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = plain.removesuffix(unicodedata.normalize("NFKC", unit)).strip()
    if re.fullmatch(_THOUSANDS, plain):
        plain = plain.replace(",", "")
    value = plain_number(plain)
    if value is None:
        raise CellError(msg("“{text}” is not a number; write digits only, such as 40", text=text))
    return Decimal(number(value))


def cell_period(text: str, today: date, say: Say) -> str:
    """Read 2019, 2019Q1 or 2019-03, also in words; anything else is left for the check to refuse.

    A spreadsheet makes of 2019-03 the first day of that month, and that is read as the month again.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    period = Period.parse(plain)
    if period or not plain:
        return str(period or "")
    from qtrack.store.dates import read_spoken

    reading = read_spoken(plain, today)
    if reading is None or not reading.choices:
        return plain
    meant = _only(plain, reading, say)
    if isinstance(meant, Period):
        return str(meant)
    return f"{meant:%Y-%m}" if reading.whole and meant.day == 1 else plain


def _only(text: str, reading: "Reading", say: Say) -> date | Period:
    """Return the one thing that a text means; raise CellError where it can mean several."""
    from qtrack.store.dates import understood

    meant, *others = reading.choices
    if others:
        choices = tuple(map(str, reading.choices))
        message = msg("“{text}” can be {choices}; write the one that is meant", text=text, choices=choices)
        raise CellError(message, choices=True)
    if not reading.whole:
        say(understood(text, meant, reading))
    return meant


def cell_status(text: str) -> Status:
    """Read a status by any of its words."""
    found = meant(text, Status, STATUSES)
    if found is None:
        raise CellError(
            msg("“{text}” is no status; it can be {choices}", text=text, choices=shown(Status, STATUSES))
        )
    return Status(found)


def cell_list(text: str) -> tuple[str, ...]:
    """Read several texts, parted by semicolons or in lines."""
    return tuple(part.strip() for part in re.split(_BETWEEN, text) if part.strip())


def cell_figures(text: str) -> tuple[tuple[str, str], ...]:
    """Read `id=value; id=value`, values still as text."""
    found = []
    for figure in cell_list(text):
        name, sign, value = unicodedata.normalize("NFKC", figure).replace(":", "=").partition("=")
        if not sign or not name.strip() or not value.strip():
            raise CellError(
                msg("“{text}” is no figure; write ID=VALUE, several with “;” between", text=figure)
            )
        found.append((name.strip(), value.strip()))
    return tuple(found)
