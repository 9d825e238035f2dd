"""What is done, dropped or late, and was not so on an earlier day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, days, msg
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.deadlines import DueKind
from qtrack.standing.lights import LightReason
from qtrack.standing.recurrence import OccurrenceState, occurrence_of
from qtrack.standing.reported.status import reported_on
from qtrack.standing.task_standing import LATE

#: Reasons that say a task is behind or overdue; what is stuck may become so.
_BEHIND: Final = frozenset({"far-behind", "behind"})
_STUCK: Final = frozenset({"blocked", "returned", "stale", "never-reported"})


class Finished(msgspec.Struct, frozen=True):
    """A task, deliverable or occurrence of a duty that is done, or dropped, and was not before.

    `late` says that it was so on the earlier day already, but was recorded later (补报); `replaced` that
    another notice ended it.
    """

    id: str
    title: str
    period: str
    ended: date
    unit: str
    late: bool
    replaced: bool = False


class LateKind(StrEnum):
    """How something is late."""

    OVERDUE = "overdue"
    MISSED = "missed"  # one year of a duty that returns
    BEHIND = "behind"  # its pace, or that of an indicator
    NOT_HELD = "not-held"  # an indicator below the target that it should hold
    STUCK = "stuck"  # blocked, sent back, or silent for too long


class NewlyLate(msgspec.Struct, frozen=True):
    """What is late and was not before: a whole, a deliverable, a year of a duty, an indicator.

    `holder` is the task or section it belongs to; `due` is the deadline that passed, if one did.
    """

    kind: LateKind
    id: str
    holder: str
    title: str
    period: str
    unit: str
    due: date | None
    reason: Message


def newly_ended(
    now: PlanStanding, before: PlanStanding | None, *, dropped: bool = False
) -> tuple[Finished, ...]:
    """Return what is done, or with `dropped` given up (取消), and was not before.

    That are wholes, deliverables and occurrences of duties that return. Without anything before, all.
    """
    since = before.as_of if before else date.min
    known = {(one.id, one.period) for one in _ends(before, since, dropped=dropped)} if before else set()
    ends = _ends(now, since, dropped=dropped)
    return tuple(one for one in ends if (one.id, one.period) not in known)


def led_by(standing: Standing, about: str) -> str:
    """Return the short name of who leads a part of a task by itself, else of who stands for the task."""
    own = next((part.lead for part in standing.holder.deliverables if part.id == about), None)
    return standing.register.short(own) if own else standing.first


#: What a task, a part of it or an occurrence ended as: id, title, period, day, whether by another notice.
_End = tuple[str, str, str, date, bool]


def _ends(page: PlanStanding, since: date, *, dropped: bool) -> Iterator[Finished]:
    for standing in page.everything:
        for name, title, period, day, replaced in (_dropped if dropped else _done)(page.plan, standing):
            yield Finished(name, title, period, day, led_by(standing, name), day <= since, replaced)


def _done(_: Plan, standing: Standing) -> Iterator[_End]:
    if standing.ended and standing.finished:
        yield standing.id, standing.title, "", standing.ended, False
    for part in standing.deliverables:
        own = part.deliverable
        if part.ended and part.status is not Status.DROPPED and not part.occurrences:
            yield own.id, own.title, "", part.ended, False
        for occurrence in part.occurrences:
            if occurrence.done:
                yield own.id, own.title, occurrence.period, occurrence.done, False


def _dropped(plan: Plan, standing: Standing) -> Iterator[_End]:
    if standing.ended and standing.status is Status.DROPPED:
        yield standing.id, standing.title, "", standing.ended, standing.replaced
    for part in standing.deliverables:
        own = part.deliverable
        entries = [entry for entry in standing.entries if entry.about == own.id]
        if part.status is Status.DROPPED:
            last = max((entry.date for entry in entries if entry.status is Status.DROPPED), default=date.min)
            yield own.id, own.title, "", part.ended or last, part.replaced
            continue
        for occurrence in part.occurrences:
            if occurrence.state is OccurrenceState.DROPPED:  # by a word of it, or of the whole duty
                words = (entry for entry in entries if occurrence_of(plan, entry) in {occurrence.period, ""})
                since = reported_on(words, plan.head.office, occurrence=True).since
                if since:
                    yield own.id, own.title, occurrence.period, since, False


def is_late(standing: Standing) -> bool:
    """Tell whether something is behind or overdue, blocked, sent back or silent, by the reasons of its light.

    Nearness of a deadline alone is not late, nor is what was made up.
    """
    return _reason(standing, LATE | _BEHIND | _STUCK) is not None


def newly_late(now: PlanStanding, before: PlanStanding | None) -> tuple[NewlyLate, ...]:
    """Return what is overdue, missed, behind its pace, not held or stuck, and was not before.

    A deadline that passed and a target that is not held count for each thing of its own, a milestone among
    them; behind or stuck is a task as a whole, however many of its parts are. Without anything before, all
    that is late.
    """
    earlier = {_key(*late) for late in _all_late(before)} if before else set()
    return tuple(row for row, milestone in _all_late(now) if _key(row, milestone) not in earlier)


def _key(row: NewlyLate, milestone: date | None) -> tuple[object, ...]:
    """Return what makes a late thing the same on two days."""
    return row.holder, row.kind, row.id, row.period, milestone


def _all_late(page: PlanStanding) -> Iterator[tuple[NewlyLate, date | None]]:
    """Yield what is late; of a milestone also its day, by which it is told from others."""
    for standing in page.everything:
        holder = standing.id
        for one in standing.deadlines:
            if one.due < page.as_of:
                kind = LateKind.MISSED if one.kind is DueKind.OCCURRENCE else LateKind.OVERDUE
                overdue = msg("{days} overdue", days=days((page.as_of - one.due).days))
                unit = led_by(standing, one.id)
                row = NewlyLate(kind, one.id, holder, one.title, one.period, unit, one.due, overdue)
                yield row, one.due if one.kind is DueKind.MILESTONE else None
        for kind, name, title, reason in _by_reasons(standing):
            yield NewlyLate(kind, name, holder, title, "", standing.first, None, reason.message), None


def _by_reasons(standing: Standing) -> Iterator[tuple[LateKind, str, str, LightReason]]:
    """Yield the indicators that are not held, then a whole that is behind, or stuck, by its first reason."""
    names = {part.indicator.id: part.indicator.name for part in standing.indicators}
    for reason in standing.reasons:
        if reason.code == "not-held":
            yield LateKind.NOT_HELD, reason.indicator, names[reason.indicator], reason
    for kind, codes in ((LateKind.BEHIND, _BEHIND), (LateKind.STUCK, _STUCK)):
        why = _reason(standing, codes)
        if why:
            yield kind, standing.id, standing.title, why


def _reason(standing: Standing, codes: frozenset[str]) -> LightReason | None:
    """Return the weightiest reason for red or yellow among some, if there is one."""
    return next((reason for reason in standing.bad if reason.code in codes), None)
