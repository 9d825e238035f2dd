"""The course from an earlier day to now, step by step, so that what turned on it has its cause.

The earlier day is taken as it was: by the plan of that day, as far as was known on it. Then one thing is
let in at each step: what was recorded since of the days before, the edits of the plan, the days that went
by, what was reported of them. The order is part of the rule; in another one some turns had another cause.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.standing.assess import PlanStanding, assess


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


class Course(msgspec.Struct, frozen=True):
    """Where the plan stood on an earlier day, as it was, and where it stands now."""

    then: Then
    before: PlanStanding
    now: PlanStanding

    def steps(self) -> Iterator[tuple[TurnCause, PlanStanding]]:
        """Yield each cause with where the plan stands once it is let in; the last is now."""
        day, now = self.then.as_of, self.now
        yield TurnCause.RECORDS, assess(self.before.plan, day, now.known_at)
        if self.then.plan is not None:
            yield TurnCause.PLAN, assess(now.plan, day, now.known_at)
        yield TurnCause.TIME, assess(now.plan, now.as_of, now.known_at, dated_by=day)
        yield TurnCause.REPORTS, now


def course(now: PlanStanding, then: Then) -> Course:
    """Return the course from an earlier day, as known on it, to now.

    Entries come from the plan of now: when one was recorded, it says itself. Where `now` was known on an
    earlier day still, no more was known then.
    """
    plan = now.plan
    if then.plan is not None:
        plan = with_new_numbers(msgspec.structs.replace(then.plan, entries=plan.entries), plan)
    known_at = min(then.as_of, now.known_at or then.as_of)
    return Course(then, assess(plan, then.as_of, known_at), now)
