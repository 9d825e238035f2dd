"""A form as an Excel workbook, to be filled: what is typed is coloured and open, the rest protected."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from qtrack.locale.message import Translator, msg
from qtrack.ui.line import width_of
from qtrack.ui.table import Kind, Need, share
from qtrack.ui.workbook.page import (
    CELL,
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
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What is only read is grey, what is typed light yellow; what is typed as a text stays one.
_SHUT: Final = {"bg_color": "#F2F2F2", "locked": True}
_OPEN: Final = {"bg_color": "#FFFBE6", "locked": False}
_AS_TYPED: Final = {Kind.TEXT: {"num_format": "@"}}
#: The rows that are free below those that are asked for.
_FREE: Final = 10
#: The letters that a head takes at most before it is folded, and those that sentences need.
_HEAD, _SENTENCES = 14, 22
#: As many letters as a list of choices can have.
_LONGEST_LIST: Final = 255
#: A note is larger than it would be, and of nobody.
_NOTE: Final = {"author": "", "x_scale": 1.5}
#: What may be done to a protected page beside filling it.
_ALLOWED: Final = {"format_columns": True, "format_rows": True}


class FormColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a form: its head, a note on what belongs there, and what stands in its free rows.

    In one to be `read` nothing is typed; one that is a `key` has in free rows the choice of what stands above
    them. Others may have words to choose from, limits of a number, or sentences.
    """

    head: str
    note: str
    kind: Kind = Kind.TEXT
    free: str = ""
    read: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None
    sentences: bool = False


class Form(msgspec.Struct, frozen=True):
    """What is to be filled: columns, rows, and by row and column the cells in which nothing belongs."""

    title: str
    columns: Sequence[FormColumn]
    rows: Sequence[Sequence[str]]
    shut: frozenset[tuple[int, int]]


def form_workbook(form: Form, translator: Translator) -> bytes:
    """Return a form as a workbook of one page; raise QtrackError where XlsxWriter is not installed.

    Below the rows are some that are free, for what else is to be said of one of the tasks.
    """
    target, book, page = begun(form.title)
    last = len(form.rows) + _FREE if form.rows else 0
    widths = _widths(form)
    write_heads(book, page, 0, [column.head for column in form.columns], widths)
    for row, cells in enumerate(form.rows, 1):
        page.set_row(row, height(cells, widths))
    for at, column in enumerate(form.columns):
        page.write_comment(0, at, column.note, _NOTE)
        _write_column(book, page, form, at, last)
        rule = _rule(form, at)
        if rule and last:
            told = translator.say(msg("This is none of those meant. Keep it?"))
            page.data_validation(1, at, last, at, {**rule, "error_type": "warning", "error_message": told})
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.freeze_panes(1, 2)
    page.set_header(f"&L{form.title.replace('&', '&&')}")
    page.protect("", _ALLOWED)
    return _growing(closed(target, book, page, 0))


def _growing(made: bytes) -> bytes:
    """Let rows grow with what is typed, as they do whose height nobody has set."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(b' customHeight="1"', b""))
    return target.getvalue()


def _write_column(book: "Workbook", page: "Worksheet", form: Form, at: int, last: int) -> None:
    column = form.columns[at]
    own = {**CELL, **FORMATS[column.kind], **_AS_TYPED.get(column.kind, {})}
    open_, shut = book.add_format({**own, **_OPEN}), book.add_format({**own, **_SHUT})
    for row in range(last):
        asked = row < len(form.rows)
        is_shut = column.read or (asked and (column.key or (row, at) in form.shut))
        used = shut if is_shut else open_
        text = form.rows[row][at] if asked else column.free
        write_cell(page, (row + 1, at), text, column.kind, {column.kind: used, Kind.TEXT: used})


def _rule(form: Form, at: int) -> dict[str, Any]:
    """Return what the cells of a column offer, or hold what is typed against."""
    column = form.columns[at]
    if column.key:
        letter = chr(ord("A") + at)
        return {"validate": "list", "source": f"=${letter}$2:${letter}${len(form.rows) + 1}"}
    if column.limits:
        least, most = column.limits
        return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
    listed = ",".join(column.choices)
    fits = len(listed) <= _LONGEST_LIST and not any("," in word for word in column.choices)
    return {"validate": "list", "source": list(column.choices)} if column.choices and fits else {}


def _widths(form: Form) -> list[int]:
    """Return how many letters columns are wide: sentences have what the others leave them."""
    needs = []
    for at, column in enumerate(form.columns):
        said = [column.free, *column.choices, *(row[at] for row in form.rows)]
        head = max(min(width_of(column.head), _HEAD), _SENTENCES if column.sentences else 0)
        needs.append(Need(max(head, *map(width_of, said)) + MARGIN, head, column.sentences))
    return share(needs, PAGE)
