"""Tasks by the members of a group: how each of them stands on each task."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from qtrack.errors import QtrackError, ambiguous
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.model.units import NamedUnit, Unit, UnitGroup, UnitKind
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.selection.filters import Filters, narrowed, roles
from qtrack.records.selection.names import Say
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.reported.reporting import Window, last_window, reports


class CellState(StrEnum):
    """How a unit stands on a task that it answers for."""

    REPORTED = "reported"  # in the last round of reports or since
    EARLIER = "earlier"  # its last word is older
    NEVER = "never"  # asked, and never said a word
    NOT_ASKED = "not-asked"  # not asked by name, and never said a word
    ENDED = "ended"  # the task is over


class MatrixCell(msgspec.Struct, frozen=True):
    """One unit on one task; `state` is None where it does not answer for it, `last` its last word.

    `missing` where the last round asked this unit by itself and it did not answer.
    """

    unit: str
    state: CellState | None
    last: date | None
    missing: bool


class MatrixRow(msgspec.Struct, frozen=True):
    """A task with a cell a unit; `reported` and `missing` count its cells."""

    as_json: ClassVar = "task.id task.title task.light cells reported missing"

    task: Standing
    cells: tuple[MatrixCell, ...]
    reported: int
    missing: int


class MatrixUnit(msgspec.Struct, frozen=True):
    """A unit above its column; `head` is its short name without what all of them end in."""

    id: str
    name: str
    short: str
    head: str
    reported: int
    missing: int


class Matrix(Page, frozen=True):
    """The whole page. `deadline` is that of the last round of reports; the counts are of all cells."""

    group: NamedUnit
    deadline: date | None
    units: tuple[MatrixUnit, ...]
    tasks: tuple[MatrixRow, ...]
    reported: int
    missing: int
    notes: tuple[Message, ...]


def matrix(standing: PlanStanding, group: str, filters: Filters) -> Matrix:
    """Lay out the tasks that the filters keep and any member of the group answers for."""
    plan = standing.plan
    units = plan.register.members(group)
    tasks = narrowed(standing, filters).tasks
    rows = [row for task in tasks if (row := _row(standing, task, units)) is not None]
    nothing = msg("None of these tasks names {group}.", group=plan.register.short(group))
    return Matrix(
        *dated(standing),
        group=NamedUnit(group, plan.register.name(group)),
        deadline=standing.window.deadline if standing.window else None,
        units=tuple(_unit(plan, unit, at, units, rows) for at, unit in enumerate(units)),
        tasks=tuple(rows),
        reported=sum(row.reported for row in rows),
        missing=sum(row.missing for row in rows),
        notes=list_notes(standing, filters, None if rows else nothing),
    )


def _row(standing: PlanStanding, one: Standing, units: tuple[str, ...]) -> MatrixRow | None:
    window = last_window(standing.plan.head_of(one.holder), standing.as_of)
    cells = tuple(_cell(window, one, unit) for unit in units)
    if all(cell.state is None for cell in cells):
        return None
    return MatrixRow(one, cells, *_counts(cells))


def _cell(window: Window | None, one: Standing, unit: str) -> MatrixCell:
    said = [entry.date for entry in one.entries if entry.unit == unit and reports(entry)]
    last = said[-1] if said else None
    if not roles(one, unit):
        return MatrixCell(unit, None, last, missing=False)
    missing = unit in one.missing
    if one.status.ended:
        state = CellState.ENDED
    elif last is None:
        state = CellState.NEVER if unit in one.asked else CellState.NOT_ASKED
    elif window and last < window.start:
        state = CellState.EARLIER
    else:
        state = CellState.REPORTED
    return MatrixCell(unit, state, last, missing)


def _unit(plan: Plan, unit: str, at: int, units: tuple[str, ...], rows: list[MatrixRow]) -> MatrixUnit:
    name, short = plan.register.name(unit), plan.register.short(unit)
    ending = common_ending([plan.register.short(other) for other in units])
    return MatrixUnit(
        unit, name, short, short.removesuffix(ending), *_counts([row.cells[at] for row in rows])
    )


def _counts(cells: Iterable[MatrixCell]) -> tuple[int, int]:
    """Return how many reported in the last round, and how many did not though they were asked."""
    told = [(cell.state is CellState.REPORTED, cell.missing) for cell in cells]
    return sum(reported for reported, _ in told), sum(missing for _, missing in told)


def common_ending(names: list[str]) -> str:
    """Return what several names all end in, as long as it leaves something of each; else nothing."""
    if len(names) < 2:  # noqa: PLR2004 - one name has nothing in common with another
        return ""
    shortest = min(map(len, names))
    for size in range(shortest - 1, 0, -1):
        if len({name[-size:] for name in names}) == 1:
            return names[0][-size:]
    return ""


def find_group(plan: Plan, name: str | None, say: Say | None = None) -> str:
    """Return the id of a group by any of its names, without one the first all of whose members are bureaus.

    `say` is told of one that goes by a part of its name. Raises QtrackError where there is no such group.
    """
    known = tuple(group.short or group.name for group in plan.register.groups)
    hint = msg("The groups are {groups}.", groups=known) if known else msg("units.yaml registers no group.")
    if name is None:
        for group in plan.register.groups:
            units = [plan.register.by_id[member] for member in plan.register.members(group.id)]
            if units and all(isinstance(unit, Unit) and unit.kind is UnitKind.BUREAU for unit in units):
                return group.id
        raise QtrackError(msg("No group of bureaus is registered; name one by --group."), hint)
    fitting = [body for body in plan.register.fitting(name) if isinstance(body, UnitGroup)]
    if len(fitting) > 1:
        raise ambiguous(name, [group.name for group in fitting], "--group")
    if not fitting:
        raise QtrackError(msg("--group is “{name}”, and no group is called so.", name=name), hint)
    if say and plan.register.find(name) is None:
        say(msg("{text} = {meant}", text=name.strip(), meant=fitting[0].name))
    return fitting[0].id
