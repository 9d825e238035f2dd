"""Tables as spreadsheets save them: text with separators, in the encodings and with the slips of the field.

Nothing here knows what the columns mean. A cell that a spreadsheet would take for a formula is kept from
that by an apostrophe before it, which is taken away again when the cell is read.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.yaml.typo_hints import damaged_utf8, decode_gbk

#: A form with more bytes than this is something else.
LARGEST_TABLE: Final = 20_000_000

#: What makes a spreadsheet calculate, also in full width, and so may run what a stranger wrote.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_FIGURE: Final = re.compile(r"[+-]?\d+(\.\d+)?%?", re.ASCII)  # begins like a formula, and is none
_GUARDED: Final = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
#: What parts cells, where a file does not say: the one that is most often in the first line with text.
_SEPARATORS: Final = (",", ";", "\t")
_MARK: Final = codecs.BOM_UTF8.decode()
#: What becomes of the mark, and of all Chinese behind it, where UTF-8 is taken for what consoles have.
_MISTAKEN: Final = tuple(codecs.BOM_UTF8[:2].decode(encoding) for encoding in ("gbk", "cp437", "cp1252"))
_NAMED_SEPARATOR: Final = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)


#: What is wrong in a row: its number, the header of the column or, without one, its place from 0, and why.
RowProblem = tuple[int, str | int, Message]
#: A row: the number that a spreadsheet shows beside it, and its cells, no fewer than the header's.
TableRow = tuple[int, tuple[str, ...]]


class Table(msgspec.Struct, frozen=True):
    """A header and the rows below it; rows without any text are left out.

    A table of a workbook has a `sheet`. `wrong` is what is wrong with cells whatever they mean.
    """

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_row: int = 1
    sheet: str = ""
    wrong: tuple[RowProblem, ...] = ()

    def cell(self, row: int, column: str | int) -> str:
        """Return how a workbook calls a cell, nothing where there is no such column, or in CSV."""
        at = self.header.index(column) if column in self.header else column
        return f"{letters_of(at)}{row}" if self.sheet and isinstance(at, int) else ""

    def told(self, name: str, problem: RowProblem) -> Message:
        """Say what is wrong and where in a file of this name, as its spreadsheet shows it."""
        row, column, text = problem
        cell, named = self.cell(row, column), isinstance(column, str)
        values = {"file": name, "row": row, "column": column, "text": text, "sheet": self.sheet, "cell": cell}
        if cell and named:
            return msg("{file}, sheet “{sheet}”, cell {cell} “{column}”: {text}", **values)
        if cell:
            return msg("{file}, sheet “{sheet}”, cell {cell}: {text}", **values)
        if named:
            return msg("{file}, row {row}, column “{column}”: {text}", **values)
        return msg("{file}, row {row}: {text}", **values)


def letters_of(column: int) -> str:
    """Return how a spreadsheet calls a column, counted from 0."""
    before, sign = divmod(column, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + sign)


def read_table(raw: bytes, name: str) -> Table:
    """Read a table from what a spreadsheet saved; raise QtrackError where that is no table.

    `name` is what the file is called in sentences.
    """
    text = decode_table(raw, name)
    found = _NAMED_SEPARATOR.match(text)
    if found:
        text = text[found.end() :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = found[1] if found else max(_SEPARATORS, key=first.count)
    number = 0
    filled = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            if any(cells := [_cell(cell) for cell in record]):
                filled.append((number, cells))
    except csv.Error as error:
        raise QtrackError(
            msg("{file}, row {row}: a cell cannot be read.", file=name, row=number + 1),
            msg("Look whether a quote that opens there is closed."),
        ) from error
    if not filled:
        raise empty_table(name)
    return table_of(filled)


def table_of(filled: Sequence[tuple[int, Sequence[str]]], sheet: str = "") -> Table:
    """Return the numbered rows below the first, which is the header; that ends with its last name."""
    (top, heads), *below = filled
    last = max((at for at, name in enumerate(heads, 1) if name), default=0)
    rows = ((number, (*cells, *[""] * (last - len(cells)))) for number, cells in below)
    return Table(tuple(heads[:last]), tuple(rows), top, sheet)


def empty_table(name: str) -> QtrackError:
    """Return the refusal of a file in which nothing stands."""
    return QtrackError(
        msg("{file} is empty.", file=name), msg("“qtrack form UNIT” writes one that is ready to fill.")
    )


def decode_table(raw: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GBK; raise QtrackError for anything else.

    What is damaged, or may be of another encoding, is refused: nobody would look for a wrong guess.
    """
    if len(raw) > LARGEST_TABLE:
        raise QtrackError(
            msg("{file} has more than {most} bytes.", file=name, most=LARGEST_TABLE),
            msg("Record it in several files."),
        )
    if raw.startswith(_OLD_WORKBOOK):
        raise QtrackError(
            msg("{file} is a workbook of old kind (.xls), or has a password.", file=name),
            msg("Save it as an Excel workbook (.xlsx) without a password, or as “CSV UTF-8”."),
        )
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8-sig"
    before, wrong = "", msg("no text in UTF-8 or GBK")
    try:
        text: str | None = raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, "ignore")
        damaged = wide or damaged_utf8(raw)
        text = None if damaged else decode_gbk(raw)
        wrong = msg("a character is cut or damaged") if damaged else wrong
    if text is not None:
        if text.startswith(_MISTAKEN):
            raise QtrackError(
                msg("{file} went through a pipe that took UTF-8 for another encoding.", file=name),
                msg("Write it with -o FILE; “>” and “|” of Windows PowerShell change what they are given."),
            )
        before, nul, _ = text.partition("\0")
        if not nul:
            return text
    raise QtrackError(
        msg("{file}, line {line}: {text}.", file=name, line=before.count("\n") + 1, text=wrong),
        msg("Save it from the spreadsheet as “CSV UTF-8”."),
    )


def _cell(text: str) -> str:
    plain = text.strip()
    if _GUARDED.match(plain):
        plain = plain[1:]
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()


def write_table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as every CSV file of qtrack has them, no cell of it a formula.

    It begins with the mark of UTF-8, without which a spreadsheet takes it for the encoding of the machine,
    has commas, and ends its lines as Windows does: Excel and WPS open it as it is, and others as well.
    """
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows([_guarded(cell) for cell in row] for row in rows)
    return _MARK + target.getvalue()


def _guarded(text: str) -> str:
    plain = text.strip()
    formula = _FORMULA.match(plain) and not _FIGURE.fullmatch(plain)
    return f"'{plain}" if formula else plain
