"""Who is to be reminded of what, why, and for which time (催办); and what was issued."""

from datetime import date
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import ChaseLevel
from qtrack.model.plan import Plan
from qtrack.model.units import Register
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.selection.filters import Filters, narrowed
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.reported.chasing import ChaseStanding, chases, next_level
from qtrack.standing.reported.reporting import asked, last_window

#: What the light of a task tells that its unit can be asked for; silence is told by the round of reports.
_BEHIND = frozenset({"behind", "blocked", "returned"})

#: The reminders of a section or task to a unit, oldest first.
Issued = dict[tuple[str, str], list[ChaseStanding]]


class ChaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """One task and one unit that is to be reminded of it.

    `reasons` are those of the light that call for it; `deadline` is that of the task's last round, where the
    unit did not answer it. `times` counts the reminders so far, `last` is the latest; `level` is how hard to
    press now, None while one waits for its answer.
    """

    as_json: ClassVar = (
        "task.id task.title unit unit_name unit_short task.light reasons unreported deadline task.due "
        "task.progress task.pace task.gap task.last_entry times last level"
    )

    task: Standing
    unit: str
    unit_name: str
    unit_short: str
    reasons: tuple[LightReason, ...]
    deadline: date | None
    times: int
    last: ChaseStanding | None
    level: ChaseLevel | None

    @property
    def unreported(self) -> bool:
        """Whether the unit did not answer the last round."""
        return self.deadline is not None


class Chase(Page, frozen=True):
    """The whole page, the hardest pressed first. `deadline` is that of the last round of reports."""

    deadline: date | None
    lines: tuple[ChaseLine, ...]
    notes: tuple[Message, ...]

    @property
    def open(self) -> tuple[ChaseLine, ...]:
        """Those that a reminder can be issued to now."""
        return tuple(line for line in self.lines if line.level is not None)


def chase(
    standing: PlanStanding, filters: Filters, *, behind: bool = False, only: frozenset[str] = frozenset()
) -> Chase:
    """Find whom to remind: of red tasks who leads them, else whoever is asked; of silence who was asked.

    With `behind` also of yellow ones that are behind pace or blocked; with `only` of these tasks alone.
    A filter for a unit keeps the lines of that unit and of groups it belongs to.
    """
    plan, left = standing.plan, narrowed(standing, filters).tasks
    issued: Issued = {}
    for reminder in chases(plan, standing.as_of, standing.known_at).values():
        issued.setdefault((reminder.holder, reminder.chase.unit), []).append(reminder)
    lines = [
        line
        for task in left
        if not only or task.id in only
        for line in _lines(task, plan, issued, behind=behind)
        if filters.unit is None or concerns(plan.register, filters.unit, line.unit)
    ]
    order = (*reversed(ChaseLevel), None)
    return Chase(
        *dated(standing),
        deadline=standing.window.deadline if standing.window else None,
        lines=tuple(sorted(lines, key=lambda line: order.index(line.level))),
        notes=list_notes(standing, filters, None if lines else msg("Nobody is to be reminded.")),
    )


def _lines(standing: Standing, plan: Plan, issued: Issued, *, behind: bool) -> list[ChaseLine]:
    responsible = standing.holder.responsible
    reasons = tuple(
        reason
        for reason in standing.reasons
        if reason.light is Light.RED or (behind and reason.light is Light.YELLOW and reason.code in _BEHIND)
    )
    charged: tuple[str, ...] = ()
    if reasons:
        anybody = tuple(asked(standing.holder, plan.register))
        charged = responsible.leads or anybody
    units = tuple(dict.fromkeys((*charged, *standing.missing)))
    return [
        _line(standing, plan, issued, unit, reasons if unit in charged else ())
        for unit in (units if responsible.leads else _each_once(units, standing))
    ]


def _each_once(names: tuple[str, ...], task: Standing) -> tuple[str, ...]:
    """Leave out each name all of whose units stand under the others: nobody is reminded twice of one task."""
    members = {name: task.holder.responsible.members(name, task.register) for name in names}
    kept = list(names)
    for name in reversed(names):
        others = {unit for other in kept if other != name for unit in members[other]}
        if others.issuperset(members[name]):
            kept.remove(name)
    return tuple(kept)


def _line(
    task: Standing, plan: Plan, issued: Issued, unit: str, reasons: tuple[LightReason, ...]
) -> ChaseLine:
    before = tuple(issued.get((task.id, unit), ()))
    window = last_window(plan.head_of(task.holder), task.as_of) if unit in task.missing else None
    return ChaseLine(
        task=task,
        unit=unit,
        unit_name=plan.register.name(unit),
        unit_short=plan.register.short(unit),
        reasons=reasons,
        deadline=window.deadline if window else None,
        times=len(before),
        last=before[-1] if before else None,
        level=next_level(before),
    )


class MatterReminder(msgspec.Struct, frozen=True):
    """A reminder with the task, or the section, that it is about."""

    id: str
    title: str
    reminder: ChaseStanding


def reminders_of(standing: PlanStanding, since: date) -> tuple[MatterReminder, ...]:
    """Return what was issued or answered after the day `since`, or is not answered yet, oldest first."""
    titles = {held.id: held.title for held in standing.everything}
    replaced = {held.id for held in standing.everything if held.replaced}
    return tuple(
        MatterReminder(issued.holder, titles[issued.holder], issued)
        for issued in chases(standing.plan, standing.as_of, standing.known_at).values()
        if issued.holder in titles
        and (
            (issued.open and issued.holder not in replaced)
            or issued.entry.date > since
            or (issued.answered is not None and issued.answered > since)
        )
    )


def waiting_for(standing: PlanStanding, unit: str) -> tuple[MatterReminder, ...]:
    """Return the reminders that a unit or group has not answered yet, oldest first."""
    waiting = [matter for matter in reminders_of(standing, standing.as_of) if matter.reminder.open]
    return tuple(matter for matter in waiting if _meant(standing.plan, unit, matter))


def _meant(plan: Plan, unit: str, matter: MatterReminder) -> bool:
    """Tell whether a reminder is meant for a unit, and not for a group out of which the task leaves it."""
    own, left_out = matter.reminder.chase.unit, plan.holders[matter.id].responsible.excluding
    if not concerns(plan.register, unit, own):
        return False
    return (
        unit == own
        or not left_out
        or any(one in plan.members_of(matter.id, own) for one in plan.register.members(unit))
    )


def concerns(register: Register, asked: str, unit: str) -> bool:
    """Tell whether what is said to a unit or group concerns another: it, a member of it, a group of it."""
    return asked == unit or asked in register.members(unit) or unit in register.members(asked)
