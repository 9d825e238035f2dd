"""What one unit has to do (单位任务清单): by its role, what is most urgent first."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, days, msg
from qtrack.model.entry import Status
from qtrack.model.indicator import worded
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.model.responsibility import Role
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import (
    Cells,
    Term,
    numbered_terms,
    part_number,
    register_sheet,
    task_title,
    term_lines,
    terms,
)
from qtrack.records.task import open_deliverables
from qtrack.records.units import Mark, UnitTask, share_told, unit_list
from qtrack.standing.assess import Standing
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.lights import Light
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import runs
from qtrack.standing.reported.reporting import current_window
from qtrack.ui.labels import LIGHTS, ROLES, STATUSES, day
from qtrack.ui.table import Sheet
from qtrack.ui.values import MARKS


class Urgency(StrEnum):
    """The groups of a unit's list, in this order: by the first mark of a task, then the others."""

    OVERDUE = "overdue"
    DUE_THIS_MONTH = "due-this-month"
    TO_REPORT = "to-report"
    RUNNING = "running"
    FINISHED = "finished"
    DROPPED = "dropped"
    REPLACED = "replaced"


class OpenPart(msgspec.Struct, frozen=True):
    """A deliverable that is not done, or a target that is not reached, which has no id and no status.

    `number` is that of the deliverable within its task, None of a target. By when, `days` to that day
    (negative is late), periods owed; of a target the `goal` that is due first.
    """

    id: str
    number: int | None
    title: Message | str
    status: Status | None
    due: date | None
    days: int | None
    periods: tuple[str, ...]
    goal: Message | None = None


class UnitPaper(msgspec.Struct, frozen=True):
    """The whole paper. Counts of lights and the unreported are of what the unit leads.

    `marked` counts the tasks of any role with each mark, `totals` those of each role, which `roles` has by
    their urgency, the first mark of each; `terms` and `parts` are of a task by its id. `report_by` is the
    deadline of the round of reports that runs, None where none is asked.
    """

    head: PaperHead
    unit: str
    counts: dict[Light, int]
    unreported: int
    marked: dict[Mark, int]
    report_by: date | None
    totals: dict[Role, int]
    roles: dict[Role, dict[Urgency, tuple[UnitTask, ...]]]
    terms: dict[str, tuple[Term, ...]]
    parts: dict[str, tuple[OpenPart, ...]]


def unit_paper(context: ReportContext) -> UnitPaper:
    """Make the list of the unit that the filters name; raise ValueError where they name none."""
    unit = context.filters.unit
    if unit is None:
        raise ValueError(context)
    whole = context.whole
    found = unit_list(whole, unit, context.filters)
    own = (context.plan.head_of(row.task.holder) for row in found.tasks)
    windows = (current_window(head, context.as_of) for head in (context.plan.head, *own))
    return UnitPaper(
        head=msgspec.structs.replace(paper_head(context, whole, titled=True), notes=found.notes),
        unit=found.unit.name,
        counts=found.counts,
        unreported=found.unreported,
        marked={mark: sum(mark in task.marks for task in found.tasks) for mark in Mark},
        report_by=min((window.deadline for window in windows if window), default=None),
        totals={role: sum(task.role is role for task in found.tasks) for role in Role},
        roles={
            role: _by_urgency([task for task in found.tasks if task.role is role])
            for role in Role
            if role is not Role.SUPPORT or any(task.role is role for task in found.tasks)
        },
        terms={row.task.id: _terms(whole.plan, row.task) for row in found.tasks},
        parts={row.task.id: tuple(_parts(row)) for row in found.tasks},
    )


def _terms(plan: Plan, standing: Standing) -> tuple[Term, ...]:
    """Return the terms of the whole, and of what is left to do of it."""
    left = {part.deliverable.id for part, _ in open_deliverables(standing)}
    return numbered_terms(terms(plan, standing.holder), standing.holder, left)


def _by_urgency(tasks: list[UnitTask]) -> dict[Urgency, tuple[UnitTask, ...]]:
    found = {urgency: tuple(task for task in tasks if _urgency(task) is urgency) for urgency in Urgency}
    return {urgency: own for urgency, own in found.items() if own}


def _urgency(task: UnitTask) -> Urgency:
    if task.marks:
        return Urgency(task.marks[0].value)
    if task.task.replaced:
        return Urgency.REPLACED
    if task.task.status is Status.DROPPED:
        return Urgency.DROPPED
    return Urgency.FINISHED if task.task.finished else Urgency.RUNNING


def _parts(row: UnitTask) -> Iterator[OpenPart]:
    """Yield what is left to do: deliverables, then targets that are not reached, or shares of them."""
    standing, shares = row.task, {own.indicator.id: own for own in row.shares}
    due: dict[str, Deadline] = {}
    for deadline in standing.deadlines:
        if deadline.kind is not DueKind.TASK:
            due.setdefault(deadline.id, deadline)
    numbers = {part.id: at for at, part in enumerate(standing.holder.deliverables, 1)}
    for part, periods in open_deliverables(standing):
        own = part.deliverable
        day = due[own.id].due if own.id in due else None
        left = (day - standing.as_of).days if day else None
        yield OpenPart(own.id, numbers[own.id], own.title, part.status, day, left, periods)
    for one in due.values():
        if one.indicator is not None and one.id not in shares:
            periods, left = (one.period,) if one.period else (), (one.due - standing.as_of).days
            yield OpenPart("", None, one.title, None, one.due, left, periods, _goal(one, one.indicator))
    for share in shares.values():
        if standing.running and share.reached is None:
            left = (share.due - standing.as_of).days
            yield OpenPart("", None, share_told(share), None, share.due, left, ())


def _goal(target: Deadline, of: IndicatorStanding) -> Message:
    """Say what is to be reached by then."""
    own = of.indicator
    interim = (milestone.target for milestone in of.milestones if milestone.due == target.due)
    return worded(own, next(interim, None) if target.kind is DueKind.MILESTONE else None)


def mark_word(mark: Mark) -> Message:
    """Name what is to be looked at first."""
    return MARKS[mark]


def left_to_do(part: OpenPart) -> Message:
    """Name what is left to do, and by when or what has become of it."""
    notes = [] if part.goal is None else [part.goal]
    if part.periods:
        notes.append(_owed(part.periods))
    if part.days is not None and part.days < 0:
        notes.append(msg("{days} overdue", days=days(-part.days)))
    elif part.days is not None:
        notes.append(msg("due {date}", date=part.due))
    if part.status is Status.BLOCKED:
        notes.append(STATUSES[part.status])
    if not notes:
        return msg("{text}", text=part.title)
    return msg("{before} ({after})", before=part.title, after=tuple(notes))


def numbered(part: OpenPart) -> Message:
    """Name what is left to do, with the number of a deliverable within its task."""
    text = left_to_do(part)
    return msg("({number}) {text}", number=part.number, text=text) if part.number else text


def _owed(periods: tuple[str, ...]) -> Message:
    period = Period.parse(periods[0])
    if period and period.kind is PeriodKind.YEAR:
        return msg("for {year}", year=periods)
    return msg("{text}", text=runs(periods))


#: The columns of the list for spreadsheets.
_HEADS: Final = {
    "role": msg("role"),
    "urgency": msg("attention"),
    "id": msg("Task id"),
    "task": msg("Task"),
    "parts": msg("Left to do"),
    "terms": msg("Time limit"),
    "light": msg("Light"),
    "why": msg("Why"),
    "last": msg("Last report"),
}


def unit_sheet(page: UnitPaper, translator: Translator) -> Sheet:
    """Return a line a task, by role and urgency."""
    rows = [
        _cells(page, matter) for groups in page.roles.values() for own in groups.values() for matter in own
    ]
    title = msg("Tasks of {unit}", unit=page.unit)
    return register_sheet(title, page.head, _HEADS, rows, translator)


def _cells(page: UnitPaper, matter: UnitTask) -> Cells:
    own = matter.task
    return {
        "role": (ROLES[matter.role],),
        "urgency": tuple(MARKS[mark] for mark in matter.marks),
        "id": (own.id,),
        "task": (own.title,),
        "parts": tuple(map(numbered, page.parts[own.id])),
        "terms": term_lines(page.terms[own.id]),
        "light": (LIGHTS[own.light],),
        "why": tuple(reason.message for reason in own.reasons),
        "last": (day(own.last_entry),),
    }


FILTERS: Final = {
    made.__name__: made for made in (left_to_do, mark_word, numbered, part_number, task_title, term_lines)
}
