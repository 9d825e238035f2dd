"""Duties that return: one occurrence a calendar year, computed and never stored."""

from datetime import date
from enum import StrEnum

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Deliverable, Plan, PlanHead


class OccurrenceState(StrEnum):
    """How one occurrence stands."""

    DONE = "done"
    LATE = "late"  # done, but after its deadline
    MISSED = "missed"  # the deadline has passed
    DUE = "due"  # its year has begun
    NEXT = "next"  # its year has not begun


class Occurrence(msgspec.Struct, frozen=True):
    """One year of a duty: `period` is the year as text, `due` its last day within the plan."""

    period: str
    due: date
    state: OccurrenceState
    done: date | None = None


def occurrence_of(plan: Plan, entry: Entry) -> str:
    """Return which year of a duty that returns an entry speaks of, named or not; else nothing."""
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is None or deliverable.every is None:
        return ""
    return entry.period or str(entry.date.year)


def occurrences(
    deliverable: Deliverable, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> tuple[Occurrence, ...]:
    """Return every occurrence within the plan, first year first.

    Each falls due at the end of its year, or at the end of the plan where that is earlier. An entry
    speaks of the occurrence named by its `period`, else of the year of its date.
    """
    done: dict[str, date] = {}
    for entry in entries:
        period = entry.period or str(entry.date.year)
        if entry.status in {Status.DONE, Status.CLOSED}:
            done.setdefault(period, entry.date)
        elif entry.status is not None:
            done.pop(period, None)
    first = max(deliverable.first or head.start.year, head.start.year)
    found = []
    for year in range(first, head.end.year + 1):
        due = min(date(year, 12, 31), head.end)
        when = done.get(str(year))
        found.append(Occurrence(str(year), due, _state(year, due, when, as_of), when))
    return tuple(found)


def _state(year: int, due: date, done: date | None, as_of: date) -> OccurrenceState:
    if done is not None:
        return OccurrenceState.DONE if done <= due else OccurrenceState.LATE
    if as_of > due:
        return OccurrenceState.MISSED
    return OccurrenceState.DUE if as_of.year >= year else OccurrenceState.NEXT
