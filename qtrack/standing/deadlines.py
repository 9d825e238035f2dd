"""What is still open of a task or section, with the day by which it is to be done."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import IndicatorKind
from qtrack.standing.assess import Standing
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState


class DueKind(StrEnum):
    """What falls due."""

    TASK = "task"
    DELIVERABLE = "deliverable"
    OCCURRENCE = "occurrence"  # of a duty that returns
    MILESTONE = "milestone"  # an interim target of an indicator
    INDICATOR = "indicator"


class Deadline(msgspec.Struct, frozen=True):
    """One thing that is not done and has a deadline; `period` is that of an occurrence or a yearly target."""

    due: date
    kind: DueKind
    id: str
    title: str
    period: str = ""


def deadlines(standing: Standing) -> tuple[Deadline, ...]:
    """Return what is open, by date: the whole, deliverables, occurrences of duties, indicators to reach.

    A deliverable counts where its own deadline is another than that of the whole. Of work that is done
    only the occurrences that were missed remain, and nothing of work that was dropped.
    """
    holder = standing.holder
    if standing.status is Status.DROPPED:
        return ()
    found = [one for each in standing.deliverables for one in _of_deliverable(each, standing)]
    if not standing.status.ended:
        if holder.due:
            found.append(Deadline(holder.due, DueKind.TASK, holder.id, holder.title))
        found += [one for each in standing.indicators for one in _of_indicator(each)]
    order = tuple(DueKind)
    return tuple(sorted(found, key=lambda each: (each.due, order.index(each.kind))))


def _of_indicator(each: IndicatorStanding) -> list[Deadline]:
    own = each.indicator
    if own.kind is not IndicatorKind.REACH or each.reached is not None:
        return []
    if each.years:
        return [
            Deadline(year.due, DueKind.INDICATOR, own.id, own.name, year.period)
            for year in each.years
            if year.state.open
        ]
    found = [
        Deadline(one.due, DueKind.MILESTONE, own.id, own.name) for one in each.milestones if one.state.open
    ]
    return [*found, Deadline(own.due, DueKind.INDICATOR, own.id, own.name)]


def _of_deliverable(each: DeliverableStanding, standing: Standing) -> list[Deadline]:
    own = each.deliverable
    if each.status is Status.DROPPED:
        return []
    if own.every:
        return [
            Deadline(one.due, DueKind.OCCURRENCE, own.id, own.title, one.period)
            for one in each.occurrences
            if one.state is OccurrenceState.MISSED or (one.state.open and not standing.status.ended)
        ]
    if standing.status.ended or each.status.ended or not own.due or own.due == standing.due:
        return []
    return [Deadline(own.due, DueKind.DELIVERABLE, own.id, own.title)]
