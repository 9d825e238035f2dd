"""Tables of tasks: which column holds what, and each row as a part of the notice."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Final

from qtrack.locale.message import Message, msg, number
from qtrack.notice.phrases import layout
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.header import columns, headed, year_columns
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.reading.units import read_responsible
from qtrack.notice.text import Span, figure, kind_of, number_meant

#: The columns that say who answers; their names are the roles that they give.
_UNITS: Final = ("lead", "shared", "partner")
#: The columns that make a task, its heading, or what is told of it in another way; others are said of it.
_OWN: Final = frozenset({*_UNITS, "number", "section", "measure", "task", "due", "target"})
_NONE: Final = Span(0, "")


class Tables:
    """What the tables of a notice come to: sections, the lines above their headers, and tables of figures.

    What is in doubt, and what has no place in a plan, goes into the outline.
    """

    def __init__(self, whole: Outline, rows: Iterable[Row]) -> None:
        self.parts: list[Node] = []
        self.above: list[Span] = []
        self.figures: list[tuple[Row, list[Row]]] = []
        self._whole = whole
        self._counts: list[tuple[Span, list[Node]]] = []
        tables = [list(group) for _, group in groupby(rows, key=lambda row: row.table)]
        self._several = sum(any(map(columns, table)) for table in tables) > 1
        for table in tables:
            self._read(table)

    def _read(self, table: list[Row]) -> None:
        tasks = headed(table, columns)
        found = tasks or headed(table, year_columns)
        if found is None:
            self._whole.left += [(_joined(row), msg("a table that is not one of tasks")) for row in table]
            return
        top, header, rows = found
        above = [_joined(row) for row in top]
        self._whole.headers += [_joined(row) for row in table[len(top) : len(table) - len(rows)]]
        if tasks is None:
            self.figures.append((header, rows))
        else:
            names = [Span(table[0].line, table[0].sheet), *above] if self._several else []
            heading = next((span for span in names if span and _may_name(span)), _NONE)
            above = [span for span in above if span is not heading]
            parts = _Table(self._whole, columns(header), heading, len(self.parts)).read(rows)
            self.parts += parts
            self._counts += [(span, parts) for span in above]
        self.above += above

    def check(self, spans: Iterable[Span]) -> None:
        """Note where a line or a heading says how many tasks there are, and another number is found."""
        headings = ((part.title, [part]) for part in self.parts)
        for span, own in (*((span, self.parts) for span in spans), *self._counts, *headings):
            said = layout.CHECKSUM.search(span.plain)
            count = sum(not node.parts for part in own for node in part.walk())
            if said and int(said[1]) != count:
                message = msg("it says {said} tasks, and {n} are found", said=int(said[1]), n=count)
                self._whole.doubts.append((span, message))


def _may_name(span: Span) -> bool:
    """Tell whether a line above one of several tables names what stands in it, and not all of them."""
    return not layout.TITLE.search(span.plain) and not layout.SHEET.match(span.plain)


def _joined(row: Row) -> Span:
    told = (cell for at, cell in enumerate(row.cells) if cell.strip() and at not in row.merged)
    return Span(row.line, " ".join(" ".join(cell.split()) for cell in told))


class _Table:
    """Reads the rows of one table; a cell that is empty means what stands above it."""

    def __init__(self, whole: Outline, held: dict[str, int], heading: Span, before: int) -> None:
        self._whole, self._columns, self._heading, self._count = whole, held, heading, before
        self._above: dict[str, Span] = {}
        self._headings: dict[str, str] = {}
        self._task: Node | None = None
        self._points = Decimal(0)
        self._parts: list[Node] = []

    def read(self, rows: Iterable[Row]) -> list[Node]:
        """Read rows: tasks, headings of several, totals, and more of the task above; return the sections."""
        for row in rows:
            said = {name: self._cell(row, name) for name in self._columns}
            filled = {cell.strip() for cell in row.cells if cell.strip()}
            others = [span for name, span in said.items() if span and name != "number"]
            counted = said.get("number", _NONE)
            if columns(row) == self._columns:
                self._whole.headers.append(_joined(row))
            elif any(layout.TOTAL.match(cell) for cell in filled):
                self._total(row, said.get("points", _NONE))
            elif len(filled) == 1 and len(row.cells) > 1 and not said["task"]:
                self._section(Span(row.line, filled.pop()))
            elif len(others) == 1 and not counted.text.isascii() and _is_number(counted):
                self._section(Span(row.line, f"{counted.text}、{others[0].text}"))
            else:
                self._row(row, said)
        if self._heading and all(part.line != self._heading.line for part in self._parts):
            self._leave(msg("the heading of a table"), self._heading)
        return self._parts

    def _leave(self, reason: Message, *spans: Span) -> None:
        self._whole.left += [(span, reason) for span in spans]

    def _cell(self, row: Row, name: str) -> Span:
        """Return what a row has in a column; a dash says that it has nothing, not even what stands above."""
        at = self._columns.get(name, len(row.cells))
        text = row.cells[at].strip() if at < len(row.cells) else ""
        if text and not text.strip("-—–－/"):
            self._above.pop(name, None)
            text = ""
        return Span(row.line, text)

    def _total(self, row: Row, points: Span) -> None:
        """Hold the points to their sum, which a row says."""
        self._leave(msg("a total"), _joined(row))
        told = figure(points.plain)
        if told is not None and told != self._points:
            values = {"said": number(told), "found": number(self._points)}
            message = msg("it says {said} points, and {found} are found", **values)
            self._whole.doubts.append((_joined(row), message))

    def _section(self, heading: Span) -> None:
        if self._parts and self._headings.get("section") == heading.text:
            return
        self._headings = {"section": heading.text}
        found = kind_of(heading)
        own = next((group for group in found[1].groups() if group), "") if found else ""
        title = heading.cut(found[1].end()) if found else heading
        self._parts.append(Node("words", own or str(self._count + len(self._parts) + 1), heading.line, title))

    def _top(self) -> Node:
        if not self._parts:
            self._section(self._heading)
        return self._parts[-1]

    def _row(self, row: Row, said: dict[str, Span]) -> None:
        known = {*self._columns.values(), *row.merged}
        others = [cell.strip() for at, cell in enumerate(row.cells) if cell.strip() and at not in known]
        self._leave(msg("in a column that says nothing of tasks"), *(Span(row.line, cell) for cell in others))
        own = {name: span for name, span in said.items() if span and self._columns[name] not in row.merged}
        if said.get("section"):
            self._section(said["section"])
        if not said["task"] and "measure" in own:
            own["task"] = own["measure"]
        if "task" in own:
            if said.get("measure"):
                self._measure(said["measure"])
            self._new_task(said | own)
            return
        lost = own.keys() & {"number", "measure"} if self._task else own.keys() - {"section"}
        spans = (own[name] for name in own if name in lost)
        self._leave(msg("a row without a task"), *(span for span in spans if not _is_number(span)))
        self._take(own)

    def _measure(self, heading: Span) -> None:
        section = self._top()
        if self._headings.get("measure") != heading.text:
            self._headings["measure"] = heading.text
            section.parts.append(
                Node("words-in-brackets", str(len(section.parts) + 1), heading.line, heading)
            )

    def _new_task(self, said: dict[str, Span]) -> None:
        first, *more = _lines(said["task"])
        top, own = self._top(), said.get("number", _NONE)
        count = sum(not node.parts for part in self._parts for node in part.walk() if node.kind == "digits")
        if own and not _is_number(own):
            self._leave(msg("in a column that says nothing of tasks"), own)
            own = _NONE
        self._task = Node("digits", own.text or str(count + 1), first.line, first, body=more)
        home = top.parts[-1] if "measure" in self._columns and top.parts else top
        home.parts.append(self._task)
        self._take(said | self._inherited(self._task, said))

    def _take(self, said: dict[str, Span]) -> None:
        """Take what a row says beside its task, or of the one above."""
        node = self._task
        for name, span in said.items():
            if not span or node is None:
                continue
            if name in _UNITS:
                in_line = span.text.replace("\n", ", " if span.text.isascii() else "、")
                node.responsible.append(read_responsible(Span(span.line, in_line), name))
            elif name == "due":
                node.due.append(span)
            elif name == "target":
                node.body += _lines(span)
            elif name not in _OWN:
                node.said.setdefault(name, []).append(span)
        self._points += figure(said.get("points", _NONE).plain) or 0

    def _inherited(self, node: Node, said: dict[str, Span]) -> dict[str, Span]:
        """Return who answers and by when, from a row or from above; a doubt where it is from above."""
        own = {name: said[name] for name in _UNITS if said.get(name)}
        kept = {"due"} if "lead" in own or "lead" not in self._columns else {"due", "lead"}
        kept = kept if own else {*_UNITS, "due"}
        above = {name: span for name, span in self._above.items() if name in kept}
        if above.keys() & {*_UNITS}:
            node.doubts.append((node.title, msg("the cell of units is empty; they are taken from above")))
        if "due" in above and not said.get("due"):
            node.doubts.append((node.title, msg("the cell of the deadline is empty; it is taken from above")))
        self._above = above | own | {name: said[name] for name in ("due",) if said.get(name)}
        if due := self._above.get("due"):
            self._above["due"] = Span(node.line, due.text)
        return {name: self._above[name] for name in (*_UNITS, "due") if name in self._above}


def _lines(span: Span) -> list[Span]:
    """Return the lines of a cell without their numbers."""
    lines = (Span(span.line, line) for line in span.text.split("\n") if line.strip())
    return [line.cut(found[1].end() if (found := kind_of(line)) else 0) for line in lines]


def _is_number(span: Span) -> bool:
    """Tell whether a cell is the number of a row, such as 三 or 2.1."""
    plain = span.plain.strip("()、. ")
    return number_meant(plain) is not None or re.fullmatch(r"\d+(?:\.\d+)+", plain) is not None
