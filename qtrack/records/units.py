"""Every unit in a line, and one unit's own list (单位任务清单)."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan, Task
from qtrack.records.board import BoardTask, board_task, plan_notes
from qtrack.records.filters import Filters, Role, SelectedTask, emptied, kept, roles
from qtrack.records.names import NamedUnit
from qtrack.records.reminder import MatterReminder, waiting_for
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.reported.reporting import Window, concerns, current_window, missing


class Mark(StrEnum):
    """What a unit is to look at first, in this order."""

    OVERDUE = "overdue"
    DUE_THIS_MONTH = "due-this-month"
    TO_REPORT = "to-report"


class UnitLine(msgspec.Struct, frozen=True):
    """One unit: how many tasks it leads, shares or has by duty, each counted in its weightiest role.

    `lights` and `overdue` are of the tasks it leads; `unreported` of all on which it is itself missing.
    """

    id: str
    name: str
    short: str
    lead: int
    shared: int
    by_duty: int
    lights: dict[Light, int]
    overdue: int
    unreported: int


class Units(msgspec.Struct, frozen=True):
    """All units that answer for any task, in the order of the register; members stand for their group."""

    plan: str
    as_of: date
    known_at: date | None
    units: tuple[UnitLine, ...]
    notes: tuple[Message, ...]


class UnitTask(msgspec.Struct, frozen=True):
    """A task on a unit's list, with the unit's role and what is to be looked at."""

    role: Role
    marks: tuple[Mark, ...]
    task: BoardTask


class UnitList(msgspec.Struct, frozen=True):
    """One unit's own list: what it leads first; `counts` are of that, `unreported` of the whole list.

    `reminders` are those to the unit that wait for its answer.
    """

    plan: str
    as_of: date
    known_at: date | None
    unit: NamedUnit
    counts: dict[Light, int]
    unreported: int
    tasks: tuple[UnitTask, ...]
    reminders: tuple[MatterReminder, ...]
    notes: tuple[Message, ...]


def units(standing: PlanStanding, filters: Filters) -> Units:
    """Count for every unit the tasks that the filters keep."""
    plan = standing.plan
    tasks = kept(standing, filters, tasks_only=True)
    lines = [
        _line(standing, each.id, own)
        for each in plan.register
        if plan.register.members(each.id) in {(each.id,), ()} and (own := _own(plan, each.id, tasks))
    ]
    notes = plan_notes(standing)
    if not tasks:
        notes = (*notes, emptied(standing, filters, tasks_only=True))
    return Units(plan.head.short or plan.head.title, standing.as_of, standing.known_at, tuple(lines), notes)


def unit_list(standing: PlanStanding, unit: str, filters: Filters) -> UnitList:
    """List the tasks that a unit or group answers for and the filters keep."""
    plan = standing.plan
    window = current_window(plan.head, standing.as_of)
    own = _own(plan, unit, kept(standing, filters, tasks_only=True))
    found = [
        UnitTask(
            role, _marks(standing, each.standing, unit, window), board_task(each.standing, each.section, plan)
        )
        for role, each in own
    ]
    led = [each.task for each in found if each.role is Role.LEAD]
    notes = plan_notes(standing)
    if not found:
        only = msgspec.structs.replace(filters, unit=unit)
        alone = not _own(plan, unit, kept(standing, Filters(), tasks_only=True))
        nothing = msg("It answers for no task.") if alone else emptied(standing, only, tasks_only=True)
        notes = (*notes, nothing)
    return UnitList(
        plan.head.short or plan.head.title,
        standing.as_of,
        standing.known_at,
        NamedUnit(unit, plan.register.name(unit)),
        standing.rule.count([each.light for each in led]),
        sum(unit in each.standing.missing for _, each in own),
        tuple(sorted(found, key=_urgency)),
        waiting_for(standing, unit),
        notes,
    )


def _own(plan: Plan, unit: str, tasks: tuple[SelectedTask, ...]) -> list[tuple[Role, SelectedTask]]:
    """Return the tasks that a unit answers for, each with its weightiest role."""
    found = []
    for each in tasks:
        task = each.standing.holder
        held = roles(task, unit, plan) if isinstance(task, Task) else ()
        if held:
            found.append((held[0], each))
    return found


def _line(standing: PlanStanding, unit: str, own: list[tuple[Role, SelectedTask]]) -> UnitLine:
    register = standing.plan.register
    held = [role for role, _ in own]
    led = [each.standing for role, each in own if role is Role.LEAD]
    return UnitLine(
        unit,
        register.name(unit),
        register.short(unit),
        held.count(Role.LEAD),
        held.count(Role.SHARED),
        held.count(Role.BY_DUTY),
        standing.rule.count([each.light for each in led]),
        sum(_overdue(each, standing.as_of) for each in led),
        sum(unit in each.standing.missing for _, each in own),
    )


def _overdue(task: Standing, as_of: date) -> bool:
    return any(each.due < as_of for each in task.deadlines)


def _marks(standing: PlanStanding, task: Standing, unit: str, window: Window | None) -> tuple[Mark, ...]:
    as_of = standing.as_of
    month_end = Period.containing(PeriodKind.MONTH, as_of).last_day
    found = []
    if _overdue(task, as_of):
        found.append(Mark.OVERDUE)
    if any(as_of <= each.due <= month_end for each in task.deadlines):
        found.append(Mark.DUE_THIS_MONTH)
    waiting = missing(window, task.asked, task.entries)
    if any(each.id in waiting and concerns(each, unit, standing.plan.register) for each in task.asked):
        found.append(Mark.TO_REPORT)
    return tuple(found)


def _urgency(row: UnitTask) -> tuple[int, list[bool]]:
    """Order by role, then what is overdue, what falls due, what is to be reported; else as in the plan."""
    return tuple(Role).index(row.role), [mark not in row.marks for mark in Mark]
