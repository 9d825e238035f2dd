"""Who does what by when (任务分工表): the plan itself, as an office hands it out."""

from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Every, Measure, Plan, Section, Task
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import (
    Cells,
    Term,
    answering,
    by_section,
    leading,
    numbered_terms,
    numbered_title,
    register_sheet,
    remark_of,
    revised,
    term_lines,
    term_words,
    terms,
    with_interim,
)
from qtrack.standing.recurrence import often
from qtrack.ui.labels import Units, units_of, weighing
from qtrack.ui.table import Sheet
from qtrack.ui.values import target, target_name

#: The columns, named as the field names them.
HEADS: Final = {
    "number": msg("No."),
    "task": msg("Main task"),
    "measures": msg("What is to be done"),
    "lead": msg("Lead unit"),
    "others": msg("Sharing (assisting) units"),
    "terms": msg("Time limit"),
    "remarks": msg("Remarks"),
}


class Assignment(msgspec.Struct, frozen=True):
    """One task; units stand by their full names, `partners` are those outside that it names."""

    number: int
    task: Task
    section: Section
    measure: Measure | None
    units: Units
    targets: tuple[Message, ...]
    terms: tuple[Term, ...]
    leads: dict[str, str]
    partners: tuple[str, ...]
    revised: tuple[Message, ...]


class Assignments(msgspec.Struct, frozen=True):
    """The whole paper, all tasks in the order of the plan."""

    head: PaperHead
    rows: tuple[Assignment, ...]

    @property
    def heads(self) -> dict[str, Message]:
        """The heads of the columns."""
        return HEADS

    @property
    def sections(self) -> tuple[tuple[Section, tuple[Assignment, ...]], ...]:
        """The sections that have tasks, each with its rows."""
        return by_section(self.rows)


def assignments(context: ReportContext) -> Assignments:
    """Make the table of who does what."""
    now = context.standing
    tasks = [standing.holder for standing in now.tasks if isinstance(standing.holder, Task)]
    rows = (_row(number, task, now.plan, now.as_of) for number, task in enumerate(tasks, 1))
    return Assignments(paper_head(context, now), tuple(rows))


def _row(number: int, task: Task, plan: Plan, as_of: date) -> Assignment:
    return Assignment(
        number=number,
        task=task,
        section=plan.section_of(task),
        measure=plan.measures.get(task.measure),
        units=units_of(task.responsible, plan.register, plan.register.name),
        targets=tuple(_target(indicator, plan) for indicator in task.indicators),
        terms=terms(plan, task),
        leads={part.id: plan.register.name(part.lead) for part in task.deliverables if part.lead},
        partners=tuple(map(plan.register.name, task.partners)),
        revised=revised(plan.head, task, as_of),
    )


def cells(row: Assignment) -> Cells:
    """Return the lines of every cell of a row, by the names of the columns."""
    above = row.measure
    measure = (msg("{number} {measure}", number=above.number, measure=above.title),) if above else ()
    return {
        "number": (str(row.number),),
        "task": (*measure, numbered_title(row.task)),
        "measures": (*parts(row), *row.targets),
        "lead": leading(row.units),
        "others": answering(row.units),
        "terms": term_lines(numbered_terms(row.terms, row.task)),
        "remarks": _remarks(row),
    }


def parts(row: Assignment) -> tuple[Message, ...]:
    """Return the deliverables of a row, each with its time limit where that is another than the task's."""
    own = {part: term for term in row.terms for part in term.parts}
    return tuple(
        msg("({number}) {text}", number=at, text=_with(part, own.get(part.id), row.leads.get(part.id, "")))
        for at, part in enumerate(row.task.deliverables, 1)
    )


def _with(part: Deliverable, term: Term | None, lead: str) -> Message:
    """Name a deliverable with its time, its lead and its points, where it has any of its own."""
    more = [msg("from {date}", date=part.start)] if part.start else []
    more += [term_words(term)] if term else []
    more += [msg("lead: {unit}", unit=lead)] if lead else []
    more += [weighing(part.weight)] if part.weight else []
    text = msg("{text}", text=part.title)
    return msg("{before} ({after})", before=text, after=tuple(more)) if more else text


def _target(indicator: Indicator, plan: Plan) -> Message:
    whole = with_interim(target(indicator), indicator, plan.register.short)
    if indicator.every:
        whole = msg("{often} {amount}", often=often(Every(indicator.every)), amount=whole)
    return msg("target: {name} {target}", name=target_name(indicator), target=whole)


def _remarks(row: Assignment) -> tuple[Message, ...]:
    """Return where a task stands in the document, and a remark, and which bodies outside it names."""
    found = [msg("{text}", text=row.task.source)] if row.task.source else []
    found += (*remark_of(row.task), *row.revised)
    if row.task.weight:
        found.append(weighing(row.task.weight))
    if row.partners:
        found.append(msg("outside: {units}", units=row.partners))
    return tuple(found)


def assignments_sheet(page: Assignments, translator: Translator) -> Sheet:
    """Return a line a task with the seven columns."""
    title = msg("Assignments: {plan}", plan=page.head.plan)
    return register_sheet(title, page.head, HEADS, [cells(row) for row in page.rows], translator)


FILTERS: Final = {made.__name__: made for made in (cells, parts)}
