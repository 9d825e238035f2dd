"""The rows of a summary's chapters, each computed from where the plan stands."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.ids import holder_of
from qtrack.model.period import Period
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.units import UnitGroup
from qtrack.records.names import unit_name
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.pace import share
from qtrack.standing.parts import IndicatorStanding


class LightCount(msgspec.Struct, frozen=True):
    """How many tasks have a light: the number, its share in percent.

    `change` is that since the issue before, None where there is none.
    """

    light: Light
    count: int
    share: Decimal
    change: int | None


class SummaryIndicator(msgspec.Struct, frozen=True):
    """An indicator and where it belongs."""

    holder: str
    indicator: IndicatorStanding


class SummaryEntry(msgspec.Struct, frozen=True):
    """An entry of the period; `late` is 补报: recorded after the period it speaks of.

    `among` says of how many entries about its task it is the latest, where the others are left out.
    """

    section: str
    id: str
    title: str
    entry: PageEntry
    late: bool
    among: int = 1


class LateRow(msgspec.Struct, frozen=True):
    """A task that is behind or overdue, with every reason for it."""

    id: str
    title: str
    unit: str
    light: Light
    reasons: tuple[LightReason, ...]
    last_entry: date | None
    next: str


class UnreportedUnit(msgspec.Struct, frozen=True):
    """A unit that has not answered the last round of reporting, and for which tasks.

    Of a `group` that is asked as one nobody has; its members stand beside it only with what they are asked
    for by themselves.
    """

    unit: str
    group: bool
    tasks: tuple[str, ...]


def light_count(light: Light, now: PlanStanding, before: dict[Light, int] | None) -> LightCount:
    """Count the tasks with a light, with their share and the change since they were counted before."""
    total = len(now.tasks)
    number = now.counts[light]
    change = None if before is None else number - before.get(light, 0)
    return LightCount(light, number, share(number, total) if total else Decimal(0), change)


def entries_of(now: PlanStanding, period: Period) -> tuple[SummaryEntry, ...]:
    """Return what counts and speaks of a day in the period, or was recorded late in it."""
    found = []
    for standing in now.everything:
        for entry in standing.entries:
            late = entry.date < period.start and entry.recorded.date() in period
            if entry.date in period or late:
                found.append(_entry(now.plan, standing.holder, entry, late=late))
    return tuple(found)


def reporters(reported: tuple[Entry, ...], plan: Plan) -> frozenset[str]:
    """Return the units that reported; a group that did as one stands for itself where no member did."""
    named = {entry.unit for entry in reported}
    members = {unit: set(plan.register.members(unit)) - {unit} for unit in named}
    return frozenset(unit for unit in named if not members[unit] & named)


def latest_of(entries: tuple[SummaryEntry, ...]) -> tuple[SummaryEntry, ...]:
    """Keep of the entries about a task, or about a section's goals, the latest; one paper is not a log."""
    found: dict[str, SummaryEntry] = {}
    for told in entries:
        holder = holder_of(told.id)
        among = found[holder].among + 1 if holder in found else 1
        found[holder] = msgspec.structs.replace(told, among=among)
    return tuple(found.values())


def _entry(plan: Plan, holder: Section | Task, entry: Entry, *, late: bool) -> SummaryEntry:
    part = plan.deliverables.get(entry.about)
    section = holder if isinstance(holder, Section) else plan.section_of_measure[holder.measure]
    title = part.title if part else holder.title
    return SummaryEntry(section.title, entry.about, title, page_entry(plan, holder, entry), late)


def worst_first(now: PlanStanding) -> list[Standing]:
    """Return all tasks and goals, those with the worst lights first."""
    return sorted(now.everything, key=lambda standing: now.rule.worst_first.index(standing.light))


def late_row(standing: Standing, plan: Plan) -> LateRow:
    """Return the row of something late, with every reason and the next step that was told last."""
    reasons = tuple(reason for reason in standing.reasons if reason.light in {Light.RED, Light.YELLOW})
    return LateRow(
        id=standing.holder.id,
        title=standing.holder.title,
        unit=unit_name(plan, standing.holder),
        light=standing.light,
        reasons=reasons,
        last_entry=standing.last_entry,
        next=next((entry.next for entry in reversed(standing.entries) if entry.next), ""),
    )


def troubles(now: PlanStanding, period: Period) -> tuple[SummaryEntry, ...]:
    """Return the problems told in the period, and older ones of what is blocked, as long as work runs."""
    found = []
    for standing in now.everything:
        told = [entry for entry in standing.entries if entry.problems]
        blocked = standing.status is Status.BLOCKED or any(
            part.status is Status.BLOCKED for part in standing.deliverables
        )
        if told and standing.running and (told[-1].date in period or blocked):
            found.append(_entry(now.plan, standing.holder, told[-1], late=False))
    return tuple(found)


def unreported_rows(now: PlanStanding) -> tuple[UnreportedUnit, ...]:
    """Return units that have not reported, then groups of which nobody has, those with the most tasks first.

    A task stands with each of them that it asked in vain.
    """
    tasks: dict[str, list[str]] = {}
    for task in now.tasks:
        for unit in task.missing:
            tasks.setdefault(unit, []).append(task.holder.id)
    rows = [
        UnreportedUnit(
            now.plan.register.short(unit),
            isinstance(now.plan.register.by_id.get(unit), UnitGroup),
            tuple(ids),
        )
        for unit, ids in tasks.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.group, -len(row.tasks))))
