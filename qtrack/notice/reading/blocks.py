"""The lines of a notice, from plain text and from pages of the web, with paragraphs put together again."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final

import msgspec

from qtrack.notice import phrases
from qtrack.notice.phrases import compiled, fold
from qtrack.notice.text import Span

#: So many lines a bracket may stay open.
_MOST_OPEN: Final = 8
#: So many tabs make a row of a table.
_TABS: Final = 2
#: A line so long that does not end a sentence goes on in the next.
_FULL: Final = 24
_ENDS: Final = "。；;！!？?：:."
_HIDDEN: Final = frozenset({"script", "style", "noscript", "template", "select", "button"})
_BREAKS: Final = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "dd",
        "dt",
    }
    | {"header", "footer", "hr", "title", "body", "tr", "caption", "center"}
)


class Row(msgspec.Struct, frozen=True):
    """A row of a table, its cells as written; `table` counts the tables of the notice."""

    line: int
    cells: tuple[str, ...]
    table: int = 0


Block = Span | Row


def paged(text: str) -> bool:
    """Tell whether a text is a page of the web."""
    return re.search(r"(?i)<(?:!doctype html|html|body|div|p|table)\b", text[:20_000]) is not None


def of_text(text: str) -> Iterator[Span]:
    """Yield the lines with text, by their numbers."""
    for number, line in enumerate(re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text), 1):
        if told := "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in line).strip(
            "\u3000\u00a0 \t"
        ):
            yield Span(number, told)


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
        self._text, self._line, self._hidden = "", 0, 0
        self._rows: list[tuple[int, list[str]]] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a row or a cell."""
        del attrs
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "tr":
            self.end_paragraph()
            self._rows.append((self.getpos()[0], []))
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "table":
            self._tables += 1
        if tag in _BREAKS and not self._rows:
            self.end_paragraph()
        elif tag in {"br", "p", "div"}:
            self._text += "\n" if self._text.strip() else ""

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1][1].append(self._taken())
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

    def _end_cell(self) -> None:
        if self._rows and self._text.strip():
            self._rows[-1][1].append(self._taken())

    def _end_row(self) -> None:
        if self._rows:
            self._end_cell()
            line, cells = self._rows.pop()
            if any(cells):
                self.blocks.append(Row(line, tuple(cells), self._tables))

    def end_paragraph(self) -> None:
        """End a paragraph, of which each line is a block."""
        while self._rows:
            self._end_row()
        line = self._line
        self.blocks += [Span(line, span.text) for span in of_text(self._taken())]


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
    if is_numbered(following) or is_numbered_alone(span):
        return is_numbered_alone(span) and not is_numbered(following)
    plain = span.plain
    if plain.count("(") > plain.count(")"):
        return True
    return len(span.text) >= _FULL and plain[-1] not in _ENDS + ")" and _is_running(span.plain)


def _is_running(plain: str) -> bool:
    """Tell whether a line is one of running text, and no title or line of the frame."""
    looks = (phrases.TITLE, phrases.DATE, phrases.PUBLISHED, phrases.DOCUMENT_NUMBER, phrases.UNIT_END)
    return any(sign in plain for sign in ",、。") and not any(
        compiled(one.pattern).search(plain) for one in looks
    )


def is_numbered(span: Span) -> bool:
    """Tell whether a line begins with a number of any kind, or with a word for who answers."""
    plain = fold(span.text)
    return any(compiled(one.pattern).match(plain) for one in phrases.NUMBERINGS.values()) or any(
        compiled(one.pattern).match(plain) for one in (*phrases.ROLE_LABELS.values(), phrases.DEADLINE_LABEL)
    )


def is_numbered_alone(span: Span) -> bool:
    """Tell whether a line is a number and nothing else."""
    plain = f"{fold(span.text)} "
    return any(
        (found := compiled(one.pattern).match(plain)) is not None and found.end() >= len(plain) - 1
        for one in phrases.NUMBERINGS.values()
    )


def tabbed(text: str) -> list[Block]:
    """Return a text as a table where most of its lines have tabs between cells, else nothing."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    rows = [(at, line.split("\t")) for at, line in lines if line.count("\t") >= _TABS]
    if 2 * len(rows) <= len(lines):
        return []
    return [
        Row(at, tuple(line.split("\t")), 1) if "\t" in line else Span(at, line.strip()) for at, line in lines
    ]
