"""The lines and rows of a notice, from plain text and from sheets, with paragraphs put together."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from qtrack.notice.phrases import layout, who
from qtrack.notice.text import Span, kind_of

#: So many lines a bracket may stay open.
_MOST_OPEN: Final = 8
#: So many tabs make a row of a table.
_TABS: Final = 2
#: A line so long that does not end a sentence goes on in the next.
_FULL: Final = 24
_ENDS: Final = "。；;！!？?：:."
_LINE_END: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Row(msgspec.Struct, frozen=True):
    """A row of a table, its cells as written; `table` counts the tables of the notice.

    A cell that goes on from the row above stands in both; its place is in `merged`. One of several sheets has
    the name `sheet`.
    """

    line: int
    cells: tuple[str, ...]
    table: int = 0
    merged: frozenset[int] = frozenset()
    sheet: str = ""


Block = Span | Row


def of_text(text: str) -> list[Block]:
    """Return the lines with text by their numbers; lines with tabs beside one another are rows."""
    lines = [
        Span(number, told)
        for number, line in enumerate(_LINE_END.split(text), 1)
        if (told := "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in line)).strip()
    ]
    tabs = [span.text.count("\t") for span in lines]
    full = {at for at, count in enumerate(tabs) if count >= _TABS}
    rows = full | {at for at, count in enumerate(tabs) if count and {at - 1, at + 1} & full}
    rows = {at for at in rows if {at - 1, at + 1} & rows}
    if 2 * len(full) > len(lines):
        rows = set(range(min(full), max(full) + 1))
    found: list[Block] = []
    table = 0
    for at, span in enumerate(lines):
        if at in rows:
            table += at - 1 not in rows
            found.append(Row(span.line, (*span.text.split("\t"), *([] if tabs[at] else [""])), table))
        else:
            found.append(Span(span.line, span.text.strip("\u3000\u00a0 \t")))
    return found


def of_rows(rows: Iterable[tuple[int, Sequence[str]]], table: int, sheet: str) -> list[Block]:
    """Return numbered rows of a sheet; of one on which cells stand alone, such as a letter, the lines."""
    filled = [Row(line, tuple(cells), table, sheet=sheet) for line, cells in rows if any(cells)]
    if any(len([cell for cell in row.cells if cell.strip()]) > 1 for row in filled):
        return [*filled]
    return [
        Span(row.line, line)
        for row in filled
        for cell in row.cells
        for line in cell.split("\n")
        if line.strip()
    ]


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks of which broken paragraphs are put together: by brackets left open, and by full lines."""
    found: list[Block] = []
    count = 0
    for block in blocks:
        last = found[-1] if found else None
        if (
            isinstance(last, Span)
            and isinstance(block, Span)
            and count < _MOST_OPEN
            and _goes_on(last, block)
        ):
            blank = " " if last.text[-1].isascii() and block.text[0].isascii() else ""
            found[-1] = Span(last.line, f"{last.text}{blank}{block.text}")
            count += 1
        else:
            found.append(block)
            count = 0
    return found


def _goes_on(span: Span, following: Span) -> bool:
    if _is_numbered(following) or _is_numbered_alone(span):
        return _is_numbered_alone(span) and not _is_numbered(following)
    plain = span.plain
    if plain.count("(") > plain.count(")"):
        return True
    return len(span.text) >= _FULL and plain[-1] not in _ENDS + ")" and _is_running(plain)


def _is_running(plain: str) -> bool:
    """Tell whether a line is one of running text, and no title or line of the frame."""
    looks = (
        layout.TITLE,
        layout.DATES["digits"],
        layout.PUBLISHED,
        layout.DOCUMENT_NUMBER,
        who.UNIT_END,
    )
    return any(sign in plain for sign in ",、。") and not any(one.search(plain) for one in looks)


def _is_numbered(span: Span) -> bool:
    """Tell whether a line begins with a number of any kind, or with a word for who answers."""
    labels = who.ROLE_LABELS.values()
    return kind_of(span) is not None or any(one.match(span.plain) for one in labels)


def _is_numbered_alone(span: Span) -> bool:
    """Tell whether a line is a number and nothing else."""
    plain = f"{span.plain} "
    return any(
        (found := one.match(plain)) is not None and found.end() >= len(plain) - 1
        for one in layout.NUMBERINGS.values()
    )
