"""What is still open of a task or section, with the day by which it is to be done.

Lights, lists and papers all tell what is late and what falls due from here.
"""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import IndicatorKind
from qtrack.standing.light_input import LightInput
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding


class DueKind(StrEnum):
    """What falls due."""

    TASK = "task"
    DELIVERABLE = "deliverable"
    OCCURRENCE = "occurrence"  # of a duty that returns
    MILESTONE = "milestone"  # an interim target of an indicator
    INDICATOR = "indicator"


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


def open_of(case: LightInput) -> tuple[Deadline, ...]:
    """Return what is open, in this order: the whole, deliverables and duties, indicators to reach.

    A deliverable counts where its own deadline is another than that of the whole. Of work that is said to be
    done what is late remains, of work that a unit dropped what had been late by then; of work that the
    office closed or dropped, nothing.
    """
    found = [one for part in case.deliverables for one in _of_deliverable(part, case)]
    found += [one for part in case.indicators for one in _of_indicator(part, case.as_of)]
    whole = Deadline(case.due, DueKind.TASK, case.holder.id, case.holder.title)
    match case.status:
        case Status.CLOSED:
            return ()
        case Status.DONE:
            return tuple(deadline for deadline in found if deadline.due < case.as_of)
        case Status.DROPPED:
            if case.verified or case.ended is None:
                return ()
            return tuple(deadline for deadline in (whole, *found) if deadline.due < case.ended)
        case _:
            return (whole, *found)


def by_date(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Return deadlines by their days, those of one day by kind."""
    order = tuple(DueKind)
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.due, order.index(deadline.kind))))


def _of_deliverable(part: DeliverableStanding, case: LightInput) -> list[Deadline]:
    own = part.deliverable
    if own.every:
        return [
            Deadline(one.due, DueKind.OCCURRENCE, own.id, own.title, one.period, one.start)
            for one in part.occurrences
            if one.state.open
        ]
    if not part.open or own.due in {None, case.due}:
        return []
    return [Deadline(part.due, DueKind.DELIVERABLE, own.id, own.title)]


def _of_indicator(part: IndicatorStanding, as_of: date) -> list[Deadline]:
    own = part.indicator
    if own.kind is not IndicatorKind.REACH or part.reached is not None:
        return []
    if part.years:
        return [
            Deadline(year.due, DueKind.INDICATOR, own.id, own.name, year.period, year.start, part)
            for year in part.years
            if year.state.open
        ]
    found = [
        Deadline(one.due, DueKind.MILESTONE, own.id, own.name, indicator=part)
        for one in part.milestones
        if one.state.open and as_of <= own.due
    ]
    return [*found, Deadline(own.due, DueKind.INDICATOR, own.id, own.name, indicator=part)]
