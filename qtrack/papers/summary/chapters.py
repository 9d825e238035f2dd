"""The rows of a summary's chapters, each computed from where the plan stands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.ids import holder_of
from qtrack.model.period import Period
from qtrack.model.plan import Plan, Section, Task
from qtrack.papers.engine.office import document_number
from qtrack.papers.summary.charts import things
from qtrack.records.since.light_changes import Changes
from qtrack.records.since.newly import Finished, is_late
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.parts import DeliverableStanding
from qtrack.standing.reported.reporting import reports
from qtrack.standing.rules import Measured


class SummaryEntry(msgspec.Struct, frozen=True):
    """An entry of the period; `late` is 补报: recorded after the period it speaks of."""

    section: str
    title: str
    entry: PageEntry
    late: bool

    @property
    def holder(self) -> str:
        """The id of the task or section that it is about, or about a part of."""
        return holder_of(self.entry.about)

    @property
    def id(self) -> str:
        """The id of what it is about."""
        return self.entry.about


class PaceLists(msgspec.Struct, frozen=True):
    """Tasks by their pace, as the lights measure it (超前、基本持平、滞后).

    Every task once: in one of three lists, or finished, dropped, replaced by another notice, or without a
    share to compare. Finished is what the pages call so: what is said to be done while something of it is
    late is not. A list has the widest gap first. On pace is what is less than `within` away from it, in what
    `measured` says; 0 is by nothing at all.
    """

    within: Decimal
    measured: Measured
    ahead: tuple[Standing, ...]
    on: tuple[Standing, ...]
    behind: tuple[Standing, ...]
    finished: int
    dropped: int
    replaced: int
    unknown: int


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


def unit_reports(now: PlanStanding, period: Period) -> tuple[tuple[str, int, int], ...]:
    """Return how many entries each unit reported in a period, and how many of them late; the most first."""
    found: dict[str, list[bool]] = {}
    short = now.plan.register.short
    for told in entries_of(now, period):
        if reports(told.entry):
            found.setdefault(told.entry.unit, []).append(told.late)
    return tuple(
        sorted(((short(unit), len(late), sum(late)) for unit, late in found.items()), key=lambda row: -row[1])
    )


def _entry(plan: Plan, holder: Section | Task, entry: Entry, *, late: bool) -> SummaryEntry:
    part = plan.deliverables.get(entry.about)
    title = part.title if part else holder.title
    return SummaryEntry(plan.section_of(holder).title, title, page_entry(plan, holder, entry), late)


def notices(now: PlanStanding) -> tuple[Message, ...]:
    """Tell which later notices revise the document, what each of them revises and what it ends."""
    covered = {held.id for held in now.everything}
    found = []
    for notice in now.plan.head.revisions:
        told = []
        for text, ids in (
            (msg("revises {matters}"), notice.revises),
            (msg("takes the place of {matters}"), notice.ends),
        ):
            own = [now.plan.find(name) for name in ids if holder_of(name) in covered]
            matters = tuple(msg("“{title}”", title=one.title) for one in own if one)
            told += [msg(text.text, matters=matters)] if matters else []
        if told and notice.issued <= now.as_of:
            title = msg("“{title}” ({number})", title=notice.title, number=document_number(notice.number))
            named = title if notice.title else document_number(notice.number)
            both = told[0] if len(told) == 1 else msg("{first}; {second}", first=told[0], second=told[1])
            found.append(msg("{notice} of {date}: {parts}.", notice=named, date=notice.issued, parts=both))
    return tuple(found)


def wholes(finished: Sequence[Finished]) -> list[Finished]:
    """Leave out parts that are told with their whole; a late one is not told with what is in time."""
    whole = {(row.id, row.late) for row in finished if "." not in row.id}
    return [row for row in finished if "." not in row.id or (holder_of(row.id), row.late) not in whole]


def finished_rows(now: PlanStanding, changed: Changes) -> tuple[tuple[Finished, int], ...]:
    """Return what was finished since the issue before, each with how many things to be done that is.

    Things count as in the chart of what is done; with a whole count those that were not done before.
    """
    since, held = changed.since or date.min, {own.id: own for own in now.everything}
    late = {(row.id, row.period) for row in changed.finished if row.late}

    def number(row: Finished) -> int:
        if "." in row.id:
            return 1
        done = [thing for thing in things(held[row.id], now.plan.head.end) if thing.done]
        if row.late:
            return sum(thing.done == row.ended or (thing.id, thing.period) in late for thing in done)
        return sum(thing.done > since for thing in done if thing.done)

    return tuple((row, number(row)) for row in wholes(changed.finished))


def late_rows(now: PlanStanding) -> tuple[tuple[Standing, str], ...]:
    """Return what is behind or overdue, the worst lights first, each with the next step told last."""
    worst = sorted(now.everything, key=lambda standing: now.rule.worst_first.index(standing.light))
    return tuple((standing, _next(standing)) for standing in worst if is_late(standing))


def _next(standing: Standing) -> str:
    return next((entry.next for entry in reversed(standing.entries) if entry.next), "")


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


def duty_rows(now: PlanStanding) -> tuple[tuple[str, DeliverableStanding], ...]:
    """Return the duties that return, each with who leads it; those that were dropped are left out."""
    return tuple(
        (standing.first, part)
        for standing in now.everything
        if standing.status is not Status.DROPPED
        for part in standing.deliverables
        if part.occurrences and part.status is not Status.DROPPED
    )


def pace_lists(now: PlanStanding) -> PaceLists:
    """Part the tasks by the gap between their progress and their pace."""
    rule = now.rule
    running = [task for task in now.tasks if task.running]
    gaps = [(task.gap, task) for task in running if task.gap is not None]
    gaps.sort(key=lambda pair: -abs(pair[0]))

    def on_side(side: int) -> tuple[Standing, ...]:
        return tuple(task for gap, task in gaps if rule.side(gap, task.pace) == side)

    return PaceLists(
        within=rule.yellow_gap or Decimal(0),
        measured=rule.measured,
        ahead=on_side(1),
        on=on_side(0),
        behind=on_side(-1),
        finished=sum(task.finished for task in now.tasks),
        dropped=sum(task.status is Status.DROPPED and not task.replaced for task in now.tasks),
        replaced=sum(task.replaced for task in now.tasks),
        unknown=len(running) - len(gaps),
    )
