"""How the parts of a section or task stand: its deliverables and its indicators."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable
from qtrack.standing.pace import rounded
from qtrack.standing.recurrence import Occurrence, OccurrenceState


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


class TargetYear(msgspec.Struct, frozen=True):
    """One year of a yearly target, from `start` through `due`, the days of it that lie within the plan.

    `actual` is the latest value said of this year; `reached` is the day since which every value said of
    it was at the target.
    """

    period: str
    start: date
    due: date
    state: OccurrenceState
    actual: Decimal | None = None
    actual_date: date | None = None
    reached: date | None = None


class MilestoneStanding(msgspec.Struct, frozen=True):
    """An interim target at a date; `reached` is the day since which it is, in time or made up."""

    due: date
    target: Decimal
    state: OccurrenceState
    reached: date | None = None


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
