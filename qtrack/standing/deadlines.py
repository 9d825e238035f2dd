"""What falls due: a thing that is not done and has a deadline, and the order of such things."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.standing.parts import IndicatorStanding


class DueKind(StrEnum):
    """What falls due."""

    TASK = "task"
    DELIVERABLE = "deliverable"
    OCCURRENCE = "occurrence"  # of a duty that returns
    MILESTONE = "milestone"  # an interim target of an indicator
    INDICATOR = "indicator"


class Deadline(msgspec.Struct, frozen=True):
    """One thing that is not done and has a deadline; `period` is that of an occurrence or a yearly target.

    What returns has its time from `start` on. `indicator` is what a target is of.
    """

    due: date
    kind: DueKind
    id: str
    title: str
    period: str = ""
    start: date | None = None
    indicator: IndicatorStanding | None = None

    @property
    def own_days(self) -> int | None:
        """How many days what returns has, or None for what has the time of the plan."""
        return None if self.start is None else (self.due - self.start).days + 1


def by_date(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Return deadlines by their days, those of one day by kind."""
    order = tuple(DueKind)
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.due, order.index(deadline.kind))))
