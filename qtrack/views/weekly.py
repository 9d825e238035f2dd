"""The weekly summary (周报): everything an office tells about one period, computed from the entries."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.model.period import Period
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.lights import WORST_FIRST, Light, LightReason
from qtrack.standing.pace import share
from qtrack.standing.recurrence import OccurrenceState
from qtrack.views.board import BoardSection, board, plan_notes
from qtrack.views.filters import Filters
from qtrack.views.task_page import PageEntry, PageIndicator, page_entry, page_indicator

#: Reasons that say a task is behind or overdue; silence and nearness have their own chapters.
_LATE = frozenset({"overdue", "part-overdue", "missed", "not-held", "far-behind", "behind"})


class LightCount(msgspec.Struct, frozen=True):
    """How many tasks have a light: the number, its share in percent, the change since last period."""

    light: Light
    count: int
    share: Decimal
    change: int


class Turn(msgspec.Struct, frozen=True):
    """A task whose light is another than a period ago."""

    id: str
    title: str
    before: Light
    now: Light
    reason: Message


class WeeklyIndicator(msgspec.Struct, frozen=True):
    """An indicator and where it belongs."""

    holder: str
    indicator: PageIndicator


class WeeklyEntry(msgspec.Struct, frozen=True):
    """An entry of the period; `late` is 补报: recorded after the period it speaks of."""

    section: str
    id: str
    title: str
    entry: PageEntry
    late: bool


class WeeklyFinished(msgspec.Struct, frozen=True):
    """A task, deliverable or occurrence of a duty that was done in the period."""

    id: str
    title: str
    period: str
    ended: date
    unit: str


class WeeklyLate(msgspec.Struct, frozen=True):
    """A task that is behind or overdue, with every reason for it."""

    id: str
    title: str
    unit: str
    light: Light
    reasons: tuple[LightReason, ...]
    last_entry: date | None
    next: str


class WeeklyDue(msgspec.Struct, frozen=True):
    """What falls due soon: in `days` days."""

    id: str
    title: str
    period: str
    unit: str
    due: date
    days: int


class WeeklyUnreported(msgspec.Struct, frozen=True):
    """A unit that has not answered the last round of reporting, and for which tasks."""

    unit: str
    tasks: tuple[str, ...]


class Weekly(msgspec.Struct, frozen=True):
    """The whole paper. `start` and `last_day` bound the period; `as_of` is the day it speaks for.

    `due` reaches through the day `due_until`.
    """

    plan: str
    title: str
    issuer: str
    office: str
    document: str
    period: str
    number: int
    start: date
    last_day: date
    as_of: date
    known_at: date | None
    total: int
    rated: int
    counts: tuple[LightCount, ...]
    reports: int
    reporting_units: int
    previous_as_of: date
    turns: tuple[Turn, ...]
    sections: tuple[BoardSection, ...]
    indicators: tuple[WeeklyIndicator, ...]
    moved: tuple[WeeklyEntry, ...]
    finished: tuple[WeeklyFinished, ...]
    late: tuple[WeeklyLate, ...]
    troubles: tuple[WeeklyEntry, ...]
    due_until: date
    due: tuple[WeeklyDue, ...]
    next: tuple[WeeklyEntry, ...]
    deadline: date | None
    unreported: tuple[WeeklyUnreported, ...]
    notes: tuple[Message, ...]


def weekly(plan: Plan, period: Period, as_of: date, known_at: date | None = None) -> Weekly:
    """Make the weekly summary of a period; `as_of` is its last day, or today while it runs."""
    now = assess(plan, as_of, known_at)
    before = assess(plan, period.start - timedelta(days=1), known_at)
    entries = _entries_of(now, period)
    until = max(period.next.last_day, as_of + timedelta(days=plan.head.lights.due_soon_days))
    counts = tuple(_light_count(light, now, before) for light in WORST_FIRST)
    return Weekly(
        plan=plan.head.short or plan.head.title,
        title=plan.head.title,
        issuer=plan.head.document.issuer,
        office=plan.register.name(plan.head.office) if plan.head.office else "",
        document=plan.head.document.number,
        period=str(period),
        number=period.number_since(plan.head.start),
        start=period.start,
        last_day=period.last_day,
        as_of=as_of,
        known_at=known_at,
        total=len(now.tasks),
        rated=sum(each.light is not Light.NONE for each in now.tasks),
        counts=counts,
        reports=len(entries),
        reporting_units=len({each.entry.unit for each in entries}),
        previous_as_of=before.as_of,
        turns=_turns(now, before),
        sections=board(now, Filters()).sections,
        indicators=tuple(
            WeeklyIndicator(each.holder.id, page_indicator(indicator))
            for each in now.everything
            for indicator in each.indicators
        ),
        moved=entries,
        finished=_finished(now, period),
        late=tuple(_late(each, plan) for each in _worst_first(now) if _is_late(each)),
        troubles=_troubles(now, period),
        due_until=until,
        due=_due(now, until),
        next=tuple(each for each in entries if each.entry.next),
        deadline=now.window.deadline if now.window else None,
        unreported=_unreported(now),
        notes=plan_notes(now),
    )


def _light_count(light: Light, now: PlanStanding, before: PlanStanding) -> LightCount:
    total = len(now.tasks)
    number = now.counts[light]
    return LightCount(
        light, number, share(number, total) if total else Decimal(0), number - before.counts[light]
    )


def _turns(now: PlanStanding, before: PlanStanding) -> tuple[Turn, ...]:
    earlier = {each.holder.id: each.light for each in before.tasks}
    return tuple(
        Turn(each.holder.id, each.holder.title, earlier[each.holder.id], each.light, each.reasons[0].message)
        for each in now.tasks
        if earlier[each.holder.id] is not each.light
    )


def _entries_of(now: PlanStanding, period: Period) -> tuple[WeeklyEntry, ...]:
    """Return what counts and speaks of a day in the period, or was recorded late in it."""
    found = []
    for standing in now.everything:
        for entry in standing.entries:
            late = entry.date < period.start and entry.recorded.date() in period
            if entry.date in period or late:
                found.append(_weekly_entry(now.plan, standing.holder, entry, late=late))
    return tuple(found)


def _weekly_entry(plan: Plan, holder: Section | Task, entry: Entry, *, late: bool) -> WeeklyEntry:
    part = plan.deliverables.get(entry.about)
    section = holder if isinstance(holder, Section) else plan.section_of_measure[holder.measure]
    title = part.title if part else holder.title
    return WeeklyEntry(section.title, entry.about, title, page_entry(plan, holder, entry), late)


def _finished(now: PlanStanding, period: Period) -> tuple[WeeklyFinished, ...]:
    found = []
    for each in now.everything:
        unit = _unit(now.plan, each.holder)
        if each.ended and each.ended in period and each.status is not Status.DROPPED:
            found.append(WeeklyFinished(each.holder.id, each.holder.title, "", each.ended, unit))
        for part in each.deliverables:
            own = part.deliverable
            if (
                part.ended
                and part.ended in period
                and part.status is not Status.DROPPED
                and not part.occurrences
            ):
                found.append(WeeklyFinished(own.id, own.title, "", part.ended, unit))
            found += [
                WeeklyFinished(own.id, own.title, occurrence.period, occurrence.done, unit)
                for occurrence in part.occurrences
                if occurrence.done and occurrence.done in period
            ]
    return tuple(found)


def _is_late(standing: Standing) -> bool:
    return any(each.code in _LATE and each.light in {Light.RED, Light.YELLOW} for each in standing.reasons)


def _worst_first(now: PlanStanding) -> list[Standing]:
    return sorted(now.everything, key=lambda each: WORST_FIRST.index(each.light))


def _late(standing: Standing, plan: Plan) -> WeeklyLate:
    reasons = tuple(each for each in standing.reasons if each.light in {Light.RED, Light.YELLOW})
    return WeeklyLate(
        standing.holder.id,
        standing.holder.title,
        _unit(plan, standing.holder),
        standing.light,
        reasons,
        standing.last.date if standing.last else None,
        next((each.next for each in reversed(standing.entries) if each.next), ""),
    )


def _troubles(now: PlanStanding, period: Period) -> tuple[WeeklyEntry, ...]:
    """Return the problems told in the period, and older ones of what is still blocked."""
    found = []
    for standing in now.everything:
        told = [each for each in standing.entries if each.problems]
        blocked = standing.status is Status.BLOCKED or any(
            each.status is Status.BLOCKED for each in standing.deliverables
        )
        if told and not standing.status.ended and (told[-1].date in period or blocked):
            found.append(_weekly_entry(now.plan, standing.holder, told[-1], late=False))
    return tuple(found)


def _due(now: PlanStanding, until: date) -> tuple[WeeklyDue, ...]:
    """Return what falls due by the day `until`: the next period's last, or soon by the plan's threshold."""
    found = []
    for each in now.everything:
        if each.status.ended:
            continue
        unit = _unit(now.plan, each.holder)
        dates = [(each.due, each.holder.id, each.holder.title, "")] if each.due else []
        for part in each.deliverables:
            own = part.deliverable
            if own.due and own.due != each.due and not part.status.ended:
                dates.append((own.due, own.id, own.title, ""))
            dates += [
                (occurrence.due, own.id, own.title, occurrence.period)
                for occurrence in part.occurrences
                if occurrence.state is OccurrenceState.DUE
            ]
        found += [
            WeeklyDue(identifier, title, occurrence, unit, due, (due - now.as_of).days)
            for due, identifier, title, occurrence in dates
            if now.as_of <= due <= until
        ]
    return tuple(sorted(found, key=lambda each: each.due))


def _unreported(now: PlanStanding) -> tuple[WeeklyUnreported, ...]:
    """Return units that have not reported, with their tasks, those with the most tasks first."""
    tasks: dict[str, list[str]] = {}
    for each in now.tasks:
        if each.unreported:
            tasks.setdefault(_unit(now.plan, each.holder), []).append(each.holder.id)
    return tuple(
        WeeklyUnreported(unit, tuple(ids))
        for unit, ids in sorted(tasks.items(), key=lambda pair: -len(pair[1]))
    )


def _unit(plan: Plan, holder: Section | Task) -> str:
    """Return the short name of who leads, else of the first group that is named."""
    if not isinstance(holder, Task) or not holder.responsible.named:
        return ""
    return plan.register.short(holder.responsible.named[0])
