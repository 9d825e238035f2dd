"""The lines and rows of a notice, from plain text and from pages of the web, with paragraphs put together."""

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
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
_HIDDEN: Final = frozenset(["script", "style", "noscript", "template", "select", "button"])
_BREAKS: Final = frozenset(
    "p div br li ul ol table section article dd dt header footer hr title body tr caption center".split()  # noqa: SIM905 - a list of names
) | {f"h{level}" for level in range(1, 7)}
#: No table of a notice has more columns.
_MOST_COLUMNS: Final = 60
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


def paged(text: str) -> bool:
    """Tell whether a text is a page of the web."""
    return re.search(r"(?i)<(?:!doctype html|html|body|div|p|table)\b", text[:20_000]) is not None


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


def of_page(text: str) -> list[Block]:
    """Return the paragraphs and the rows of tables of a page, by the lines of its file."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_paragraph()
    return page.blocks


class _Page(HTMLParser):
    """Gathers text by paragraphs and by cells; of a table within a cell the rows are rows of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text, self._line, self._hidden, self._tables = "", 0, 0, 0
        #: The rows that are open, each with its line, its cells, and what its table's cells span.
        self._rows: list[tuple[int, list[tuple[str, int, int]]]] = []
        self._spans: tuple[int, int] = (1, 1)
        self._going_on: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a row or a cell."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "tr":
            self.end_paragraph()
            self._rows.append((self.getpos()[0], []))
        elif tag in {"td", "th"}:
            self._end_cell()
            told = dict(attrs)
            self._spans = (_count(told.get("rowspan")), _count(told.get("colspan")))
        elif tag == "table":
            self._tables += 1
            self._going_on = {}
        if tag in _BREAKS and not self._rows:
            self.end_paragraph()
        elif tag in {"br", "p", "div"}:
            self._text += "\n" if self._text.strip() else ""

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in {"td", "th"} and self._rows:
            self._take_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        elif tag in _BREAKS and not self._rows:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._hidden:
            if data.strip() and not self._text.strip():
                self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self._text += re.sub(r"[\r\n\t ]+", " ", data)

    def _taken(self) -> str:
        text, self._text = self._text.strip(), ""
        return text

    def _take_cell(self) -> None:
        self._rows[-1][1].append((self._taken(), *self._spans))
        self._spans = (1, 1)

    def _end_cell(self) -> None:
        if self._rows and self._text.strip():
            self._take_cell()

    def _end_row(self) -> None:
        if self._rows:
            self._end_cell()
            line, told = self._rows.pop()
            cells, merged = self._placed(told)
            if any(cells):
                self.blocks.append(Row(line, tuple(cells), self._tables, merged))

    def _placed(self, told: list[tuple[str, int, int]]) -> tuple[list[str], frozenset[int]]:
        """Return the cells of a row with those that go on from rows above, and which these are."""
        cells, merged = list[str](), set[int]()
        while told or any(at >= len(cells) for at in self._going_on):
            at = len(cells)
            if at in self._going_on:
                rows, text = self._going_on.pop(at)
                columns = 1
                merged.add(at)
            else:
                text, rows, columns = told.pop(0) if told else ("", 1, 1)
            cells += [text, *[""] * (columns - 1)]
            if rows > 1:
                self._going_on |= {one: (rows - 1, cells[one]) for one in range(at, at + columns)}
        return cells, frozenset(merged)

    def end_paragraph(self) -> None:
        """End a paragraph, of which each line is a block."""
        while self._rows:
            self._end_row()
        line = self._line
        self.blocks += [Span(line, one.text) for one in of_text(self._taken()) if isinstance(one, Span)]


def _count(said: str | None) -> int:
    """Return over how many rows or columns a cell goes."""
    return min(int(said), _MOST_COLUMNS) if said and said.isascii() and said.isdecimal() and int(said) else 1


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
