"""What returns: an occurrence a calendar year, quarter or month, computed and never stored."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Deliverable, Every, Plan, PlanHead

#: How often something returns, in words.
OFTEN: Final[dict[Every, Message]] = {
    Every.YEAR: msg("every year"),
    Every.QUARTER: msg("every quarter"),
    Every.MONTH: msg("every month"),
}

#: So many neighbours in a row are told by the first and the last of them.
_LONG: Final = 3


class OccurrenceState(StrEnum):
    """How one occurrence stands."""

    DONE = "done"
    LATE = "late"  # done, but after its deadline
    MISSED = "missed"  # the deadline has passed
    DUE = "due"  # its time has begun
    NEXT = "next"  # its time has not begun
    DROPPED = "dropped"  # given up, alone among the others

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in _OPEN


_OPEN: Final = frozenset({OccurrenceState.MISSED, OccurrenceState.DUE, OccurrenceState.NEXT})


class Occurrence(msgspec.Struct, frozen=True):
    """One occurrence of a duty: `period` as `2019`, `2019Q1` or `2019-03`, `due` its last day in the plan."""

    period: str
    due: date
    state: OccurrenceState
    done: date | None = None


def occurrence_of(plan: Plan, entry: Entry) -> str:
    """Return which occurrence of a duty that returns an entry speaks of, named or not; else nothing."""
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is None or deliverable.every is None or drops_all(entry):
        return ""
    return period_meant(entry, PeriodKind(deliverable.every))


def period_meant(entry: Entry, kind: PeriodKind) -> str:
    """Return the period that an entry speaks of: the one it names, else that of its date."""
    return entry.period or str(Period.containing(kind, entry.date))


def drops_all(entry: Entry) -> bool:
    """Tell whether an entry about a duty that returns gives it up as a whole: dropped, no period named."""
    return entry.status is Status.DROPPED and not entry.period


def periods_through(kind: PeriodKind, first: date, last: date) -> Iterator[Period]:
    """Yield the periods from the one that holds `first` through the one that holds `last`."""
    period = Period.containing(kind, first)
    yield period
    while period.end <= last and period.end < date.max:
        period = period.next
        yield period


def periods_of(deliverable: Deliverable, head: PlanHead) -> tuple[Period, ...]:
    """Return the periods within the plan in which a duty returns, first one first."""
    if deliverable.every is None:
        return ()
    named = Period.parse(deliverable.first)
    begin = max(named.start, head.start) if named else head.start
    if begin > head.end:
        return ()
    return tuple(periods_through(PeriodKind(deliverable.every), begin, head.end))


def occurrences(
    deliverable: Deliverable, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> tuple[Occurrence, ...]:
    """Return every occurrence within the plan, first one first.

    Each falls due on the last day of its period, or at the end of the plan where that is earlier. An
    entry speaks of the occurrence named by its `period`, else of the one that its date lies in; dropped
    without a `period` speaks of the whole duty and of no occurrence.
    """
    if deliverable.every is None:
        return ()
    done: dict[str, date] = {}
    dropped: set[str] = set()
    for entry in entries:
        if entry.status is None or drops_all(entry):
            continue
        period = period_meant(entry, PeriodKind(deliverable.every))
        dropped.discard(period)
        if entry.status in {Status.DONE, Status.CLOSED}:
            done.setdefault(period, entry.date)
            continue
        done.pop(period, None)
        if entry.status is Status.DROPPED:
            dropped.add(period)
    found = []
    for each in periods_of(deliverable, head):
        name, due = str(each), min(each.last_day, head.end)
        when = done.get(name)
        state = OccurrenceState.DROPPED if name in dropped else state_of(each.start, due, when, as_of)
        found.append(Occurrence(name, due, state, when))
    return tuple(found)


def state_of(begin: date, due: date, done: date | None, as_of: date) -> OccurrenceState:
    """Return how something stands that can be done from `begin` on and is due on `due`."""
    if done is not None:
        return OccurrenceState.DONE if done <= due else OccurrenceState.LATE
    if as_of > due:
        return OccurrenceState.MISSED
    return OccurrenceState.DUE if as_of >= begin else OccurrenceState.NEXT


def runs(periods: tuple[str, ...]) -> tuple[Message | str, ...]:
    """Return periods for a sentence: quarters or months that follow one another by the first and the last.

    Years are always told one by one, as are two neighbours.
    """
    rows: list[list[str]] = []
    for each in periods:
        if rows and _follows(rows[-1][-1], each):
            rows[-1].append(each)
        else:
            rows.append([each])
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
