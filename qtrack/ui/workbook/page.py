"""What every workbook has: one page that prints across A4, with heads that stand still, and cells by kinds.

The only home of XlsxWriter, which is there with the extra `office`. Every text is a text: no cell is a
formula or a link, whatever it begins with. The same cells give the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from qtrack.errors import office_package
from qtrack.locale.message import LANGUAGES, Translator
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS
from qtrack.ui.line import width_of
from qtrack.ui.table import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: When every workbook was made, so that the same list gives the same bytes.
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a file of this kind knows no timezone
#: The first day from which on Excel counts as the calendar does.
_FIRST: Final = datetime(1900, 3, 1)  # noqa: DTZ001

FONT: Final = {"font_name": "SimSun", "font_size": 10, "valign": "top"}
CELL: Final = {**FONT, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
HEAD: Final = {**CELL, "bold": True, "valign": "vcenter", "align": "center", "bg_color": "#F2F2F2"}
FORMATS: Final = {
    Kind.TEXT: {},
    Kind.NUMBER: {"align": "right"},
    Kind.DIFFERENCE: {"align": "right", "num_format": "+0.0;-0.0;0.0"},
    Kind.PERCENT: {"align": "right", "num_format": "0.0%"},
    Kind.DATE: {"align": "center", "num_format": "yyyy-mm-dd"},
    Kind.MOMENT: {"align": "center", "num_format": "yyyy-mm-dd hh:mm"},
    Kind.LIGHT: {"align": "center"},
}
#: The light of each word for one, in either language.
_LIGHT_OF: Final = {
    Translator(language).say(word): light for language in LANGUAGES for light, word in LIGHTS.items()
}

#: The letters that an A4 sheet is wide, and that a cell leaves free.
PAGE: Final = 170
MARGIN: Final = 1
#: The points that a line is high, those around the lines of a cell, and the most that a row can have.
_LINE, _AROUND, _HIGHEST = 13.5, 3, 409

#: What the name of a sheet may not have, and how long it is at most.
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME: Final = 31

_A4: Final = 9


def begun(title: str) -> "tuple[io.BytesIO, Workbook, Worksheet]":
    """Begin a workbook of one page; raise QtrackError where XlsxWriter is not installed."""
    with office_package("XlsxWriter"):
        from xlsxwriter.workbook import Workbook
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": title, "created": _MADE})
    return target, book, book.add_worksheet(title.translate(_NOT_IN_NAMES).strip()[:_LONGEST_NAME] or None)


def closed(target: io.BytesIO, book: "Workbook", page: "Worksheet", top: int) -> bytes:
    """Let the heads in row `top` and all above stand still, lay the page out for paper, and finish."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer("&C— &P —")
    book.close()
    return target.getvalue()


def write_heads(
    book: "Workbook", page: "Worksheet", top: int, heads: Sequence[str], widths: Sequence[int]
) -> None:
    """Write the heads of columns, which are so many letters wide."""
    head = book.add_format(HEAD)
    for at, (name, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(top, at, name, head)
    page.set_row(top, height(heads, widths))


def write_cell(
    page: "Worksheet", place: tuple[int, int], text: str, kind: Kind, formats: "Mapping[Kind | Light, Format]"
) -> None:
    """Write a text as what its kind makes of it, in the format of that, or of what it is."""
    value = _value(text, kind)
    if isinstance(value, datetime):
        page.write_datetime(*place, value, formats[kind])
    elif isinstance(value, float):
        page.write_number(*place, value, formats[kind])
    elif text:
        page.write_string(*place, text, formats[value or Kind.TEXT])
    else:
        page.write_blank(*place, None, formats[kind])


def _value(text: str, kind: Kind) -> datetime | float | Light | None:
    """Return what a cell is beside its text; nothing where that is not exactly it."""
    match kind:
        case Kind.TEXT:
            return None
        case Kind.LIGHT:
            return _LIGHT_OF.get(text)
        case Kind.DATE | Kind.MOMENT:
            return _moment(text)
        case Kind.PERCENT:
            return _number(text.removesuffix("%"), 100) if text.endswith("%") else None
        case _:
            return _number(text, 1)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment >= _FIRST else None


def _number(text: str, of: int) -> float | None:
    """Return so many parts of a whole; nothing where a workbook would not keep all digits."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return float(number / of) if Decimal(repr(float(number))) == number else None


def height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Return the points that a row is high, so that no line of its cells is hidden."""
    lines = [
        sum(-(-max(width_of(line), 1) // (width - MARGIN)) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    ]
    return min(max(lines, default=1) * _LINE + _AROUND, _HIGHEST)
