"""Reminders on paper (催办单): one matter a sheet, and below it the reply, or room for it."""

from collections.abc import Callable
from typing import Final

import msgspec

from qtrack.locale.message import Message, long_date, msg
from qtrack.model.plan import Plan, Task
from qtrack.model.responsibility import Role
from qtrack.papers.engine.office import percent
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import Term, leading, persons, term_lines, terms
from qtrack.records.chase import concerns
from qtrack.records.since.light_changes import earlier
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.reported.chasing import ChaseStanding, chases
from qtrack.ui.labels import LIGHTS, NOTHING, STATUSES, Units, of_period, units_of
from qtrack.ui.values import outcome, reasons

Text = Message | str

#: A label and the lines that stand beside it; none leaves room to write.
Row = tuple[Message, tuple[Text, ...]]


class ChaseSheet(msgspec.Struct, frozen=True):
    """One reminder as it was issued, and the report that answered it, if one did.

    Units stand by their full names. `standing` is where the matter stood on the day of issue, by what had
    been recorded then and by the plan of that day, where that is `known`, else by the one of now. `overdue`
    are the occurrences, years and milestones whose day had passed, which `terms` does not name one by one.
    `phone` and `contact` are those of the unit that issued it, `persons` those of the task.
    """

    reminder: ChaseStanding
    unit: str
    issuer: str
    phone: str
    contact: str
    persons: tuple[Message, ...]
    standing: Standing
    known: bool
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
    tasks = {task.id for task in now.tasks}
    found = [
        chase
        for chase in chases(now.plan, now.as_of, now.known_at).values()
        if chase.holder in tasks and _wanted(chase, context)
    ]
    thens = {then.as_of: then for then in context.thens(sorted({chase.entry.date for chase in found}))}
    stood = {day: earlier(context.whole, then) for day, then in thens.items()}
    return ChasePaper(
        paper_head(context, now, titled=True),
        tuple(
            _sheet(stood[chase.entry.date], chase, now.plan, known=thens[chase.entry.date].unknown is None)
            for chase in found
        ),
    )


def _wanted(chase: ChaseStanding, context: ReportContext) -> bool:
    unit, period = context.filters.unit, context.period
    timely = chase.entry.date in period if period else chase.open
    return timely and (unit is None or concerns(context.plan.register, unit, chase.chase.unit))


def _sheet(stood: PlanStanding, one: ChaseStanding, plan: Plan, *, known: bool) -> ChaseSheet:
    """Return a sheet with where the matter `stood`; what git did not have yet is told by the plan of now."""
    then = next((task for task in stood.tasks if task.id == one.holder), None)
    if then is None:
        stood, known = assess(plan, one.entry.date, one.entry.date), False
        then = next(task for task in stood.tasks if task.id == one.holder)
    task, register = then.holder, plan.register
    if not isinstance(task, Task):
        raise TypeError(task)
    return ChaseSheet(
        reminder=one,
        unit=register.name(one.chase.unit),
        issuer=register.name(one.entry.unit),
        phone=register.phone(one.entry.unit),
        contact=register.contact(one.entry.unit) or one.entry.by,
        persons=persons(task),
        standing=then,
        known=known,
        source=task.source,
        units=units_of(task.responsible, register, register.name),
        terms=terms(stood.plan, task),
        overdue=tuple(
            deadline
            for deadline in then.deadlines
            if deadline.due < one.entry.date and (deadline.period or deadline.kind is DueKind.MILESTONE)
        ),
        answer=page_entry(plan, task, one.answer) if one.answer else None,
    )


def asked(sheet: ChaseSheet, page: ChasePaper) -> tuple[Row, ...]:
    """Return what a sheet says of the matter and asks for."""
    own, entry, task = sheet.reminder.chase, sheet.reminder.entry, sheet.standing
    others = tuple(unit for role, units in sheet.units.items() if role is not Role.LEAD for unit in units)
    source = (page.head.document, sheet.source)
    contact = msg("{unit}, {name}", unit=sheet.issuer, name=sheet.contact) if sheet.contact else sheet.issuer
    rows: list[Row] = [
        (msg("Matter"), (task.title,)),
        (msg("Source"), (" ".join(text for text in source if text),)),
        (msg("Lead unit"), leading(sheet.units)),
        (msg("Responsible and cooperating units"), (msg("{units}", units=others) if others else NOTHING,)),
        *(((msg("Persons"), sheet.persons),) if sheet.persons else ()),
        (msg("Original time limit"), _limits(sheet)),
        (msg("Progress and gap"), _standing(task, known=sheet.known)),
        (msg("Asked for"), (entry.summary,)),
        (msg("Reply by"), (long_date(own.reply_by),)),
        (
            msg("Contact and telephone") if sheet.phone else msg("Contact"),
            (msg("{contact}, {phone}", contact=contact, phone=sheet.phone) if sheet.phone else contact,),
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


def _standing(task: Standing, *, known: bool) -> tuple[Text, ...]:
    """Say where the matter stood on the day of issue: why its light is bad, else progress and pace."""
    day, pace = long_date(task.as_of), percent(task.pace)
    if task.bad:
        found: list[Text] = [
            msg("{light} by {date}: {reasons}", light=LIGHTS[task.light], date=day, reasons=reasons(task.bad))
        ]
    elif task.progress is None:
        found = [msg("by {date}: no progress was reported, pace {pace}", date=day, pace=pace)]
    else:
        share = percent(task.progress)
        found = [msg("by {date}: progress {progress}, pace {pace}", date=day, progress=share, pace=pace)]
    if task.last_entry:
        found.append(msg("last reported {date}", date=task.last_entry))
    if not known:
        found.append(msg("computed by the plan as it is now, since git does not have that of the day"))
    return tuple(found)


def replied(sheet: ChaseSheet) -> tuple[Row, ...]:
    """Return the reply as the unit reported it, else room for it."""
    answer = sheet.answer
    if answer is None:
        labels = (
            msg("How the work stands"),
            msg("Problem"),
            msg("Next step"),
            msg("Expected to be done"),
            msg("Contact and telephone"),
        )
        return tuple((label, ()) for label in labels)
    progress: list[Text] = [answer.summary]
    if answer.percent is not None:
        progress.append(msg("at {progress}%", progress=answer.percent))
    if answer.status is not None:
        progress.append(STATUSES[answer.status])
    return (
        (msg("Reply"), (outcome(sheet.reminder),)),
        (msg("How the work stands"), tuple(progress)),
        (msg("Problem"), (answer.problems or NOTHING,)),
        (msg("Next step"), (answer.next or NOTHING,)),
    )


FILTERS: Final[dict[str, Callable[..., object]]] = {"asked": asked, "replied": replied}
