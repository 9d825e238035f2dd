"""Tasks by their pace, as the lights measure it: ahead of it, on it, behind it (超前、基本持平、滞后)."""

from decimal import Decimal

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import Task
from qtrack.records.names import unit_name
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.pace import share
from qtrack.standing.rules import Measured, Tempo


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
    """Every task once: in one of three lists, or finished, dropped, or without a share to compare.

    Finished is what the pages call so: what is said to be done while something of it is late is not. A list
    has the widest gap first. On pace is what is less than `within` away from it, in what `measured` says; 0
    is by nothing at all.
    """

    within: Decimal
    measured: Measured
    ahead: tuple[PaceRow, ...]
    on: tuple[PaceRow, ...]
    behind: tuple[PaceRow, ...]
    finished: int
    dropped: int
    unknown: int

    @property
    def total(self) -> int:
        """How many tasks there are."""
        compared = len(self.ahead) + len(self.on) + len(self.behind)
        return compared + self.finished + self.dropped + self.unknown

    def proportion(self, number: int) -> Decimal:
        """Return how much of all tasks a number of them is, in percent."""
        return share(number, self.total) if self.total else Decimal(0)


def pace_lists(standing: PlanStanding) -> PaceLists:
    """Part the tasks by the gap between their progress and their pace."""
    rule = standing.rule
    running = [task for task in standing.tasks if task.running]
    rows: dict[Tempo, list[PaceRow]] = {tempo: [] for tempo in Tempo}
    for task in running:
        row = _row(task, standing)
        if row is not None:
            rows[rule.tempo(row.progress, row.pace)].append(row)
    return PaceLists(
        within=rule.yellow_gap or Decimal(0),
        measured=rule.measured,
        ahead=tuple(sorted(rows[Tempo.AHEAD], key=lambda row: -row.gap)),
        on=tuple(sorted(rows[Tempo.ON], key=lambda row: -abs(row.gap))),
        behind=tuple(sorted(rows[Tempo.BEHIND], key=lambda row: row.gap)),
        finished=sum(task.finished for task in standing.tasks),
        dropped=sum(task.status is Status.DROPPED for task in standing.tasks),
        unknown=len(running) - sum(map(len, rows.values())),
    )


def _row(standing: Standing, whole: PlanStanding) -> PaceRow | None:
    task = standing.holder
    if standing.progress is None or standing.gap is None or not isinstance(task, Task):
        return None
    return PaceRow(
        id=task.id,
        title=task.title,
        unit=unit_name(whole.plan, task),
        light=standing.light,
        progress=standing.progress,
        pace=standing.pace,
        gap=standing.gap,
    )
