"""The form as a workbook that was filled: the only home of openpyxl, which is there with the extra `office`.

Values are read and nothing else: nothing is calculated, followed or run. A workbook with macros is refused,
and so is one that is larger than a form can be, packed or not.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from functools import reduce
from math import isfinite
from typing import Any, Final

import msgspec

from qtrack.errors import QtrackError, office_package
from qtrack.locale.message import Message, msg, number
from qtrack.store.form.spreadsheet import LARGEST_TABLE, RowProblem, Table, empty_table, table_of

#: How a workbook begins, which is an archive.
ARCHIVE: Final = b"PK\x03\x04"
#: More than this no form has: bytes when unpacked; marks of XML for each of its sheets, and such among them
#: that take long to read, being of no cell; cells; formulas.
_MOST_BYTES, _MOST_MARKS, _MOST_OTHERS = 60_000_000, 600_000, 60_000
_MOST_CELLS, _MOST_FORMULAS = 2_000_000, 2_000
#: The characters that Excel allows in a cell, and those in all of them.
_LONGEST, _MOST_TEXT = 32_767, LARGEST_TABLE
#: The characters of the format of a number that Excel allows.
_LONGEST_FORMAT: Final = 255
#: How else a part of an archive may be packed than in a workbook, where no bound on memory would hold.
_PACKED: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

#: What brings entities, and any encoding in which they would not be seen.
_FORBIDDEN: Final = re.compile(
    rb"\A(\xff\xfe|\xfe\xff|<\0|\0<|(\xef\xbb\xbf)?<\?xml[^>]*\bencoding\s*=\s*.(?!UTF-8\b))|<!DOCTYPE|<!ENTITY",
    re.IGNORECASE,
)
_OF_CELLS: Final = re.compile(rb"</?(?:\w+:)?(?:row|c|v|is|si|t|r|f)[\s/>]")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet[\s/>]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=.(([A-Z]{1,3})([1-9]\d{0,6})[A-Z\d:]*)")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
#: What of the format of a number is shown as it stands, and says nothing of the number.
_AS_IT_STANDS: Final = re.compile(r'"[^"]*"|\\.|[_*].')

#: What Excel writes before the end of a line that was pasted.
_RETURN: Final = "_x000D_"

#: What a cell says as a person would type it, and what is wrong with it.
_Cell = tuple[str, Message | None]
_NOTHING: Final[_Cell] = ("", None)


def read_workbook(raw: bytes, name: str) -> Table:
    """Read the table of a form; raise QtrackError where there is none, or more than one."""
    tables = read_sheets(raw, name)
    if not tables:
        raise empty_table(name)
    if len(tables) > 1:
        raise QtrackError(
            msg(
                "{file} has something on several sheets: {sheets}.",
                file=name,
                sheets=tuple(table.sheet for table in tables),
            ),
            msg("Keep the sheet of the form, and delete the others."),
        )
    return tables[0]


def read_sheets(raw: bytes, name: str) -> tuple[Table, ...]:
    """Read the tables of a workbook, one a sheet that is not empty; raise QtrackError where it is none.

    What is wrong with a cell, whatever it means, is part of the table.
    """
    with office_package("openpyxl"):
        import openpyxl  # noqa: F401 - whether it is there
    if len(raw) > LARGEST_TABLE:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            calculates, merged = _examined(raw, name)
            formulas = _formulas(raw) if calculates else set()
            sheets = [
                (sheet.title, list(_rows(sheet, formulas, name))) for sheet in _sheets(raw, values=True)
            ]
    except QtrackError:
        raise
    except Exception as error:  # whatever a damaged file brings about, it is no workbook
        raise _no_workbook(name) from error
    return tuple(_table(title, rows, merged) for title, rows in sheets if rows)


def _examined(raw: bytes, name: str) -> tuple[bool, dict[tuple[int, str], str]]:
    """Look through an archive without understanding it; raise QtrackError for what is no form.

    Returns whether it has formulas, and its merged cells by their first one.
    """
    marks = others = sheets = formulas = 0
    merged: dict[tuple[int, str], str] = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MOST_BYTES:
            raise _too_large(name)
        for part in parts:
            if part.compress_type not in _PACKED:
                raise _no_workbook(name)
            text = archive.read(part)
            kinds = part.filename == "[Content_Types].xml" and b"macro" in text.lower()
            if kinds or part.filename.lower().endswith("vbaproject.bin"):
                raise QtrackError(
                    msg("{file} has macros, and is not read.", file=name),
                    msg("Save it as an Excel workbook without macros (.xlsx)."),
                )
            if _FORBIDDEN.search(text):
                raise _no_workbook(name)
            marks += text.count(b"<")
            if marks > _MOST_MARKS:
                raise _too_large(name)
            others += text.count(b"<") - len(_OF_CELLS.findall(text))
            sheets += len(_SHEET.findall(text))
            formulas += len(_FORMULA.findall(text))
            for whole, letters, row in _MERGED.findall(text):
                merged[int(row), letters.decode()] = whole.decode()
    many = others > _MOST_OTHERS or formulas > _MOST_FORMULAS
    if many or marks * max(sheets, 1) > _MOST_MARKS:
        raise _too_large(name)
    return formulas > 0, merged


def _sheets(raw: bytes, *, values: bool) -> Iterator[Any]:
    """Yield the sheets that a person sees, of their true size, with values or formulas in their cells."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=values, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()
            yield sheet


def _formulas(raw: bytes) -> set[tuple[str, int, int]]:
    """Return where formulas stand: sheet, row and column, from 1."""
    return {
        (sheet.title, at, column)
        for sheet in _sheets(raw, values=False)
        for at, cells in enumerate(sheet.iter_rows(), 1)
        for column, cell in enumerate(cells, 1)
        if cell.data_type == "f"
    }


def _rows(sheet: Any, formulas: set[tuple[str, int, int]], name: str) -> Iterator[tuple[int, list[_Cell]]]:  # noqa: ANN401 - openpyxl's own kinds of sheets are not public
    """Yield the rows that have anything, each with its number."""
    seen, length = 0, 0
    for at, cells in enumerate(sheet.iter_rows(), 1):
        read = [
            _cell(cell, formula=(sheet.title, at, column) in formulas) for column, cell in enumerate(cells, 1)
        ]
        seen, length = seen + 1 + len(read), length + sum(len(text) for text, _ in read)
        if seen > _MOST_CELLS or length > _MOST_TEXT:
            raise _too_large(name)
        if any(cell != _NOTHING for cell in read):
            yield at, read


def _table(title: str, rows: Sequence[tuple[int, list[_Cell]]], merged: dict[tuple[int, str], str]) -> Table:
    """Return what the cells say, and what is wrong with them."""
    table = table_of([(at, [text for text, _ in cells]) for at, cells in rows], title)

    def column_of(at: int) -> str | int:
        return (table.header[at] if at < len(table.header) else "") or at

    wrong: list[RowProblem] = [
        (at, column_of(column), text)
        for at, cells in rows
        for column, (_, text) in enumerate(cells)
        if text is not None
    ]
    for (row, letters), whole in merged.items():
        at = reduce(lambda before, sign: 26 * before + ord(sign) - ord("A") + 1, letters, 0) - 1
        text = msg("the cells {cells} are merged; unmerge them, and fill each", cells=whole)
        wrong.append((row, column_of(at), text))
    return msgspec.structs.replace(table, wrong=tuple(wrong))


def _cell(cell: Any, *, formula: bool) -> _Cell:  # noqa: ANN401 - openpyxl has a kind for each sort of cell
    """Return what a cell says; of a formula that is what it came to when the workbook was saved."""
    value = cell.value
    if value is None and formula and cell.data_type != "str":
        return "", msg("this formula has no value; type the value itself")
    if cell.data_type == "e" or (isinstance(value, float) and not isfinite(value)):
        return "", msg("“{text}” is an error of the spreadsheet; type the value itself", text=str(value))
    text = _text(value, cell)
    if len(text) > _LONGEST:
        return "", msg("this has more than {most} characters", most=_LONGEST)
    return text.replace(_RETURN, "").replace("\r\n", "\n").replace("\r", "\n").strip(), None


def _text(value: object, cell: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as a person would type it, a number with as many digits as Excel shows."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            figure = Decimal(f"{value:.15g}" if isinstance(value, float) else value)
            share = "%" in _AS_IT_STANDS.sub("", cell.number_format[:_LONGEST_FORMAT])
            return f"{number(figure * 100)}%" if share else number(figure)
        case datetime() if value.time() == time():
            return value.date().isoformat()
    return str(value)


def _too_large(name: str) -> QtrackError:
    return QtrackError(
        msg("{file} is larger than a form can be.", file=name),
        msg("Delete all beside the form, empty rows and other sheets too, or record it in several files."),
    )


def _no_workbook(name: str) -> QtrackError:
    return QtrackError(
        msg("{file} is no Excel workbook, or is damaged.", file=name),
        msg("Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”."),
    )
