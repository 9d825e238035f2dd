"""Who should have reported by now and has not (未按时报送), which is not the same as being behind."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.period import Period, PeriodKind, months_later
from qtrack.model.plan import PlanHead, Reporting, Section, Task
from qtrack.model.units import Register, Unit, UnitKind

#: A day beyond it is a mistake in plan.yaml, which a check tells; here it means the last such day.
_IN_EVERY_MONTH: Final = 28


class Window(msgspec.Struct, frozen=True):
    """One reporting round: entries dated from `start` on answer it; `deadline` is its last day."""

    start: date
    deadline: date


def last_window(head: PlanHead, as_of: date) -> Window | None:
    """Return the round whose deadline was the last one to pass, if it is asked for.

    After the last round that is asked for, which may end after the plan, there is none.
    """
    if head.reporting is None or as_of <= head.start:
        return None
    deadline = as_of.replace(day=_by_day(head.reporting))
    return _asked_for(head, deadline if deadline < as_of else months_later(deadline, -1))


def current_window(head: PlanHead, as_of: date) -> Window | None:
    """Return the round that is under way, whose deadline is `as_of` or later, if it is asked for."""
    if head.reporting is None or as_of < head.start:
        return None
    deadline = as_of.replace(day=_by_day(head.reporting))
    if deadline < as_of:
        if (deadline.year, deadline.month) == (date.max.year, date.max.month):
            return None
        deadline = months_later(deadline, 1)
    return _asked_for(head, deadline)


def _by_day(reporting: Reporting) -> int:
    return min(max(reporting.by_day, 1), _IN_EVERY_MONTH)


def _asked_for(head: PlanHead, deadline: date) -> Window | None:
    """Return the round that ends on a day; it is asked for where most of its days lie in the plan."""
    start = months_later(deadline, -1) + timedelta(days=1)
    inside = (min(deadline, head.end) - max(start, head.start)).days + 1
    return Window(start, deadline) if inside * 2 > (deadline - start).days + 1 else None


def late(head: PlanHead, entry: Entry) -> bool:
    """Tell whether an entry came after the round that its date belongs to (补报).

    Without rounds of reporting it is late when its month is over.
    """
    by_day = _by_day(head.reporting) if head.reporting else 0
    if not by_day:
        return entry.recorded.date() >= Period.containing(PeriodKind.MONTH, entry.date).end
    if entry.date.day <= by_day:
        return entry.recorded.date() > entry.date.replace(day=by_day)
    return entry.recorded.date() > months_later(entry.date.replace(day=by_day), 1)


#: The units and groups that a task asks for a report, in order, each with those of whom any word answers.
Asked = Mapping[str, frozenset[str]]


def asked(task: Section | Task, register: Register) -> Asked:
    """Return whom each round asks about a task, in order of role; nobody outside the system is.

    The lead and those who share the task are asked, each for itself; a group is answered by any of its
    members. Those who work by duty (按职责落实) are asked only where that leaves nobody; then a word of any
    of them answers for all. With `each` everyone who is named is asked, every member of a group on its own.
    """
    own = task.responsible
    if own.each:
        units = (unit for named in own.named for unit in _inside(named, register))
        return {unit: frozenset({unit}) for unit in units}
    first = _as_one((own.lead, *own.shared) if own.lead else own.shared, register)
    if first:
        return first
    by_duty = _as_one(own.by_duty, register)
    return dict.fromkeys(by_duty, frozenset[str]().union(*by_duty.values()))


def _as_one(named: tuple[str, ...], register: Register) -> Asked:
    return {unit: frozenset((unit, *inside)) for unit in named if (inside := _inside(unit, register))}


def _inside(named: str, register: Register) -> tuple[str, ...]:
    """Return the units in a group, or the unit itself, that belong to the system."""
    units = ((unit_id, register.by_id[unit_id]) for unit_id in register.members(named))
    return tuple(id_ for id_, unit in units if isinstance(unit, Unit) and unit.kind is not UnitKind.EXTERNAL)


def last_report(entries: Sequence[Entry]) -> Entry | None:
    """Return the latest entry that reports; who sends work back or closes it does not."""
    return next((entry for entry in reversed(entries) if reports(entry)), None)


def reports(entry: Entry) -> bool:
    """Tell whether an entry reports, and does not send back or close what others reported."""
    return not entry.returns and entry.status is not Status.CLOSED


def missing(window: Window | None, whom: Asked, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the ids of those asked that no entry answers, in the order they are asked.

    `entries` are those that count about the task and its parts, oldest first. One dated in the round or
    later answers, but for one that sends work back.
    """
    if window is None or not whom:
        return ()
    heard = set()
    for entry in reversed(entries):
        if entry.date < window.start:
            break
        if reports(entry):
            heard.add(entry.unit)
    return tuple(unit for unit, by in whom.items() if by.isdisjoint(heard))
