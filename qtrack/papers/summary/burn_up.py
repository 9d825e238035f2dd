"""What is done against what should be, over the whole time of the plan (a burn-up)."""

from bisect import bisect_right
from datetime import date

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import Pace
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.pace import WHOLE, elapsed
from qtrack.standing.recurrence import OccurrenceState


class BurnUp(msgspec.Struct, frozen=True):
    """The days on which deliverables were done and on which they fall due, each sorted.

    An occurrence of a duty that returns counts as one; what was dropped does not count. A task without
    deliverables counts as one itself.
    """

    start: date
    end: date
    as_of: date
    done: tuple[date, ...]
    due: tuple[date, ...]
    by: Pace = Pace.DAYS

    @property
    def total(self) -> int:
        """How many there are to be done."""
        return len(self.due)

    @property
    def on_pace(self) -> int:
        """How many whole ones would be done by now if they were done evenly, by the plan's pace."""
        return int(elapsed(self.start, self.end, self.as_of, self.by) * self.total / WHOLE)

    @property
    def due_by_now(self) -> int:
        """How many have a deadline that has come."""
        return bisect_right(self.due, self.as_of)


def burn_up(standing: PlanStanding) -> BurnUp:
    """Collect when everything was done and when it falls due."""
    head = standing.plan.head
    pairs = [pair for one in standing.everything for pair in _things(one, head.end)]
    return BurnUp(
        start=head.start,
        end=head.end,
        as_of=standing.as_of,
        done=tuple(sorted(done for _, done in pairs if done)),
        due=tuple(sorted(due for due, _ in pairs)),
        by=head.pace,
    )


def _things(standing: Standing, end: date) -> list[tuple[date, date | None]]:
    """Return for each thing to be done its deadline and the day it was done, if it was.

    What is done as a whole is done in all its parts, on that day at the latest, but for what is late.
    """
    if standing.status is Status.DROPPED:
        return []
    whole = standing.ended
    late = {(deadline.id, deadline.period) for deadline in standing.deadlines}
    found = []
    for part in standing.deliverables:
        own = part.deliverable.id
        if part.left_out:
            continue
        if part.occurrences:
            found += [
                (one.due, one.done or (None if (own, one.period) in late else whole))
                for one in part.occurrences
                if one.state is not OccurrenceState.DROPPED
            ]
        else:
            done = part.ended if part.done else None
            found.append((part.due, done or (None if (own, "") in late else whole)))
    if not standing.deliverables and not standing.indicators:
        found.append((standing.due or end, whole))
    return found
