"""What somebody who records progress should see first: the matter, what was said last, what is open."""

from datetime import date

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.units import UnitGroup
from qtrack.records.names import NamedUnit, named
from qtrack.standing.assess import Standing, assess
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState

#: A group with more members than this is named by typing, not chosen from a list.
_MANY = 12
_OWED = {OccurrenceState.MISSED, OccurrenceState.DUE}


#: A deliverable that is still to be done, and the occurrences of it that are owed, oldest first.
OpenDeliverable = tuple[DeliverableStanding, tuple[str, ...]]


class RecordPrompt(msgspec.Struct, frozen=True):
    """A section or task as the recorder sees it; `about` is what was named, perhaps a deliverable of it."""

    about: str
    holder: Section | Task
    units: tuple[NamedUnit, ...]
    last: Entry | None
    deliverables: tuple[OpenDeliverable, ...]
    figures: tuple[IndicatorStanding, ...]


def matter(plan: Plan, about: str, as_of: date) -> RecordPrompt:
    """Return what to show for an id that the plan has; nothing but its own section and task is looked at."""
    subject = plan.holder(about)
    if subject is None:
        raise KeyError(about)
    standing = _alone(plan, subject.id, as_of)
    return RecordPrompt(
        about=about,
        holder=subject,
        units=_units(plan, subject),
        last=standing.last if standing else None,
        deliverables=open_deliverables(standing) if standing else (),
        figures=standing.indicators if standing else (),
    )


def open_deliverables(standing: Standing) -> tuple[OpenDeliverable, ...]:
    """Return the deliverables that somebody still has to do something for.

    Of work that was reported done, or dropped, they are those that are late; of closed work there are none.
    """
    found = []
    due = {(part.id, part.period) for part in standing.deadlines}
    for part in standing.deliverables:
        own = part.deliverable
        owed = tuple(one.period for one in part.occurrences if one.state in _OWED)
        periods = tuple(period for period in owed if (own.id, period) in due)
        if own.every:
            left = bool(periods)
        else:
            left = part.open and (not standing.status.ended or (own.id, "") in due)
        if left:
            found.append((part, periods))
    return tuple(found)


def _alone(plan: Plan, holder: str, as_of: date) -> Standing | None:
    """Assess one holder in a plan that has nothing else, so that errors elsewhere are in nobody's way."""
    sections = tuple(
        section
        for section in plan.sections
        if section.id == holder or any(own.id == _measure(plan, holder) for own in section.measures)
    )
    tasks = tuple(task for task in plan.tasks if task.id == holder)
    return assess(Plan(plan.head, plan.register, sections, tasks, plan.entries), as_of).of(holder)


def _measure(plan: Plan, holder: str) -> str:
    subject = plan.holders[holder]
    return subject.measure if isinstance(subject, Task) else ""


def _units(plan: Plan, holder: Section | Task) -> tuple[NamedUnit, ...]:
    """Return who may be chosen: units named by the task, and members of groups that are not too large."""
    found: dict[str, None] = {}
    for body in holder.responsible.named:
        members = plan.register.members(body)
        if not isinstance(plan.register.by_id.get(body), UnitGroup) or len(members) <= _MANY:
            found.update(dict.fromkeys(members))
    return named(plan, *found)
