"""How the parts of a section or task stand: its deliverables and its indicators."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.head import PlanHead
from qtrack.model.indicator import Indicator, IndicatorKind
from qtrack.model.plan import Deliverable, Plan, Section, Task
from qtrack.standing.pace import NOTHING, WHOLE, elapsed, percent, rounded
from qtrack.standing.recurrence import Occurrence, OccurrenceState, occurrences
from qtrack.standing.reported.status import Reported, drops_all, reported_on
from qtrack.standing.rules import rule_of
from qtrack.standing.targets import (
    MilestoneStanding,
    TargetYear,
    attained,
    averaged,
    latest,
    milestones,
    pace_towards,
    reached_since,
    summed,
    target_years,
)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What has a share of its work done and a share of its time gone, in percent, exactly; None is unknown.

    `progress` and `pace` are the two as they are shown and compared; `gap` is the one less the other, in
    percentage points, negative is behind.
    """

    attained: Fraction | None = None
    elapsed: Fraction | None = None

    @property
    def weight(self) -> Decimal | None:
        """What it weighs in the mean of the parts of its task, where the plan says so."""
        return None

    @property
    def progress(self) -> Decimal | None:
        """The share of the work that is done, rounded."""
        return None if self.attained is None else rounded(self.attained)

    @property
    def pace(self) -> Decimal | None:
        """The share of the time that is gone, rounded."""
        return None if self.elapsed is None else rounded(self.elapsed)

    @property
    def gap(self) -> Decimal | None:
        """How far progress is ahead of pace, as both are shown."""
        return None if self.progress is None or self.pace is None else self.progress - self.pace


class ShareStanding(msgspec.Struct, frozen=True):
    """What a unit has done of its share, as an indicator of its own."""

    as_json: ClassVar = (
        "unit own.indicator.target own.actual own.actual_date own.progress own.pace own.gap own.holds "
        "own.reached"
    )

    unit: str
    own: "IndicatorStanding"


class IndicatorStanding(Part, frozen=True, kw_only=True):
    """An indicator at a date; what was not reported is None.

    An indicator to hold has no pace; `holds` says whether it is at its target, by the latest value of a day
    up to its deadline. One to reach without a baseline has none either: how far it has come is not
    known. `reached` is the day since which a target is reached, or was held to its end.

    Of a target that is split, the value is the sum of what the units told, and `shares` has each of them.
    Of a yearly target all of this is of the year `year`, the one that runs or the last one, a year
    without a value counting 0 once any year has one; but `reached` is set only where every year is.
    """

    as_json: ClassVar = (
        "indicator.id indicator.name indicator.unit indicator.kind indicator.better indicator.baseline "
        "indicator.baseline_year indicator.target indicator.most indicator.qualifiers indicator.binding "
        "weight actual actual_date progress pace gap holds due year=period years milestones shares"
    )

    indicator: Indicator
    actual: Decimal | None = None
    actual_date: date | None = None
    holds: bool | None = None
    reached: date | None = None
    year: TargetYear | None = None
    years: tuple[TargetYear, ...] = ()
    milestones: tuple[MilestoneStanding, ...] = ()
    shares: tuple[ShareStanding, ...] = ()

    @property
    def weight(self) -> Decimal | None:  # noqa: D102 - said above
        return self.indicator.weight

    @property
    def due(self) -> date:
        """The deadline, of a yearly target that of its year."""
        return self.year.due if self.year else self.indicator.due

    @property
    def period(self) -> str:
        """The year of a yearly target."""
        return self.year.period if self.year else ""


class DeliverableStanding(Part, frozen=True, kw_only=True):
    """A deliverable at a date; without a share said of it, its progress is None.

    `left_out` is what was dropped and is no part any more. What a unit dropped after its deadline is not: it
    is still to be done. `replaced` is what another notice has ended (被新文件替代), which counts as dropped.
    """

    as_json: ClassVar = (
        "deliverable.id deliverable.title status deliverable.due deliverable.covers progress last_entry "
        "deliverable.every deliverable.by deliverable.lead deliverable.start weight occurrences replaced"
    )

    deliverable: Deliverable
    status: Status
    due: date
    left_out: bool = False
    replaced: bool = False
    last: Entry | None = None
    ended: date | None = None
    occurrences: tuple[Occurrence, ...] = ()

    @property
    def weight(self) -> Decimal | None:  # noqa: D102 - said above
        return self.deliverable.weight

    @property
    def last_entry(self) -> date | None:
        """The day of the latest entry about it."""
        return self.last.date if self.last else None

    @property
    def done(self) -> bool:
        """Whether it was said to be done, or closed."""
        return self.status in {Status.DONE, Status.CLOSED}

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.left_out


def indicator_standing(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure an indicator by the latest value said of it, or by the sum of those of its shares."""
    shares = tuple(
        ShareStanding(share.unit, _whole(indicator.of_share(share), head, _by(share.unit, entries), as_of))
        for share in indicator.shares
    )
    whole = _whole(indicator, head, summed(indicator, entries), as_of)
    return msgspec.structs.replace(whole, shares=shares) if shares else whole


def _by(unit: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.unit == unit)


def _whole(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    if indicator.kind is IndicatorKind.AVERAGE:
        return _averaged(indicator, head, entries, as_of)
    if indicator.kind is IndicatorKind.HOLD:
        return _held(indicator, head, entries, as_of)
    if indicator.every:
        return _yearly(indicator, head, entries, as_of)
    entry = latest(indicator.id, entries)
    return IndicatorStanding(
        indicator=indicator,
        elapsed=None if indicator.baseless else pace_towards(indicator, head, as_of),
        attained=attained(indicator, entry.actuals[indicator.id]) if entry else None,
        actual=entry.actuals[indicator.id] if entry else None,
        actual_date=entry.date if entry else None,
        reached=reached_since(indicator, indicator.goal, entries, indicator.due),
        milestones=milestones(indicator, entries, as_of),
    )


def _held(indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date) -> IndicatorStanding:
    """Tell whether a target is held, and from its deadline on whether it was.

    It was where a value says so that was not too old by then: nobody holds by silence.
    """
    entry = latest(indicator.id, entries, indicator.due)
    actual = entry.actuals[indicator.id] if entry else None
    fresh = entry is not None and (indicator.due - entry.date).days <= rule_of(head.lights).stale_days
    holds = None if actual is None else indicator.meets(actual)
    if as_of > indicator.due:
        holds = bool(holds and fresh)
    return IndicatorStanding(
        indicator=indicator,
        attained=None if actual is None else attained(indicator, actual),
        actual=actual,
        actual_date=entry.date if entry else None,
        holds=holds,
        reached=indicator.due if holds and fresh and as_of >= indicator.due else None,
    )


def _averaged(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Tell whether the mean of the years' values is at the target, and no year is without one for too long.

    From its deadline on it was held where every year has a value, whenever that was told.
    """
    row = target_years(indicator, head.start, entries, as_of, rule_of(head.lights).stale_days)
    actual = averaged(row)
    owed = any(year.state is OccurrenceState.MISSED for year in row)
    holds = None if actual is None else indicator.meets(actual)
    told = [year.actual_date for year in row if year.actual_date]
    return IndicatorStanding(
        indicator=indicator,
        attained=None if actual is None else attained(indicator, actual),
        actual=actual,
        actual_date=max(told, default=None),
        holds=False if owed else holds,
        reached=indicator.due if holds and len(told) == len(row) and as_of >= indicator.due else None,
        years=row,
    )


def _yearly(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure a yearly target in the year that runs, or in its last one."""
    row = target_years(indicator, head.start, entries, as_of)
    now = next((year for year in row if as_of <= year.due), row[-1])
    told = any(year.actual is not None for year in row)
    days = [year.reached for year in row if year.reached]
    return IndicatorStanding(
        indicator=indicator,
        elapsed=elapsed(now.start, now.due, as_of, head.pace),
        attained=attained(indicator, now.actual or Decimal(0)) if told else None,
        actual=now.actual,
        actual_date=now.actual_date,
        reached=max(days) if len(days) == len(row) else None,
        year=now,
        years=row,
    )


def deliverable_standing(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, facts: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    """Take a deliverable's status and share from the latest of its holder's entries that are about it.

    What another notice has ended is dropped as of its day, but for what was done before.
    """
    entries = tuple(entry for entry in facts if entry.about == deliverable.id)
    found = (_recurring if deliverable.every else _once)(deliverable, holder, plan, entries, as_of)
    notice = plan.head.ending(deliverable.id, as_of)
    if notice is None or (found.done and found.ended and found.ended < notice.issued):
        return found
    times = tuple(
        msgspec.structs.replace(one, state=OccurrenceState.DROPPED) if one.state.open else one
        for one in found.occurrences
    )
    return msgspec.structs.replace(
        found, status=Status.DROPPED, left_out=True, replaced=True, ended=notice.issued, occurrences=times
    )


def _once(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, entries: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    due = deliverable.due or plan.due_of(holder)
    reported = reported_on(entries, plan.head.office)
    status = reported.status or (Status.IN_PROGRESS if entries else Status.NOT_STARTED)
    return DeliverableStanding(
        deliverable=deliverable,
        status=status,
        due=due,
        elapsed=elapsed(deliverable.start or plan.head.start, due, as_of, plan.head.pace),
        attained=_share(reported),
        left_out=status is Status.DROPPED and not reported.dropped_after(due),
        last=entries[-1] if entries else None,
        ended=reported.since,
    )


def _share(reported: Reported) -> Fraction | None:
    if reported.status in {Status.DONE, Status.CLOSED}:
        return WHOLE
    if reported.status is Status.NOT_STARTED:
        return NOTHING
    return None if reported.share is None else Fraction(reported.share)


def _recurring(
    deliverable: Deliverable, _: Section | Task, plan: Plan, entries: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    """Count occurrences that were not dropped: its pace moves in steps, by those whose deadline has come.

    Before one of them is due or done there is nothing to count.
    """
    row = occurrences(deliverable, plan.head, entries, as_of)
    kept = [occurrence for occurrence in row if occurrence.state is not OccurrenceState.DROPPED]
    done = [occurrence.done for occurrence in kept if occurrence.done]
    come = sum(occurrence.due <= as_of for occurrence in kept)
    waiting = next((occurrence for occurrence in kept if not occurrence.done), None)
    status = _spoken_of(entries)
    if waiting is None:
        status = Status.DROPPED if status is Status.DROPPED or (row and not kept) else Status.DONE
    elif status is Status.DROPPED:
        status = Status.IN_PROGRESS
    return DeliverableStanding(
        deliverable=deliverable,
        status=status,
        due=waiting.due if waiting else plan.head.end,
        elapsed=percent(come, len(kept)) if kept else NOTHING,
        attained=percent(len(done), len(kept)) if done or come else None,
        left_out=status is Status.DROPPED or not row,
        last=entries[-1] if entries else None,
        ended=max(done) if done and status is Status.DONE else None,
        occurrences=row,
    )


def _spoken_of(entries: tuple[Entry, ...]) -> Status:
    """Return the status of a duty with occurrences to come: under way, unless its last word is otherwise.

    To drop one occurrence ends what blocked the duty, and revives none that was dropped as a whole.
    """
    status = Status.IN_PROGRESS if entries else Status.NOT_STARTED
    for entry in entries:
        if entry.status is Status.BLOCKED or drops_all(entry):
            status = entry.status or status
        elif entry.status and not (entry.status is Status.DROPPED and status is Status.DROPPED):
            status = Status.IN_PROGRESS
    return status
