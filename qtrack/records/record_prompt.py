"""What somebody who records progress should see first: the matter, what was said last, what is open."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Every, Plan, Qualifier, Task
from qtrack.model.units import UnitGroup
from qtrack.records.names import NamedUnit
from qtrack.standing.assess import Standing, assess
from qtrack.standing.recurrence import OccurrenceState

#: A group with more members than this is named by typing, not chosen from a list.
_MANY = 12
_OWED = {OccurrenceState.MISSED, OccurrenceState.DUE}


class OpenDeliverable(msgspec.Struct, frozen=True):
    """A deliverable that is still to be done; `periods` are the occurrences that are owed, oldest first."""

    id: str
    title: str
    due: date | None
    status: Status
    every: Every | None
    periods: tuple[str, ...]
    last: Entry | None


class FigureAsked(msgspec.Struct, frozen=True):
    """An indicator and its latest value; of a yearly target, that of the year `year`."""

    id: str
    name: str
    unit: str
    target: Decimal
    qualifiers: tuple[Qualifier, ...]
    actual: Decimal | None
    actual_date: date | None
    year: str


class RecordPrompt(msgspec.Struct, frozen=True):
    """A section or task as the recorder sees it; `about` is what was named, perhaps a deliverable of it."""

    about: str
    holder: str
    title: str
    due: date | None
    units: tuple[NamedUnit, ...]
    last: Entry | None
    deliverables: tuple[OpenDeliverable, ...]
    figures: tuple[FigureAsked, ...]


def matter(plan: Plan, about: str, as_of: date) -> RecordPrompt:
    """Return what to show for an id that the plan has; nothing but its own section and task is looked at."""
    subject = plan.holder(about)
    if subject is None:
        raise KeyError(about)
    standing = _alone(plan, subject.id, as_of)
    figures = standing.indicators if standing else ()
    return RecordPrompt(
        about,
        subject.id,
        subject.title,
        subject.due,
        _units(plan, subject) if isinstance(subject, Task) else (),
        standing.last if standing else None,
        open_deliverables(standing) if standing else (),
        tuple(
            FigureAsked(
                each.indicator.id,
                each.indicator.name,
                each.indicator.unit,
                each.indicator.target,
                each.indicator.qualifiers,
                each.actual,
                each.actual_date,
                each.year.period if each.year else "",
            )
            for each in figures
        ),
    )


def open_deliverables(standing: Standing) -> tuple[OpenDeliverable, ...]:
    """Return the deliverables that somebody still has to do something for.

    Of work that was reported done, or dropped, they are those that are late; of closed work there are none.
    """
    found = []
    due = {(each.id, each.period) for each in standing.deadlines}
    for each in standing.deliverables:
        own = each.deliverable
        owed = tuple(one.period for one in each.occurrences if one.state in _OWED)
        periods = tuple(period for period in owed if (own.id, period) in due)
        if own.every:
            left = bool(periods)
        else:
            left = each.open and (not standing.status.ended or (own.id, "") in due)
        if left:
            found.append(
                OpenDeliverable(own.id, own.title, own.due, each.status, own.every, periods, each.last)
            )
    return tuple(found)


def _alone(plan: Plan, holder: str, as_of: date) -> Standing | None:
    """Assess one holder in a plan that has nothing else, so that errors elsewhere are in nobody's way."""
    sections = tuple(
        each
        for each in plan.sections
        if each.id == holder or any(own.id == _measure(plan, holder) for own in each.measures)
    )
    tasks = tuple(each for each in plan.tasks if each.id == holder)
    return assess(Plan(plan.head, plan.register, sections, tasks, plan.entries), as_of).of(holder)


def _measure(plan: Plan, holder: str) -> str:
    subject = plan.holders[holder]
    return subject.measure if isinstance(subject, Task) else ""


def _units(plan: Plan, task: Task) -> tuple[NamedUnit, ...]:
    """Return who may be chosen: units named by the task, and members of groups that are not too large."""
    found: dict[str, None] = {}
    for named in task.responsible.named:
        members = plan.register.members(named)
        if not isinstance(plan.register.by_id.get(named), UnitGroup) or len(members) <= _MANY:
            found.update(dict.fromkeys(members))
    return tuple(NamedUnit(each, plan.register.name(each)) for each in found)
