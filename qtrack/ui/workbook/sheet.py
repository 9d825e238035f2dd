"""A list as an Excel workbook, to be looked at: figures and dates are such, lights are coloured."""

from typing import TYPE_CHECKING

from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHT_COLOURS
from qtrack.ui.line import width_of
from qtrack.ui.table import Kind, Need, Sheet, share
from qtrack.ui.workbook.page import (
    CELL,
    FONT,
    FORMATS,
    MARGIN,
    PAGE,
    begun,
    closed,
    height,
    write_cell,
    write_heads,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: The letters that the button beside a head takes, and the points of the row of the title.
_BUTTON, _TITLE = 2, 24


def workbook(sheet: Sheet) -> bytes:
    """Return a list as a workbook of one sheet; raise QtrackError where XlsxWriter is not installed."""
    target, book, page = begun(sheet.title)
    top, widths = _write_title(book, page, sheet), _widths(sheet)
    write_heads(book, page, top, [name for name, _ in sheet.heads], widths)
    _write_rows(book, page, sheet, top + 1)
    for row, cells in enumerate(sheet.rows, top + 1):
        page.set_row(row, height(cells, widths))
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, top + max(len(sheet.rows), 1), len(sheet.heads) - 1)
    return closed(target, book, page, top)


def _write_title(book: "Workbook", page: "Worksheet", sheet: Sheet) -> int:
    """Write the title and the notes, a row each, and return the row below them."""
    lines = [*sheet.title.split("\n"), *sheet.notes]
    page.set_row(0, _TITLE)
    for row, line in enumerate(lines):
        own = {**FONT, "font_size": 16, "bold": True} if row == 0 else FONT
        page.write_string(row, 0, line, book.add_format(own))
    return len(lines)


def _write_rows(book: "Workbook", page: "Worksheet", sheet: Sheet, top: int) -> None:
    formats: dict[Kind | Light, Format] = {
        kind: book.add_format({**CELL, **own}) for kind, own in FORMATS.items()
    }
    for light, (ground, letters) in LIGHT_COLOURS.items():
        colours = {"bg_color": f"#{ground}", "font_color": f"#{letters}"}
        formats[light] = book.add_format({**CELL, "align": "center", **colours})
    for row, cells in enumerate(sheet.rows, top):
        for at, (text, (_, kind)) in enumerate(zip(cells, sheet.heads, strict=True)):
            write_cell(page, (row, at), text, kind, formats)


def _widths(sheet: Sheet) -> list[int]:
    """Return how many letters columns are wide: figures as they need, texts by what a page leaves them."""
    needs = []
    for at, (head, kind) in enumerate(sheet.heads):
        longest = max((width_of(line) for row in sheet.rows for line in row[at].split("\n")), default=0)
        needs.append(Need(max(longest, width_of(head) + _BUTTON) + MARGIN, width_of(head), kind is Kind.TEXT))
    return share(needs, PAGE)
