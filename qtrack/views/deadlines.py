"""What is still open of a task or section, with the day by which it is to be done."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import IndicatorKind
from qtrack.standing.assess import Standing
from qtrack.standing.parts import DeliverableStanding
from qtrack.standing.recurrence import OccurrenceState


class DueKind(StrEnum):
    """What falls due."""

    TASK = "task"
    DELIVERABLE = "deliverable"
    OCCURRENCE = "occurrence"  # one year of a duty that returns
    INDICATOR = "indicator"


class Deadline(msgspec.Struct, frozen=True):
    """One thing that is not done and has a deadline; `period` is the year of an occurrence."""

    due: date
    kind: DueKind
    id: str
    title: str
    period: str = ""


def deadlines(standing: Standing) -> tuple[Deadline, ...]:
    """Return what is open, by date: the whole, deliverables, years of duties, indicators to reach.

    A deliverable counts where its own deadline is another than that of the whole. Of work that is done
    only the years that were missed remain, and nothing of work that was dropped.
    """
    holder = standing.holder
    if standing.status is Status.DROPPED:
        return ()
    found = [one for each in standing.deliverables for one in _of_deliverable(each, standing)]
    if not standing.status.ended:
        if holder.due:
            found.append(Deadline(holder.due, DueKind.TASK, holder.id, holder.title))
        found += [
            Deadline(each.indicator.due, DueKind.INDICATOR, each.indicator.id, each.indicator.name)
            for each in standing.indicators
            if each.indicator.kind is IndicatorKind.REACH and each.reached is None
        ]
    order = tuple(DueKind)
    return tuple(sorted(found, key=lambda each: (each.due, order.index(each.kind))))


def _of_deliverable(each: DeliverableStanding, standing: Standing) -> list[Deadline]:
    own = each.deliverable
    if each.status is Status.DROPPED:
        return []
    if own.every:
        done = {OccurrenceState.DONE, OccurrenceState.LATE}
        wanted = {OccurrenceState.MISSED} if standing.status.ended else set(OccurrenceState) - done
        return [
            Deadline(one.due, DueKind.OCCURRENCE, own.id, own.title, one.period)
            for one in each.occurrences
            if one.state in wanted
        ]
    if standing.status.ended or each.status.ended or not own.due or own.due == standing.due:
        return []
    return [Deadline(own.due, DueKind.DELIVERABLE, own.id, own.title)]
