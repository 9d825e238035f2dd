"""The tables of a page: their rows and cells, and how wide columns are in Word."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from qtrack.papers.word.archive import Node
from qtrack.ui.line import width_of
from qtrack.ui.table import Need, share

#: To which side cells of a class are set.
_SIDES: Final = {
    "figure": "right",
    **dict.fromkeys(
        ("date", "light-cell", "turn", "number", "task-id", "part", "pace-by-date", "gap"), "center"
    ),
}
#: Tables all of whose cells are figures.
_FIGURES: Final = frozenset({"counts"})
#: What is no wider than so many letters is not folded; of a longer head, half.
_SHORT: Final = 10
#: The letters that a cell leaves free on both sides together.
_MARGIN: Final = 3
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
    table = set(node.get("class", "").split())
    rows = [_row(row, centred=not table.isdisjoint(_FIGURES)) for row in node.iter("tr")]
    bars = _bars(rows)
    return [row._replace(cells=_without(row.cells, bars)) for row in rows]


def _row(node: Node, *, centred: bool) -> Row:
    parent = node.getparent()
    head, group = parent is not None and parent.tag == "thead", "group" in node.get("class", "").split()
    cells, at = [], 0
    for cell in node.iterchildren("td", "th"):
        span = int(cell.get("colspan", "1"))
        sides = [_SIDES[name] for name in cell.get("class", "").split() if name in _SIDES]
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
                bar = any("bar" in svg.get("class", "").split() for svg in cell.node.iter("svg"))
                shown[cell.at] = shown.get(cell.at, True) and bar and not _lines(cell.node)
    return {at for at, only in shown.items() if only}


def _without(cells: Sequence[Cell], bars: set[int]) -> list[Cell]:
    found = []
    for cell in cells:
        span = cell.span - len(bars.intersection(range(cell.at, cell.at + cell.span)))
        if span:
            found.append(cell._replace(at=cell.at - sum(bar < cell.at for bar in bars), span=span))
    return found


def columns(rows: Sequence[Row], width: int, size: int) -> list[int]:
    """Return how many twips columns are wide, together a line: figures as they need, texts share the rest."""
    number = max((cell.at + cell.span for row in rows for cell in row.cells), default=1)
    heads, texts = [0] * number, [1] * number
    for row in rows:
        for cell in row.cells:
            if cell.span == 1:
                longest = max(map(width_of, _lines(cell.node)), default=0)
                own = heads if row.head else texts
                own[cell.at] = max(own[cell.at], longest)
    needs = [
        Need(max(text, head if head <= _SHORT else (head + 1) // 2) + _MARGIN, 0, text > _SHORT)
        for head, text in zip(heads, texts, strict=True)
    ]
    letters = width // (size * _TWIPS)
    wide = [max(own, 1) for own in share(needs, letters)]
    spare = letters - sum(wide)
    texts_only = [own if need.flexible else 0 for own, need in zip(wide, needs, strict=True)]
    grow = texts_only if spare > 0 and any(texts_only) else wide
    shares = [own + spare * more / sum(grow) for own, more in zip(wide, grow, strict=True)]
    twips = [int(own * width / letters) for own in shares]
    twips[-1] += width - sum(twips)
    return twips


def _lines(node: Node) -> list[str]:
    """Return the lines of a cell, each paragraph one, without what charts say."""
    found: list[str] = [""]

    def gather(own: Node) -> None:
        if own.tag == "svg":
            return
        if own.tag in {"p", "br"}:
            found.append("")
        found[-1] += own.text or ""
        for child in own:
            gather(child)
            found[-1] += child.tail or ""

    gather(node)
    return [line.strip() for text in found for line in text.split("\n") if line.strip()]
