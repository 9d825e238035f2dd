"""The plan itself: head, sections, measures, tasks, deliverables, indicators.

Field names are the keys of the YAML files; what the docstrings say of them is what an editor shows, see
`qtrack.model.ids`. `path` is the file that a value was read from, relative to the plan's folder; it is no
key.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Literal

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.ids import (
    About,
    DeliverableId,
    IndicatorId,
    MeasureId,
    Retired,
    SectionId,
    TaskId,
    UnitId,
    asks,
    holder_of,
    parse_about,
)
from qtrack.model.lazy import LazyEntries
from qtrack.model.period import DueDayText, PeriodText, WithinText
from qtrack.model.units import Register

#: The form of the files that this qtrack writes. A new one needs a step in `qtrack.store.migrate`.
FORMAT: Final = 2
#: The oldest form that is read as it stands: all that the newer ones added may be left out.
OLDEST_FORMAT: Final = 1


#: Points (分值).
Weight = Annotated[Decimal, asks(exclusiveMinimum=0)]


class IndicatorKind(StrEnum):
    """How a target is meant."""

    REACH = "reach"  # get there by the deadline
    HOLD = "hold"  # stay at or above it throughout
    AVERAGE = "average"  # 年均: hold it in the mean of the years


class Better(StrEnum):
    """Which values of an indicator are the better ones."""

    HIGHER = "higher"
    LOWER = "lower"  # 控制在…以内, 下降到


class Qualifier(StrEnum):
    """How the document words a target beside its number; it is printed and measures nothing."""

    STRIVE = "strive"  # 力争
    AT_LEAST = "at-least"  # 以上
    ABOUT = "about"  # 左右


class Every(StrEnum):
    """How often a duty returns; the values are those of the kinds of periods."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The paper that the plan comes from.

    - number: Number of the document: in full, with year and number.
    - issuer: Issued by: the office that issued the document.
    - issued: Issued on: the date of the document, as 2018-09-30.
    - published: Published on: the day it was made public, where that is known.
    """

    number: str
    issuer: str
    issued: date
    published: date | None = None


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day by which a wording of the document, such as 到2020年, is tracked.

    - wording: Wording: as the document puts the deadline.
    - date: Day: the last day that is in time for this wording.
    - within: Counted: so long from the day of the document on, as “3 months” or “30 days”; it must come to
      this day.
    """

    wording: str
    date: date
    within: WithinText = ""


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A later notice that revises the document: what it changes, and what it takes the place of.

    - number: Number of the notice: in full, with year and number.
    - issued: Notice issued on: its date, as 2019-05-20; what it ends is ended from that day on.
    - title: Title of the notice: in full.
    - issuer: Notice issued by: the office that issued it; left out, that of the document.
    - revises: Revised: ids of sections, tasks and deliverables that go on as the notice has them.
    - ends: Ended: ids of tasks and deliverables in the place of which the notice puts something else.
    """

    number: str
    issued: date
    title: str = ""
    issuer: str = ""
    revises: tuple[About, ...] = ()
    ends: tuple[About, ...] = ()


class Round(StrEnum):
    """How often units are asked to report."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Reporting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When units report: once a week, month, quarter, half-year or year, by this day of it.

    - every: How often: “week”, “month”, “quarter”, “half-year” or “year”; left out, every month.
    - by_day: Day: units report by this day, 1 to 28 of the month or of the last month of what is longer; of
      the week 1, Monday, to 7, Sunday.
    """

    every: Round = Round.MONTH
    by_day: Annotated[int, asks(minimum=1, maximum=28)] = 25


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

    - rule: Rule: the place whose published rule the lights follow; the thresholds beside it replace its
      own.
    - yellow_gap: Yellow gap: behind pace from which a light is yellow, in percentage points; of sanya in
      percent of the pace.
    - red_gap: Red gap: behind pace beyond which a light is red, in percentage points; of sanya in percent
      of the pace.
    - due_soon_days: Due soon: so many days before its deadline open work turns yellow; by suqian and
      sanming blue.
    - stale_days: Stale: after more than so many days without a report work turns yellow.
    """

    rule: LightPreset = LightPreset.YINCHUAN
    yellow_gap: Annotated[Decimal | None, asks(minimum=0)] = None
    red_gap: Annotated[Decimal | None, asks(minimum=0)] = None
    due_soon_days: Annotated[int | None, asks(minimum=0)] = None
    stale_days: Annotated[int | None, asks(minimum=0)] = None


class PlanHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `plan.yaml` says.

    - format: Form of the files: a number that “qtrack migrate” keeps; now 2, and 1 is read as well.
    - title: Title of the plan: in full, as the document has it.
    - document: Document: the paper that the plan comes from.
    - start: First day: pace is counted from this day on, as 2018-09-30.
    - end: Last day: the last day that still belongs to the plan, as 2020-12-31.
    - short: Short title: what papers and tables call the plan.
    - office: Tracking office: the id of the unit that makes the papers and chases reports.
    - language: Language: of the papers; zh or en.
    - timezone: Timezone: where a day begins and ends, as Asia/Shanghai.
    - deadlines: Deadlines in words: the day by which each wording of the document is tracked.
    - retired: Retired ids: given up, and not to be used again.
    - revisions: Revisions: later notices that revise the document, with what each revises or ends.
    - reporting: Reporting: when units report; left out, no report is ever late.
    - pace: Pace: the time gone is counted by days, or by whole calendar months.
    - lights: Lights: from what gap and after how many days a light changes.
    """

    format: Annotated[int, asks(enum=[*range(OLDEST_FORMAT, FORMAT + 1)])]
    title: str
    document: Document
    start: date
    end: date
    short: str = ""
    office: UnitId = ""
    language: Literal["zh", "en"] = "zh"
    timezone: str = "Asia/Shanghai"
    deadlines: tuple[Deadline, ...] = ()
    retired: tuple[Retired, ...] = ()
    revisions: tuple[Revision, ...] = ()
    reporting: Reporting | None = None
    pace: Pace = Pace.DAYS
    lights: LightRule = LightRule()

    @property
    def name(self) -> str:
        """The short name, where it has one."""
        return self.short or self.title

    def ending(self, about: str, day: date) -> Revision | None:
        """Return the notice by which a task or a deliverable is ended on a day, None where it goes on."""
        return next((one for one in self.revisions if about in one.ends and one.issued <= day), None)


class Milestone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An interim target: the value that is to be reached by the end of the day `date`.

    - date: Date of the milestone: the last day that is in time.
    - target: Target of the milestone: digits only, better than the one before.
    """

    date: date
    target: Annotated[Decimal, asks(minimum=0)]


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one unit is to do of a target that is split.

    - unit: Unit of the share: the id of the unit whose figures count towards it.
    - target: Target of the share: digits only, what this unit is to do of the whole.
    """

    unit: UnitId
    target: Annotated[Decimal, asks(minimum=0)]


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to reach or to hold; with `every` the target of each year is counted from nothing.

    - id: Id of the indicator: small letters, digits and -; entries give values under it.
    - name: Name of the indicator: what is counted.
    - unit: Unit of measure: such as % in quotes.
    - target: Target: digits only; the unit stands in “unit”. Of a range it is the lower end.
    - most: Most: the upper end of a range, as 25 of 20 to 25; what lies beyond it is as wrong as what falls
      short of “target”.
    - kind: Kind of target: “reach” it by the deadline, “hold” it throughout, or “average”: hold it in the
      mean of the years.
    - better: Which is better: “higher” values, or “lower” ones where the target is not to be exceeded; left
      out, higher.
    - due: Deadline of the indicator: the last day that is in time.
    - baseline: Baseline: the value at the start; progress counts from it. Without it no gap to the pace is
      told.
    - baseline_year: Year of the baseline: the year that its value is of, as 2017.
    - every: Yearly: “year” where the target is that of each year anew; left out, it is one for all time.
    - milestones: Milestones: interim targets, earliest first; the pace follows them.
    - qualifiers: Words around the target: “strive” (aim for it), “at-least” (so many or more), “about” (so
      many, more or less); printed, not measured.
    - binding: Binding: true where the document calls the target binding, false where expected; left out, it
      says neither.
    - shares: Shares: what each unit is to do of the target, as {unit: fuzhou, target: 300}; each tells its
      own figure, and the value is their sum.
    - weight: Weight: points that it counts for within its task (分值), more than 0; all parts have one, or
      none.
    """

    id: IndicatorId
    name: str
    unit: str
    target: Annotated[Decimal, asks(minimum=0)]
    kind: IndicatorKind
    due: date
    baseline: Decimal | None = None
    every: Literal["year"] | None = None
    milestones: tuple[Milestone, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    better: Better = Better.HIGHER
    weight: Weight | None = None
    most: Decimal | None = None
    baseline_year: Annotated[int | None, asks(minimum=1900, maximum=2200)] = None
    binding: bool | None = None
    shares: tuple[Share, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it is to be held, throughout or on average, and not to be come to by and by."""
        return self.kind is not IndicatorKind.REACH

    @property
    def by_year(self) -> bool:
        """Whether a value is that of a year: of a yearly target, or of one that is averaged."""
        return self.every is not None or self.kind is IndicatorKind.AVERAGE

    @property
    def goal(self) -> Decimal:
        """The value to come to: the target, of a range the end that is come to first."""
        return self.target if self.most is None or self.better is Better.HIGHER else self.most

    def counted(self, value: Decimal) -> Decimal:
        """Return what a value counts as: one beyond a range as one that falls as much short of it."""
        lower = self.better is Better.LOWER
        if self.most is None or (value >= self.target if lower else value <= self.most):
            return value
        return self.target + self.most - value

    def meets(self, value: Decimal, goal: Decimal | None = None) -> bool:
        """Tell whether a value is as good as the target, or as another `goal`."""
        goal, value = self.goal if goal is None else goal, self.counted(value)
        return value <= goal if self.better is Better.LOWER else value >= goal

    def of_share(self, share: Share) -> "Indicator":
        """Return what is asked of one unit, an indicator of its own: from nothing, where the whole is.

        Any other baseline is that of the whole, and so are milestones and the upper end of a range.
        """
        begun = Decimal(0) if self.baseline == 0 else None
        return msgspec.structs.replace(
            self, target=share.target, baseline=begun, most=None, milestones=(), shares=(), baseline_year=None
        )

    @property
    def baseless(self) -> bool:
        """Whether the target is to be reached from a value that nobody knows, so that no pace fits it."""
        return self.kind is IndicatorKind.REACH and self.every is None and self.baseline is None


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


class Role(StrEnum):
    """How a unit answers for a task, the weightiest first."""

    LEAD = "lead"  # 牵头; of several the first named stands for all
    SHARED = "shared"  # 责任
    BY_DUTY = "by-duty"  # 按职责落实
    SUPPORT = "support"  # 配合: may report, and is never asked or late


#: The keys of the files that name units, and the role that each gives.
ROLE_KEYS: Final = {
    "lead": Role.LEAD,
    "co_leads": Role.LEAD,
    "shared": Role.SHARED,
    "by_duty": Role.BY_DUTY,
    "support": Role.SUPPORT,
}


class Responsibility(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for a task: ids of units or groups.

    `lead` is the explicit 牵头单位, else the first-named unit; a task may name groups only. With `each`
    every member of the groups reports on its own, those by duty too. `open` is printed and measures nothing.

    - lead: Lead: the id of the unit that leads and reports, else the first that is named.
    - shared: Shared: ids of the other responsible units.
    - by_duty: By duty: ids of units or groups that do their own part.
    - each: Each: true where every unit named and every member of a group is asked on its own.
    - co_leads: Leads too: ids of units that lead beside the lead, and are asked like it.
    - support: In support: ids of units or groups that assist; they may report, and are never asked.
    - excluding: Left out: ids of members that are left out of the groups named.
    - open: And others: true where the document's own list of units is open; printed, asks nobody.
    """

    lead: UnitId | None = None
    shared: tuple[UnitId, ...] = ()
    by_duty: tuple[UnitId, ...] = ()
    each: bool = False
    co_leads: tuple[UnitId, ...] = ()
    support: tuple[UnitId, ...] = ()
    excluding: tuple[UnitId, ...] = ()
    open: bool = False

    @property
    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Everyone named, by the keys of `ROLE_KEYS`."""
        lead = (self.lead,) if self.lead else ()
        return {key: lead if key == "lead" else getattr(self, key) for key in ROLE_KEYS}

    @property
    def by_role(self) -> dict[Role, tuple[str, ...]]:
        """Everyone named, by role, the weightiest first."""
        return {
            Role.LEAD: self.leads,
            Role.SHARED: self.shared,
            Role.BY_DUTY: self.by_duty,
            Role.SUPPORT: self.support,
        }

    @property
    def leads(self) -> tuple[str, ...]:
        """Who leads, the first named first."""
        return (self.lead, *self.co_leads) if self.lead else self.co_leads

    @property
    def charged(self) -> tuple[str, ...]:
        """Everyone who may be asked: all but those in support, in order of role."""
        return (*self.leads, *self.shared, *self.by_duty)

    @property
    def named(self) -> tuple[str, ...]:
        """Everyone named, in order of role."""
        return (*self.charged, *self.support)

    @property
    def first(self) -> str:
        """Who stands for a task where one name does: its lead, else the first that it names."""
        return next(iter(self.named), "")

    def members(self, body: str, register: Register) -> tuple[str, ...]:
        """Return the units that a name stands for here: itself, or the members of a group not left out."""
        found = register.members(body)
        if not self.excluding or found == (body,):
            return found
        left_out = {unit for name in self.excluding for unit in register.members(name)}
        return tuple(unit for unit in found if unit not in left_out)


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
