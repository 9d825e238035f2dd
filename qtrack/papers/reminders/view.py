"""Reminders on paper (催办单): one matter a sheet, and below it the reply, or room for it."""

from collections.abc import Callable
from typing import Final

import msgspec

from qtrack.locale.message import Message, long_date, msg
from qtrack.model.plan import Task
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import Term, Units, term_lines, terms, units_of
from qtrack.records.chase import concerns
from qtrack.records.filters import Role
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.reported.chasing import ChaseStanding, ChaseState, chases
from qtrack.standing.task_standing import Deadline, DueKind
from qtrack.ui.labels import LIGHTS, NOTHING, STATUSES, of_period, percent
from qtrack.ui.values import outcome

Text = Message | str

#: A label and the lines that stand beside it; none leaves room to write.
Row = tuple[Message, tuple[Text, ...]]


class ChaseSheet(msgspec.Struct, frozen=True):
    """One reminder, how its matter stands now, and the report that answered it, if one did.

    Units stand by their full names. `overdue` are the occurrences, years and milestones whose day has
    passed, which `terms` does not name one by one.
    """

    reminder: ChaseStanding
    unit: str
    issuer: str
    standing: Standing
    source: str
    units: Units
    terms: tuple[Term, ...]
    overdue: tuple[Deadline, ...]
    answer: PageEntry | None


class ChasePaper(msgspec.Struct, frozen=True):
    """The whole paper: the reminders of a period, else all that are not answered yet, oldest first."""

    head: PaperHead
    sheets: tuple[ChaseSheet, ...]


def chase_paper(context: ReportContext) -> ChasePaper:
    """Make the sheets."""
    now = context.standing
    plan = now.plan
    standings = {standing.holder.id: standing for standing in now.tasks}
    return ChasePaper(
        paper_head(context, now),
        tuple(
            _sheet(standings[chase.holder], chase, now)
            for chase in chases(plan, now.as_of, now.known_at).values()
            if chase.holder in standings and _wanted(chase, context)
        ),
    )


def _wanted(chase: ChaseStanding, context: ReportContext) -> bool:
    unit, period = context.filters.unit, context.period
    timely = chase.entry.date in period if period else chase.state is not ChaseState.ANSWERED
    return timely and (unit is None or concerns(context.plan.register, unit, chase.chase.unit))


def _sheet(standing: Standing, one: ChaseStanding, now: PlanStanding) -> ChaseSheet:
    plan, task = now.plan, standing.holder
    if not isinstance(task, Task):
        raise TypeError(task)
    return ChaseSheet(
        reminder=one,
        unit=plan.register.name(one.chase.unit),
        issuer=plan.register.name(one.entry.unit),
        standing=standing,
        source=task.source,
        units=units_of(task, plan.register.name),
        terms=terms(plan, task),
        overdue=tuple(
            deadline
            for deadline in standing.deadlines
            if deadline.due < now.as_of and (deadline.period or deadline.kind is DueKind.MILESTONE)
        ),
        answer=page_entry(plan, task, one.answer) if one.answer else None,
    )


def asked(sheet: ChaseSheet, page: ChasePaper) -> tuple[Row, ...]:
    """Return what a sheet says of the matter and asks for."""
    own, entry, task = sheet.reminder.chase, sheet.reminder.entry, sheet.standing
    lead, shared, by_duty = (sheet.units[role] for role in Role)
    others = (*shared, *by_duty)
    rows: list[Row] = [
        (msg("Matter"), (f"{task.id} {task.title}",)),
        (msg("Source"), (f"{page.head.document} {sheet.source}".strip(),)),
        (msg("Lead unit"), lead or (NOTHING,)),
        (msg("Responsible and cooperating units"), (msg("{units}", units=others) if others else NOTHING,)),
        (msg("Original time limit"), _limits(sheet)),
        (msg("Progress and gap"), _standing(task)),
        (msg("Reminded"), (msg("reminder no. {times} of this matter", times=sheet.reminder.times),)),
        (msg("Asked for"), (entry.summary,)),
        (msg("Reply by"), (long_date(own.reply_by),)),
        (
            msg("Contact"),
            (msg("{unit}, {name}", unit=sheet.issuer, name=entry.by) if entry.by else sheet.issuer,),
        ),
    ]
    if own.phone:
        said = (own.answer,) if own.answer else ()
        rows.append((msg("By telephone"), (msg("taken by {name}", name=own.phone), *said)))
    return tuple(rows)


def _limits(sheet: ChaseSheet) -> tuple[Text, ...]:
    """Return the time limits as every paper puts them, and the day of each time that has passed."""
    passed = (
        msg(
            "{parts}: {term}",
            parts=of_period(
                deadline.id if deadline.kind is DueKind.OCCURRENCE else deadline.title, deadline.period
            ),
            term=long_date(deadline.due),
        )
        for deadline in sheet.overdue
    )
    return (*term_lines(sheet.terms), *passed)


def _standing(task: Standing) -> tuple[Text, ...]:
    light = LIGHTS[task.light]
    if task.progress is None:
        found = [msg("{light}: no progress was reported, pace {pace}", light=light, pace=percent(task.pace))]
    else:
        values = {"progress": percent(task.progress), "pace": percent(task.pace)}
        found = [msg("{light}: progress {progress}, pace {pace}", light=light, **values)]
    found += [reason.message for reason in task.bad]
    if task.last_entry:
        found.append(msg("last reported {date}", date=task.last_entry))
    return tuple(found)


def replied(sheet: ChaseSheet) -> tuple[Row, ...]:
    """Return the reply as the unit reported it, else room for it."""
    answer = sheet.answer
    if answer is None:
        labels = (msg("Progress"), msg("Problem"), msg("Next step"), msg("Expected to be done"))
        return tuple((label, ()) for label in labels)
    progress: list[Text] = [answer.summary]
    if answer.percent is not None:
        progress.append(msg("at {progress}%", progress=answer.percent))
    if answer.status is not None:
        progress.append(STATUSES[answer.status])
    return (
        (msg("Reply"), (outcome(sheet.reminder),)),
        (msg("Progress"), tuple(progress)),
        (msg("Problem"), (answer.problems or NOTHING,)),
        (msg("Next step"), (answer.next or NOTHING,)),
    )


FILTERS: Final[dict[str, Callable[..., object]]] = {"asked": asked, "replied": replied}
