"""What is late: behind, overdue, stuck; and what of it was not so on an earlier day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from qtrack.locale.message import Message, nmsg
from qtrack.records.names import unit_name
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.task_standing import LATE, DueKind

#: Reasons that say a task is behind or overdue; what is stuck may become so.
_BEHIND: Final = frozenset({"far-behind", "behind"})
_STUCK: Final = frozenset({"blocked", "returned", "stale", "never-reported"})
_LATE: Final = LATE | _BEHIND | _STUCK


class LateKind(StrEnum):
    """How something is late."""

    OVERDUE = "overdue"
    MISSED = "missed"  # one year of a duty that returns
    BEHIND = "behind"  # its pace, or that of an indicator
    NOT_HELD = "not-held"  # an indicator below the target that it should hold
    STUCK = "stuck"  # blocked, sent back, or silent for too long


#: What a task as a whole is late by before any deadline, and the reasons that say so.
_KINDS: Final = {LateKind.BEHIND: _BEHIND, LateKind.STUCK: _STUCK}


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


def is_late(standing: Standing) -> bool:
    """Tell whether something is behind or overdue, blocked, sent back or silent, by the reasons of its light.

    Nearness of a deadline alone is not late, nor is what was made up.
    """
    return _reason(standing, _LATE) is not None


def newly_late(now: PlanStanding, before: PlanStanding | None) -> tuple[NewlyLate, ...]:
    """Return what is overdue, missed, behind its pace, not held or stuck, and was not before.

    A deadline that passed and a target that is not held count for each thing of its own, a milestone among
    them; behind or stuck is a task as a whole, however many of its parts are. Without anything before, all
    that is late.
    """
    earlier = {key for key, _ in _all_late(before)} if before else set()
    return tuple(row for key, row in _all_late(now) if key not in earlier)


class _Key(NamedTuple):
    """What makes a late thing the same on two days; a milestone is told by its date."""

    holder: str
    kind: LateKind
    id: str
    period: str = ""
    milestone: date | None = None


def _all_late(page: PlanStanding) -> Iterator[tuple[_Key, NewlyLate]]:
    for standing in page.everything:
        yield from _passed(page, standing)
        yield from _not_held(page, standing)
        yield from _as_a_whole(page, standing)


def _passed(page: PlanStanding, standing: Standing) -> Iterator[tuple[_Key, NewlyLate]]:
    """Give what is open and has a deadline that passed."""
    holder = standing.holder
    for one in standing.deadlines:
        if one.due < page.as_of:
            kind = LateKind.MISSED if one.kind is DueKind.OCCURRENCE else LateKind.OVERDUE
            reason = nmsg("{n} day overdue", "{n} days overdue", (page.as_of - one.due).days)
            unit = unit_name(page.plan, holder)
            milestone = one.due if one.kind is DueKind.MILESTONE else None
            yield (
                _Key(holder.id, kind, one.id, one.period, milestone),
                NewlyLate(kind, one.id, holder.id, one.title, one.period, unit, one.due, reason),
            )


def _not_held(page: PlanStanding, standing: Standing) -> Iterator[tuple[_Key, NewlyLate]]:
    """Give the indicators that are not held."""
    holder, kind = standing.holder, LateKind.NOT_HELD
    names = {part.indicator.id: part.indicator.name for part in standing.indicators}
    for reason in standing.reasons:
        if reason.code == "not-held":
            own, unit = reason.indicator, unit_name(page.plan, holder)
            row = NewlyLate(kind, own, holder.id, names[own], "", unit, None, reason.message)
            yield _Key(holder.id, kind, own), row


def _as_a_whole(page: PlanStanding, standing: Standing) -> Iterator[tuple[_Key, NewlyLate]]:
    """Give a task that is behind, or stuck, by its weightiest reason for that."""
    holder = standing.holder
    for kind, codes in _KINDS.items():
        why = _reason(standing, codes)
        if why:
            unit = unit_name(page.plan, holder)
            row = NewlyLate(kind, holder.id, holder.id, holder.title, "", unit, None, why.message)
            yield _Key(holder.id, kind, holder.id), row


def _reason(standing: Standing, codes: frozenset[str]) -> LightReason | None:
    """Return the weightiest reason for red or yellow among some, if there is one."""
    bad = {Light.RED, Light.YELLOW}
    return next((reason for reason in standing.reasons if reason.code in codes and reason.light in bad), None)
