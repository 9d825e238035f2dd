"""The paragraphs and the rows of tables of a page of the web."""

import re
from html.parser import HTMLParser
from typing import Final

from qtrack.notice.reading.blocks import Block, Row, of_text
from qtrack.notice.text import Span

_HIDDEN: Final = frozenset(["script", "style", "noscript", "template", "select", "button"])
_BREAKS: Final = frozenset(
    "p div br li ul ol table section article dd dt header footer hr title body tr caption center".split()  # noqa: SIM905 - a list of names
) | {f"h{level}" for level in range(1, 7)}
#: No table of a notice has more columns.
_MOST_COLUMNS: Final = 60
#: What marks a cell that goes on from the row above, where no cell above says over how many rows it goes.
MERGED: Final = "merged"


def paged(text: str) -> bool:
    """Tell whether a text is a page of the web."""
    return re.search(r"(?i)<(?:!doctype html|html|body|div|p|table)\b", text[:20_000]) is not None


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
        #: Over how many rows more a column goes on, and the cells of the row above.
        self._going_on: dict[int, int] = {}
        self._above: list[str] = []

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
            self._spans = (
                _count(told.get("rowspan")) if MERGED not in told else 0,
                _count(told.get("colspan")),
            )
        elif tag == "table":
            self._tables += 1
            self._going_on, self._above = {}, []
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
            self._above, merged = self._placed(told)
            if any(self._above):
                self.blocks.append(Row(line, tuple(self._above), self._tables, merged))

    def _placed(self, told: list[tuple[str, int, int]]) -> tuple[list[str], frozenset[int]]:
        """Return the cells of a row with those that go on from the row above, and which these are."""
        cells, merged = list[str](), set[int]()
        while told or any(at >= len(cells) for at in self._going_on):
            at, rows, columns = len(cells), self._going_on.pop(len(cells), 0), 1
            text = ""
            goes_on = rows > 0
            if not goes_on:
                text, rows, columns = told.pop(0) if told else ("", 1, 1)
            if goes_on or rows == 0:
                merged |= {*range(at, at + columns)}
                text = self._above[at] if at < len(self._above) else text
            cells += [text, *[""] * (columns - 1)]
            if rows > 1:
                self._going_on |= dict.fromkeys(range(at, at + columns), rows - 1)
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
