"""The plan itself: head, sections, measures, tasks, deliverables, indicators.

Field names are the keys of the YAML files. `path` is the file that a value was read from, relative to
the plan's folder; it is not a key.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.units import Register


class IndicatorKind(StrEnum):
    """How a target is meant."""

    REACH = "reach"  # get there by the deadline
    HOLD = "hold"  # stay at or above it throughout


class Qualifier(StrEnum):
    """How the document words a target beside its number; it is printed and measures nothing."""

    STRIVE = "strive"  # 力争
    AT_LEAST = "at-least"  # 以上


class Every(StrEnum):
    """How often a duty returns; the values are those of the kinds of periods."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The paper that the plan comes from."""

    number: str
    issuer: str
    issued: date
    published: date | None = None


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day by which a wording of the document, such as 到2020年, is tracked."""

    wording: str
    date: date


class Reporting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When units report: each month, by this day of the month."""

    every: Literal["month"] = "month"
    by_day: int = 25


class Pace(StrEnum):
    """What pace is counted in."""

    DAYS = "days"
    MONTHS = "months"  # whole calendar months


class LightPreset(StrEnum):
    """The place whose published rule the lights follow; `qtrack.standing.rules` says what each asks."""

    YINCHUAN = "yinchuan"
    SANYA = "sanya"
    OUHAI = "ouhai"
    SUQIAN = "suqian"
    SANMING = "sanming"


class LightRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule of the lights, and thresholds of one's own in the place of those that it has.

    Gaps are in what the rule measures them in, percentage points or percent of the pace; the others are
    days.
    """

    rule: LightPreset = LightPreset.YINCHUAN
    yellow_gap: Decimal | None = None
    red_gap: Decimal | None = None
    due_soon_days: int | None = None
    stale_days: int | None = None


class PlanHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `plan.yaml` says. `end` is the last day that still belongs to the plan."""

    format: int
    title: str
    document: Document
    start: date
    end: date
    short: str = ""
    office: str = ""
    language: Literal["zh", "en"] = "zh"
    timezone: str = "Asia/Shanghai"
    deadlines: tuple[Deadline, ...] = ()
    retired: tuple[str, ...] = ()  # ids that were given up and are not used again
    reporting: Reporting | None = None
    pace: Pace = Pace.DAYS
    lights: LightRule = LightRule()


class Milestone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An interim target: the value that is to be reached by the end of the day `date`."""

    date: date
    target: Decimal


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to reach or to hold. `due` is the last day that is still in time.

    `baseline` is the value at the plan's start, None where that is not known. `qualifiers` are the words that
    the document has around the target. With `every` the target is that of each calendar year anew, counted
    from nothing.
    """

    id: str
    name: str
    unit: str
    target: Decimal
    kind: IndicatorKind
    due: date
    baseline: Decimal | None = None
    every: Literal["year"] | None = None
    milestones: tuple[Milestone, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def baseless(self) -> bool:
        """Whether the target is to be reached from a value that nobody knows, so that no pace fits it."""
        return self.kind is IndicatorKind.REACH and self.every is None and self.baseline is None


class Deliverable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One checkable thing. With `every` it returns, from the occurrence on that `first` begins with.

    `by` is the day of each year, quarter or month by which it is due, `next 03-31` in the one after; left
    out, it is the last day. `covers` are the years that a report or a plan speaks of, such as 2019-2021.
    """

    id: str
    title: str
    due: date | None = None
    every: Every | None = None
    first: str = ""  # a period: 2019, 2019Q1, 2019-03
    by: str = ""  # a `DueDay`: 03-15, next 03-31; of quarters and months 25, next 10
    covers: str = ""


class Responsibility(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for a task: ids of units or groups.

    `lead` is the explicit 牵头单位, else the first-named unit; a task may name groups only. With `each`
    every member of the groups reports on its own, those by duty too.
    """

    lead: str | None = None
    shared: tuple[str, ...] = ()
    by_duty: tuple[str, ...] = ()
    each: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """Everyone named, in order of role."""
        return (*((self.lead,) if self.lead else ()), *self.shared, *self.by_duty)


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the measures （一）… of a section."""

    id: str
    number: str
    title: str


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the parts 一、… of the plan. The overall goals hang on a section directly."""

    id: str
    number: str
    title: str
    due: date | None = None
    measures: tuple[Measure, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    path: str = ""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The unit of tracking. Without `due` it is 持续推进 and runs to the end of the plan."""

    id: str
    measure: str
    title: str
    responsible: Responsibility
    source: str = ""
    partners: tuple[str, ...] = ()
    due: date | None = None
    deliverables: tuple[Deliverable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    path: str = ""


class Plan(msgspec.Struct, frozen=True, dict=True):
    """A whole plan with its entries."""

    head: PlanHead
    register: Register
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    entries: tuple[Entry, ...] = ()

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
        """The tasks below each section, in the order of the plan."""
        order = {measure: place for place, measure in enumerate(self.measures)}
        found: dict[str, list[Task]] = {section.id: [] for section in self.sections}
        for task in sorted(self.tasks, key=lambda task: (order.get(task.measure, 0), natural(task.id))):
            section = self.section_of_measure.get(task.measure)
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

    def due_of(self, holder: Section | Task) -> date:
        """Return the last day in time: the holder's own deadline, else the end of the plan."""
        return holder.due or self.head.end


def natural(identifier: str) -> tuple[str, int]:
    """Order T2 before T10."""
    return identifier[:1], int(identifier[1:]) if identifier[1:].isdecimal() else 0
