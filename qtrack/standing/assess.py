"""The plan at a date: every task, every section, the whole."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.deadlines import by_date
from qtrack.standing.deliverables import deliverable_standing
from qtrack.standing.lights import decide
from qtrack.standing.pace import NOTHING, WHOLE, elapsed, mean, rounded
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding, Part
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.chasing import ChaseState, chases
from qtrack.standing.reported.facts import facts
from qtrack.standing.reported.reporting import Window, asked, last_window, latest_window, missing
from qtrack.standing.reported.status import Reported, drops_all, reported_on
from qtrack.standing.rules import Light, Rule, rule_of
from qtrack.standing.targets import indicator_standing
from qtrack.standing.task_standing import Standing, measured, open_of, replaced

__all__ = ["PlanStanding", "SectionStanding", "Standing", "assess", "assess_alone"]

_NONE_KEPT: Final[Mapping[str, Standing]] = MappingProxyType({})


class SectionStanding(msgspec.Struct, frozen=True):
    """A section at a date: its own goals where it has any, and its tasks."""

    section: Section
    rule: Rule
    own: Standing | None
    tasks: tuple[Standing, ...]

    @property
    def everything(self) -> tuple[Standing, ...]:
        """Whatever can have entries: the section with goals of its own, and its tasks."""
        return (*((self.own,) if self.own else ()), *self.tasks)

    @property
    def light(self) -> Light:
        """The worst light of all."""
        return self.rule.worst(standing.light for standing in self.everything)

    @property
    def counts(self) -> dict[Light, int]:
        """How many tasks have each light, the worst first."""
        return self.rule.count([task.light for task in self.tasks])


class PlanStanding(msgspec.Struct, frozen=True):
    """The whole plan at a date; `window` is the round of reports that ended last."""

    plan: Plan
    as_of: date
    known_at: date | None
    window: Window | None
    sections: tuple[SectionStanding, ...]

    @property
    def rule(self) -> Rule:
        """The rule that the lights are decided by."""
        return rule_of(self.plan.head.lights)

    @property
    def counts(self) -> dict[Light, int]:
        """How many tasks have each light, each counted once, the worst first."""
        return self.rule.count([task.light for task in self.tasks])

    @property
    def tasks(self) -> tuple[Standing, ...]:
        """All tasks in the order of the plan."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def everything(self) -> tuple[Standing, ...]:
        """Whatever can have entries: sections with goals of their own, and all tasks."""
        return tuple(standing for section in self.sections for standing in section.everything)

    def of(self, holder: str) -> Standing | None:
        """Return the standing of a task, or of a section's own goals, by id."""
        return next((standing for standing in self.everything if standing.holder.id == holder), None)


def assess(
    plan: Plan,
    as_of: date,
    known_at: date | None = None,
    *,
    dated_by: date | None = None,
    kept: Mapping[str, Standing] = _NONE_KEPT,
) -> PlanStanding:
    """Assess every task and section of a plan by the end of the day `as_of`.

    With `dated_by` nothing that is dated after that day counts. Those in `kept`, by their ids, were
    assessed before, of the same plan for the same day.
    """
    waiting = plan.only_entries_of(plan.holders.keys() - kept.keys()) if kept else plan
    so_far = facts(waiting, as_of, known_at, dated_by=dated_by)
    chased = chases(waiting, as_of, known_at).values() if any(one.chases for one in waiting.entries) else ()
    unanswered = Counter(chase.holder for chase in chased if chase.state is ChaseState.UNANSWERED)
    window = last_window(plan.head, as_of)
    rule = rule_of(plan.head.lights)

    def assessed(holder: Section | Task) -> Standing:
        return kept.get(holder.id) or _assess(
            plan, holder, so_far.get(holder.id, ()), as_of, window, unanswered=unanswered[holder.id]
        )

    sections = tuple(
        SectionStanding(
            section=section,
            rule=rule,
            own=assessed(section) if section.deliverables or section.indicators else None,
            tasks=tuple(map(assessed, plan.tasks_of_section[section.id])),
        )
        for section in plan.sections
    )
    return PlanStanding(plan, as_of, known_at, latest_window(plan, as_of), sections)


def assess_alone(plan: Plan, holder: Section | Task, as_of: date) -> Standing | None:
    """Assess one holder in a plan that has nothing else, so that errors elsewhere are in nobody's way."""
    task = holder if isinstance(holder, Task) else None
    section = plan.home_of(task) if task else holder
    sections = (section,) if isinstance(section, Section) else ()
    only = Plan(plan.head, plan.register, sections, (task,) if task else (), plan.entries)
    return assess(only, as_of).of(holder.id)


def _assess(
    plan: Plan,
    holder: Section | Task,
    entries: tuple[Entry, ...],
    as_of: date,
    window: Window | None,
    *,
    unanswered: int,
) -> Standing:
    head = plan.head_of(holder)
    if head is not plan.head:  # its times and its rounds of reports are of its own
        plan, window = msgspec.structs.replace(plan, head=head), last_window(head, as_of)
    deliverables = tuple(
        deliverable_standing(deliverable, holder, plan, entries, as_of) for deliverable in holder.deliverables
    )
    indicators = tuple(
        indicator_standing(indicator, plan.head, entries, as_of) for indicator in holder.indicators
    )
    own = reported_on((entry for entry in entries if entry.about == holder.id), plan.head.office)
    status, ended = _status(own, entries, _complete(deliverables, indicators))
    parts = measured(deliverables, indicators)
    computed = _computed(parts, indicators)
    reported = None if own.share is None else rounded(own.share)
    open_ = as_of >= head.start and not status.ended
    whom = asked(holder, plan.register) if isinstance(holder, Task) and open_ else {}
    undecided = Standing(
        holder=holder,
        section=plan.section_of(holder),
        register=plan.register,
        as_of=as_of,
        start=head.start,
        limit=plan.due_of(holder),
        status=status,
        ended=ended,
        verified=own.verified,
        progress=computed if reported is None else reported,
        reported=reported,
        computed=computed,
        pace=_pace(plan, holder, as_of, parts if reported is None else ()),
        entries=entries,
        last_entry=entries[-1].date if entries else None,
        unanswered=unanswered,
        deliverables=deliverables,
        indicators=indicators,
        sent_back=tuple(name for name in _sent_back(plan, entries) if not head.ending(name, as_of)),
        asked=whom,
        missing=missing(window, whom, entries),
    )
    left = open_of(undecided)
    standing = msgspec.structs.replace(
        undecided, reasons=decide(undecided, rule_of(plan.head.lights), left), deadlines=by_date(left)
    )
    if standing.finished:
        standing = msgspec.structs.replace(standing, progress=rounded(WHOLE))
    notice = head.ending(holder.id, as_of)
    return replaced(standing, notice) if notice else standing


def _sent_back(plan: Plan, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return what of one section or task is still sent back (退回补充): its own id, or those of deliverables.

    The entries come oldest first. A report of done, a closing or a dropping answers what was sent back
    before; of a duty that returns, each occurrence is a matter of its own, which a dropping of the whole duty
    answers, too.
    """
    waiting: set[tuple[str, str]] = set()
    for entry in entries if any(entry.returns for entry in entries) else ():
        matter = (entry.about, occurrence_of(plan, entry))
        if entry.returns:
            waiting.add(matter)
        elif drops_all(entry):
            waiting = {other for other in waiting if other[0] != entry.about}
        elif entry.status in {Status.DONE, Status.CLOSED, Status.DROPPED}:
            waiting.discard(matter)
    return tuple(sorted({about for about, _ in waiting}))


def _computed(parts: tuple[Part, ...], indicators: tuple[IndicatorStanding, ...]) -> Decimal | None:
    """Return the mean progress of the parts, once any of them has a share or any indicator a value.

    A part without one counts as 0 then.
    """
    if not parts or all(part.attained is None for part in (*parts, *indicators)):
        return None
    return rounded(mean([part.attained or NOTHING for part in parts], [part.weight for part in parts]))


def _pace(plan: Plan, holder: Section | Task, as_of: date, parts: tuple[Part, ...]) -> Decimal:
    """Return the mean pace of the parts, else that of the whole."""
    if parts:
        return rounded(mean([part.elapsed or NOTHING for part in parts], [part.weight for part in parts]))
    return rounded(elapsed(plan.head.start, plan.due_of(holder), as_of, plan.head.pace))


def _status(own: Reported, entries: tuple[Entry, ...], complete: date | None) -> tuple[Status, date | None]:
    """Return the status and, for ended work, since when.

    The status is what a unit last said of the whole. Where every part is done and no later word
    about the whole says otherwise, the whole is done, since the day of its last part.
    """
    if own.status and own.status.ended:
        return own.status, own.since
    if complete and not (own.unfinished and own.unfinished > complete):
        return Status.DONE, complete
    return own.status or (Status.IN_PROGRESS if entries else Status.NOT_STARTED), None


def _complete(
    deliverables: tuple[DeliverableStanding, ...], indicators: tuple[IndicatorStanding, ...]
) -> date | None:
    """Return since when every part is done, or None where one is not."""
    days = [part.ended if part.done else None for part in deliverables if not part.left_out]
    days += [part.reached for part in indicators]
    over = [day for day in days if day is not None]
    return max(over) if over and len(over) == len(days) else None
