"""The tables of a page: their rows and cells, and how wide columns are in Word."""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from qtrack.papers.word.archive import Node, classes
from qtrack.ui.line import width_of

#: To which side cells of a class are set.
_SIDES: Final = {
    **dict.fromkeys(("figure", "points"), "right"),
    **dict.fromkeys(
        ("date", "light-cell", "turn", "number", "task-id", "part", "pace-by-date", "gap"), "center"
    ),
}
#: Charts that repeat what stands beside them.
_BESIDE: Final = frozenset({"bar", "bullet"})
#: Tables all of whose cells are figures.
_FIGURES: Final = frozenset({"counts"})
#: What is no wider than so many letters is not folded; of a longer head half, of any where they are many.
_SHORT: Final = 10
_NARROW: Final = 8
_MANY: Final = 10
#: The letters of the labels of a form, so that all of a sheet are of one width.
_LABEL: Final = 24
#: So much room is not worth sharing.
_LITTLE: Final = 0.01
#: The letters that a cell leaves free on both sides together.
_MARGIN: Final = 2
#: The twips that half a sign is wide, for each half of a point of its size.
_TWIPS: Final = 5


class Cell(NamedTuple):
    """A cell: where its first column is, and over how many it reaches."""

    node: Node
    at: int
    span: int
    align: str


class Row(NamedTuple):
    """A row: of heads, of a group's title, or with room to write."""

    cells: list[Cell]
    head: bool
    group: bool
    room: bool


def rows_of(node: Node) -> list[Row]:
    """Return the rows of a table, without the columns that show nothing but bars."""
    table = set(classes(node))
    rows = [_row(row, centred=not table.isdisjoint(_FIGURES)) for row in node.iter("tr")]
    bars = _bars(rows)
    return [row._replace(cells=list(_without(row.cells, bars))) for row in rows]


def _row(node: Node, *, centred: bool) -> Row:
    parent = node.getparent()
    head, group = parent is not None and parent.tag == "thead", "group" in classes(node)
    cells, at = [], 0
    for cell in node.iterchildren("td", "th"):
        span = int(cell.get("colspan", "1"))
        sides = [_SIDES[name] for name in classes(cell) if name in _SIDES]
        align = "center" if centred or head else next(iter(sides), "")
        cells.append(Cell(cell, at, span, align))
        at += span
    return Row(cells, head, group, any("room" in p.get("class", "") for p in node.iter("p")))


def _bars(rows: Sequence[Row]) -> set[int]:
    """Return the columns whose cells show a bar and no word."""
    shown: dict[int, bool] = {}
    for row in rows:
        for cell in row.cells:
            if not row.head and cell.span == 1:
                bar = any("bar" in classes(svg) for svg in cell.node.iter("svg"))
                shown[cell.at] = shown.get(cell.at, True) and bar and not _lines(cell.node)
    return {at for at, only in shown.items() if only}


def _without(cells: Sequence[Cell], bars: set[int]) -> Iterator[Cell]:
    for cell in cells:
        span = cell.span - len(bars.intersection(range(cell.at, cell.at + cell.span)))
        if span:
            yield cell._replace(at=cell.at - sum(bar < cell.at for bar in bars), span=span)


def columns(table: Node, rows: Sequence[Row], width: int, size: int) -> list[int]:
    """Return how many twips columns are wide, together a line: figures as they need, texts share the rest."""
    number = max((cell.at + cell.span for row in rows for cell in row.cells), default=1)
    heads, least, most, weights = [0] * number, [0] * number, [0] * number, [0] * number
    for row in rows:
        for cell in row.cells:
            if cell.span == 1:
                lines = list(map(width_of, _lines(cell.node)))
                longest = max(lines, default=0)
                if row.head:
                    heads[cell.at] = longest if number <= _MANY and longest <= _SHORT else longest // 2 + 1
                else:
                    most[cell.at] = max(most[cell.at], longest)
                    weights[cell.at] += sum(lines) ** 2
    for at, longest in enumerate(most):
        least[at] = max(longest if longest <= _SHORT else _NARROW, heads[at]) + _MARGIN
        most[at] = max(longest, heads[at]) + _MARGIN if longest else width
    letters = max(width // (size * _TWIPS), number)
    if "form" in classes(table):
        least[0] = most[0] = _LABEL
    wide = _shared(least, most, [math.sqrt(weight) or 1 for weight in weights], letters)
    twips = [int(own * width / sum(wide)) for own in wide]
    twips[-1] += width - sum(twips)
    return twips


def _shared(least: Sequence[int], most: Sequence[int], weights: Sequence[float], letters: int) -> list[float]:
    """Give each column its least, and the rest to those with the longest texts, until all have their most."""
    wide: list[float] = list(least)
    growing = {at for at, own in enumerate(least) if own < most[at]}
    while growing and (spare := letters - sum(wide)) > _LITTLE:
        step = spare / sum(weights[at] for at in growing)
        for at in growing:
            wide[at] = min(wide[at] + step * weights[at], most[at])
        growing = {at for at in growing if wide[at] < most[at] - _LITTLE}
    return wide


def said_by(chart: Node) -> str:
    """Return what a chart says in words; nothing of one that repeats what stands beside it."""
    beside = _BESIDE.isdisjoint(classes(chart))
    return str(chart.findtext("desc") or "") if beside else ""


def _lines(node: Node) -> list[str]:
    """Return the lines of a cell, each paragraph and each chart one."""
    found: list[str] = [""]

    def gather(own: Node) -> None:
        if own.tag == "svg":
            found.append(said_by(own))
            return
        if own.tag in {"p", "br"}:
            found.append("")
        found[-1] += own.text or ""
        for child in own:
            gather(child)
            found[-1] += child.tail or ""

    gather(node)
    return [line.strip() for text in found for line in text.split("\n") if line.strip()]
