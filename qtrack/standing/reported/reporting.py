"""Who should have reported by now and has not (未按时报送), which is not the same as being behind."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.head import PlanHead, Reporting
from qtrack.model.period import MONTHS, DueDay, Period, PeriodKind, every_by, months_later
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Register, Unit, UnitKind

#: The last day that rounds of a kind can end on. A day beyond it is a mistake in plan.yaml, which a check
#: tells; here it means the last such day.
LAST_DAY: Final = {every: 7 if every is PeriodKind.WEEK else 28 for every in PeriodKind}

#: No round has more days.
_LONGEST: Final = 366
_WEEKLY: Final = (
    msg("every week by Monday"),
    msg("every week by Tuesday"),
    msg("every week by Wednesday"),
    msg("every week by Thursday"),
    msg("every week by Friday"),
    msg("every week by Saturday"),
    msg("every week by Sunday"),
)


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
    return _asked_for(head, head.reporting, _passed(head.reporting, as_of))


def latest_window(plan: Plan, as_of: date) -> Window | None:
    """Return which of the last rounds ended last: of the plan's, and of tasks with rounds of their own."""
    heads = (plan.head, *(plan.head_of(task) for task in plan.tasks if task.reporting))
    found = (window for head in heads if (window := last_window(head, as_of)))
    return max(found, key=lambda window: window.deadline, default=None)


def current_window(head: PlanHead, as_of: date) -> Window | None:
    """Return the round that is under way, whose deadline is `as_of` or later, if it is asked for."""
    if head.reporting is None or as_of < head.start:
        return None
    return None if _is_last(as_of) else _asked_for(head, head.reporting, _deadline(head.reporting, as_of))


def _is_last(day: date) -> bool:
    """Tell whether a round of a day may end after all days that there are."""
    return (date.max - day).days < _LONGEST


def _passed(reporting: Reporting, day: date) -> date:
    """Return the last day before a day that a round ends on."""
    by_day = min(max(reporting.by_day, 1), LAST_DAY[reporting.every])
    if reporting.every is PeriodKind.WEEK:
        return day - timedelta(days=(day.isoweekday() - by_day - 1) % 7 + 1)
    months = MONTHS[reporting.every]
    found = months_later(day.replace(day=by_day), -(day.month % months))
    return found if found < day else months_later(found, -months)


def _deadline(reporting: Reporting, day: date) -> date:
    """Return the last day of the round that a day lies in."""
    return _onward(reporting, _passed(reporting, day), 1)


def _onward(reporting: Reporting, deadline: date, rounds: int) -> date:
    """Return the deadline so many rounds later than one."""
    if reporting.every is PeriodKind.WEEK:
        return deadline + timedelta(weeks=rounds)
    return months_later(deadline, rounds * MONTHS[reporting.every])


def _asked_for(head: PlanHead, reporting: Reporting, deadline: date) -> Window | None:
    """Return the round that ends on a day; it is asked for where most of its days lie in the plan."""
    start = _onward(reporting, deadline, -1) + timedelta(days=1)
    inside = (min(deadline, head.end) - max(start, head.start)).days + 1
    return Window(start, deadline) if inside * 2 > (deadline - start).days + 1 else None


def late(head: PlanHead, entry: Entry) -> bool:
    """Tell whether an entry came after the round that its date belongs to (补报).

    Without rounds of reporting it is late when its month is over.
    """
    if head.reporting is None:
        return entry.recorded.date() >= Period.containing(PeriodKind.MONTH, entry.date).end
    return not _is_last(entry.date) and entry.recorded.date() > _deadline(head.reporting, entry.date)


def asked_by(reporting: Reporting) -> Message:
    """Say how often, and by which day, units are asked to report."""
    if reporting.every is PeriodKind.WEEK:
        return _WEEKLY[min(max(reporting.by_day, 1), 7) - 1]
    return every_by(
        reporting.every, DueDay(12 if reporting.every is PeriodKind.YEAR else None, reporting.by_day)
    )


#: The units and groups that a task asks for a report, in order, each with those of whom any word answers.
Asked = Mapping[str, frozenset[str]]


def asked(task: Section | Task, register: Register) -> Asked:
    """Return whom each round asks about a task, in order of role; nobody outside the system is.

    Those who lead or share the task are asked, each for itself; a group is answered by any of its members
    that is not left out. Whoever has a share of a target is asked on its own; a group all of whose members
    have one is not asked besides. Those who work by duty (按职责落实) are asked only where that leaves
    nobody; then a word of any of them answers for all. With `each` all of these are asked, every member of
    a group on its own. Who leads a part of it is asked on its own, too. Who supports the task (配合) is never
    asked but for a share.
    """
    own = task.responsible
    split = [share.unit for indicator in task.indicators for share in indicator.shares]
    alone = {unit: frozenset({unit}) for named in split for unit in inside(named, own, register)}
    if own.each:
        units = (unit for named in own.charged for unit in inside(named, own, register))
        return {unit: frozenset({unit}) for unit in units} | alone
    first = _as_one((*own.leads, *own.shared), own, register)
    first = {
        name: by for name, by in first.items() if not by - {name} or not by - {name} <= alone.keys()
    } | alone
    if not first:
        by_duty = _as_one(own.by_duty, own, register)
        first = dict.fromkeys(by_duty, frozenset[str]().union(*by_duty.values()))
    leads = tuple(part.lead for part in task.deliverables if part.lead)
    return first | {name: by for name, by in _as_one(leads, own, register).items() if name not in first}


def _as_one(named: tuple[str, ...], own: Responsibility, register: Register) -> Asked:
    return {unit: frozenset((unit, *units)) for unit in named if (units := inside(unit, own, register))}


def inside(named: str, own: Responsibility, register: Register) -> tuple[str, ...]:
    """Return the units in a group, or the unit itself, that belong to the system."""
    units = ((unit_id, register.by_id[unit_id]) for unit_id in own.members(named, register))
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
