"""Reminders (催办), and whether the unit that was reminded answered them by a report."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from qtrack.model.entry import Chase, ChaseLevel, Entry
from qtrack.model.plan import Plan
from qtrack.standing.reported.facts import by_moment, counting, known
from qtrack.standing.reported.reporting import reports


class ChaseState(StrEnum):
    """What became of a reminder."""

    ANSWERED = "answered"
    WAITING = "waiting"  # the day to reply by has not passed
    UNANSWERED = "unanswered"
    SUPERSEDED = "superseded"  # nobody answered, and a later one to the unit on this matter takes its place


#: Those that a report is still waited for.
_OPEN = frozenset({ChaseState.WAITING, ChaseState.UNANSWERED})


class ChaseStanding(msgspec.Struct, frozen=True):
    """A reminder at a date; the name of the unit that it reminds is the short one.

    `times` says which reminder it is to this unit on this matter, from 1 on (第N次). `answer` is the report
    that answers it. `days` are those since the day to reply by, while it is unanswered, else 0. Of one that
    was withdrawn or corrected `times` is 0 and `state` None. To one unit on one matter one at most is open.
    """

    as_json: ClassVar = (
        "chase.number chase.level chase.unit unit_name issued=entry.date chase.reply_by text=entry.summary "
        "entry.by chase.phone phone_answer=chase.answer times state answered days"
    )

    entry: Entry
    chase: Chase
    unit_name: str
    times: int = 0
    state: ChaseState | None = None
    answer: Entry | None = None
    days: int = 0

    @property
    def answered(self) -> date | None:
        """The day on which the report that answers it was recorded."""
        return self.answer.recorded.date() if self.answer else None

    @property
    def open(self) -> bool:
        """Whether a report is still waited for."""
        return self.state in _OPEN

    @property
    def holder(self) -> str:
        """The section or task that it is about."""
        return self.entry.holder


def chases(plan: Plan, as_of: date, known_at: date | None = None) -> dict[str, ChaseStanding]:
    """Return what became of every reminder by the end of `as_of`, as recorded by the end of `known_at`.

    They are those that count, oldest first, each by the id of its entry.
    """
    so_far = known(plan, known_at)
    if not any(entry.chases for entry in so_far):
        return {}
    entries = [entry for entry in counting(so_far) if entry.recorded.date() <= as_of]
    reminders = [
        (entry, entry.chases) for entry in entries if entry.chases is not None and entry.date <= as_of
    ]
    reminded = {entry.holder for entry, _ in reminders}
    reported: dict[str, list[Entry]] = {}
    for entry in sorted((entry for entry in entries if entry.holder in reminded), key=by_moment):
        if entry.chases is None and reports(entry) and entry.date <= as_of:
            reported.setdefault(entry.holder, []).append(entry)
    found: dict[str, ChaseStanding] = {}
    times: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], str] = {}
    for entry, chase in sorted(reminders, key=_issued):
        matter = (entry.holder, chase.unit)
        times[matter] = times.get(matter, 0) + 1
        answer = _answer(plan, entry, chase, reported.get(entry.holder, []))
        days = 0 if answer else max((as_of - chase.reply_by).days, 0)
        late = ChaseState.UNANSWERED if days else ChaseState.WAITING
        state, name = ChaseState.ANSWERED if answer else late, plan.register.short(chase.unit)
        before = found.get(last.get(matter, ""))
        if before and before.open:
            found[before.entry.id] = replace(before, state=ChaseState.SUPERSEDED, days=0)
        found[entry.id] = ChaseStanding(entry, chase, name, times[matter], state, answer, days)
        last[matter] = entry.id
    return found


def _answer(plan: Plan, entry: Entry, chase: Chase, reports: list[Entry]) -> Entry | None:
    """Return the first report, recorded after the reminder, of the unit or of a member of the group."""
    asked = {chase.unit, *plan.members_of(entry.about, chase.unit)}
    return next(
        (report for report in reports if report.recorded > entry.recorded and report.unit in asked), None
    )


def next_level(before: tuple[ChaseStanding, ...]) -> ChaseLevel | None:
    """Return how hard to press now, after these reminders to one unit about one matter, oldest first.

    None while one waits for its answer. One that was answered begins anew; one that was not leads to the
    next level, and the highest stays.
    """
    if not before or before[-1].state is ChaseState.ANSWERED:
        return ChaseLevel.REMIND
    if before[-1].state is ChaseState.WAITING:
        return None
    levels = tuple(ChaseLevel)
    return levels[min(levels.index(before[-1].chase.level) + 1, len(levels) - 1)]


def next_number(plan: Plan, year: int) -> int:
    """Return the number after the greatest that a reminder of a year has, withdrawn ones among them."""
    numbers = [entry.chases.number for entry in plan.entries if entry.chases is not None]
    taken = [int(count) for number in numbers for of, _, count in [number.partition("-")] if of == str(year)]
    return max(taken, default=0) + 1


def _issued(reminder: tuple[Entry, Chase]) -> tuple[object, str, int, str]:
    """Order by the moment, and in one moment by the number."""
    entry, chase = reminder
    year, _, count = chase.number.partition("-")
    return entry.recorded, year, int(count) if count.isdecimal() else 0, entry.id
