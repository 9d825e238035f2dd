"""What a cell of a spreadsheet says, as people and spreadsheets write it, in the values of an entry."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from qtrack.locale.message import Message, msg, number
from qtrack.model.period import Period
from qtrack.store.numbers import plain_number
from qtrack.store.yaml.typo_hints import paper_date

#: Day 0 of the serial numbers that spreadsheets keep dates as; and those of the years 1954 to 2064.
_DAY_ZERO: Final = date(1899, 12, 30)
#: Compiled when a cell is read, which is not at every start.
_SERIAL: Final = r"(?a)[2-5]\d{4}(\.0+)?"
_COMPACT: Final = r"(?a)(\d{4})(\d{2})(\d{2})"
_MIDNIGHT: Final = r"(?a)[ T]+\d{1,2}:\d{2}(:\d{2})?$"
_THOUSANDS: Final = r"(?a)-?\d{1,3}(,\d{3})+(\.\d+)?"
_YEAR: Final = r"(?i)(\d{4})[^\W\da-z_]?"
_QUARTER: Final = r"(\d{4})\u5e74\u7b2c?(\w)\u5b63\u5ea6?"
_MONTH: Final = r"(?a)(\d{4})[/.\u5e74-](\d{1,2})(?:\u6708|[/.-]0?1)?"
_BETWEEN: Final = "[;\uff1b\n]+"


class CellError(Exception):
    """A cell does not hold what its column is for; whoever reads the row catches it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def cell_date(text: str) -> date:
    """Read 2019-3-29, 2019/3/29, the form on paper, 20190329, or a serial number such as 43553."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(_SERIAL, plain):
        return _DAY_ZERO + timedelta(days=int(Decimal(plain)))
    compact = re.fullmatch(_COMPACT, plain)
    plain = "-".join(compact.groups()) if compact else re.sub(_MIDNIGHT, "", plain)
    try:
        meant = paper_date(plain)
    except ValueError:
        raise CellError(msg("the calendar has no {text}", text=text)) from None
    if meant is None:
        raise CellError(msg("“{text}” is not a date; write it as 2020-12-31", text=text))
    return meant


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


def cell_period(text: str) -> str:
    """Read 2019, 2019Q1 or 2019-03, as said on paper too; anything else is left for the check to refuse.

    A spreadsheet makes of 2019-03 the first day of that month, and that is read as the month again.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    year = re.fullmatch(_YEAR, plain)
    if year:
        return year[1]
    quarter = re.fullmatch(_QUARTER, plain)
    if quarter:
        plain = f"{quarter[1]}Q{unicodedata.numeric(quarter[2], 0):.0f}"
    month = re.fullmatch(_MONTH, plain)
    period = Period.parse(f"{month[1]}-{month[2]}" if month else plain)
    return str(period) if period else plain


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
