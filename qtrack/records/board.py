"""The board: every section and task with its light, and the counts on top."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, nmsg
from qtrack.model.plan import Plan
from qtrack.records.page import Page, dated, plan_notes
from qtrack.records.selection.arrangement import BoardGroup, TaskOrder
from qtrack.records.selection.filters import Filters, emptied, narrowed
from qtrack.records.since.light_changes import NO_CHANGES, Changes, Then, changes
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light, LightReason
from qtrack.standing.rules import Rule, rule_of
from qtrack.standing.task_standing import LATE


class BoardSection(msgspec.Struct, frozen=True):
    """One section on the board with the tasks that are shown; `own_reasons` are of its own goals."""

    as_json: ClassVar = "id number title chapter light counts reasons=own_reasons"

    id: str
    number: str
    title: str
    light: Light
    counts: dict[Light, int]
    own_reasons: Sequence[LightReason]
    tasks: tuple[Standing, ...]
    chapter: str = ""


class BoardUnit(BoardSection, frozen=True):
    """A unit or group, in the place of a section, with the tasks that it leads."""

    as_json = "id name=title light counts"


class Board(Page, frozen=True):
    """The whole page. `counts` are of the tasks shown, each once, and so are `changes`, if asked for.

    By units there are `units`, and of the sections those with goals of their own. `in_one` are the tasks of
    all sections in one list, where that has another order than the plan.
    """

    as_json: ClassVar = (
        "as_of known_at counts notes group sections units tasks changes.since changes.counts_before "
        "changes.turned changes.finished changes.dropped changes.newly_late"
    )

    counts: dict[Light, int]
    unreported: int
    sections: tuple[BoardSection, ...]
    notes: tuple[Message, ...]
    changes: Changes = NO_CHANGES
    group: BoardGroup = BoardGroup.SECTION
    units: tuple[BoardUnit, ...] = ()
    in_one: tuple[Standing, ...] = ()

    @property
    def groups(self) -> tuple[BoardSection, ...]:
        """What the tasks stand under, in the order of the page."""
        return (*self.sections, *self.units)

    @property
    def tasks(self) -> tuple[Standing, ...]:
        """All tasks shown, in the order of the page."""
        return self.in_one or tuple(task for group in self.groups for task in group.tasks)


def board(standing: PlanStanding, filters: Filters, then: Then | None = None) -> Board:
    """Put what the filters keep of a standing on a board, with what changed since an earlier day."""
    left = narrowed(standing, filters)
    lights = {whole.section.id: whole.light for whole in standing.sections}
    changed = changes(standing, then, filters) if then else NO_CHANGES
    return Board(
        *dated(standing),
        counts=left.counts,
        unreported=sum(task.unreported for task in left.tasks),
        sections=tuple(
            BoardSection(
                id=part.section.id,
                number=part.section.number,
                title=part.section.title,
                light=lights[part.section.id],
                counts=part.counts,
                own_reasons=part.own.reasons if part.own else (),
                tasks=part.tasks,
                chapter=part.section.chapter,
            )
            for part in left.sections
        ),
        notes=tuple(_notes(standing, filters, left.tasks, changed)),
        changes=changed,
    )


def by_unit(page: Board, plan: Plan) -> Board:
    """Return the board with a group a unit in the place of the sections, in the order of the register.

    A task stands under its lead, or where nobody leads under the first that it names. Goals of sections,
    which nobody leads, keep their section, before the units.
    """
    found: dict[str, list[Standing]] = {unit.id: [] for unit in plan.register}
    nobody: list[Standing] = []
    for task in page.tasks:
        found.get(plan.holders[task.id].responsible.first, nobody).append(task)
    goals = [msgspec.structs.replace(section, tasks=()) for section in page.sections if section.own_reasons]
    groups = [_group(plan, unit, tasks) for unit, tasks in (*found.items(), ("", nobody)) if tasks]
    return msgspec.structs.replace(page, group=BoardGroup.UNIT, sections=tuple(goals), units=tuple(groups))


def in_order(page: Board, order: TaskOrder, rule: Rule) -> Board:
    """Return the board with its tasks in an order: those of each unit, else those of all sections."""
    if page.group is BoardGroup.UNIT:
        units = [msgspec.structs.replace(unit, tasks=ordered(unit.tasks, order, rule)) for unit in page.units]
        return msgspec.structs.replace(page, units=tuple(units))
    if order is TaskOrder.PLAN:
        return page
    return msgspec.structs.replace(page, in_one=ordered(page.tasks, order, rule))


def ordered(held: Iterable[Standing], order: TaskOrder, rule: Rule) -> tuple[Standing, ...]:
    """Return tasks in an order, what is alike in it as in the plan; what has no deadline comes last."""

    def deadline(one: Standing) -> date:
        return one.deadlines[0].due if one.deadlines else date.max

    def severity(one: Standing) -> tuple[int, bool, int, Decimal]:
        reason = weightiest(one)
        gap = -one.pace if one.gap is None else one.gap
        return rule.worst_first.index(one.light), reason.code not in LATE, -_late(reason), gap

    match order:
        case TaskOrder.SEVERITY:
            return tuple(sorted(held, key=severity))
        case TaskOrder.DEADLINE:
            return tuple(sorted(held, key=deadline))
        case TaskOrder.PLAN:
            return tuple(held)


def weightiest(one: Standing) -> LightReason:
    """Return the reason that tells most of a light: of what is late the longest, else the first."""
    return max((own for own in one.reasons if own.code in LATE), key=_late, default=one.reasons[0])


def _late(reason: LightReason) -> int:
    return _days(reason.message)


def _days(message: Message) -> int:
    """Return how many days a message speaks of."""
    inner = [(name, value) for name, value in message.values if isinstance(value, Message)]
    return max((value.count if name == "days" else _days(value) for name, value in inner), default=0)


def _group(plan: Plan, unit: str, tasks: list[Standing]) -> BoardUnit:
    rule = rule_of(plan.head.lights)
    lights = [task.light for task in tasks]
    name = plan.register.name(unit)
    return BoardUnit(unit, "", name, rule.worst(lights), rule.count(lights), (), tuple(tasks))


def _notes(
    standing: PlanStanding, filters: Filters, shown: tuple[Standing, ...], changed: Changes
) -> Iterator[Message]:
    """Yield what explains the page, how many reminders wait for too long, and what of it is not known."""
    yield from plan_notes(standing)
    late = sum(task.unanswered for task in shown)
    if late:
        yield nmsg(
            "{n} reminder is past its time without an answer; “qtrack chase” tells which.",
            "{n} reminders are past their time without an answer; “qtrack chase” tells which.",
            late,
        )
    if not shown:
        yield emptied(standing, filters, tasks_only=True)
    if changed.unknown:
        yield changed.unknown
