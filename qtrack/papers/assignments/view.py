"""Who does what by when (任务分工表): the plan itself, as an office hands it out."""

from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Measure, Plan, Task
from qtrack.papers.engine.context import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import numbered
from qtrack.papers.engine.time_limits import Term, terms
from qtrack.standing.assess import Standing

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
    measure: Measure
    lead: str
    shared: tuple[str, ...]
    by_duty: tuple[str, ...]
    terms: tuple[Term, ...]
    partners: tuple[str, ...]


class AssignmentSection(msgspec.Struct, frozen=True):
    """The tasks of one section."""

    number: str
    title: str
    rows: tuple[Assignment, ...]


class Assignments(msgspec.Struct, frozen=True):
    """The whole paper; sections without tasks are left out."""

    head: PaperHead
    total: int
    sections: tuple[AssignmentSection, ...]

    @property
    def heads(self) -> dict[str, Message]:
        """The heads of the columns."""
        return HEADS

    @property
    def rows(self) -> tuple[Assignment, ...]:
        """All tasks in the order of the plan."""
        return tuple(row for section in self.sections for row in section.rows)


def assignments(context: ReportContext) -> Assignments:
    """Make the table of who does what."""
    now = context.standing()
    sections = numbered(now, lambda section: section.tasks, _row, AssignmentSection)
    return Assignments(paper_head(context, now), sum(len(section.rows) for section in sections), sections)


def _row(number: int, standing: Standing, plan: Plan) -> Assignment:
    task, name = standing.holder, plan.register.name
    if not isinstance(task, Task):
        raise TypeError(task)
    own = task.responsible
    return Assignment(
        number=number,
        task=task,
        measure=plan.measures[task.measure],
        lead=name(own.lead) if own.lead else "",
        shared=tuple(map(name, own.shared)),
        by_duty=tuple(map(name, own.by_duty)),
        terms=terms(plan, task),
        partners=tuple(map(name, task.partners)),
    )
