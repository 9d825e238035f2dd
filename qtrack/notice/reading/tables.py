"""Tables of tasks: which column holds what, and each row as a part of the notice."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.notice import phrases
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.tree import Node
from qtrack.notice.text import Span, kind_of
from qtrack.notice.units import read_responsible

#: The columns that say who answers; their names are the roles that they give.
_UNITS: Final = ("lead", "shared", "partner")

Noted = list[tuple[Span, Message]]


def parts_of(rows: Iterable[Row]) -> tuple[list[Node], list[Span], Noted]:
    """Return the sections that tables make, the lines above their headers, and what is left."""
    parts: list[Node] = []
    above: list[Span] = []
    left: Noted = []
    for _, group in groupby(rows, key=lambda row: row.table):
        table = list(group)
        header = next((at for at, row in enumerate(table) if columns(row)), None)
        if header is None:
            left += [(_joined(row), msg("a table that is not one of tasks")) for row in table]
            continue
        above += [_joined(row) for row in table[:header]]
        reader = _Table(columns(table[header]))
        for row in table[header + 1 :]:
            reader.read(row)
        parts += reader.parts
        left += reader.left
    return parts, above, left


def columns(row: Row) -> dict[str, int]:
    """Return which column holds what, where a row is the header of a table of tasks."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        plain = "".join(Span(row.line, cell).plain.split()) if not cell.isascii() else cell.strip()
        name = phrases.any_of(phrases.COLUMNS, plain)
        if name is not None:
            found.setdefault(name, at)
    if "task" not in found and "measure" in found:
        found["task"] = found.pop("measure")
    return found if "task" in found and len(found) > 1 else {}


def _joined(row: Row) -> Span:
    return Span(row.line, " ".join(" ".join(cell.split()) for cell in row.cells if cell.strip()))


def checked(spans: Iterable[Span], parts: list[Node]) -> Iterator[tuple[Span, Message]]:
    """Yield where a line or a heading says how many tasks a table has, and another number is found."""
    counts = [(part.title, [part]) for part in parts]
    for span, own in (*((span, parts) for span in spans), *counts):
        said = phrases.CHECKSUM.search(span.plain)
        count = sum(not node.parts for part in own for node in part.walk())
        if said and int(said[1]) != count:
            yield span, msg("it says {said} tasks, and {n} are found", said=int(said[1]), n=count)


class _Table:
    """Reads the rows of one table; an empty cell means what stands above it."""

    def __init__(self, held: dict[str, int]) -> None:
        self._columns = held
        self._before: dict[str, Span] = {}
        self._task: Node | None = None
        self.parts: list[Node] = []
        self.left: Noted = []
        self.count = 0

    def read(self, row: Row) -> None:
        """Read a row: a task, a heading of several, or more of the task above."""
        filled = [cell for cell in row.cells if cell.strip()]
        if len(set(filled)) == 1 and (len(row.cells) > 1) and not self._cell(row, "task"):
            self._section(Span(row.line, filled[0]))
            return
        said = {name: self._cell(row, name) for name in self._columns}
        if said.get("section"):
            self._section(said["section"])
        known = {*self._columns.values()}
        for at, cell in enumerate(row.cells):
            if at not in known and cell.strip():
                self.left.append(
                    (Span(row.line, cell.strip()), msg("in a column that says nothing of tasks"))
                )
        if not said["task"]:
            self._more(said)
            return
        if said.get("measure"):
            self._measure(said["measure"])
        self._new_task(row, said)

    def _cell(self, row: Row, name: str) -> Span:
        at = self._columns.get(name, len(row.cells))
        return Span(row.line, row.cells[at].strip() if at < len(row.cells) else "")

    def _section(self, heading: Span) -> None:
        if not self.parts or self.parts[-1].title.text != heading.text:
            found = kind_of(heading)
            number = next((group for group in found[1].groups() if group), "") if found else ""
            title = heading.cut(found[1].end()) if found else heading
            self.parts.append(_node(number or str(len(self.parts) + 1), title, kind="words"))

    def _measure(self, heading: Span) -> None:
        section = self._top()
        if not section.parts or section.parts[-1].title.text != heading.text:
            section.parts.append(_node(str(len(section.parts) + 1), heading, kind="words-in-brackets"))

    def _top(self) -> Node:
        if not self.parts:
            self.parts.append(_node("1", Span(0, ""), kind="words"))
        return self.parts[-1]

    def _new_task(self, row: Row, said: dict[str, Span]) -> None:
        first, *more = [Span(row.line, line) for line in said["task"].text.split("\n") if line.strip()]
        found = kind_of(first)
        number = said.get("number") or Span(0, "")
        first = first.cut(found[1].end()) if found else first
        self.count += 1
        node = _node(number.text or str(self.count), first, kind="digits")
        node.body = more
        self._task = node
        self._more(said)
        self._answer(node, row, said)
        top = self._top()
        (top.parts[-1].parts if "measure" in self._columns and top.parts else top.parts).append(node)

    def _more(self, said: dict[str, Span]) -> None:
        """Take what a row says beside its task, or of the one above."""
        if span := said.get("remark"):
            self.left.append((span, msg("a remark")))
        span = said.get("target")
        if span and self._task:
            self._task.body += [Span(span.line, line) for line in span.text.split("\n") if line.strip()]

    def _answer(self, node: Node, row: Row, said: dict[str, Span]) -> None:
        """Take who answers and by when, from the row or from above."""
        own = {name: said[name] for name in _UNITS if said.get(name)}
        if own:
            kept = {"due"} if "lead" in own or "lead" not in self._columns else {"due", "lead"}
            if "lead" in kept & self._before.keys():
                node.doubts.append((node.title, msg("the cell of units is empty; they are taken from above")))
            self._before = {name: span for name, span in self._before.items() if name in kept} | own
        elif any(name in self._before for name in _UNITS):
            node.doubts.append((node.title, msg("the cell of units is empty; they are taken from above")))
        for name in _UNITS:
            span = self._before.get(name)
            if span:
                node.responsible.append(read_responsible(_in_line(span), name))
        if said.get("due"):
            self._before["due"] = said["due"]
        elif "due" in self._before:
            node.doubts.append((node.title, msg("the cell of the deadline is empty; it is taken from above")))
        if "due" in self._before:
            node.due.append(Span(row.line, self._before["due"].text))


def _node(number: str, title: Span, *, kind: str) -> Node:
    return Node(kind, number, title.line, title)


def _in_line(span: Span) -> Span:
    """Return the lines of a cell as one list."""
    return Span(span.line, span.text.replace("\n", ", " if span.text.isascii() else "、"))
