"""The plan itself: sections, measures, tasks, deliverables.

Field names are the keys of the YAML files; what the docstrings say of them is what an editor shows, see
`qtrack.model.ids`. `path` is the file that a value was read from, relative to the plan's folder; it is no
key.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead, Reporting
from qtrack.model.ids import DeliverableId, MeasureId, SectionId, TaskId, UnitId, asks, holder_of, parse_about
from qtrack.model.indicator import Indicator, Weight
from qtrack.model.lazy import LazyEntries
from qtrack.model.period import DueDayText, PeriodText
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Register


class Every(StrEnum):
    """How often a duty returns; the values are those of the kinds of periods."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"


class Deliverable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One checkable thing. With `every` it returns, from the occurrence on that `first` begins with.

    - id: Id of the deliverable: that of the task, a dot and a number, as T18.1.
    - title: Title of the deliverable: short and checkable.
    - due: Deadline of the deliverable: not after that of the task; left out, the task's own.
    - every: Returns: “year”, “half-year”, “quarter” or “month” for what is due in each of them; left out,
      it is due once.
    - first: First: the first period that counts, as 2019, 2019H1, 2019Q1 or 2019-03; only with “every”.
    - by: Due day: 03-15 of each year, 25 of each month or of the last month of each quarter or half-year;
      “next 03-31” or “next 10” in the one after; left out, the last day; only with “every”.
    - covers: Years covered: what a report or a plan speaks of, as 2017 or 2019-2021.
    - weight: Weight: points that it counts for within its task (分值), more than 0; all parts have one, or
      none.
    - lead: Lead: the id of the unit that answers for this part, one of those responsible for the task; it is
      asked to report too.
    - start: Start of the deliverable: the first day that it is worked on; left out, that of the task.
    """

    id: DeliverableId
    title: str
    due: date | None = None
    every: Every | None = None
    first: PeriodText = ""
    by: DueDayText = ""
    covers: str = ""
    weight: Weight | None = None
    lead: UnitId | None = None
    start: date | None = None


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the measures （一）… of a section.

    - id: Id of the measure: M and two digits, in one row through all sections.
    - number: Number of the measure: as it is printed in the document.
    - title: Title of the measure: the heading in the document.
    """

    id: MeasureId
    number: str
    title: str


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the parts 一、… of the plan. The overall goals hang on a section directly.

    - id: Id of the section: S and its number; the file has the same name.
    - number: Number of the section: as it is printed in the document.
    - title: Title of the section: the heading in the document.
    - chapter: Chapter: the heading above this section and those of the same chapter, number and all.
    - due: Deadline of the goals: the last day that is in time; left out, the end of the plan.
    - measures: Measures: in the order of the document.
    - deliverables: Goals to check: what hangs on the section itself and not on a task.
    - indicators: Goals in figures: what hangs on the section itself and not on a task.
    """

    id: SectionId
    number: str
    title: str
    chapter: str = ""
    due: date | None = None
    measures: tuple[Measure, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    path: str = ""

    @property
    def responsible(self) -> Responsibility:
        """Nobody by name: a section's own goals are everybody's."""
        return Responsibility()


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The unit of tracking. Without `due` it is 持续推进 and runs to the end of the plan.

    - id: Id of the task: T and two digits; the file has the same name.
    - measure: Measure: the id of the measure that the task belongs to, as M15.
    - section: Section: the id of the section that the task stands in, as S3, where it has no measures.
    - number: Number of the task: as it is printed in the document, where it may begin anew.
    - title: Title of the task: short and checkable, in one's own words.
    - responsible: Responsible: who answers for the task; name at least one.
    - source: Source: where in the document the task stands.
    - partners: Partners: ids of units outside that the document names; they are not asked to report.
    - start: Start of the task: the first day that it is worked on; left out, that of the plan.
    - supervisor: Supervisor: the leader in charge (分管领导); printed.
    - person: Person: who answers for the task in the unit that leads it (责任人); printed.
    - due: Deadline of the task: the last day that is in time; left out, it is ongoing.
    - reporting: Reporting: when units report on this task; left out, as plan.yaml has it.
    - deliverables: Deliverables: checkable things inside the task.
    - indicators: Indicators: figures to reach or to hold.
    - remark: Remark: whatever else is to be known, as it stands in the last column of a table.
    - weight: Weight: points that the task counts for on a scorecard (分值), more than 0.
    """

    id: TaskId
    measure: MeasureId = ""
    section: SectionId = ""
    number: str = ""
    title: str
    responsible: Annotated[Responsibility, asks(minProperties=1)]
    source: str = ""
    partners: tuple[UnitId, ...] = ()
    start: date | None = None
    due: date | None = None
    reporting: Reporting | None = None
    deliverables: tuple[Deliverable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    remark: str = ""
    weight: Weight | None = None
    supervisor: str = ""
    person: str = ""
    path: str = ""


class Plan(msgspec.Struct, frozen=True, dict=True):
    """A whole plan with its entries."""

    head: PlanHead
    register: Register
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    entries: Sequence[Entry] = ()

    @cached_property
    def holders(self) -> dict[str, Section | Task]:
        """Sections and tasks by id: all that can have deliverables, indicators and entries."""
        found: dict[str, Section | Task] = {section.id: section for section in self.sections}
        found.update((task.id, task) for task in self.tasks)
        return found

    @cached_property
    def deliverables(self) -> dict[str, Deliverable]:
        """Every deliverable by id."""
        return {
            deliverable.id: deliverable
            for holder in self.holders.values()
            for deliverable in holder.deliverables
        }

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by id."""
        return {measure.id: measure for section in self.sections for measure in section.measures}

    @cached_property
    def section_of_measure(self) -> dict[str, Section]:
        """The section that a measure stands in, by the measure's id."""
        return {measure.id: section for section in self.sections for measure in section.measures}

    @cached_property
    def tasks_of_section(self) -> dict[str, tuple[Task, ...]]:
        """The tasks below each section, in the order of the plan: those without a measure first."""
        order = {measure: place for place, measure in enumerate(self.measures, 1)}
        found: dict[str, list[Task]] = {section.id: [] for section in self.sections}
        for task in sorted(self.tasks, key=lambda task: (order.get(task.measure, 0), natural(task.id))):
            section = self.home_of(task)
            if section is not None:
                found[section.id].append(task)
        return {section: tuple(tasks) for section, tasks in found.items()}

    def find(self, typed: str) -> Section | Task | Deliverable | None:
        """Return what a person means by `T05`, `t5`, `5`, `T05.2` or `S1`."""
        about = parse_about(typed)
        if about is None:
            return None
        return self.holders.get(about) or self.deliverables.get(about)

    def holder(self, about: str) -> Section | Task | None:
        """Return the section or task that an id belongs to."""
        return self.holders.get(holder_of(about))

    def members_of(self, about: str, body: str) -> tuple[str, ...]:
        """Return the units that a name stands for in the section or task that an id belongs to."""
        holder = self.holder(about)
        return holder.responsible.members(body, self.register) if holder else self.register.members(body)

    def section_of(self, holder: Section | Task) -> Section:
        """Return the section that a task stands in, or a section itself; KeyError where there is none."""
        found = holder if isinstance(holder, Section) else self.home_of(holder)
        if found is None:
            raise KeyError(holder.id)
        return found

    def home_of(self, task: Task) -> Section | None:
        """Return the section that a task stands in, by its measure or by itself, if the plan has it."""
        named = self.holders.get(task.section)
        return named if isinstance(named, Section) else self.section_of_measure.get(task.measure)

    def only_entries_of(self, holders: AbstractSet[str]) -> "Plan":
        """Return the plan with the entries that belong to these sections and tasks only."""
        entries = self.entries
        if isinstance(entries, LazyEntries):
            return msgspec.structs.replace(self, entries=entries.of(holders))
        return msgspec.structs.replace(self, entries=tuple(one for one in entries if one.holder in holders))

    def start_of(self, holder: Section | Task) -> date:
        """Return the first day of the work: the task's own start, else that of the plan."""
        return (holder.start if isinstance(holder, Task) else None) or self.head.start

    def head_of(self, holder: Section | Task) -> PlanHead:
        """Return what `plan.yaml` says, with the work's own start and the rounds that it is reported in."""
        start = self.start_of(holder)
        own = holder.reporting if isinstance(holder, Task) else None
        if start == self.head.start and own is None:
            return self.head
        return msgspec.structs.replace(self.head, start=start, reporting=own or self.head.reporting)

    def due_of(self, holder: Section | Task) -> date:
        """Return the last day in time: the holder's own deadline, else the end of the plan."""
        return holder.due or self.head.end


def natural(identifier: str) -> tuple[str, int]:
    """Order T2 before T10."""
    return identifier[:1], int(identifier[1:]) if identifier[1:].isdecimal() else 0
