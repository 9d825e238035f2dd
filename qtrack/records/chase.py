"""Who is to be reminded of what, why, and for which time (催办)."""

from datetime import date
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import ChaseLevel
from qtrack.model.plan import Plan
from qtrack.model.units import Register
from qtrack.records.board import BoardTask, board_task
from qtrack.records.filters import Filters, narrowed
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.reminder import Reminder, concerns, reminder
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.reported.chasing import Chases, chases, next_level
from qtrack.standing.reported.reporting import asked

#: What the light of a task tells that its unit can be asked for; silence is told by the round of reports.
_BEHIND = frozenset({"behind", "blocked", "returned"})


class ChaseLine(BoardTask, frozen=True, kw_only=True):
    """One task and one unit that is to be reminded of it.

    `reasons` are those of the light that call for it, `unreported` says that the unit did not answer the
    last round. `times` counts the reminders so far, `last` is the latest; `level` is how hard to press
    now, None while one waits for its answer.
    """

    as_json: ClassVar = (
        "id title unit unit_name unit_short light reasons unreported due progress pace gap last_entry "
        "times last level"
    )

    unit: str
    unit_name: str
    unit_short: str
    times: int
    last: Reminder | None
    level: ChaseLevel | None


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
    issued = chases(plan, standing.as_of, standing.known_at)
    lines = [
        line
        for task in left
        if not only or task.holder.id in only
        for line in _lines(task, plan, issued, behind=behind)
        if filters.unit is None or concerns(plan, filters.unit, line.unit)
    ]
    order = (*reversed(ChaseLevel), None)
    return Chase(
        *dated(standing),
        deadline=standing.window.deadline if standing.window else None,
        lines=tuple(sorted(lines, key=lambda line: order.index(line.level))),
        notes=list_notes(standing, filters, None if lines else msg("Nobody is to be reminded.")),
    )


def _lines(standing: Standing, plan: Plan, issued: Chases, *, behind: bool) -> list[ChaseLine]:
    responsible = standing.holder.responsible
    reasons = tuple(
        reason
        for reason in standing.reasons
        if reason.light is Light.RED or (behind and reason.light is Light.YELLOW and reason.code in _BEHIND)
    )
    charged: tuple[str, ...] = ()
    if reasons:
        anybody = tuple(one.id for one in asked(standing.holder, plan.register))
        charged = (responsible.lead,) if responsible.lead else anybody
    units = tuple(dict.fromkeys((*charged, *standing.missing)))
    return [
        chase_line(standing, plan, issued, unit, reasons if unit in charged else ())
        for unit in (units if responsible.lead else _each_once(units, plan.register))
    ]


def _each_once(names: tuple[str, ...], register: Register) -> tuple[str, ...]:
    """Leave out each name all of whose units stand under the others: nobody is reminded twice of one task."""
    kept = list(names)
    for name in reversed(names):
        others = {unit for other in kept if other != name for unit in register.members(other)}
        if others.issuperset(register.members(name)):
            kept.remove(name)
    return tuple(kept)


def chase_line(
    standing: Standing, plan: Plan, issued: Chases, unit: str, reasons: tuple[LightReason, ...]
) -> ChaseLine:
    """Put a task and a unit that is to be reminded of it on the page, with the reminders so far."""
    before = issued.to(standing.holder.id, unit)
    task = msgspec.structs.replace(
        board_task(standing, plan), reasons=reasons, unreported=unit in standing.missing
    )
    return ChaseLine(
        **msgspec.structs.asdict(task),
        unit=unit,
        unit_name=plan.register.name(unit),
        unit_short=plan.register.short(unit),
        times=len(before),
        last=reminder(plan, before[-1].entry, before[-1]) if before else None,
        level=next_level(before),
    )
