"""The header of the form that units fill: which column holds what, and what is wrong with it."""

from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.entry_fields import FIELDS
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Plan
from qtrack.model.problem import MOST_OF_FILE
from qtrack.store.form.columns import (
    bare_heading,
    find_column,
    heading,
    nearest_heading,
    plain_heading,
)
from qtrack.store.form.spreadsheet import Table

_NEEDED: Final = [field.name for field in FIELDS if field.needed]


class RowProblem(msgspec.Struct, frozen=True):
    """What is wrong in a row, and under which header."""

    row: int
    column: str
    message: Message


class Layout(msgspec.Struct, frozen=True):
    """Where the columns are; `figures` are those of single indicators, by their plain names."""

    columns: dict[str, int]
    figures: dict[int, str]


def holders_in(table: Table) -> frozenset[str]:
    """Return the sections and tasks that the rows speak of, to load no other entries."""
    at = next((at for at, name in enumerate(table.header) if find_column(name) == "about"), None)
    if at is None:
        return frozenset()
    typed = (parse_about(row.cells[at]) for row in table.rows)
    return frozenset(holder_of(about) for about in typed if about)


def read_layout(table: Table, plan: Plan, translator: Translator) -> Layout | tuple[RowProblem, ...]:
    """Find out what each column holds, or everything that is wrong with the header."""
    indicators = [indicator for holder in plan.holders.values() for indicator in holder.indicators]
    shown = tuple(indicator.name for indicator in indicators)
    names = {plain_heading(name) for indicator in indicators for name in (indicator.id, indicator.name)}
    layout = Layout({}, {})
    found: list[RowProblem] = []
    taken: dict[str, str] = {}
    for at, name in enumerate(table.header):
        figure = next((way for way in _ways(name) if way in names), None)
        column = find_column(name)
        if not name:
            continue
        key = column if column and (figure is None or plain_heading(name) != figure) else figure
        if key is None:
            near = nearest_heading(name, shown, translator) if len(found) < MOST_OF_FILE else None
            found.append(RowProblem(table.header_row, name, _unknown(near)))
        elif key in taken:
            message = msg("this column stands twice, also as “{name}”", name=taken[key])
            found.append(RowProblem(table.header_row, name, message))
        elif column and key == column:
            layout.columns[column] = at
        else:
            layout.figures[at] = key
        taken.setdefault(key or name, name)
    for column in _NEEDED:
        if column not in layout.columns:
            message = msg("this column is missing")
            found.append(RowProblem(table.header_row, heading(column, translator), message))
    return tuple(found) or layout


def _ways(name: str) -> tuple[str, str]:
    plain = plain_heading(name)
    return plain, bare_heading(plain)


def _unknown(nearest: str | None) -> Message:
    if nearest:
        return msg("no column is called so; did you mean “{nearest}”?", nearest=nearest)
    return msg("no column is called so; “qtrack form UNIT” writes a form with the right ones")
