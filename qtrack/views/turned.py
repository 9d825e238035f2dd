"""What changed between two dates: lights that turned, what was finished, what became late.

The board and the papers take these from here. Both sides are assessed with the same knowledge, so an
entry recorded late counts on both, and what differs is what came to pass, not what came to be known.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from qtrack.locale.message import Message, nmsg
from qtrack.model.entry import Status
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.deadlines import DueKind, deadlines
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.rules import Rule, rule_of
from qtrack.views.filters import Filters, narrowed

#: Reasons that say a task is behind or overdue; silence and nearness have their own chapters.
_BEHIND: Final = frozenset({"far-behind", "behind"})
_NOT_HELD: Final = frozenset({"not-held"})
_PASSED: Final = frozenset({"overdue", "part-overdue", "missed", "target-missed", "milestone-missed"})
_LATE: Final = _PASSED | _BEHIND | _NOT_HELD


class Direction(StrEnum):
    """Which way a light turned."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"  # to or from no light at all


class Turn(msgspec.Struct, frozen=True, rename={"before": "from", "now": "to"}):
    """A task, or a section's own goals, whose light is another than before; `reason` is that of now."""

    id: str
    title: str
    unit: str
    before: Light
    now: Light
    direction: Direction
    reason: Message


class Finished(msgspec.Struct, frozen=True):
    """A task, deliverable or occurrence of a duty that was done in the period."""

    id: str
    title: str
    period: str
    ended: date
    unit: str


class LateKind(StrEnum):
    """How something is late."""

    OVERDUE = "overdue"
    MISSED = "missed"  # one year of a duty that returns
    BEHIND = "behind"  # its pace, or that of an indicator
    NOT_HELD = "not-held"  # an indicator below the target that it should hold


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


class Changes(msgspec.Struct, frozen=True):
    """What changed since the end of a day, among what a page shows.

    `counts`, the worst light first, and `unreported` are of these tasks as they were then, `lights` of each
    by id, goals of sections among them.
    """

    since: date
    counts: dict[Light, int]
    unreported: int
    lights: dict[str, Light]
    turned: tuple[Turn, ...]
    finished: tuple[Finished, ...]
    newly_late: tuple[NewlyLate, ...]

    @property
    def holders(self) -> frozenset[str]:
        """The tasks and sections that anything changed of."""
        ids = {each.id for each in self.turned} | {each.id.partition(".")[0] for each in self.finished}
        return frozenset(ids | {each.holder for each in self.newly_late})


def changes(now: PlanStanding, before: PlanStanding, filters: Filters) -> Changes:
    """Compare what the filters keep now with what it was before."""
    now = narrowed(now, filters)
    then = {each.holder.id: each for each in before.everything}
    tasks = [then[each.holder.id] for each in now.tasks]
    return Changes(
        before.as_of,
        now.rule.count([each.light for each in tasks]),
        sum(each.unreported for each in tasks),
        {each.holder.id: then[each.holder.id].light for each in now.everything},
        turns(now.plan, now.everything, before.everything),
        finished(now, before.as_of),
        newly_late(now, before),
    )


def turns(plan: Plan, now: Iterable[Standing], before: Iterable[Standing]) -> tuple[Turn, ...]:
    """Return those whose light is another than before."""
    earlier = {each.holder.id: each.light for each in before}
    rule = rule_of(plan.head.lights)
    return tuple(
        Turn(
            each.holder.id,
            each.holder.title,
            unit_name(plan, each.holder),
            was,
            each.light,
            _direction(was, each.light, rule),
            each.reasons[0].message,
        )
        for each in now
        if (was := earlier.get(each.holder.id, each.light)) is not each.light
    )


def _direction(before: Light, now: Light, rule: Rule) -> Direction:
    if Light.NONE in {before, now}:
        return Direction.NEITHER
    better = rule.worst_first.index(now) > rule.worst_first.index(before)
    return Direction.BETTER if better else Direction.WORSE


def finished(now: PlanStanding, since: date) -> tuple[Finished, ...]:
    """Return what was done after the day `since`: wholes, deliverables, years of returning duties."""
    return tuple(
        each
        for standing in now.everything
        for each in _finished(standing, unit_name(now.plan, standing.holder))
        if since < each.ended <= now.as_of
    )


def _finished(standing: Standing, unit: str) -> Iterator[Finished]:
    holder = standing.holder
    if standing.ended and standing.status is not Status.DROPPED:
        yield Finished(holder.id, holder.title, "", standing.ended, unit)
    for part in standing.deliverables:
        own = part.deliverable
        if part.ended and part.status is not Status.DROPPED and not part.occurrences:
            yield Finished(own.id, own.title, "", part.ended, unit)
        for occurrence in part.occurrences:
            if occurrence.done:
                yield Finished(own.id, own.title, occurrence.period, occurrence.done, unit)


def is_late(standing: Standing) -> bool:
    """Tell whether something is behind or overdue, by the reasons of its light."""
    return _reason(standing, _LATE) is not None


def newly_late(now: PlanStanding, before: PlanStanding) -> tuple[NewlyLate, ...]:
    """Return what is overdue, missed, behind its pace or not held, and was not before.

    A deadline that passed counts for each thing of its own; behind is a task as a whole, however many of
    its indicators are.
    """
    earlier = {_key(row) for each in before.everything for row in _late_rows(before, each)}
    return tuple(row for each in now.everything for row in _late_rows(now, each) if _key(row) not in earlier)


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
    for each in deadlines(standing):
        if each.due < page.as_of:
            kind = LateKind.MISSED if each.kind is DueKind.OCCURRENCE else LateKind.OVERDUE
            reason = nmsg("{n} day overdue", "{n} days overdue", (page.as_of - each.due).days)
            yield NewlyLate(kind, each.id, holder.id, each.title, each.period, unit, each.due, reason)
    for kind, codes in ((LateKind.BEHIND, _BEHIND), (LateKind.NOT_HELD, _NOT_HELD)):
        why = _reason(standing, codes)
        if why:
            yield NewlyLate(kind, holder.id, holder.id, holder.title, "", unit, None, why.message)


def _reason(standing: Standing, codes: frozenset[str]) -> LightReason | None:
    """Return the weightiest reason for red or yellow among some, if there is one."""
    bad = {Light.RED, Light.YELLOW}
    return next((each for each in standing.reasons if each.code in codes and each.light in bad), None)


def unit_name(plan: Plan, holder: Section | Task) -> str:
    """Return the short name of who leads, else of the first group that is named."""
    if not isinstance(holder, Task) or not holder.responsible.named:
        return ""
    return plan.register.short(holder.responsible.named[0])
