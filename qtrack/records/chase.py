"""Who is to be reminded of what, why, and for which time (催办)."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import ChaseLevel
from qtrack.model.plan import Plan, Task
from qtrack.model.units import Register
from qtrack.records.board import plan_notes
from qtrack.records.filters import Filters, emptied, kept
from qtrack.records.reminder import Reminder, concerns, reminder
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.reported.chasing import Chases, chases, next_level
from qtrack.standing.reported.reporting import asked

#: What the light of a task tells that its unit can be asked for; silence is told by the round of reports.
_BEHIND = frozenset({"behind", "blocked", "returned"})


class ChaseLine(msgspec.Struct, frozen=True):
    """One unit and one task that it is to be reminded of.

    `reasons` are those of the light that call for it, `unreported` says that the unit did not answer the
    last round. `times` counts the reminders so far, `last` is the latest; `level` is how hard to press
    now, None while one waits for its answer.
    """

    id: str
    title: str
    unit: str
    unit_name: str
    unit_short: str
    light: Light
    reasons: tuple[LightReason, ...]
    unreported: bool
    due: date | None
    progress: Decimal | None
    pace: Decimal
    gap: Decimal | None
    last_entry: date | None
    times: int
    last: Reminder | None
    level: ChaseLevel | None


class Chase(msgspec.Struct, frozen=True):
    """The whole page, the hardest pressed first. `deadline` is that of the last round of reports."""

    plan: str
    as_of: date
    known_at: date | None
    deadline: date | None
    lines: tuple[ChaseLine, ...]
    notes: tuple[Message, ...]

    @property
    def open(self) -> tuple[ChaseLine, ...]:
        """Those that a reminder can be issued to now."""
        return tuple(each for each in self.lines if each.level is not None)


def chase(
    standing: PlanStanding, filters: Filters, *, behind: bool = False, only: frozenset[str] = frozenset()
) -> Chase:
    """Find whom to remind: of red tasks who leads them, else whoever is asked; of silence who was asked.

    With `behind` also of yellow ones that are behind pace or blocked; with `only` of these tasks alone.
    A filter for a unit keeps the lines of that unit and of groups it belongs to.
    """
    plan = standing.plan
    issued = chases(plan, standing.as_of, standing.known_at)
    lines = [
        line
        for each in kept(standing, filters, tasks_only=True)
        if not only or each.standing.holder.id in only
        for line in _lines(each.standing, plan, issued, behind=behind)
        if filters.unit is None or concerns(plan, filters.unit, line.unit)
    ]
    order = (*reversed(ChaseLevel), None)
    lines.sort(key=lambda each: order.index(each.level))
    window = standing.window
    return Chase(
        plan.head.short or plan.head.title,
        standing.as_of,
        standing.known_at,
        window.deadline if window else None,
        tuple(lines),
        plan_notes(standing) if lines else (*plan_notes(standing), _nobody(standing, filters)),
    )


def _nobody(standing: PlanStanding, filters: Filters) -> Message:
    if kept(standing, filters, tasks_only=True):
        return msg("Nobody is to be reminded.")
    return emptied(standing, filters, tasks_only=True)


def _lines(standing: Standing, plan: Plan, issued: Chases, *, behind: bool) -> list[ChaseLine]:
    task = standing.holder
    if not isinstance(task, Task):
        return []
    reasons = tuple(
        each
        for each in standing.reasons
        if each.light is Light.RED or (behind and each.light is Light.YELLOW and each.code in _BEHIND)
    )
    lead = task.responsible.lead
    charged = ((lead,) if lead else tuple(each.id for each in asked(task, plan.register))) if reasons else ()
    units = tuple(dict.fromkeys((*charged, *standing.missing)))
    return [
        chase_line(standing, plan, issued, unit, reasons if unit in charged else ())
        for unit in (units if lead else _each_once(units, plan.register))
    ]


def _each_once(names: tuple[str, ...], register: Register) -> tuple[str, ...]:
    """Leave out each name all of whose units stand under the others: nobody is reminded twice of one task."""
    kept = list(names)
    for name in reversed(names):
        others = {unit for each in kept if each != name for unit in register.members(each)}
        if others.issuperset(register.members(name)):
            kept.remove(name)
    return tuple(kept)


def chase_line(
    standing: Standing, plan: Plan, issued: Chases, unit: str, reasons: tuple[LightReason, ...]
) -> ChaseLine:
    """Put a task and a unit that is to be reminded of it on the page, with the reminders so far."""
    task = standing.holder
    before = issued.to(task.id, unit)
    return ChaseLine(
        id=task.id,
        title=task.title,
        unit=unit,
        unit_name=plan.register.name(unit),
        unit_short=plan.register.short(unit),
        light=standing.light,
        reasons=reasons,
        unreported=unit in standing.missing,
        due=standing.due,
        progress=standing.progress,
        pace=standing.pace,
        gap=standing.gap,
        last_entry=standing.last.date if standing.last else None,
        times=len(before),
        last=reminder(plan, before[-1].entry, before[-1]) if before else None,
        level=next_level(before),
    )
