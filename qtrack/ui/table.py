"""Rows under columns that keep their place: each cell is made once, measured once, and folded where it must.

On a terminal texts take what the figures leave; a column that is there only where there is room stands
below its row elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import chain, repeat, zip_longest
from typing import Final, Generic, NamedTuple, TypeVar

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, NOTHING
from qtrack.ui.line import Line, Piece, clean, width_of
from qtrack.ui.text import LIGHT_STYLES, flowing
from qtrack.ui.wrap import cut, fit, folded

RowT = TypeVar("RowT")

#: From this width on, every column that has something to say stands in its row.
WIDE: Final = 110
_NARROWEST: Final = 12
#: How far in the figures of a row stand below what it is called.
_BELOW: Final = 2


class Place(Enum):
    """Where a column stands."""

    ALWAYS = auto()
    ROOM = auto()  # a column where there is room, else below its row
    FILE = auto()  # in CSV and Markdown only


class Kind(Enum):
    """What the texts of a column are to a program that reckons with them; what is not such stays a text."""

    TEXT = auto()
    NUMBER = auto()
    DIFFERENCE = auto()  # a number with its sign
    PERCENT = auto()
    DATE = auto()
    MOMENT = auto()
    LIGHT = auto()


class Column(NamedTuple, Generic[RowT]):
    """A column: its head, what a row puts into it, and how; a `flexible` one folds its text.

    There is room for `least` in any case; `note` stands dim below what a row puts into it. With `cut` a
    text that does not fit ends in dots in its one line. `kind` is what a workbook takes its texts for.
    """

    head: Message
    cell: Callable[[RowT], str]
    flexible: bool = False
    right: bool = False
    style: Callable[[RowT], str] | None = None
    place: Place = Place.ALWAYS
    least: Sequence[str] = ()
    note: Callable[[RowT], str] | None = None
    cut: bool = False
    kind: Kind = Kind.TEXT


class Sheet(msgspec.Struct, frozen=True):
    """A list as a file for spreadsheets has it: heads with the kinds of what stands below, and texts.

    The title and the notes are for a file that has room for them.
    """

    title: str
    notes: Sequence[str]
    heads: Sequence[tuple[str, Kind]]
    rows: Sequence[Sequence[str]]


def light_column(light: Callable[[RowT], Light], translator: Translator) -> Column[RowT]:
    """Return the column of a light, in its colour."""
    words = {of: translator.say(word) for of, word in LIGHTS.items()}
    return Column(
        msg("light"),
        lambda row: words[light(row)],
        style=lambda row: LIGHT_STYLES[light(row)],
        kind=Kind.LIGHT,
    )


class Need(NamedTuple):
    """What a column could use, what its head takes, and whether it folds its text."""

    width: int
    head: int
    flexible: bool


#: Lines above some rows, and these rows.
Group = tuple[Iterable[Line], Sequence[RowT]]


def share(needs: Sequence[Need], width: int) -> list[int]:
    """Give figures what they need; texts share the rest, those that need little giving theirs away."""
    widths = [need.width for need in needs]
    texts = sorted((at for at, need in enumerate(needs) if need.flexible), key=lambda at: widths[at])
    room = width - len(needs) - sum(need.width for need in needs if not need.flexible)
    for left, at in zip(range(len(texts), 0, -1), texts, strict=True):
        widths[at] = min(widths[at], max(room // left, _NARROWEST, needs[at].head))
        room -= widths[at]
    return widths


def rows_drawn(
    columns: Sequence[Column[RowT]], rows: Sequence[RowT], translator: Translator, width: int
) -> Iterator[Line]:
    """Yield rows below the heads of their columns, each with what has no column below it."""
    return groups_drawn(columns, [((), rows)], translator, width)


def groups_drawn(
    columns: Sequence[Column[RowT]],
    groups: Sequence[Group[RowT]],
    translator: Translator,
    width: int,
    *,
    header: bool = True,
    shared: Callable[[Sequence[Need], int], list[int]] = share,
    indent: int = 1,
) -> Iterator[Line]:
    """Yield the rows of groups, below the lines of each, in columns that are the same for all of them.

    The heads stand above the first row; what has no column stands below its row, `indent` columns in.
    """
    places = (Place.ALWAYS, Place.ROOM) if width >= WIDE else (Place.ALWAYS,)
    shown = [column for column in columns if column.place in places]
    below = [column for column in columns if column.place not in (*places, Place.FILE)]
    rows = [row for _, held in groups for row in held]
    drawn = [_Drawn(column, rows, translator if header else None) for column in shown]
    widths = shared([cells.need for cells in drawn], width)
    fits = sum(widths) + len(widths) - 1 <= width
    lines = zip(*(cells.cells(room) for cells, room in zip(drawn, widths, strict=True)), strict=True)
    left = sum(widths[:indent]) + indent
    for above, held in groups:
        yield from above
        for row in held:
            if not fits:
                yield from _told(columns, row, translator, width)
                continue
            if header:
                yield from _row(next(lines), widths)
                header = False
            yield from _row(next(lines), widths)
            said = flowing((((words, "dim"),) for words in _said(below, row)), width - left)
            yield from ((" " * left, *line) for line in said)


class _Drawn(Generic[RowT]):
    """A column of one table: its head, unless it has none, its cells, and what they need."""

    def __init__(self, column: Column[RowT], rows: Sequence[RowT], translator: Translator | None) -> None:
        heads = [clean(translator.say(column.head))] if translator else []
        self.texts = heads + [clean(column.cell(row)) for row in rows]
        self.styles = ["bold"] * len(heads)
        self.styles += [column.style(row) for row in rows] if column.style else [""] * len(rows)
        self.notes = [""] * len(heads)
        self.notes += [clean(column.note(row)) for row in rows] if column.note else [""] * len(rows)
        self.right, self.fit = column.right, _one_line if column.cut else fit
        parts = set("\n".join([*self.texts, *self.notes, *column.least]).split("\n"))
        self.need = Need(max(map(width_of, parts), default=0), sum(map(width_of, heads)), column.flexible)

    def cells(self, width: int) -> Iterator[list[Piece]]:
        """Yield the lines of each cell, all as wide as the column."""
        right = self.right
        for text, style, note in zip(self.texts, self.styles, self.notes, strict=True):
            cell: list[Piece] = []
            for line in self.fit(text, width):
                blank = " " * (width - width_of(line))
                padded = blank + line if right else line + blank
                cell.append((padded, style) if style else padded)
            yield [*cell, *((line, "dim") for line in fit(note, width))] if note else cell


def _one_line(text: str, width: int) -> list[str]:
    return [cut(text, width)]


def _row(cells: Sequence[list[Piece]], widths: Sequence[int]) -> Iterator[Line]:
    """Yield the lines of one row, as many as its longest cell has."""
    for pieces in zip_longest(*cells):
        if None in pieces:
            whole = [piece or " " * width for piece, width in zip(pieces, widths, strict=True)]
            yield tuple(chain.from_iterable(zip(whole, repeat(" "))))
        else:
            yield tuple(chain.from_iterable(zip(pieces, repeat(" "))))


def _said(columns: Sequence[Column[RowT]], row: RowT) -> Iterator[str]:
    return (words for column in columns if (words := column.cell(row)) and words != NOTHING)


def _told(columns: Sequence[Column[RowT]], row: RowT, translator: Translator, width: int) -> Iterator[Line]:
    """Yield a row as text where not even the figures fit: what it is called, then each figure after its head.

    It is called what its columns say through the first that folds, else the first.
    """
    shown = [column for column in columns if column.place is not Place.FILE]
    names = next((at for at, column in enumerate(shown) if column.flexible), 0) + 1
    called: list[Piece] = []
    figures: list[Line] = []
    for at, column in enumerate(shown):
        words, style = column.cell(row).replace("\n", " "), column.style(row) if column.style else ""
        if not words:
            continue
        if at < names:
            called += [" " if called else "", (words, style)]
        elif style or words != NOTHING:
            figures.append(((f"{translator.say(column.head)} ", "dim"), (words, style)))
    yield from folded(tuple(called), width, _BELOW, ())
    yield from ((" " * _BELOW, *line) for line in flowing(figures, width - _BELOW))
