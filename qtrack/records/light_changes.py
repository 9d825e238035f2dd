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

from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.records.filters import Filters, narrowed, only
from qtrack.records.newly import Finished, NewlyLate, newly_ended, newly_late
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

    `unknown` says why the plan of the day is not known, so that the one of now has to stand in for it.
    """

    as_of: date
    plan: Plan | None = None
    unknown: Message | None = None

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


def course(now: PlanStanding, then: Then) -> Iterator[tuple[TurnCause | None, PlanStanding]]:
    """Yield where the plan stood on an earlier day, as known on it, and after each cause that is let in.

    The last is now. Entries come from the plan of now: when one was recorded, it says itself. Where `now` was
    known on an earlier day still, no more was known then.
    """
    plan, day = now.plan, then.as_of
    before = plan
    if then.plan is not None:
        before = with_new_numbers(msgspec.structs.replace(then.plan, entries=plan.entries), plan)
    yield None, assess(before, day, min(day, now.known_at or day))
    yield TurnCause.RECORDS, assess(before, day, now.known_at)
    if then.plan is not None:
        yield TurnCause.PLAN, assess(plan, day, now.known_at)
    yield TurnCause.TIME, assess(plan, now.as_of, now.known_at, dated_by=day)
    yield TurnCause.REPORTS, now


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
    steps = [(cause, narrowed(standing, scope)) for cause, standing in course(whole, then)]
    before = steps[0][1]
    if scope != filters:
        before = only(before, frozenset(held.id for held in now.everything))
    return Changes(
        since=before.as_of,
        unknown=then.note,
        counts=before.counts,
        unreported=sum(task.unreported for task in before.tasks),
        lights={held.id: held.light for held in before.everything},
        turned=_turns(now, before, steps[1:]),
        finished=newly_ended(now, before),
        dropped=newly_ended(now, before, dropped=True),
        newly_late=newly_late(now, before),
    )


def _turns(
    now: PlanStanding, before: PlanStanding, steps: list[tuple[TurnCause | None, PlanStanding]]
) -> tuple[Turn, ...]:
    """Return those whose light is another than before, what came or went among them."""
    was, is_ = _by_id(before), _by_id(now)
    lights = [(cause, {held.id: held.light for held in step.everything}) for cause, step in steps]
    found = []
    for name in {**is_, **was}:
        old, new = was.get(name), is_.get(name)
        of = new or old
        light, after = old.light if old else None, new.light if new else None
        if of is None or light is after:
            continue
        way = [light, *(step.get(name) for _, step in lights)]
        found.append(
            Turn(
                id=name,
                title=of.title,
                unit=of.first,
                before=light,
                now=after,
                direction=_direction(light, after, now.rule),
                causes=tuple(
                    cause
                    for (cause, _), one, other in zip(lights, way, way[1:], strict=False)
                    if cause and one is not other
                ),
                reason=new.reasons[0].message if new else msg("taken out by an edit of the plan"),
            )
        )
    return tuple(found)


def _by_id(standing: PlanStanding) -> dict[str, Standing]:
    return {held.id: held for held in standing.everything}


def _direction(before: Light | None, now: Light | None, rule: Rule) -> Direction:
    if before in {None, Light.NONE} or now in {None, Light.NONE}:
        return Direction.NEITHER
    order: tuple[Light | None, ...] = rule.worst_first
    return Direction.BETTER if order.index(now) > order.index(before) else Direction.WORSE
