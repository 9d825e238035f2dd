"""What changed since an earlier day: lights that turned and why, what was finished, what became late.

The board and the papers take these from here, so their changes are always the same. The earlier day is taken
as it was: by the plan of that day, as far as was known on it. On the course to now one thing is let in at
each step: what was recorded since of the days before, the edits of the plan, the days that went by, what was
reported of them. The order is part of the rule; in another one some turns had another cause.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.records.selection.filters import Filters, narrowed, only
from qtrack.records.since.newly import Finished, NewlyLate, newly_ended, newly_late
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.lights import Light
from qtrack.standing.rules import Rule


class TurnCause(StrEnum):
    """What is let in at a step, in the order of the steps."""

    RECORDS = "records"  # late reports, corrections, withdrawals of the days before
    PLAN = "plan"  # edits of the plan and of its thresholds
    TIME = "time"  # the days since, with nothing reported of them
    REPORTS = "reports"  # what was reported of the days since


class Then(msgspec.Struct, frozen=True):
    """An earlier day. `plan` is that of the day, None where it is that of now.

    It has the entries of now, and the numbers that the plan of now gives to the same things.
    `unknown` says why the plan of the day is not known, so that the one of now has to stand in for it.
    `standing` is where the plan stood on it, as known on it, where that was assessed before.
    """

    as_of: date
    plan: Plan | None = None
    unknown: Message | None = None
    standing: PlanStanding | None = None

    @property
    def note(self) -> Message | None:
        """Say what cannot be told apart where the plan of the day is not known."""
        if self.unknown is None:
            return None
        return msg(
            "{why} {date} is therefore computed by the plan of now, and what edits of the plan changed "
            "cannot be told.",
            why=self.unknown,
            date=self.as_of,
        )


def earlier(now: PlanStanding, then: Then) -> PlanStanding:
    """Return where the plan stood on an earlier day, as known on it.

    When an entry was recorded, it says itself. Where `now` was known on an earlier day still, no more was
    known then.
    """
    day = then.as_of
    return then.standing or assess(then.plan or now.plan, day, min(day, now.known_at or day))


class Stood(msgspec.Struct, frozen=True):
    """The lights at the end of an earlier day, as known on it: how many tasks had each, and all by id."""

    as_of: date
    counts: dict[Light, int]
    lights: dict[str, Light]


def stood(whole: PlanStanding, then: Then, filters: Filters) -> Stood:
    """Return the lights of what the filters keep, as they were on an earlier day."""
    return lights_of(narrowed(earlier(whole, then), filters.scope))


def lights_of(standing: PlanStanding) -> Stood:
    """Return the lights of a standing."""
    return Stood(standing.as_of, standing.counts, {held.id: held.light for held in standing.everything})


def course(
    before: PlanStanding, now: PlanStanding, holders: frozenset[str]
) -> Iterator[tuple[TurnCause, PlanStanding]]:
    """Yield where some sections and tasks stood after each cause that is let in, from `before` to `now`."""
    day, known_at = before.as_of, now.known_at
    was, plan = _only(before.plan, holders), _only(now.plan, holders)
    yield TurnCause.RECORDS, assess(was, day, known_at)
    if before.plan is not now.plan:
        yield TurnCause.PLAN, assess(plan, day, known_at)
    yield TurnCause.TIME, assess(plan, now.as_of, known_at, dated_by=day)
    yield TurnCause.REPORTS, now


def _only(plan: Plan, holders: frozenset[str]) -> Plan:
    """Return a plan with these tasks alone, and with the entries that say how these holders stand."""
    tasks = tuple(task for task in plan.tasks if task.id in holders)
    return msgspec.structs.replace(plan.only_entries_of(holders), tasks=tasks)


class Direction(StrEnum):
    """Which way a light turned."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"  # to or from no light at all


class Turn(msgspec.Struct, frozen=True):
    """A task, or a section's own goals, whose light is another than before; `reason` is that of now.

    `before` or `now` is None where only one of the two plans has it, or has it among what the page shows.
    `causes` are the steps at which the light turned, maybe more than once.
    """

    as_json: ClassVar = "id title unit from=before to=now direction causes reason"

    id: str
    title: str
    unit: str
    before: Light | None
    now: Light | None
    direction: Direction
    causes: tuple[TurnCause, ...]
    reason: Message


class Changes(msgspec.Struct, frozen=True):
    """What changed since the end of a day, among what a page shows; without a day, nothing was asked for.

    `counts`, the worst light first, and `unreported` are of the tasks as they were then, `lights` of each
    by id, goals of sections among them. `unknown` says what cannot be told where the plan of then is not
    known.
    """

    since: date | None = None
    unknown: Message | None = None
    counts: dict[Light, int] = {}
    unreported: int = 0
    lights: dict[str, Light] = {}
    turned: tuple[Turn, ...] = ()
    finished: tuple[Finished, ...] = ()
    dropped: tuple[Finished, ...] = ()
    newly_late: tuple[NewlyLate, ...] = ()

    @property
    def counts_before(self) -> dict[Light, int] | None:
        """The counts of the earlier day, if one was asked for."""
        return self.counts if self.since else None

    @property
    def holders(self) -> frozenset[str]:
        """The tasks and sections that anything changed of."""
        ended = {row.id.partition(".")[0] for row in (*self.finished, *self.dropped)}
        turned, late = {turn.id for turn in self.turned}, {row.holder for row in self.newly_late}
        return frozenset(turned | ended | late)


#: What a page has where no earlier day was asked for.
NO_CHANGES: Final = Changes()


def changes(whole: PlanStanding, then: Then | None, filters: Filters) -> Changes:
    """Compare what the filters keep now with what they kept before; without a day, all that ended or is late.

    What a task is by now (its light, its status, its deadline, its silence) chooses among the tasks of now
    only, and these are compared with what they were.
    """
    now, scope = narrowed(whole, filters), filters.scope
    if then is None:
        return Changes(
            finished=newly_ended(now, None),
            dropped=newly_ended(now, None, dropped=True),
            newly_late=newly_late(now, None),
        )
    before = narrowed(earlier(whole, then), scope)
    if scope != filters:
        before = only(before, frozenset(held.id for held in now.everything))
    return Changes(
        since=before.as_of,
        unknown=then.note,
        counts=before.counts,
        unreported=sum(task.unreported for task in before.tasks),
        lights=lights_of(before).lights,
        turned=_turns(whole, now, before, scope),
        finished=newly_ended(now, before),
        dropped=newly_ended(now, before, dropped=True),
        newly_late=newly_late(now, before),
    )


def _turns(whole: PlanStanding, now: PlanStanding, before: PlanStanding, scope: Filters) -> tuple[Turn, ...]:
    """Return those whose light is another than before, what came or went among them."""
    was, is_ = _by_id(before), _by_id(now)
    turned = [name for name in {**is_, **was} if _light(was.get(name)) is not _light(is_.get(name))]
    if not turned:
        return ()
    steps = [
        (cause, lights_of(narrowed(step, scope)).lights)
        for cause, step in course(before, whole, frozenset(turned))
    ]
    return tuple(
        _turn(is_.get(name) or was[name], was.get(name), is_.get(name), now.rule, steps) for name in turned
    )


def _turn(
    of: Standing,
    old: Standing | None,
    new: Standing | None,
    rule: Rule,
    steps: list[tuple[TurnCause, dict[str, Light]]],
) -> Turn:
    light, after = _light(old), _light(new)
    way = [light, *(lights.get(of.id) for _, lights in steps)]
    return Turn(
        id=of.id,
        title=of.title,
        unit=of.first,
        before=light,
        now=after,
        direction=direction(light, after, rule),
        causes=tuple(
            cause for (cause, _), one, other in zip(steps, way, way[1:], strict=False) if one is not other
        ),
        reason=new.reasons[0].message if new else msg("taken out by an edit of the plan"),
    )


def _light(held: Standing | None) -> Light | None:
    return held.light if held else None


def _by_id(standing: PlanStanding) -> dict[str, Standing]:
    return {held.id: held for held in standing.everything}


def direction(before: Light | None, now: Light | None, rule: Rule) -> Direction:
    """Return which way a light turned; None is one that the plan, or the page, did not have."""
    if before in {None, Light.NONE} or now in {None, Light.NONE}:
        return Direction.NEITHER
    order: tuple[Light | None, ...] = rule.worst_first
    return Direction.BETTER if order.index(now) > order.index(before) else Direction.WORSE
