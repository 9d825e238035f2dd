"""The header of a table: which row it is, and which column holds what."""

from collections.abc import Callable, Mapping
from itertools import zip_longest

from qtrack.notice.phrases import layout
from qtrack.notice.phrases.phrase import Phrase, any_of, fold
from qtrack.notice.reading.blocks import Row


def _plain(cell: str) -> str:
    """Return the heading of a column folded, without the blanks that only stretch it."""
    return fold(cell.strip() if cell.isascii() else "".join(cell.split()))


def _named(row: Row, table: Mapping[str, Phrase]) -> dict[str, int]:
    """Return which column has a heading of a table of phrases, the first of each."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        if name := any_of(table, _plain(cell)):
            found.setdefault(name, at)
    return found


def columns(row: Row) -> dict[str, int]:
    """Return which column holds what, where a row is the header of a table of tasks."""
    found = _named(row, layout.COLUMNS)
    if "task" not in found and "measure" in found:
        found["task"] = found.pop("measure")
    return found if "task" in found and len(found) > 1 else {}


def year_columns(row: Row) -> dict[str, int]:
    """Return which column holds what, where a row is the header of a table of figures."""
    found = _named(row, layout.FIGURE_COLUMNS)
    years = {_plain(cell): at for at, cell in enumerate(row.cells) if layout.YEAR_COLUMN.match(_plain(cell))}
    return found | years if "name" in found and (years or "target" in found) else {}


def headed(
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
    said = (
        cell for at, cell in enumerate(row.cells) if cell.strip() and cell not in above.cells[at : at + 1]
    )
    table = layout.COLUMNS | layout.FIGURE_COLUMNS | {"year": layout.YEAR_COLUMN}
    return all(any_of(table, _plain(cell)) for cell in said)
