"""A list as an Excel workbook: the only home of XlsxWriter, which is there with the extra `office`.

Figures and dates are such, lights are coloured beside their word, and every text is a text: no cell is a
formula or a link, whatever it begins with. The same list gives the same bytes.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from qtrack.errors import office_package
from qtrack.locale.message import LANGUAGES, Translator
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHT_COLOURS, LIGHTS
from qtrack.ui.line import width_of
from qtrack.ui.table import Kind, Need, Sheet, share

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: When every workbook was made, so that the same list gives the same bytes.
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a file of this kind knows no timezone
#: The first day from which on Excel counts as the calendar does.
_FIRST: Final = datetime(1900, 3, 1)  # noqa: DTZ001

_FONT: Final = {"font_name": "SimSun", "font_size": 10, "valign": "top"}
_CELL: Final = {**_FONT, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_HEAD: Final = {**_CELL, "bold": True, "valign": "vcenter", "align": "center", "bg_color": "#F2F2F2"}
_FORMATS: Final = {
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

#: The letters that an A4 sheet is wide, that the button beside a head takes, and that a cell leaves free.
_PAGE, _BUTTON, _MARGIN = 170, 2, 1
#: The points that a line is high, those around the lines of a cell, and the most that a row can have.
_LINE, _AROUND, _HIGHEST = 13.5, 3, 409
_TITLE: Final = 24

#: What the name of a sheet may not have, and how long it is at most.
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME: Final = 31

_A4: Final = 9


def workbook(sheet: Sheet) -> bytes:
    """Return a list as a workbook of one sheet; raise QtrackError where XlsxWriter is not installed."""
    with office_package("XlsxWriter"):
        from xlsxwriter.workbook import Workbook
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"title": sheet.title, "created": _MADE})
    page = book.add_worksheet(sheet.title.translate(_NOT_IN_NAMES).strip()[:_LONGEST_NAME] or None)
    top = _write_title(book, page, sheet)
    widths = _widths(sheet)
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    head = book.add_format(_HEAD)
    for at, (name, _) in enumerate(sheet.heads):
        page.write_string(top, at, name, head)
    for row, cells in enumerate(([name for name, _ in sheet.heads], *sheet.rows), top):
        page.set_row(row, _height(cells, widths))
    _write_rows(book, page, sheet, top + 1)
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, top + max(len(sheet.rows), 1), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer("&C— &P —")
    book.close()
    return target.getvalue()


def _write_title(book: "Workbook", page: "Worksheet", sheet: Sheet) -> int:
    """Write the title and the notes, a row each, and return the row below them."""
    lines = [*sheet.title.split("\n"), *sheet.notes]
    page.set_row(0, _TITLE)
    for row, line in enumerate(lines):
        own = {**_FONT, "font_size": 16, "bold": True} if row == 0 else _FONT
        page.write_string(row, 0, line, book.add_format(own))
    return len(lines)


def _write_rows(book: "Workbook", page: "Worksheet", sheet: Sheet, top: int) -> None:
    formats: dict[Kind | Light, Format] = {
        kind: book.add_format({**_CELL, **own}) for kind, own in _FORMATS.items()
    }
    for light, (ground, letters) in LIGHT_COLOURS.items():
        colours = {"bg_color": f"#{ground}", "font_color": f"#{letters}"}
        formats[light] = book.add_format({**_CELL, "align": "center", **colours})
    for row, cells in enumerate(sheet.rows, top):
        for at, (text, (_, kind)) in enumerate(zip(cells, sheet.heads, strict=True)):
            _write_cell(page, (row, at), text, kind, formats)


def _write_cell(
    page: "Worksheet", place: tuple[int, int], text: str, kind: Kind, formats: dict[Kind | Light, "Format"]
) -> None:
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


def _widths(sheet: Sheet) -> list[int]:
    """Return how many letters columns are wide: figures as they need, texts by what a page leaves them."""
    needs = []
    for at, (head, kind) in enumerate(sheet.heads):
        longest = max((width_of(line) for row in sheet.rows for line in row[at].split("\n")), default=0)
        needs.append(
            Need(max(longest, width_of(head) + _BUTTON) + _MARGIN, width_of(head), kind is Kind.TEXT)
        )
    return share(needs, _PAGE)


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Return the points that a row is high, so that no line of its cells is hidden."""
    lines = [
        sum(-(-max(width_of(line), 1) // (width - _MARGIN)) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    ]
    return min(max(lines, default=1) * _LINE + _AROUND, _HIGHEST)
