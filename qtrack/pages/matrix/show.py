"""Tasks by units on a terminal, as CSV and as Markdown."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.pages.matrix.view import CellState, Matrix, MatrixCell, MatrixRow
from qtrack.ui.labels import LIGHTS
from qtrack.ui.line import Line
from qtrack.ui.listing import Listing, forms, page_title
from qtrack.ui.screen import UNLIMITED
from qtrack.ui.table import WIDE, Column, Kind, Place, rows_drawn
from qtrack.ui.text import LIGHT_STYLES, flowing
from qtrack.ui.wrap import indented

#: Of each state one sign, in ASCII, so that no console lacks it; its colour; what it means; what files say.
_STATES: Final = {
    CellState.REPORTED: ("+", "green", msg("reported in the last round"), msg("reported")),
    CellState.EARLIER: ("-", "black on yellow", msg("last word is older"), msg("older")),
    CellState.NEVER: ("x", "bold white on red", msg("asked, never reported"), msg("never")),
    CellState.NOT_ASKED: (".", "dim", msg("not asked by name"), msg("not asked")),
    CellState.ENDED: ("=", "blue", msg("ended"), msg("ended")),
}
_MISSING: Final = "!"


#: A line is of a task, or of a total at the foot: its title, and the figure of each unit.
_Line = MatrixRow | tuple[str, tuple[int, ...]]


def _body(page: Matrix, _: Listing[_Line], translator: Translator, width: int) -> Iterator[Line]:
    """Yield a row a task and a column a unit: signs, with the dates where there is room.

    On a terminal tasks with nothing to look at are named below the others.
    """
    if not page.tasks:
        return
    yield from flowing(_legend(page, translator, width), width)
    still: dict[Message, list[str]] = {}
    if width < UNLIMITED:
        found = [(row, _still(row)) for row in page.tasks]
        for row, word in found:
            if word:
                still.setdefault(word, []).append(row.task.id)
        page = msgspec.structs.replace(page, tasks=tuple(row for row, word in found if not word))
    columns = _columns(page, translator, width)
    yield from rows_drawn(columns, _lines(page, translator), translator, width)
    for word, ids in still.items():
        named = msg("{name}: {text}", name=word, text=tuple(ids))
        yield from indented(translator.say(named), 0, width)


def _still(row: MatrixRow) -> Message | None:
    """Say what a row without anything to look at is: over, or nobody was asked by name and reported."""
    states = {cell.state for cell in row.cells} - {None, CellState.NOT_ASKED}
    if not states:
        return msg("nobody asked by name, nobody reported")
    return _STATES[CellState.ENDED][2] if states == {CellState.ENDED} else None


def _listing(page: Matrix, translator: Translator) -> Listing[_Line]:
    """Return a line a task, then the totals."""
    title, columns = page_title(page, translator, page.group.name), _columns(page, translator)
    return Listing(title, page.notes, columns, _lines(page, translator))


def _filled(page: Matrix, translator: Translator) -> Listing[_Line]:
    """Return the same, or nothing where there is no task."""
    listing = _listing(page, translator)
    return listing if page.tasks else msgspec.structs.replace(listing, rows=())


MATRIX: Final = forms(_filled, body=_body, csv=_listing)


def _legend(page: Matrix, translator: Translator, width: int) -> Iterator[Line]:
    """Yield what the signs mean, each with its meaning; on a terminal who is not asked has none."""
    for state, (sign, style, words, _) in _STATES.items():
        if state is CellState.NOT_ASKED and width < UNLIMITED:
            continue
        yield (sign, style), f" {translator.say(words)}"
    yield (f"{_MISSING} {translator.say(msg('asked in the last round, no report'))}",)
    if page.deadline:
        yield (translator.say(msg("due on {date}", date=page.deadline)),)


def _columns(page: Matrix, translator: Translator, width: int | None = None) -> tuple[Column[_Line], ...]:
    """Return the columns: with signs for a terminal of some width, or with words for a file."""
    reported = msg("reported") if width is None else msg("{text}", text=_STATES[CellState.REPORTED][0])
    missing = msg("missing") if width is None else msg("{text}", text=_MISSING)
    return (
        Column(msg("id"), lambda line: line.task.id if isinstance(line, MatrixRow) else ""),
        Column(
            msg("task"),
            lambda line: line.task.title if isinstance(line, MatrixRow) else line[0],
            flexible=True,
        ),
        Column(
            msg("light"),
            lambda line: translator.say(LIGHTS[line.task.light]) if isinstance(line, MatrixRow) else "",
            style=lambda line: LIGHT_STYLES[line.task.light] if isinstance(line, MatrixRow) else "",
            place=Place.FILE,
            kind=Kind.LIGHT,
        ),
        *(_of_unit(at, page, translator, width) for at in range(len(page.units))),
        Column(reported, lambda line: str(_counted(line, page).reported), right=True, kind=Kind.NUMBER),
        Column(
            missing,
            lambda line: str(_counted(line, page).missing),
            right=True,
            style=lambda line: "" if _counted(line, page).missing else "dim",
            kind=Kind.NUMBER,
        ),
    )


def _of_unit(at: int, page: Matrix, translator: Translator, width: int | None) -> Column[_Line]:
    def shown(line: _Line) -> str:
        if not isinstance(line, MatrixRow):
            return str(line[1][at])
        cell = line.cells[at]
        return _words(cell, translator) if width is None else _sign(cell, page.as_of, width)

    def style(line: _Line) -> str:
        state = line.cells[at].state if isinstance(line, MatrixRow) else None
        return _STATES[state][1] if state else ""

    return Column(msg("{text}", text=page.units[at].head), shown, style=style)


def _counted(line: _Line, page: Matrix) -> MatrixRow | Matrix:
    """Return what counts the cells of a line; below both totals stand those of the page."""
    return line if isinstance(line, MatrixRow) else page


def _lines(page: Matrix, translator: Translator) -> list[_Line]:
    """Return a line a task and the totals."""
    return [
        *page.tasks,
        (translator.say(msg("reported")), tuple(unit.reported for unit in page.units)),
        (translator.say(msg("missing")), tuple(unit.missing for unit in page.units)),
    ]


def _sign(cell: MatrixCell, as_of: date, width: int) -> str:
    """Return the sign, and with room month and day of the last word, of one in another year the year."""
    if cell.state is None or (cell.state is CellState.NOT_ASKED and width < UNLIMITED):
        return ""
    sign, *_ = _STATES[cell.state]
    if width < WIDE or not cell.last or cell.state is CellState.ENDED:
        return sign
    return sign + (f"{cell.last:%m-%d}" if cell.last.year == as_of.year else str(cell.last.year))


def _words(cell: MatrixCell, translator: Translator) -> str:
    if cell.state is None:
        return ""
    *_, word = _STATES[cell.state]
    if cell.last and cell.state is not CellState.ENDED:
        word = msg("{state} {date}", state=word, date=cell.last)
    return translator.say(word)
