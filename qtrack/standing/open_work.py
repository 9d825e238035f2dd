"""What is still open of a task or section, with the day by which it is to be done.

Lights, lists and papers all tell what is late and what falls due from here.
"""

from datetime import date

from qtrack.model.entry import Status
from qtrack.model.plan import IndicatorKind
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.task_standing import Standing


def open_of(standing: Standing) -> tuple[Deadline, ...]:
    """Return what is open, in this order: the whole, deliverables and duties, indicators to reach.

    A deliverable counts where its own deadline is another than that of the whole. Of work that is said to be
    done what is late remains, of work that a unit dropped what had been late by then; of work that the
    office closed or dropped, nothing.
    """
    found = [one for part in standing.deliverables for one in _of_deliverable(part, standing)]
    found += [one for part in standing.indicators for one in _of_indicator(part, standing.as_of)]
    whole = Deadline(standing.limit, DueKind.TASK, standing.holder.id, standing.holder.title)
    match standing.status:
        case Status.CLOSED:
            return ()
        case Status.DONE:
            return tuple(deadline for deadline in found if deadline.due < standing.as_of)
        case Status.DROPPED:
            if standing.verified or standing.ended is None:
                return ()
            return tuple(deadline for deadline in (whole, *found) if deadline.due < standing.ended)
        case _:
            return (whole, *found)


def _of_deliverable(part: DeliverableStanding, standing: Standing) -> list[Deadline]:
    own = part.deliverable
    if own.every:
        return [
            Deadline(one.due, DueKind.OCCURRENCE, own.id, own.title, period=one.period, start=one.start)
            for one in part.occurrences
            if one.state.open
        ]
    if not part.open or own.due in {None, standing.limit}:
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
