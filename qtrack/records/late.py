"""What is late: behind, overdue, stuck; and what of it was not so on an earlier day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from qtrack.locale.message import Message, nmsg
from qtrack.records.names import unit_name
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.deadlines import DueKind
from qtrack.standing.lights import Light, LightReason

#: Reasons that say a task is behind or overdue; what is stuck may become so.
_BEHIND: Final = frozenset({"far-behind", "behind"})
_NOT_HELD: Final = frozenset({"not-held"})
_PASSED: Final = frozenset({"overdue", "part-overdue", "missed", "target-missed", "milestone-missed"})
_STUCK: Final = frozenset({"blocked", "returned", "stale", "never-reported"})
_LATE: Final = _PASSED | _BEHIND | _NOT_HELD | _STUCK


class LateKind(StrEnum):
    """How something is late."""

    OVERDUE = "overdue"
    MISSED = "missed"  # one year of a duty that returns
    BEHIND = "behind"  # its pace, or that of an indicator
    NOT_HELD = "not-held"  # an indicator below the target that it should hold
    STUCK = "stuck"  # blocked, sent back, or silent for too long


#: What is late before any deadline, and the reasons that say so.
_KINDS: Final = {LateKind.BEHIND: _BEHIND, LateKind.NOT_HELD: _NOT_HELD, LateKind.STUCK: _STUCK}


class NewlyLate(msgspec.Struct, frozen=True):
    """What is late and was not before: a whole, a deliverable, a year of a duty, an indicator to reach.

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

    A deadline that passed counts for each thing of its own; behind or stuck is a task as a whole, however
    many of its parts are. Without anything before, all that is late.
    """
    earlier = {_key(row) for row in _all_late(before)} if before else set()
    return tuple(row for row in _all_late(now) if _key(row) not in earlier)


def _all_late(page: PlanStanding) -> Iterator[NewlyLate]:
    return (row for each in page.everything for row in _late_rows(page, each))


class _Key(NamedTuple):
    holder: str
    kind: LateKind
    id: str
    period: str


def _key(row: NewlyLate) -> _Key:
    return _Key(row.holder, row.kind, row.id, row.period)


def _late_rows(page: PlanStanding, standing: Standing) -> Iterator[NewlyLate]:
    holder = standing.holder
    unit = unit_name(page.plan, holder)
    for each in standing.deadlines:
        if each.due < page.as_of:
            kind = LateKind.MISSED if each.kind is DueKind.OCCURRENCE else LateKind.OVERDUE
            reason = nmsg("{n} day overdue", "{n} days overdue", (page.as_of - each.due).days)
            yield NewlyLate(kind, each.id, holder.id, each.title, each.period, unit, each.due, reason)
    for kind, codes in _KINDS.items():
        why = _reason(standing, codes)
        if why:
            yield NewlyLate(kind, holder.id, holder.id, holder.title, "", unit, None, why.message)


def _reason(standing: Standing, codes: frozenset[str]) -> LightReason | None:
    """Return the weightiest reason for red or yellow among some, if there is one."""
    bad = {Light.RED, Light.YELLOW}
    return next((each for each in standing.reasons if each.code in codes and each.light in bad), None)
