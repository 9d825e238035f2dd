"""Tasks by their pace: ahead of it, on it, behind it (超进度、达进度、欠进度)."""

from decimal import Decimal

import msgspec

from qtrack.model.plan import Task
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.pace import share


class PaceRow(msgspec.Struct, frozen=True):
    """One task with its figures: percentages, `gap` in percentage points, negative is behind."""

    id: str
    title: str
    unit: str
    light: Light
    progress: Decimal
    pace: Decimal
    gap: Decimal


class PaceLists(msgspec.Struct, frozen=True):
    """Every task once: in one of three lists, or among the `ended`, or without a share to compare.

    A list has the widest gap first.
    """

    ahead: tuple[PaceRow, ...]
    on: tuple[PaceRow, ...]
    behind: tuple[PaceRow, ...]
    ended: int
    unknown: int

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return len(self.ahead) + len(self.on) + len(self.behind) + self.ended + self.unknown

    def proportion(self, number: int) -> Decimal:
        """Return how much of all tasks a number of them is, in percent."""
        return share(number, self.total) if self.total else Decimal(0)


def pace_lists(standing: PlanStanding) -> PaceLists:
    """Part the tasks by the gap between their progress and their pace."""
    running = [each for each in standing.tasks if not each.status.ended]
    rows = [row for each in running if (row := _row(each, standing)) is not None]
    return PaceLists(
        ahead=tuple(sorted((each for each in rows if each.gap > 0), key=lambda each: -each.gap)),
        on=tuple(each for each in rows if each.gap == 0),
        behind=tuple(sorted((each for each in rows if each.gap < 0), key=lambda each: each.gap)),
        ended=len(standing.tasks) - len(running),
        unknown=len(running) - len(rows),
    )


def _row(standing: Standing, whole: PlanStanding) -> PaceRow | None:
    task = standing.holder
    if standing.progress is None or standing.gap is None or not isinstance(task, Task):
        return None
    named = task.responsible.named
    return PaceRow(
        task.id,
        task.title,
        whole.plan.register.short(named[0]) if named else "",
        standing.light,
        standing.progress,
        standing.pace,
        standing.gap,
    )
