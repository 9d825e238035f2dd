"""Reminders on paper (催办单): one matter a sheet, and below it the reply, or room for it."""

import msgspec

from qtrack.model.plan import Task
from qtrack.papers.engine.context import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import Term, terms
from qtrack.records.chase import ChaseLine, chase_line
from qtrack.records.reminder import Reminder, concerns, reminder
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.lights import Light
from qtrack.standing.reported.chasing import Chases, ChaseStanding, ChaseState, chases


class ChaseSheet(msgspec.Struct, frozen=True):
    """One reminder, how its matter stands now, and the report that answered it, if one did.

    Units stand by their full names. `overdue` are the occurrences, years and milestones whose day has
    passed, which `terms` does not name one by one.
    """

    reminder: Reminder
    line: ChaseLine
    issuer: str
    task: Task
    lead: str
    shared: tuple[str, ...]
    by_duty: tuple[str, ...]
    terms: tuple[Term, ...]
    overdue: tuple[Deadline, ...]
    answer: PageEntry | None


class ChasePaper(msgspec.Struct, frozen=True):
    """The whole paper: the reminders of a period, else all that are not answered yet, oldest first."""

    head: PaperHead
    sheets: tuple[ChaseSheet, ...]


def chase_paper(context: ReportContext) -> ChasePaper:
    """Make the sheets."""
    now = context.standing()
    plan = now.plan
    issued = chases(plan, now.as_of, now.known_at)
    standings = {standing.holder.id: standing for standing in now.tasks}
    return ChasePaper(
        paper_head(context, now),
        tuple(
            _sheet(standings[chase.holder], chase, now, issued)
            for chase in issued.all
            if chase.holder in standings and _wanted(chase, context)
        ),
    )


def _wanted(chase: ChaseStanding, context: ReportContext) -> bool:
    unit, period = context.filters.unit, context.period
    timely = chase.entry.date in period if period else chase.state is not ChaseState.ANSWERED
    return timely and (unit is None or concerns(context.plan, unit, chase.chase.unit))


def _sheet(standing: Standing, one: ChaseStanding, now: PlanStanding, issued: Chases) -> ChaseSheet:
    plan, task = now.plan, standing.holder
    if not isinstance(task, Task):
        raise TypeError(task)
    name = plan.register.name
    reasons = tuple(reason for reason in standing.reasons if reason.light in {Light.RED, Light.YELLOW})
    return ChaseSheet(
        reminder=reminder(plan, one.entry, one),
        line=chase_line(standing, plan, issued, one.chase.unit, reasons),
        issuer=name(one.entry.unit),
        task=task,
        lead=name(task.responsible.lead) if task.responsible.lead else "",
        shared=tuple(map(name, task.responsible.shared)),
        by_duty=tuple(map(name, task.responsible.by_duty)),
        terms=terms(plan, task),
        overdue=tuple(
            deadline
            for deadline in standing.deadlines
            if deadline.due < now.as_of and (deadline.period or deadline.kind is DueKind.MILESTONE)
        ),
        answer=page_entry(plan, task, one.answer) if one.answer else None,
    )
