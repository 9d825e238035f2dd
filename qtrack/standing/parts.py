"""How the parts of a section or task stand: its deliverables and its indicators."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Deliverable, Indicator, IndicatorKind, Plan, PlanHead, Section, Task
from qtrack.standing.facts import Facts
from qtrack.standing.pace import NOTHING, WHOLE, elapsed, rounded, share
from qtrack.standing.recurrence import Occurrence, OccurrenceState, drops_all, occurrences
from qtrack.standing.targets import (
    MilestoneStanding,
    TargetYear,
    attained,
    milestones,
    pace_towards,
    reached_since,
    target_years,
)


class IndicatorStanding(msgspec.Struct, frozen=True):
    """An indicator at a date. `progress` and `gap` are None where nothing was reported.

    `gap` is progress less pace, in percentage points: negative is behind. An indicator to hold has
    no pace and no gap; `holds` says whether it is at its target. One to reach without a baseline has
    none either: how far it has come since the start is not known. `reached` is the day since which
    every value said was at the target.

    Of a yearly target all of this is of the year `year`, the one that runs or the last one, a year
    without a value counting 0 once any year has one; but `reached` is set only where every year is.
    """

    indicator: Indicator
    pace: Decimal | None
    actual: Decimal | None = None
    actual_date: date | None = None
    progress: Decimal | None = None
    gap: Decimal | None = None
    holds: bool | None = None
    reached: date | None = None
    year: TargetYear | None = None
    years: tuple[TargetYear, ...] = ()
    milestones: tuple[MilestoneStanding, ...] = ()


class DeliverableStanding(msgspec.Struct, frozen=True):
    """A deliverable at a date; `progress` is None where no share of it was ever said."""

    deliverable: Deliverable
    status: Status
    due: date
    pace: Decimal
    progress: Decimal | None = None
    last: Entry | None = None
    ended: date | None = None
    occurrences: tuple[Occurrence, ...] = ()


def indicator_standing(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure an indicator by the latest value said of it."""
    if indicator.every:
        return _yearly(indicator, head, entries, as_of)
    holding = indicator.kind is IndicatorKind.HOLD
    pace = None if holding or indicator.baseless else pace_towards(indicator, head, as_of)
    interim = milestones(indicator, entries, as_of)
    said = next((each for each in reversed(entries) if indicator.id in each.actuals), None)
    if said is None:
        return IndicatorStanding(indicator, pace, milestones=interim)
    actual = said.actuals[indicator.id]
    progress = attained(indicator, actual)
    return IndicatorStanding(
        indicator,
        pace,
        actual,
        said.date,
        progress,
        None if pace is None else progress - pace,
        actual >= indicator.target if holding else None,
        reached_since(indicator.id, indicator.target, entries),
        milestones=interim,
    )


def _yearly(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure a yearly target in the year that runs, or in its last one."""
    row = target_years(indicator, head.start, entries, as_of)
    now = next((each for each in row if as_of <= each.due), row[-1])
    pace = elapsed(now.start, now.due, as_of, head.pace)
    told = any(each.actual is not None for each in row)
    progress = attained(indicator, now.actual or NOTHING) if told else None
    days = [each.reached for each in row if each.reached]
    return IndicatorStanding(
        indicator,
        pace,
        now.actual,
        now.actual_date,
        progress,
        None if progress is None else progress - pace,
        reached=max(days) if len(days) == len(row) else None,
        year=now,
        years=row,
    )


def deliverable_standing(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, facts: Facts
) -> DeliverableStanding:
    """Take a deliverable's status and share from the latest entries about it."""
    entries = facts.about(deliverable.id)
    due = deliverable.due or plan.due_of(holder)
    if deliverable.every:
        return _recurring(deliverable, plan, entries, facts.as_of)
    pace = elapsed(plan.head.start, due, facts.as_of, plan.head.pace)
    if not entries:
        return DeliverableStanding(deliverable, Status.NOT_STARTED, due, pace)
    said = next((each for each in reversed(entries) if each.status), None)
    status = (said.status if said else None) or Status.IN_PROGRESS
    percents = [each.percent for each in entries if each.percent is not None]
    progress = rounded(percents[-1]) if percents else None
    if status in {Status.DONE, Status.CLOSED}:
        progress = WHOLE
    elif status is Status.NOT_STARTED:
        progress = NOTHING
    ended = ended_since(entries) if status.ended else None
    return DeliverableStanding(deliverable, status, due, pace, progress, entries[-1], ended)


def ended_since(entries: tuple[Entry, ...]) -> date:
    """Return since when work whose last entry ends it has been ended; closing a done matter moves no date."""
    ended = entries[-1].date
    for entry in reversed(entries):
        if entry.status is None:
            continue
        if not entry.status.ended:
            break
        ended = entry.date
    return ended


def _recurring(
    deliverable: Deliverable, plan: Plan, entries: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    """Count occurrences that were not dropped: its pace moves in steps, by those whose deadline has come."""
    row = occurrences(deliverable, plan.head, entries, as_of)
    kept = [each for each in row if each.state is not OccurrenceState.DROPPED]
    done = [each for each in kept if each.done]
    due_by_now = sum(each.due <= as_of for each in kept)
    ended = len(done) == len(kept)
    waiting = next((each for each in kept if not each.done), None)
    status = Status.DONE if ended else _spoken_of(entries)
    if row and not kept:
        status = Status.DROPPED
    return DeliverableStanding(
        deliverable,
        status,
        waiting.due if waiting else plan.head.end,
        share(due_by_now, len(kept)) if kept else NOTHING,
        (share(len(done), len(kept)) if kept else WHOLE) if entries else None,
        entries[-1] if entries else None,
        max((each.done for each in done if each.done), default=None) if ended else None,
        row,
    )


def _spoken_of(entries: tuple[Entry, ...]) -> Status:
    """Return the status of a duty with occurrences to come: under way, unless its last word is otherwise.

    To drop one occurrence ends what blocked the duty, and revives none that was dropped as a whole.
    """
    status = Status.IN_PROGRESS if entries else Status.NOT_STARTED
    for each in entries:
        if each.status is Status.BLOCKED or drops_all(each):
            status = each.status or status
        elif each.status and not (each.status is Status.DROPPED and status is Status.DROPPED):
            status = Status.IN_PROGRESS
    return status
