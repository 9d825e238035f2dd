"""One task, or one section's own goals, whole."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Every, IndicatorKind, Plan, Qualifier, Section, Task
from qtrack.records.names import NamedUnit
from qtrack.records.reminder import Reminder, reminder
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import Occurrence
from qtrack.standing.reported.chasing import ChaseStanding, chases
from qtrack.standing.reported.corrections import replaced
from qtrack.standing.reported.facts import known
from qtrack.standing.reported.order import by_day
from qtrack.standing.targets import MilestoneStanding, TargetYear


class PageDeliverable(msgspec.Struct, frozen=True):
    """A deliverable on the page; `due` is set only where it has a deadline of its own.

    `every` and `by` are those of a duty that returns, as the plan has them.
    """

    id: str
    title: str
    status: Status
    due: date | None
    covers: str
    progress: Decimal | None
    last_entry: date | None
    every: Every | None
    by: str
    occurrences: tuple[Occurrence, ...]


class PageIndicator(msgspec.Struct, frozen=True):
    """An indicator on the page: percentages, and `gap` in points, negative is behind.

    Of a yearly target all of it is of the year `year`, whose last day is `due`; `years` has them all.
    """

    id: str
    name: str
    unit: str
    kind: IndicatorKind
    baseline: Decimal | None
    target: Decimal
    qualifiers: tuple[Qualifier, ...]
    actual: Decimal | None
    actual_date: date | None
    progress: Decimal | None
    pace: Decimal | None
    gap: Decimal | None
    holds: bool | None
    due: date
    year: str
    years: tuple[TargetYear, ...]
    milestones: tuple[MilestoneStanding, ...]

    @property
    def baseless(self) -> bool:
        """Whether it is to be reached from a value that nobody knows, so that no gap can be told."""
        return self.kind is IndicatorKind.REACH and self.pace is None


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
    reminder: Reminder | None = None

    @property
    def recorded_on(self) -> date:
        """The day of its recording."""
        return self.recorded.date()


class TaskPage(msgspec.Struct, frozen=True):
    """The whole page; for a section's own goals the measure is empty and nobody is responsible."""

    as_of: date
    known_at: date | None
    id: str
    title: str
    source: str
    document: str
    section: NamedUnit
    section_number: str
    measure: NamedUnit | None
    measure_number: str
    lead: NamedUnit | None
    shared: tuple[NamedUnit, ...]
    by_duty: tuple[NamedUnit, ...]
    partners: tuple[NamedUnit, ...]
    due: date | None
    status: Status
    light: Light
    reasons: tuple[LightReason, ...]
    progress: Decimal | None
    said: Decimal | None
    computed: Decimal | None
    pace: Decimal
    gap: Decimal | None
    unreported: bool
    missing: tuple[NamedUnit, ...]
    deliverables: tuple[PageDeliverable, ...]
    indicators: tuple[PageIndicator, ...]
    entries: tuple[PageEntry, ...]


def task_page(standing: PlanStanding, holder: Standing) -> TaskPage:
    """Make the page of one task or section; entries come newest first, replaced ones among them."""
    plan, subject = standing.plan, holder.holder
    task = subject if isinstance(subject, Task) else None
    measure = plan.measures.get(task.measure) if task else None
    section = subject if isinstance(subject, Section) else plan.section_of_measure[subject.measure]
    responsible = task.responsible if task else None
    return TaskPage(
        as_of=standing.as_of,
        known_at=standing.known_at,
        id=subject.id,
        title=subject.title,
        source=task.source if task else "",
        document=plan.head.document.number,
        section=NamedUnit(section.id, section.title),
        section_number=section.number,
        measure=NamedUnit(measure.id, measure.title) if measure else None,
        measure_number=measure.number if measure else "",
        lead=_named(plan, responsible.lead) if responsible and responsible.lead else None,
        shared=tuple(_named(plan, each) for each in responsible.shared) if responsible else (),
        by_duty=tuple(_named(plan, each) for each in responsible.by_duty) if responsible else (),
        partners=tuple(_named(plan, each) for each in task.partners) if task else (),
        due=holder.due,
        status=holder.status,
        light=holder.light,
        reasons=holder.reasons,
        progress=holder.progress,
        said=holder.said,
        computed=holder.computed,
        pace=holder.pace,
        gap=holder.gap,
        unreported=holder.unreported,
        missing=tuple(_named(plan, each) for each in holder.missing),
        deliverables=tuple(_deliverable(each) for each in holder.deliverables),
        indicators=tuple(page_indicator(each) for each in holder.indicators),
        entries=_entries(standing, subject),
    )


def _named(plan: Plan, unit: str) -> NamedUnit:
    return NamedUnit(unit, plan.register.name(unit))


def _deliverable(standing: DeliverableStanding) -> PageDeliverable:
    own = standing.deliverable
    last = standing.last.date if standing.last else None
    return PageDeliverable(
        own.id,
        own.title,
        standing.status,
        own.due,
        own.covers,
        standing.progress,
        last,
        own.every,
        own.by,
        standing.occurrences,
    )


def page_indicator(standing: IndicatorStanding) -> PageIndicator:
    """Put an indicator on the page."""
    own = standing.indicator
    return PageIndicator(
        id=own.id,
        name=own.name,
        unit=own.unit,
        kind=own.kind,
        baseline=own.baseline,
        target=own.target,
        qualifiers=own.qualifiers,
        actual=standing.actual,
        actual_date=standing.actual_date,
        progress=standing.progress,
        pace=standing.pace,
        gap=standing.gap,
        holds=standing.holds,
        due=standing.year.due if standing.year else own.due,
        year=standing.year.period if standing.year else "",
        years=standing.years,
        milestones=standing.milestones,
    )


def _entries(standing: PlanStanding, subject: Section | Task) -> tuple[PageEntry, ...]:
    entries = [each for each in known(standing.plan, standing.known_at) if each.holder == subject.id]
    gone = replaced(entries)
    issued = {
        each.entry.id: each
        for each in chases(standing.plan, standing.as_of, standing.known_at).of(subject.id)
    }
    return tuple(
        page_entry(standing.plan, subject, each, gone.get(each.id), issued.get(each.id))
        for each in sorted(entries, key=by_day, reverse=True)
        if each.date <= standing.as_of
    )


def page_entry(
    plan: Plan,
    subject: Section | Task | None,
    entry: Entry,
    gone_by: Entry | None = None,
    issued: ChaseStanding | None = None,
) -> PageEntry:
    """Put an entry on a page, with the names of its unit and indicators, and that by which it is gone.

    Of a reminder `issued` tells what became of it.
    """
    indicators = {own.id: own for own in subject.indicators} if subject else {}
    return PageEntry(
        **msgspec.structs.asdict(entry),
        unit_name=plan.register.short(entry.unit),
        figures=tuple(
            (indicators[name].name, value, indicators[name].unit) if name in indicators else (name, value, "")
            for name, value in entry.actuals.items()
        ),
        replaced_by=gone_by.id if gone_by and not gone_by.withdraws else "",
        withdrawn_by=gone_by.id if gone_by and gone_by.withdraws else "",
        reminder=reminder(plan, entry, issued) if entry.chases else None,
    )
