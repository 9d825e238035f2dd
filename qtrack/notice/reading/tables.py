"""Tables of tasks: which column holds what, and each row as a part of the notice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby, zip_longest
from typing import Final

from qtrack.locale.message import Message, msg, number
from qtrack.notice import phrases
from qtrack.notice.phrases import Phrase, fold
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.tree import Node
from qtrack.notice.reading.units import read_responsible
from qtrack.notice.text import Span, figure, kind_of, number_meant

#: The columns that say who answers; their names are the roles that they give.
_UNITS: Final = ("lead", "shared", "partner")
#: The columns that make a task, its heading, or what is told of it in another way; others are said of it.
_OWN: Final = frozenset({*_UNITS, "number", "section", "measure", "task", "due", "target"})

_AROUND_NUMBER: Final = "()、. "

Noted = list[tuple[Span, Message]]


class Tables:
    """What the tables of a notice come to: sections, the lines above their headers, and tables of figures."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.parts: list[Node] = []
        self.above: list[Span] = []
        self.headers: list[Span] = []
        self.left: Noted = []
        self.doubts: Noted = []
        self.figures: list[tuple[Row, list[Row]]] = []
        self._counts: list[tuple[Span, list[Node]]] = []
        tables = [list(group) for _, group in groupby(rows, key=lambda row: row.table)]
        self._several = sum(any(map(columns, table)) for table in tables) > 1
        for table in tables:
            self._read(table)

    def _read(self, table: list[Row]) -> None:
        tasks, figures = _headed(table, columns), _headed(table, year_columns)
        whole = tasks or figures
        heading, above = None, list[Span]()
        if whole is not None:
            above = [_joined(row) for row in whole[0]]
            names = [Span(table[0].line, table[0].sheet), *above] if tasks and self._several else []
            heading = next((span for span in names if span and _may_name(span)), None)
            above = [span for span in above if span is not heading]
            self.above += above
            count = len(table) - len(whole[2])
            self.headers += [_joined(row) for row in table[len(whole[0]) : count]]
        if tasks is not None:
            reader = _Table(columns(tasks[1]), heading, len(self.parts))
            for row in tasks[2]:
                if columns(row) == columns(tasks[1]):
                    self.headers.append(_joined(row))
                else:
                    reader.read(row)
            self.parts += reader.parts
            self._counts += [(span, reader.parts) for span in above]
            self.left += reader.left
            if heading is not None and all(part.line != heading.line for part in reader.parts):
                self.left.append((heading, msg("the heading of a table")))
            self.doubts += reader.doubts
        elif figures is not None:
            self.figures.append(figures[1:])
        else:
            self.left += [(_joined(row), msg("a table that is not one of tasks")) for row in table]

    def checked(self, spans: Iterable[Span]) -> Iterator[tuple[Span, Message]]:
        """Yield where a line or a heading says how many tasks there are, and another number is found."""
        headings = ((part.title, [part]) for part in self.parts)
        for span, own in (*((span, self.parts) for span in spans), *self._counts, *headings):
            said = phrases.CHECKSUM.search(span.plain)
            count = sum(not node.parts for part in own for node in part.walk())
            if said and int(said[1]) != count:
                yield span, msg("it says {said} tasks, and {n} are found", said=int(said[1]), n=count)


def _may_name(span: Span) -> bool:
    """Tell whether a line above one of several tables names what stands in it, and not all of them."""
    return not phrases.TITLE.search(span.plain) and not phrases.SHEET.match(span.plain)


def _plain(cell: str) -> str:
    """Return the heading of a column folded, without the blanks that only stretch it."""
    return fold(cell.strip() if cell.isascii() else "".join(cell.split()))


def _named(row: Row, table: Mapping[str, Phrase]) -> dict[str, int]:
    """Return which column has a heading of a table of phrases."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        name = phrases.any_of(table, _plain(cell))
        if name is not None:
            found.setdefault(name, at)
    return found


def columns(row: Row) -> dict[str, int]:
    """Return which column holds what, where a row is the header of a table of tasks."""
    found = _named(row, phrases.COLUMNS)
    if "task" not in found and "measure" in found:
        found["task"] = found.pop("measure")
    return found if "task" in found and len(found) > 1 else {}


def year_columns(row: Row) -> dict[str, int]:
    """Return which column holds what, where a row is the header of a table of figures."""
    found = _named(row, phrases.FIGURE_COLUMNS)
    years = {_plain(cell): at for at, cell in enumerate(row.cells) if phrases.YEAR_COLUMN.match(_plain(cell))}
    return found | years if "name" in found and (years or "target" in found) else {}


def _headed(
    table: list[Row], find: Callable[[Row], dict[str, int]]
) -> tuple[list[Row], Row, list[Row]] | None:
    """Return the rows above a header, the header, of which several lines are one, and the rows below it."""
    first = next((at for at, row in enumerate(table) if find(row)), None)
    if first is None:
        return None
    below, header = first + 1, table[first]
    while below < len(table) and _is_heading(table[below], table[first]):
        lines = zip_longest(table[below].cells, header.cells, fillvalue="")
        longer = Row(header.line, tuple(lower or upper for lower, upper in lines))
        header = longer if find(longer) else header
        below += 1
    return table[:first], header, table[below:]


def _is_heading(row: Row, above: Row) -> bool:
    """Tell whether a row is a further line of a header: all that it says are headings."""
    said = [
        cell for at, cell in enumerate(row.cells) if cell.strip() and cell not in above.cells[at : at + 1]
    ]
    return all(_headings(cell) or phrases.YEAR_COLUMN.match(_plain(cell)) for cell in said)


def _headings(cell: str) -> str | None:
    return phrases.any_of(phrases.COLUMNS | phrases.FIGURE_COLUMNS, _plain(cell))


def _joined(row: Row) -> Span:
    told = (cell for at, cell in enumerate(row.cells) if cell.strip() and at not in row.merged)
    return Span(row.line, " ".join(" ".join(cell.split()) for cell in told))


class _Table:
    """Reads the rows of one table; a cell that is empty means what stands above it."""

    def __init__(self, held: dict[str, int], heading: Span | None, before: int) -> None:
        self._columns = held
        self._heading, self._count = heading, before
        self._before: dict[str, Span] = {}
        self._headings: dict[str, str] = {}
        self._task: Node | None = None
        self._points: list[Decimal] = []
        self.parts: list[Node] = []
        self.left: Noted = []
        self.doubts: Noted = []

    def read(self, row: Row) -> None:
        """Read a row: a task, a heading of several, a total, or more of the task above."""
        said = {name: self._cell(row, name) for name in self._columns}
        filled = {cell.strip() for cell in row.cells if cell.strip()}
        others = [span for name, span in said.items() if span and name != "number"]
        if any(phrases.TOTAL.match(cell) for cell in filled):
            self._total(row, said.get("points"))
        elif len(filled) == 1 and len(row.cells) > 1 and not said["task"]:
            self._section(Span(row.line, filled.pop()))
        elif len(others) == 1 and _in_words(said.get("number")):
            self._section(Span(row.line, f"{said['number'].text}、{others[0].text}"))
        else:
            self._row(row, said)

    def _row(self, row: Row, said: dict[str, Span]) -> None:
        known = {*self._columns.values()}
        for at, cell in enumerate(row.cells):
            if at not in known and cell.strip() and at not in row.merged:
                self.left.append(
                    (Span(row.line, cell.strip()), msg("in a column that says nothing of tasks"))
                )
        if said.get("section"):
            self._section(said["section"])
        if not said["task"] and said.get("measure") and self._columns["measure"] not in row.merged:
            said["task"] = said["measure"]
        if said["task"] and self._columns["task"] not in row.merged:
            if said.get("measure"):
                self._measure(said["measure"])
            self._new_task(row, said)
            return
        own = {name: span for name, span in said.items() if self._columns[name] not in row.merged}
        lost = own.keys() & {"number", "measure"} if self._task else own.keys() - {"section"}
        spans = [own[name] for name in own if name in lost and own[name]]
        numbers = [span for span in spans if number_meant(span.plain.strip(_AROUND_NUMBER)) is not None]
        self.left += [(span, msg("a row without a task")) for span in spans if span not in numbers]
        if self._task is not None:
            self._more(self._task, own)

    def _cell(self, row: Row, name: str) -> Span:
        at = self._columns.get(name, len(row.cells))
        return Span(row.line, row.cells[at].strip() if at < len(row.cells) else "")

    def _section(self, heading: Span) -> None:
        if self.parts and self._headings.get("section") == heading.text:
            return
        self._headings = {"section": heading.text}
        found = kind_of(heading)
        number = next((group for group in found[1].groups() if group), "") if found else ""
        title = heading.cut(found[1].end()) if found else heading
        self.parts.append(
            Node("words", number or str(self._count + len(self.parts) + 1), heading.line, title)
        )

    def _measure(self, heading: Span) -> None:
        section = self._top()
        if self._headings.get("measure") != heading.text:
            self._headings["measure"] = heading.text
            number = str(len(section.parts) + 1)
            section.parts.append(Node("words-in-brackets", number, heading.line, heading))

    def _top(self) -> Node:
        if not self.parts:
            self._section(self._heading or Span(0, ""))
        return self.parts[-1]

    def _new_task(self, row: Row, said: dict[str, Span]) -> None:
        first, *more = (_unnumbered(Span(row.line, line)) for line in _lines(said["task"]))
        top = self._top()
        count = sum(not node.parts for part in self.parts for node in part.walk() if node.kind == "digits")
        number = said.get("number", Span(0, ""))
        if number_meant(number.plain.strip(_AROUND_NUMBER)) is None and number:
            self.left.append((number, msg("in a column that says nothing of tasks")))
            number = Span(0, "")
        node = Node("digits", number.text or str(count + 1), row.line, first, body=more)
        self._task = node
        (top.parts[-1].parts if "measure" in self._columns and top.parts else top.parts).append(node)
        self._answer(node, row, said)
        self._more(node, {name: span for name, span in said.items() if name not in {*_UNITS, "due"}})

    def _more(self, node: Node, said: dict[str, Span]) -> None:
        """Take what a row says beside its task, or of the one above."""
        for name, span in said.items():
            if not span:
                continue
            if name in _UNITS:
                node.responsible.append(read_responsible(_in_line(span), name))
            elif name == "due":
                node.due.append(span)
            elif name == "target":
                node.body += [_unnumbered(Span(span.line, line)) for line in _lines(span)]
            elif name not in _OWN:
                node.said.setdefault(name, []).append(span)
        self._points += [value for span in [said.get("points")] if span and (value := figure(span.plain))]

    def _total(self, row: Row, points: Span | None) -> None:
        """Hold the points to their sum, which a row says."""
        self.left.append((_joined(row), msg("a total")))
        told, found = figure(points.plain) if points else None, sum(self._points)
        if told is not None and told != found:
            values = {"said": number(told), "found": number(Decimal(found))}
            self.doubts.append((_joined(row), msg("it says {said} points, and {found} are found", **values)))

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
            if span := self._before.get(name):
                node.responsible.append(read_responsible(_in_line(span), name))
        if said.get("due"):
            self._before["due"] = said["due"]
        elif "due" in self._before:
            node.doubts.append((node.title, msg("the cell of the deadline is empty; it is taken from above")))
        if "due" in self._before:
            node.due.append(Span(row.line, self._before["due"].text))


def _lines(span: Span) -> list[str]:
    return [line for line in span.text.split("\n") if line.strip()]


def _unnumbered(span: Span) -> Span:
    """Return a line of a cell without its number."""
    found = kind_of(span)
    return span.cut(found[1].end() if found else 0)


def _in_words(span: Span | None) -> bool:
    """Tell whether a cell is a number in words, such as 三."""
    plain = span.plain.strip(_AROUND_NUMBER) if span else ""
    return not plain.isascii() and number_meant(plain) is not None


def _in_line(span: Span) -> Span:
    """Return the lines of a cell as one list."""
    return Span(span.line, span.text.replace("\n", ", " if span.text.isascii() else "、"))
