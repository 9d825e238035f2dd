"""The plan at a date: every task, every section, the whole."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import IndicatorKind, Plan, Section, Task
from qtrack.standing.facts import Facts, facts
from qtrack.standing.lights import Case, LightReason, decide
from qtrack.standing.pace import WHOLE, elapsed, mean, rounded
from qtrack.standing.parts import (
    DeliverableStanding,
    IndicatorStanding,
    deliverable_standing,
    ended_since,
    indicator_standing,
)
from qtrack.standing.reporting import Asked, Window, asked, last_window, missing
from qtrack.standing.returned import sent_back
from qtrack.standing.rules import Light, Rule, rule_of


class Standing(msgspec.Struct, frozen=True):
    """A task, or a section's own goals, at a date.

    `progress` is what the unit said of the whole (`said`) where it did, else the mean of the parts
    (`computed`); percentages, None where unknown. `pace` is measured over the same, `gap` is progress
    less pace in percentage points. `due` is None for 持续推进. `asked` are those whom every round asks,
    nobody about ended work or a section; `missing` the ids of those who did not answer the last one.
    """

    holder: Section | Task
    status: Status
    light: Light
    reasons: tuple[LightReason, ...]
    progress: Decimal | None
    said: Decimal | None
    computed: Decimal | None
    pace: Decimal
    gap: Decimal | None
    due: date | None
    ended: date | None
    entries: tuple[Entry, ...]
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]
    asked: tuple[Asked, ...]
    missing: tuple[str, ...]

    @property
    def unreported(self) -> bool:
        """Whether anybody did not answer the last round (未按时报送)."""
        return bool(self.missing)

    @property
    def last(self) -> Entry | None:
        """The latest entry, by the date it speaks of."""
        return self.entries[-1] if self.entries else None


class SectionStanding(msgspec.Struct, frozen=True):
    """A section at a date: its own goals where it has any, its tasks, and the worst light of all."""

    section: Section
    light: Light
    counts: dict[Light, int]
    own: Standing | None
    tasks: tuple[Standing, ...]


class PlanStanding(msgspec.Struct, frozen=True):
    """The whole plan at a date; counts are of tasks, each counted once, the worst light first."""

    plan: Plan
    as_of: date
    known_at: date | None
    window: Window | None
    counts: dict[Light, int]
    sections: tuple[SectionStanding, ...]

    @property
    def rule(self) -> Rule:
        """The rule that the lights are decided by."""
        return rule_of(self.plan.head.lights)

    @property
    def tasks(self) -> tuple[Standing, ...]:
        """All tasks in the order of the plan."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def everything(self) -> tuple[Standing, ...]:
        """Whatever can have entries: sections with goals of their own, and all tasks."""
        return tuple(
            each for section in self.sections for each in (section.own, *section.tasks) if each is not None
        )

    def of(self, holder: str) -> Standing | None:
        """Return the standing of a task, or of a section's own goals, by id."""
        return next((each for each in self.everything if each.holder.id == holder), None)


def assess(
    plan: Plan, as_of: date, known_at: date | None = None, *, said_by: date | None = None
) -> PlanStanding:
    """Assess every task and section of a plan by the end of the day `as_of`.

    With `said_by` nothing that is dated after that day counts.
    """
    so_far = facts(plan, as_of, known_at, said_by=said_by)
    window = last_window(plan.head, as_of)
    rule = rule_of(plan.head.lights)
    sections = []
    for section in plan.sections:
        own = None
        if section.deliverables or section.indicators:
            own = _assess(plan, section, so_far, None)
        tasks = tuple(_assess(plan, task, so_far, window) for task in plan.tasks_of_section[section.id])
        lights = [task.light for task in tasks]
        light = rule.worst([*lights, *([own.light] if own else [])])
        sections.append(SectionStanding(section, light, rule.count(lights), own, tasks))
    every = [task.light for section in sections for task in section.tasks]
    return PlanStanding(plan, as_of, known_at, window, rule.count(every), tuple(sections))


def _assess(plan: Plan, holder: Section | Task, so_far: Facts, window: Window | None) -> Standing:
    start, as_of = plan.head.start, so_far.as_of
    entries = so_far.of(holder.id)
    deliverables = tuple(deliverable_standing(each, holder, plan, so_far) for each in holder.deliverables)
    indicators = tuple(indicator_standing(each, plan.head, entries, as_of) for each in holder.indicators)
    status, ended = _status(holder, entries, deliverables, indicators)
    said = _said(holder, entries)
    computed, parts_pace = _over_parts(deliverables, indicators)
    whole_pace = elapsed(start, plan.due_of(holder), as_of, plan.head.pace)
    progress, pace = (computed, parts_pace) if said is None and computed is not None else (said, whole_pace)
    if status in {Status.DONE, Status.CLOSED}:
        progress = WHOLE
    last = entries[-1] if entries else None
    case = Case(
        holder=holder.id,
        as_of=as_of,
        start=start,
        due=holder.due,
        status=status,
        ended=ended,
        progress=progress,
        pace=pace,
        last=last,
        deliverables=deliverables,
        indicators=indicators,
        sent_back=sent_back(plan, entries),
    )
    reasons = decide(case, rule_of(plan.head.lights))
    whom = asked(holder, plan.register) if isinstance(holder, Task) and not status.ended else ()
    return Standing(
        holder=holder,
        status=status,
        light=reasons[0].light,
        reasons=reasons,
        progress=progress,
        said=said,
        computed=computed,
        pace=pace,
        gap=None if progress is None else progress - pace,
        due=holder.due,
        ended=ended,
        entries=entries,
        deliverables=deliverables,
        indicators=indicators,
        asked=whom,
        missing=missing(window, whom, entries),
    )


def _said(holder: Section | Task, entries: tuple[Entry, ...]) -> Decimal | None:
    """Return the latest share that a unit said of the whole."""
    said = [each.percent for each in entries if each.about == holder.id and each.percent is not None]
    return rounded(said[-1]) if said else None


def _over_parts(
    deliverables: tuple[DeliverableStanding, ...], indicators: tuple[IndicatorStanding, ...]
) -> tuple[Decimal | None, Decimal]:
    """Return the mean progress and the mean pace of the parts, all weighing the same.

    Parts are the deliverables that were not dropped and the indicators to reach that have a pace. A part
    without a share or a figure counts as 0, once any part has one; before that the progress is None.
    """
    parts = [(each.progress, each.pace) for each in deliverables if each.status is not Status.DROPPED]
    parts += [(each.progress, each.pace) for each in indicators if each.pace is not None]
    pace = mean([pace for _, pace in parts]) if parts else Decimal(0)
    if all(progress is None for progress, _ in parts):
        return None, pace
    return mean([progress or Decimal(0) for progress, _ in parts]), pace


def _status(
    holder: Section | Task,
    entries: tuple[Entry, ...],
    deliverables: tuple[DeliverableStanding, ...],
    indicators: tuple[IndicatorStanding, ...],
) -> tuple[Status, date | None]:
    """Return the status and, for ended work, since when.

    The status is what a unit last said of the whole. Where every part is done and no later word
    about the whole says otherwise, the whole is done, since the day of its last part.
    """
    spoken = [each for each in entries if each.about == holder.id and each.status is not None]
    last = spoken[-1] if spoken else None
    if last and last.status and last.status.ended:
        return last.status, ended_since(tuple(spoken))
    complete = _complete(deliverables, indicators)
    if complete and not (last and last.date > complete):
        return Status.DONE, complete
    if last and last.status:
        return last.status, None
    return (Status.IN_PROGRESS if entries else Status.NOT_STARTED), None


def _complete(
    deliverables: tuple[DeliverableStanding, ...], indicators: tuple[IndicatorStanding, ...]
) -> date | None:
    """Return since when every part is done, or None where one is not."""
    days = [each.ended for each in deliverables if each.status is not Status.DROPPED]
    for each in indicators:
        if each.indicator.kind is IndicatorKind.HOLD:
            return None  # to hold is never over before the plan is
        days.append(each.reached)
    if not days or any(day is None for day in days):
        return None
    return max(day for day in days if day)
