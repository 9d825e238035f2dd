"""Who should have reported by now and has not (未按时报送), which is not the same as being behind."""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.period import Period, PeriodKind, months_later
from qtrack.model.plan import PlanHead

#: A day beyond it is a mistake in plan.yaml, which a check tells; here it means the last such day.
_IN_EVERY_MONTH: Final = 28


class Window(msgspec.Struct, frozen=True):
    """One reporting round: entries dated from `start` on answer it; `deadline` is its last day."""

    start: date
    deadline: date


def last_window(head: PlanHead, as_of: date) -> Window | None:
    """Return the latest round whose deadline has passed, or None where none has (or none is asked).

    A month's round runs from the day after last month's deadline. Rounds that began before the plan
    are not asked for, nor any after its end.
    """
    if head.reporting is None or as_of <= head.start:
        return None
    day = as_of if as_of <= head.end else head.end + timedelta(days=1)
    deadline = day.replace(day=min(max(head.reporting.by_day, 1), _IN_EVERY_MONTH))
    if deadline >= day:
        deadline = months_later(deadline, -1)
    start = months_later(deadline, -1) + timedelta(days=1)
    return Window(start, deadline) if start >= head.start else None


def current_window(head: PlanHead, as_of: date) -> Window | None:
    """Return the round that is under way, whose deadline is `as_of` or later, or None where none is asked.

    As with the last round, none is asked for that began before the plan, nor any after its end.
    """
    if head.reporting is None or not head.start <= as_of <= head.end:
        return None
    deadline = as_of.replace(day=min(max(head.reporting.by_day, 1), _IN_EVERY_MONTH))
    if deadline < as_of:
        deadline = months_later(deadline, 1)
    start = months_later(deadline, -1) + timedelta(days=1)
    return Window(start, deadline) if start >= head.start else None


def late(head: PlanHead, entry: Entry) -> bool:
    """Tell whether an entry came after the round that its date belongs to (补报).

    Without rounds of reporting it is late when its month is over.
    """
    by_day = min(max(head.reporting.by_day, 1), _IN_EVERY_MONTH) if head.reporting else 0
    if not by_day:
        return entry.recorded.date() >= Period.containing(PeriodKind.MONTH, entry.date).end
    if entry.date.day <= by_day:
        return entry.recorded.date() > entry.date.replace(day=by_day)
    return entry.recorded.date() > months_later(entry.date.replace(day=by_day), 1)


def unreported(window: Window | None, entries: tuple[Entry, ...], asked: frozenset[str]) -> bool:
    """Tell whether no entry of an asked unit answers the round.

    Where nobody is asked by name, any entry does, but for one that sends work back.
    """
    if window is None:
        return False
    return not any(
        each.date >= window.start and not each.returns and (not asked or each.unit in asked)
        for each in entries
    )
