"""What falls due of a task: the whole, its parts, and each time of what returns."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.model.indicator import IndicatorKind
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding


class DueKind(StrEnum):
    """What falls due."""

    TASK = "task"
    DELIVERABLE = "deliverable"
    OCCURRENCE = "occurrence"  # of a duty that returns
    MILESTONE = "milestone"  # an interim target of an indicator
    INDICATOR = "indicator"


_ORDER: Final = {kind: place for place, kind in enumerate(DueKind)}


class Deadline(msgspec.Struct, frozen=True):
    """One thing that is not done and has a deadline; `period` is that of an occurrence or a yearly target.

    What returns has its time from `start` on. `indicator` is what a target is of.
    """

    due: date
    kind: DueKind
    id: str
    title: str
    period: str = ""
    start: date | None = None
    indicator: IndicatorStanding | None = None

    @property
    def own_days(self) -> int | None:
        """How many days what returns has, or None for what has the time of the plan."""
        return None if self.start is None else (self.due - self.start).days + 1


def open_parts(
    deliverables: Sequence[DeliverableStanding],
    indicators: Sequence[IndicatorStanding],
    limit: date,
    as_of: date,
) -> list[Deadline]:
    """Return what is open of the parts of a whole that is due on `limit`.

    A deliverable counts where its own deadline is another than that of the whole.
    """
    found = [one for part in deliverables for one in _of_deliverable(part, limit)]
    return found + [one for part in indicators for one in _of_indicator(part, as_of)]


def _of_deliverable(part: DeliverableStanding, limit: date) -> list[Deadline]:
    own = part.deliverable
    if own.every:
        return [
            Deadline(one.due, DueKind.OCCURRENCE, own.id, own.title, period=one.period, start=one.start)
            for one in part.occurrences
            if one.state.open
        ]
    if not part.open or own.due in {None, limit}:
        return []
    return [Deadline(part.due, DueKind.DELIVERABLE, own.id, own.title)]


def _of_indicator(part: IndicatorStanding, as_of: date) -> list[Deadline]:
    own = part.indicator
    if own.kind is not IndicatorKind.REACH or part.reached is not None:
        return []
    if part.years:
        return [
            Deadline(
                year.due,
                DueKind.INDICATOR,
                own.id,
                own.name,
                period=year.period,
                start=year.start,
                indicator=part,
            )
            for year in part.years
            if year.state.open
        ]
    found = [
        Deadline(one.due, DueKind.MILESTONE, own.id, own.name, indicator=part)
        for one in part.milestones
        if one.state.open and as_of <= own.due
    ]
    return [*found, Deadline(own.due, DueKind.INDICATOR, own.id, own.name, indicator=part)]


def by_date(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Return deadlines by their days, those of one day by kind."""
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.due, _ORDER[deadline.kind])))
