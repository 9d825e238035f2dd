"""The board: every section and task with its light, and the counts on top."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.plan import Plan, Task
from qtrack.records.course import Then, course
from qtrack.records.filters import Filters, emptied
from qtrack.records.light_changes import NO_CHANGES, Changes, changes
from qtrack.records.names import NamedUnit, in_charge
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.reported.chasing import ChaseState, chases
from qtrack.standing.reported.facts import known


class BoardGroup(StrEnum):
    """What the tasks of a board stand under."""

    SECTION = "section"
    UNIT = "unit"


class BoardTask(msgspec.Struct, frozen=True):
    """One task on the board. Percentages; `gap` in points, negative is behind; `due` None is 持续推进.

    `responsible` are the short names of those whom it names where nobody leads. `missing` are the units and
    groups that did not answer the last round; `unreported` if there are any.
    """

    id: str
    section: str
    measure: str
    title: str
    lead: str | None
    lead_name: str
    responsible: tuple[str, ...]
    status: Status
    light: Light
    reasons: tuple[LightReason, ...]
    progress: Decimal | None
    pace: Decimal
    gap: Decimal | None
    due: date | None
    last_entry: date | None
    unreported: bool
    missing: tuple[NamedUnit, ...]


class BoardSection(msgspec.Struct, frozen=True):
    """One section on the board with the tasks that are shown; `own_reasons` are of its own goals."""

    as_json: ClassVar = "id number title light counts reasons=own_reasons"

    id: str
    number: str
    title: str
    light: Light
    counts: dict[Light, int]
    own_reasons: tuple[LightReason, ...]
    tasks: tuple[BoardTask, ...]


class BoardUnit(BoardSection, frozen=True):
    """A unit or group, in the place of a section, with the tasks that it leads."""

    as_json: ClassVar = "id name=title light counts"


class Board(msgspec.Struct, frozen=True):
    """The whole page. `counts` are of the tasks shown, each once, and so are `changes`, if asked for.

    By units there are `units`, and of the sections those with goals of their own.
    """

    as_json: ClassVar = (
        "as_of known_at counts notes group sections units tasks changes.since counts_before "
        "changes.turned changes.finished changes.dropped changes.newly_late"
    )

    plan: str
    as_of: date
    known_at: date | None
    counts: dict[Light, int]
    unreported: int
    sections: tuple[BoardSection, ...]
    notes: tuple[Message, ...]
    changes: Changes = NO_CHANGES
    group: BoardGroup = BoardGroup.SECTION
    units: tuple[BoardUnit, ...] = ()

    @property
    def counts_before(self) -> dict[Light, int] | None:
        """The counts of the earlier day, if one was asked for."""
        return self.changes.counts if self.changes.since else None

    @property
    def groups(self) -> tuple[BoardSection, ...]:
        """What the tasks stand under, in the order of the page."""
        return (*self.sections, *self.units)

    @property
    def tasks(self) -> tuple[BoardTask, ...]:
        """All tasks shown, in the order of the page."""
        return tuple(task for group in self.groups for task in group.tasks)


def board(standing: PlanStanding, filters: Filters, then: Then | None = None) -> Board:
    """Put what the filters keep of a standing on a board, with what changed since an earlier day."""
    plan = standing.plan
    sections = []
    for section in standing.sections:
        kept = [each for each in section.tasks if filters.keeps(each, section.section.id, plan)]
        own = section.own if section.own and filters.keeps(section.own, section.section.id, plan) else None
        if not kept and own is None and filters != Filters():
            continue
        sections.append(
            BoardSection(
                section.section.id,
                section.section.number,
                section.section.title,
                section.light,
                standing.rule.count([each.light for each in kept]),
                own.reasons if own else (),
                tuple(board_task(each, section.section.id, plan) for each in kept),
            )
        )
    tasks = [task for section in sections for task in section.tasks]
    changed = changes(course(standing, then), filters) if then else NO_CHANGES
    unknown = (changed.unknown,) if changed.unknown else ()
    return Board(
        plan.head.short or plan.head.title,
        standing.as_of,
        standing.known_at,
        standing.rule.count([task.light for task in tasks]),
        sum(task.unreported for task in tasks),
        tuple(sections),
        (*_notes(standing, filters, frozenset(task.id for task in tasks)), *unknown),
        changed,
    )


def board_task(standing: Standing, section: str, plan: Plan) -> BoardTask:
    """Put one task on the board."""
    task = standing.holder
    if not isinstance(task, Task):
        raise TypeError(task)
    charge = in_charge(plan, task)
    return BoardTask(
        id=task.id,
        section=section,
        measure=task.measure,
        title=task.title,
        lead=charge.lead,
        lead_name=charge.lead_name,
        responsible=charge.responsible,
        status=standing.status,
        light=standing.light,
        reasons=standing.reasons,
        progress=standing.progress,
        pace=standing.pace,
        gap=standing.gap,
        due=standing.due,
        last_entry=standing.last.date if standing.last else None,
        unreported=standing.unreported,
        missing=tuple(NamedUnit(each, plan.register.name(each)) for each in standing.missing),
    )


def plan_notes(standing: PlanStanding) -> tuple[Message, ...]:
    """Say what explains an empty or an odd page: no entries, a date outside the plan."""
    head = standing.plan.head
    notes = []
    if not standing.plan.entries:
        notes.append(msg("No progress has been recorded yet; “qtrack record” makes the first entry."))
    elif not any(
        each.date <= standing.as_of and not each.chases for each in known(standing.plan, standing.known_at)
    ):
        limit = min(standing.known_at or standing.as_of, standing.as_of)
        notes.append(msg("Nothing had been recorded by {date}.", date=limit))
    if standing.as_of < head.start:
        notes.append(msg("The plan starts on {date} only.", date=head.start))
    if standing.as_of > head.end and head.reporting and standing.window is None:
        message = msg(
            "The plan ended on {date}; no more reports are asked for, lights are computed all the same.",
            date=head.end,
        )
        notes.append(message)
    elif standing.as_of > head.end:
        notes.append(msg("The plan ended on {date}; lights are computed all the same.", date=head.end))
    return tuple(notes)


def _notes(standing: PlanStanding, filters: Filters, shown: frozenset[str]) -> tuple[Message, ...]:
    notes = (*plan_notes(standing), *_unanswered(standing, shown))
    return notes if shown else (*notes, emptied(standing, filters, tasks_only=True))


def _unanswered(standing: PlanStanding, shown: frozenset[str]) -> tuple[Message, ...]:
    """Tell how many reminders of the tasks shown are past their time without an answer."""
    if not any(each.chases for each in standing.plan.entries):
        return ()
    found = chases(standing.plan, standing.as_of, standing.known_at).all
    late = sum(each.state is ChaseState.UNANSWERED and each.holder in shown for each in found)
    if not late:
        return ()
    told = nmsg(
        "{n} reminder is past its time without an answer; “qtrack chase” tells which.",
        "{n} reminders are past their time without an answer; “qtrack chase” tells which.",
        late,
    )
    return (told,)
