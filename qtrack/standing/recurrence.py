"""What returns: an occurrence a calendar year, half-year, quarter or month, computed and never stored."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.head import PlanHead
from qtrack.model.period import DueDay, Period, PeriodKind, every_by
from qtrack.model.plan import Deliverable, Every, Plan
from qtrack.standing.reported.status import drops_all, reported_on

#: So many neighbours in a row are told by the first and the last of them.
_LONG: Final = 3


class OccurrenceState(StrEnum):
    """How one occurrence stands."""

    DONE = "done"
    LATE = "late"  # done, but after its deadline
    MISSED = "missed"  # the deadline has passed
    DUE = "due"  # its time has begun
    NEXT = "next"  # its time has not begun
    DROPPED = "dropped"  # given up

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in _OPEN


_OPEN: Final = frozenset({OccurrenceState.MISSED, OccurrenceState.DUE, OccurrenceState.NEXT})


class Occurrence(msgspec.Struct, frozen=True):
    """One occurrence of a duty, from `start` through `due`; `period` as `2019`, `2019H1` or `2019-03`."""

    period: str
    start: date
    due: date
    state: OccurrenceState
    done: date | None = None


def occurrence_of(plan: Plan, entry: Entry) -> str:
    """Return which occurrence of a duty that returns an entry speaks of, named or not; else nothing."""
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is None or deliverable.every is None or drops_all(entry):
        return ""
    return period_meant(entry, deliverable)


def period_meant(entry: Entry, deliverable: Deliverable) -> str:
    """Return the period that an entry about a duty speaks of: the one it names, else by its date.

    That is the one that the date lies in, or the one before where it is due in the one after.
    """
    if entry.period or deliverable.every is None:
        return entry.period
    period, by = Period.containing(PeriodKind(deliverable.every), entry.date), due_day(deliverable)
    return str(period.previous if by and by.following else period)


def due_day(deliverable: Deliverable) -> DueDay | None:
    """Return the day of its periods by which a duty is due, or None where that is their last one."""
    return DueDay.parse(deliverable.by, PeriodKind(deliverable.every)) if deliverable.every else None


def often(every: Every, by: str = "") -> Message:
    """Say how often something returns and, where it has a day of its own, by which it is due."""
    return every_by(PeriodKind(every), DueDay.parse(by, PeriodKind(every)))


def periods_through(kind: PeriodKind, first: date, last: date) -> Iterator[Period]:
    """Yield the periods from the one that holds `first` through the one that holds `last`."""
    period = Period.containing(kind, first)
    yield period
    while period.end <= last and period.end < date.max:
        period = period.next
        yield period


def periods_of(deliverable: Deliverable, head: PlanHead) -> tuple[Period, ...]:
    """Return the periods for which a duty is due within the plan, first one first.

    They are those that the plan has a day of, from `first` on. Where a duty is due by a day of its own, they
    are those of them whose day lies within the plan; `first` may then name one that was over before it.
    """
    if deliverable.every is None:
        return ()
    turns = _turns(deliverable.every, deliverable.first, deliverable.by, head.start, head.end)
    return tuple(period for period, _, _, _ in turns)


@lru_cache
def _turns(
    every: Every, first: str, by: str, start: date, end: date
) -> tuple[tuple[Period, str, date, date], ...]:
    """Return the periods of a duty in a plan from `start` through `end`: names, first days and last ones."""
    kind, named = PeriodKind(every), Period.parse(first)
    due_day = DueDay.parse(by, kind)
    earliest = start.replace(year=max(start.year - 1, 1), month=1, day=1) if due_day else start
    begin = max(named.start, earliest) if named else start
    found = []
    for period in periods_through(kind, begin, end) if begin <= end else ():
        due = due_day.of(period) if due_day else min(period.last_day, end)
        if start <= due <= end:
            first_day = period.end if due_day and due_day.following else period.start
            found.append((period, str(period), max(first_day, start), due))
    return tuple(found)


def occurrences(
    deliverable: Deliverable, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> tuple[Occurrence, ...]:
    """Return every occurrence within the plan, first one first.

    Each falls due on the day of its own, else on the last day of its period, or at the end of the plan where
    that is earlier. Its time begins with its period, or after it where it is due in the one after. Of an
    entry `period_meant` says which one it speaks of; dropped without a `period` speaks of every one that is
    not done.
    """
    if deliverable.every is None:
        return ()
    meant = [("" if drops_all(entry) else period_meant(entry, deliverable), entry) for entry in entries]
    found = []
    turns = _turns(deliverable.every, deliverable.first, deliverable.by, head.start, head.end)
    for _, name, begin, due in turns:
        words = [entry for period, entry in meant if period in {name, ""}]
        reported = reported_on(words, head.office, occurrence=True)
        done = reported.since if reported.status in {Status.DONE, Status.CLOSED} else None
        left_out = reported.status is Status.DROPPED and not reported.dropped_after(due)
        state = OccurrenceState.DROPPED if left_out else state_of(begin, due, done, as_of)
        found.append(Occurrence(name, begin, due, state, done))
    return tuple(found)


def state_of(begin: date, due: date, done: date | None, as_of: date) -> OccurrenceState:
    """Return how something stands that can be done from `begin` on and is due on `due`."""
    if done is not None:
        return OccurrenceState.DONE if done <= due else OccurrenceState.LATE
    if as_of > due:
        return OccurrenceState.MISSED
    return OccurrenceState.DUE if as_of >= begin else OccurrenceState.NEXT


def runs(periods: tuple[str, ...]) -> tuple[Message | str, ...]:
    """Return periods for a sentence: those that follow one another by the first and the last.

    Years are always told one by one, as are two neighbours.
    """
    rows: list[list[str]] = []
    for period in periods:
        if rows and _follows(rows[-1][-1], period):
            rows[-1].append(period)
        else:
            rows.append([period])
    found: list[Message | str] = []
    for row in rows:
        if len(row) < _LONG:
            found += row
        else:
            found.append(msg("{first} to {last}", first=row[0], last=row[-1]))
    return tuple(found)


def _follows(one: str, other: str) -> bool:
    before, after = Period.parse(one), Period.parse(other)
    return (
        before is not None
        and after is not None
        and before.kind is after.kind is not PeriodKind.YEAR
        and before.end == after.start
    )
