"""Every unit in a line, and one unit's own list (单位任务清单)."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.indicator import amount, goal
from qtrack.model.period import Period, PeriodKind
from qtrack.model.responsibility import Role
from qtrack.model.units import NamedUnit, UnitGroup
from qtrack.records.chase import MatterReminder, concerns, waiting_for
from qtrack.records.page import Page, dated, list_notes, plan_notes
from qtrack.records.selection.filters import Filters, all_answered, answered, emptied, narrowed
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.reported.reporting import current_window, missing


class Mark(StrEnum):
    """What a unit is to look at first, in this order."""

    OVERDUE = "overdue"
    DUE_THIS_MONTH = "due-this-month"
    TO_REPORT = "to-report"


class UnitLine(msgspec.Struct, frozen=True):
    """One unit: how many tasks it has in each role, a task counted in the weightiest.

    `lights` and `overdue` are of the tasks it leads; `unreported` of all on which it is itself missing.
    """

    id: str
    name: str
    short: str
    lead: int
    shared: int
    by_duty: int
    support: int
    lights: dict[Light, int]
    overdue: int
    unreported: int


def share_told(own: IndicatorStanding) -> Message:
    """Say what a unit has done of its share of a target."""
    values = {"name": own.indicator.name, "target": goal(own.indicator)}
    if own.actual is None:
        return msg("{name}: share {target}, no figure yet", **values)
    values |= {"actual": amount(own.actual, own.indicator), "share": own.progress}
    if own.gap is not None and own.gap < 0:
        return msg("{name}: share {target}, {actual}, {share}%, {gap} points behind", **values, gap=-own.gap)
    return msg("{name}: share {target}, {actual}, {share}%", **values)


class Units(Page, frozen=True):
    """All units that answer for any task, in the order of the register; members stand for their group."""

    units: tuple[UnitLine, ...]
    notes: tuple[Message, ...]


class UnitTask(msgspec.Struct, frozen=True):
    """A task on a unit's list, with the unit's role, what is to be looked at, and its shares of targets."""

    role: Role
    marks: tuple[Mark, ...]
    task: Standing
    shares: tuple[IndicatorStanding, ...] = ()


class UnitList(Page, frozen=True):
    """One unit's own list: what it leads first; `counts` are of that, `unreported` of the whole list.

    `reminders` are those to the unit that wait for its answer.
    """

    unit: NamedUnit
    phone: str
    contact: str
    counts: dict[Light, int]
    unreported: int
    tasks: tuple[UnitTask, ...]
    reminders: tuple[MatterReminder, ...]
    notes: tuple[Message, ...]


def units(standing: PlanStanding, filters: Filters) -> Units:
    """Count for every unit the tasks that the filters keep."""
    register, answered_by = standing.plan.register, all_answered(narrowed(standing, filters).tasks)
    lines = [
        _line(standing, unit.id, own)
        for unit in register
        if register.members(unit.id) in {(unit.id,), ()} and (own := answered_by.get(unit.id))
    ]
    return Units(*dated(standing), tuple(lines), list_notes(standing, filters, None))


def unit_list(standing: PlanStanding, unit: str, filters: Filters) -> UnitList:
    """List the tasks that a unit or group answers for and the filters keep."""
    plan = standing.plan
    own = answered(unit, narrowed(standing, filters).tasks)
    led = [task.light for role, task in own if role is Role.LEAD]
    notes = plan_notes(standing)
    if not own:
        only = msgspec.structs.replace(filters, unit=unit)
        alone = not answered(unit, standing.tasks)
        nothing = msg("It answers for no task.") if alone else emptied(standing, only, tasks_only=True)
        notes = (*notes, nothing)
    return UnitList(
        *dated(standing),
        unit=NamedUnit(unit, plan.register.name(unit)),
        phone=plan.register.phone(unit),
        contact=plan.register.contact(unit),
        counts=standing.rule.count(led),
        unreported=sum(unit in task.missing for _, task in own),
        tasks=tuple(sorted((_unit_task(standing, unit, role, task) for role, task in own), key=_urgency)),
        reminders=waiting_for(standing, unit),
        notes=notes,
    )


def unreported_rows(now: PlanStanding) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """Return who has not reported, whether it is a group, and the tasks; those with the most come first.

    A task stands with each of those that it asked in vain. Groups of which nobody has reported follow the
    units; members stand beside their group only with what they are asked for by themselves.
    """
    tasks: dict[str, list[str]] = {}
    for task in now.tasks:
        for unit in task.missing:
            tasks.setdefault(unit, []).append(task.holder.id)
    register = now.plan.register
    rows = [
        (register.short(unit), isinstance(register.by_id.get(unit), UnitGroup), tuple(ids))
        for unit, ids in tasks.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row[1], -len(row[2]))))


def _line(standing: PlanStanding, unit: str, own: list[tuple[Role, Standing]]) -> UnitLine:
    register = standing.plan.register
    held = [role for role, _ in own]
    led = [task for role, task in own if role is Role.LEAD]
    return UnitLine(
        id=unit,
        name=register.name(unit),
        short=register.short(unit),
        lead=held.count(Role.LEAD),
        shared=held.count(Role.SHARED),
        by_duty=held.count(Role.BY_DUTY),
        support=held.count(Role.SUPPORT),
        lights=standing.rule.count([task.light for task in led]),
        overdue=sum(_overdue(task, standing.as_of) for task in led),
        unreported=sum(unit in task.missing for _, task in own),
    )


def _overdue(task: Standing, as_of: date) -> bool:
    return any(left.due < as_of for left in task.deadlines)


def _unit_task(standing: PlanStanding, unit: str, role: Role, task: Standing) -> UnitTask:
    plan, as_of = standing.plan, standing.as_of
    month_end = Period.containing(PeriodKind.MONTH, as_of).last_day
    waiting = missing(current_window(plan.head_of(task.holder), as_of), task.asked, task.entries)
    marked = {
        Mark.OVERDUE: _overdue(task, as_of),
        Mark.DUE_THIS_MONTH: any(as_of <= left.due <= month_end for left in task.deadlines),
        Mark.TO_REPORT: any(
            reporter in waiting and concerns(plan.register, unit, reporter) for reporter in task.asked
        ),
    }
    marks = tuple(mark for mark, is_so in marked.items() if is_so)
    return UnitTask(role, marks, task, task.shares_of(unit))


def _urgency(row: UnitTask) -> tuple[int, list[bool]]:
    """Order by role, then what is overdue, what falls due, what is to be reported; else as in the plan."""
    return tuple(Role).index(row.role), [mark not in row.marks for mark in Mark]
