"""Tasks by the members of a group: how each of them stands on each task."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan, Task
from qtrack.model.units import Unit, UnitGroup, UnitKind
from qtrack.records.board import plan_notes
from qtrack.records.filters import Filters, emptied, kept, roles
from qtrack.records.names import NamedUnit
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.reported.reporting import reports


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

    id: str
    title: str
    light: Light
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


class Matrix(msgspec.Struct, frozen=True):
    """The whole page. `deadline` is that of the last round of reports; the counts are of all cells."""

    plan: str
    as_of: date
    known_at: date | None
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
    left = kept(standing, filters, tasks_only=True)
    rows = [row for each in left if (row := _row(standing, each.standing, units)) is not None]
    notes = plan_notes(standing)
    if not left:
        notes = (*notes, emptied(standing, filters, tasks_only=True))
    elif not rows:
        notes = (*notes, msg("None of these tasks names {group}.", group=plan.register.short(group)))
    return Matrix(
        plan.head.short or plan.head.title,
        standing.as_of,
        standing.known_at,
        NamedUnit(group, plan.register.name(group)),
        standing.window.deadline if standing.window else None,
        tuple(_unit(plan, unit, at, units, rows) for at, unit in enumerate(units)),
        tuple(rows),
        sum(row.reported for row in rows),
        sum(row.missing for row in rows),
        notes,
    )


def _row(standing: PlanStanding, one: Standing, units: tuple[str, ...]) -> MatrixRow | None:
    task = one.holder
    if not isinstance(task, Task):
        return None
    cells = tuple(_cell(standing, one, task, unit) for unit in units)
    if all(each.state is None for each in cells):
        return None
    reported = sum(each.state is CellState.REPORTED for each in cells)
    return MatrixRow(task.id, task.title, one.light, cells, reported, sum(each.missing for each in cells))


def _cell(standing: PlanStanding, one: Standing, task: Task, unit: str) -> MatrixCell:
    said = [each.date for each in one.entries if each.unit == unit and reports(each)]
    last = said[-1] if said else None
    if not roles(task, unit, standing.plan):
        return MatrixCell(unit, None, last, missing=False)
    missing = unit in one.missing
    if one.status.ended:
        state = CellState.ENDED
    elif last is None:
        asked = any(each.id == unit for each in one.asked)
        state = CellState.NEVER if asked else CellState.NOT_ASKED
    elif standing.window and last < standing.window.start:
        state = CellState.EARLIER
    else:
        state = CellState.REPORTED
    return MatrixCell(unit, state, last, missing)


def _unit(plan: Plan, unit: str, at: int, units: tuple[str, ...], rows: list[MatrixRow]) -> MatrixUnit:
    own = [row.cells[at] for row in rows]
    short = plan.register.short(unit)
    ending = common_ending([plan.register.short(each) for each in units])
    return MatrixUnit(
        unit,
        plan.register.name(unit),
        short,
        short.removesuffix(ending),
        sum(each.state is CellState.REPORTED for each in own),
        sum(each.missing for each in own),
    )


def common_ending(names: list[str]) -> str:
    """Return what several names all end in, as long as it leaves something of each; else nothing."""
    if len(names) < 2:  # noqa: PLR2004 - one name has nothing in common with another
        return ""
    shortest = min(map(len, names))
    for size in range(shortest - 1, 0, -1):
        if len({each[-size:] for each in names}) == 1:
            return names[0][-size:]
    return ""


def find_group(plan: Plan, name: str | None) -> str:
    """Return the id of a group by any of its names, without one the first all of whose members are bureaus.

    Raises QtrackError where there is no such group.
    """
    known = tuple(each.short or each.name for each in plan.register.groups)
    hint = msg("The groups are {groups}.", groups=known) if known else msg("units.yaml registers no group.")
    if name is None:
        for group in plan.register.groups:
            units = [plan.register.by_id[each] for each in plan.register.members(group.id)]
            if units and all(isinstance(each, Unit) and each.kind is UnitKind.BUREAU for each in units):
                return group.id
        raise QtrackError(msg("No group of bureaus is registered; name one by --group."), hint)
    found = plan.register.find(name)
    if not isinstance(found, UnitGroup):
        raise QtrackError(msg("There is no group “{name}”.", name=name), hint)
    return found.id
