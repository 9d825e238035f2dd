"""One task, or one section's own goals, whole; and what of it somebody who records progress sees first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import NamedUnit, UnitGroup
from qtrack.standing.assess import PlanStanding, Standing, assess_alone
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState
from qtrack.standing.reported.chasing import ChaseStanding, chases
from qtrack.standing.reported.facts import known, oldest_first, replaced


class PageEntry(Entry, frozen=True, kw_only=True):
    """An entry with the names of its unit and its indicators, and what became of it.

    It no longer counts where it is `replaced_by` or `withdrawn_by` another. `figures` are its actuals, each
    with the name and the unit of its indicator.
    """

    as_json: ClassVar = (
        "id about unit unit_name recorded=recorded_on date by status percent period actuals=figures summary "
        "problems next evidence corrects withdraws returns replaced_by withdrawn_by reminder"
    )

    unit_name: str
    figures: tuple[tuple[str, Decimal, str], ...]
    replaced_by: str = ""
    withdrawn_by: str = ""
    reminder: ChaseStanding | None = None

    @property
    def recorded_on(self) -> date:
        """The day of its recording."""
        return self.recorded.date()


class RevisedBy(msgspec.Struct, frozen=True):
    """A notice that revises or ends a task, or parts of it: their ids."""

    number: str
    issued: date
    title: str
    revises: tuple[str, ...]
    ends: tuple[str, ...]


def revised_by(head: PlanHead, holder: Section | Task, as_of: date) -> tuple[RevisedBy, ...]:
    """Return the notices issued by a day that revise or end a section, a task or parts of it."""
    own = {holder.id, *(part.id for part in holder.deliverables)}
    found = (
        RevisedBy(
            one.number,
            one.issued,
            one.title,
            tuple(name for name in one.revises if name in own),
            tuple(name for name in one.ends if name in own),
        )
        for one in head.revisions
        if one.issued <= as_of
    )
    return tuple(one for one in found if one.revises or one.ends)


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page. `own` is what the plan says of the task itself: nothing, of a section's own goals."""

    as_json: ClassVar = (
        "as_of known_at task.id own.number task.title own.source document task.section.chapter section "
        "section_number=task.section.number measure measure_number lead co_leads shared by_duty support "
        "excluding own.responsible.open partners task.weight task.due own.reporting task.status "
        "task.replaced task.light task.reasons task.progress said=task.reported task.computed task.pace "
        "task.gap task.unreported missing=task.missing_units task.deliverables task.indicators "
        "own.supervisor own.person own.remark revisions entries"
    )

    as_of: date
    known_at: date | None
    task: Standing
    own: Task
    document: str
    section: NamedUnit
    measure: NamedUnit | None
    measure_number: str
    lead: NamedUnit | None
    co_leads: tuple[NamedUnit, ...]
    shared: tuple[NamedUnit, ...]
    by_duty: tuple[NamedUnit, ...]
    support: tuple[NamedUnit, ...]
    excluding: tuple[NamedUnit, ...]
    partners: tuple[NamedUnit, ...]
    revisions: tuple[RevisedBy, ...]
    entries: tuple[PageEntry, ...]


#: Stands for the task where the page is that of a section.
_NO_TASK: Final = Task(id="", title="", responsible=Responsibility())


def task_page(standing: PlanStanding, held: Standing) -> TaskPage:
    """Make the page of one task or section; entries come newest first, replaced ones among them."""
    plan, holder = standing.plan, held.holder
    own = holder if isinstance(holder, Task) else _NO_TASK
    measure = plan.measures.get(own.measure)
    section, responsible, named = held.section, holder.responsible, plan.register.named
    return TaskPage(
        as_of=standing.as_of,
        known_at=standing.known_at,
        task=held,
        own=own,
        document=plan.head.document.number,
        section=NamedUnit(section.id, section.title),
        measure=NamedUnit(measure.id, measure.title) if measure else None,
        measure_number=measure.number if measure else "",
        lead=named(responsible.lead)[0] if responsible.lead else None,
        co_leads=named(*responsible.co_leads),
        shared=named(*responsible.shared),
        by_duty=named(*responsible.by_duty),
        support=named(*responsible.support),
        excluding=named(*responsible.excluding),
        partners=named(*own.partners),
        revisions=revised_by(plan.head, holder, standing.as_of),
        entries=_entries(standing, holder),
    )


def _entries(standing: PlanStanding, holder: Section | Task) -> tuple[PageEntry, ...]:
    plan = standing.plan
    entries = [entry for entry in known(plan, standing.known_at) if entry.holder == holder.id]
    gone = replaced(entries)
    issued = chases(plan, standing.as_of, standing.known_at)
    return tuple(
        page_entry(plan, holder, entry, gone.get(entry.id), issued.get(entry.id))
        for entry in reversed(oldest_first(entries))
        if entry.date <= standing.as_of
    )


def page_entry(
    plan: Plan,
    holder: Section | Task | None,
    entry: Entry,
    gone_by: Entry | None = None,
    issued: ChaseStanding | None = None,
) -> PageEntry:
    """Put an entry on a page, with the names of its unit and indicators, and that by which it is gone.

    Of a reminder `issued` tells what became of it.
    """
    indicators = {own.id: own for own in holder.indicators} if holder else {}
    short, own = plan.register.short, entry.chases
    gone = ChaseStanding(entry, own, short(own.unit)) if own else None
    return PageEntry(
        **msgspec.structs.asdict(entry),
        unit_name=short(entry.unit),
        figures=tuple(
            (indicators[name].name, value, indicators[name].unit) if name in indicators else (name, value, "")
            for name, value in entry.actuals.items()
        ),
        replaced_by=gone_by.id if gone_by and not gone_by.withdraws else "",
        withdrawn_by=gone_by.id if gone_by and gone_by.withdraws else "",
        reminder=issued or gone,
    )


#: A group with more members than this is named by typing, not chosen from a list.
_MANY = 12
_OWED = {OccurrenceState.MISSED, OccurrenceState.DUE}


#: A deliverable that is still to be done, and the occurrences of it that are owed, oldest first.
OpenDeliverable = tuple[DeliverableStanding, tuple[str, ...]]


class RecordPrompt(msgspec.Struct, frozen=True):
    """A section or task as the recorder sees it."""

    holder: Section | Task
    units: tuple[NamedUnit, ...]
    last: Entry | None
    deliverables: tuple[OpenDeliverable, ...]
    figures: Sequence[IndicatorStanding]


def matter(plan: Plan, about: str, as_of: date) -> RecordPrompt:
    """Return what to show for an id that the plan has; nothing but its own section and task is looked at."""
    subject = plan.holder(about)
    if subject is None:
        raise KeyError(about)
    standing = assess_alone(plan, subject, as_of)
    return RecordPrompt(
        holder=subject,
        units=_units(plan, subject),
        last=standing.last if standing else None,
        deliverables=open_deliverables(standing) if standing else (),
        figures=standing.indicators if standing else (),
    )


def own_figures(page: RecordPrompt, unit: str) -> tuple[IndicatorStanding, ...]:
    """Return the indicators of which a unit tells figures: of a split target its own share, if any."""
    found = []
    for figure in page.figures:
        if figure.shares and unit:
            found += [share.own for share in figure.shares if share.unit == unit]
        else:
            found.append(figure)
    return tuple(found)


def open_deliverables(standing: Standing) -> tuple[OpenDeliverable, ...]:
    """Return the deliverables that somebody still has to do something for.

    Of work that was reported done, or dropped, they are those that are late; of closed work there are none.
    """
    found = []
    due = {(part.id, part.period) for part in standing.deadlines}
    for part in standing.deliverables:
        own = part.deliverable
        owed = (one.period for one in part.occurrences if one.state in _OWED)
        periods = tuple(period for period in owed if (own.id, period) in due)
        once = not own.every and part.open and (not standing.status.ended or (own.id, "") in due)
        if periods or once:
            found.append((part, periods))
    return tuple(found)


def _units(plan: Plan, holder: Section | Task) -> tuple[NamedUnit, ...]:
    """Return who may be chosen: units named by the task, and members of groups that are not too large."""
    found: dict[str, None] = {}
    for body in holder.responsible.named:
        members = holder.responsible.members(body, plan.register)
        if not isinstance(plan.register.by_id.get(body), UnitGroup) or len(members) <= _MANY:
            found.update(dict.fromkeys(members))
    return plan.register.named(*found)
