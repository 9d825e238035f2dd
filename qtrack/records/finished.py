"""What was finished or dropped since an earlier day: tasks, deliverables, occurrences of duties."""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.records.names import unit_name
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.recurrence import OccurrenceState, occurrence_of
from qtrack.standing.reported.status import Reported, reported_on


class Finished(msgspec.Struct, frozen=True):
    """A task, deliverable or occurrence of a duty that is done, or dropped, and was not before.

    `late` says that it was so on the earlier day already, but was recorded later (补报).
    """

    id: str
    title: str
    period: str
    ended: date
    unit: str
    late: bool


def finished(now: PlanStanding, before: PlanStanding | None) -> tuple[Finished, ...]:
    """Return what is done and was not before: wholes, deliverables, occurrences of duties that return.

    Without anything before, all that is done.
    """
    return _newly_ended(now, before, _done)


def dropped(now: PlanStanding, before: PlanStanding | None) -> tuple[Finished, ...]:
    """Return what is dropped (取消) and was not before, in the same way: it is not finished."""
    return _newly_ended(now, before, _given_up)


#: What a task, a part of it or an occurrence ended as: its id, its title, its period, the day.
_End = tuple[str, str, str, date]
_Ends = Callable[[Plan, Standing], Iterator[_End]]


def _newly_ended(now: PlanStanding, before: PlanStanding | None, ends: _Ends) -> tuple[Finished, ...]:
    known = set(_ends(before, ends)) if before else set()
    since = before.as_of if before else date.min
    return tuple(
        Finished(name, title, period, day, unit_name(now.plan, held.holder), day <= since)
        for held in now.everything
        for name, title, period, day in ends(now.plan, held)
        if (name, period) not in known
    )


def _ends(standing: PlanStanding, ends: _Ends) -> Iterator[tuple[str, str]]:
    return (
        (name, period) for held in standing.everything for name, _, period, _ in ends(standing.plan, held)
    )


def _done(_: Plan, standing: Standing) -> Iterator[_End]:
    holder = standing.holder
    if standing.ended and standing.finished:
        yield holder.id, holder.title, "", standing.ended
    for part in standing.deliverables:
        own = part.deliverable
        if part.ended and part.status is not Status.DROPPED and not part.occurrences:
            yield own.id, own.title, "", part.ended
        for occurrence in part.occurrences:
            if occurrence.done:
                yield own.id, own.title, occurrence.period, occurrence.done


def _given_up(plan: Plan, standing: Standing) -> Iterator[_End]:
    holder = standing.holder
    if standing.ended and standing.status is Status.DROPPED:
        yield holder.id, holder.title, "", standing.ended
    for part in standing.deliverables:
        own = part.deliverable
        if part.status is Status.DROPPED:
            yield own.id, own.title, "", part.ended or _last_dropping(standing, own.id)
            continue
        for occurrence in part.occurrences:
            if occurrence.state is OccurrenceState.DROPPED:
                since = _said_of(plan, standing, own.id, occurrence.period).since
                if since:
                    yield own.id, own.title, occurrence.period, since


def _last_dropping(standing: Standing, about: str) -> date:
    """Return the day of the last word that dropped a duty, or an occurrence of it."""
    return max(
        entry.date for entry in standing.entries if entry.about == about and entry.status is Status.DROPPED
    )


def _said_of(plan: Plan, standing: Standing, about: str, period: str) -> Reported:
    """Return what was said of an occurrence of a duty; what drops the duty drops it, too."""
    own = (entry for entry in standing.entries if entry.about == about)
    words = (entry for entry in own if occurrence_of(plan, entry) in {period, ""})
    return reported_on(words, plan.head.office, occurrence=True)
