"""Pages one and two: what changed, what is red, what needs coordinating, what falls due, who is silent.

All that is worth telling, the worst first; the room of the sheets says how much of it is told.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from qtrack.locale.message import msg
from qtrack.model.period import Period
from qtrack.papers.summary.chapters import SummaryEntry, late_rows, troubles, wholes
from qtrack.papers.summary.span import Gain
from qtrack.records.chase import reminders_of
from qtrack.records.due import DueRow
from qtrack.records.since.light_changes import Changes, Direction, Turn
from qtrack.records.since.newly import Finished, NewlyLate
from qtrack.records.units import unreported_rows
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.reported.chasing import ChaseState

#: So much of what a unit wrote stands on the first pages, so much on the one; the annexes have it whole.
LONGEST: Final = 60
LONGEST_IN_BRIEF: Final = 28

#: So many reasons of a light stand on the first pages.
MOST_REASONS: Final = 2


class Held(msgspec.Struct, frozen=True):
    """A task or section that something is told of."""

    held: Standing

    @property
    def id(self) -> str:
        """The id of the task or section."""
        return self.held.id

    @property
    def title(self) -> str:
        """The title of the task or section."""
        return self.held.title


class Matter(Held, frozen=True):
    """A red task: why it is red, the problem told last, the next step told last, and its next deadline."""

    reasons: tuple[LightReason, ...]
    problem: str
    next: str
    due: DueRow | None


class Stuck(Held, frozen=True):
    """What needs somebody's decision though it is not red: what is blocked or sent back, a problem told."""

    told: SummaryEntry | None
    reasons: tuple[LightReason, ...]

    @property
    def title(self) -> str:
        """The title of the part that the problem is told of, else that of the task."""
        return self.told.title if self.told else self.held.title


class Waiting(msgspec.Struct, frozen=True):
    """A reminder that is past its time, the one of so many on the matter, with the days since."""

    id: str
    title: str
    unit: str
    number: str
    times: int
    days: int


class Silent(Held, frozen=True):
    """A task that nobody reported on for longer than the plan allows and that is told nowhere else."""

    reason: LightReason


class Front(msgspec.Struct, frozen=True):
    """What stands on the first pages. `rest` counts by the name of a field what did not find room there.

    `red_named` are the red tasks behind those in `red` that are only named.
    """

    worse: tuple[Turn, ...]
    better: tuple[Turn, ...]
    other: tuple[Turn, ...]
    finished: tuple[Finished, ...]
    newly_late: tuple[NewlyLate, ...]
    red: tuple[Matter, ...]
    stuck: tuple[Stuck, ...]
    waiting: tuple[Waiting, ...]
    due: tuple[DueRow, ...]
    silent: tuple[Silent, ...]
    units: tuple[tuple[str, bool, int], ...]
    gains: tuple[Gain, ...]
    red_named: tuple[Matter, ...]
    rest: dict[str, int]


def matters(
    now: PlanStanding, changes: Changes, period: Period, due: Sequence[DueRow], gains: Sequence[Gain] = ()
) -> Front:
    """Return all that is worth telling."""
    turned = {turn.id for turn in changes.turned}
    turns = list(_turns(now, changes))
    told = troubles(now, period)
    red = _red(now, told, due)
    red_ids = {matter.id for matter in red}
    silent = [
        Silent(task, reason)
        for task in now.tasks
        if task.id not in red_ids and (reason := _silence(task)) is not None
    ]
    rows: dict[str, Sequence[object]] = {
        "red": red,
        "red_named": red,
        "stuck": _stuck(now, told, red_ids),
        "worse": [turn for turn in turns if turn.direction is Direction.WORSE],
        "due": [row for row in due if row.held.id not in red_ids],
        "gains": gains,
        "waiting": _waiting(now),
        "silent": silent,
        "better": [turn for turn in turns if turn.direction is Direction.BETTER],
        "other": [turn for turn in turns if turn.direction is Direction.NEITHER],
        "finished": wholes(changes.finished),
        "newly_late": [row for row in changes.newly_late if row.holder not in turned | red_ids]
        if changes.since
        else [],
        "units": [(unit, group, len(tasks)) for unit, group, tasks in unreported_rows(now)],
    }
    return Front(**{name: tuple(found) for name, found in rows.items()}, rest={})  # type: ignore[arg-type]


def _red(now: PlanStanding, told: Sequence[SummaryEntry], due: Sequence[DueRow]) -> list[Matter]:
    """Return what is red, what is overdue first, then what is farthest behind."""
    problems = {entry.holder: entry.entry.problems for entry in told}
    coming = {row.held.id: row for row in reversed(due)}
    found = [
        Matter(held, _whys(held, Light.RED), problems.get(held.id, ""), step, coming.get(held.id))
        for held, step in late_rows(now)
        if held.light is Light.RED
    ]
    return sorted(
        found, key=lambda matter: min((one.due for one in matter.held.deadlines), default=now.as_of)
    )


def _turns(now: PlanStanding, changes: Changes) -> Iterator[Turn]:
    """Yield the turns, those to what is on pace by and large with this as their reason."""
    held = {own.id: own for own in now.everything} if changes.turned else {}
    for turn in changes.turned:
        own = held.get(turn.id)
        if own and own.reasons[0].code == "on-pace" and own.gap and not now.rule.side(own.gap, own.pace):
            about = msg("progress {progress}%, on pace by and large", progress=own.progress)
            yield msgspec.structs.replace(turn, reason=about)
        else:
            yield turn


def _whys(held: Standing, light: Light) -> tuple[LightReason, ...]:
    return tuple(reason for reason in held.bad if reason.light is light or reason.code in _SILENT)


#: Reasons that say so of long silence, and of what waits for somebody.
_SILENT: Final = frozenset({"stale", "never-reported"})
_WAITS: Final = frozenset({"blocked", "returned"})


def _silence(task: Standing) -> LightReason | None:
    return next((reason for reason in task.bad if reason.code in _SILENT), None)


def _stuck(now: PlanStanding, told: Sequence[SummaryEntry], red: set[str]) -> list[Stuck]:
    """Return what is blocked or sent back first, then the other problems; what is red is told already."""
    entries: dict[str, list[SummaryEntry]] = {}
    for entry in told:
        entries.setdefault(entry.holder, []).append(entry)
    found = []
    for held in now.everything:
        waits = tuple(reason for reason in held.bad if reason.code in _WAITS)
        if held.id not in red and (waits or held.id in entries):
            found += [Stuck(held, one, waits) for one in entries.get(held.id, (None,))]
    return sorted(found, key=lambda stuck: not stuck.reasons)


def _waiting(now: PlanStanding) -> list[Waiting]:
    """Return the reminders that are past their time, the oldest first."""
    rows = [
        Waiting(
            matter.id,
            matter.title,
            matter.reminder.unit_name,
            matter.reminder.chase.number,
            matter.reminder.times,
            matter.reminder.days,
        )
        for matter in reminders_of(now, now.as_of)
        if matter.reminder.state is ChaseState.UNANSWERED
    ]
    return sorted(rows, key=lambda row: -row.days)
