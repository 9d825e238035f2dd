"""How the parts of a section or task stand: its deliverables and its indicators."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Deliverable, Indicator, IndicatorKind, Plan, Section, Task
from qtrack.standing.facts import Facts
from qtrack.standing.pace import NOTHING, WHOLE, elapsed, rounded, share
from qtrack.standing.recurrence import Occurrence, occurrences


class IndicatorStanding(msgspec.Struct, frozen=True):
    """An indicator at a date. `progress`, `pace` and `gap` are None where nothing was reported.

    `gap` is progress less pace, in percentage points: negative is behind. An indicator to hold has
    no pace; `holds` says whether it is at its target. `reached` is the day since which every value
    said was at the target.
    """

    indicator: Indicator
    pace: Decimal | None
    actual: Decimal | None = None
    actual_date: date | None = None
    progress: Decimal | None = None
    gap: Decimal | None = None
    holds: bool | None = None
    reached: date | None = None


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
    indicator: Indicator, start: date, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure an indicator by the latest value said of it."""
    holding = indicator.kind is IndicatorKind.HOLD
    pace = None if holding else elapsed(start, indicator.due, as_of)
    said = next((each for each in reversed(entries) if indicator.id in each.actuals), None)
    if said is None:
        return IndicatorStanding(indicator, pace)
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
        _reached(indicator, entries),
    )


def _reached(indicator: Indicator, entries: tuple[Entry, ...]) -> date | None:
    """Return since when the target is reached; saying it again, or going beyond it, moves no date."""
    since = None
    for entry in entries:
        actual = entry.actuals.get(indicator.id)
        if actual is not None:
            since = None if actual < indicator.target else since or entry.date
    return since


def attained(indicator: Indicator, actual: Decimal) -> Decimal:
    """Return how much of the way from the baseline (else from zero) to the target is done, 0 to 100."""
    base = indicator.baseline or NOTHING
    if indicator.kind is IndicatorKind.HOLD:
        base = NOTHING
    way = indicator.target - base
    if way == 0:
        return WHOLE if actual >= indicator.target else NOTHING
    return rounded(min(max((actual - base) * 100 / way, NOTHING), WHOLE))


def deliverable_standing(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, facts: Facts
) -> DeliverableStanding:
    """Take a deliverable's status and share from the latest entries about it."""
    entries = facts.about(deliverable.id)
    due = deliverable.due or plan.due_of(holder)
    if deliverable.every:
        return _recurring(deliverable, plan, entries, facts.as_of)
    pace = elapsed(plan.head.start, due, facts.as_of)
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
    """Count occurrences: its pace moves in steps, by those whose deadline has come."""
    row = occurrences(deliverable, plan.head, entries, as_of)
    done = [each for each in row if each.done]
    due_by_now = sum(each.due <= as_of for each in row)
    ended = len(done) == len(row)
    waiting = next((each for each in row if not each.done), None)
    status = Status.DONE if ended else _spoken_of(entries)
    return DeliverableStanding(
        deliverable,
        status,
        waiting.due if waiting else plan.head.end,
        share(due_by_now, len(row)) if row else NOTHING,
        (share(len(done), len(row)) if row else WHOLE) if entries else None,
        entries[-1] if entries else None,
        max((each.done for each in done if each.done), default=None) if ended else None,
        row,
    )


def _spoken_of(entries: tuple[Entry, ...]) -> Status:
    """Return the status of a duty with occurrences to come: under way, unless its last word is otherwise."""
    said = [each.status for each in entries if each.status]
    if said and said[-1] in {Status.BLOCKED, Status.DROPPED}:
        return said[-1]
    return Status.IN_PROGRESS if entries else Status.NOT_STARTED
