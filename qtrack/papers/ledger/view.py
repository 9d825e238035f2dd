"""The ledger (台账): every task, and every goal of a section, in one row with all that is known of it."""

from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Status
from qtrack.model.plan import Measure, Plan, Section, Task
from qtrack.papers.engine.context import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import numbered
from qtrack.papers.engine.time_limits import Term, terms
from qtrack.papers.ledger.remarks import remarks
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import SectionStanding, Standing
from qtrack.standing.lights import Light

#: The columns, named as the field names them.
HEADS: Final = {
    "number": msg("No."),
    "id": msg("Task id"),
    "section": msg("In section"),
    "measure": msg("Measure"),
    "title": msg("Content of the task"),
    "targets": msg("Targets in figures"),
    "lead": msg("Lead unit"),
    "others": msg("Sharing units"),
    "terms": msg("Time limit"),
    "attained": msg("Value and share attained"),
    "pace": msg("Pace by date"),
    "gap": msg("Gap"),
    "light": msg("Light"),
    "latest": msg("Latest progress (date)"),
    "problems": msg("Problems told"),
    "next": msg("Next step"),
    "remarks": msg("Remarks"),
}


class LedgerRow(msgspec.Struct, frozen=True):
    """One row; a section's own goals have no measure and nobody who answers for them.

    Units stand by their short names. `problems` and `next` are those told last that no later entry on the
    same matter leaves out; none where the work is finished or dropped.
    """

    number: int
    standing: Standing
    section: Section
    measure: Measure | None
    lead: str
    shared: tuple[str, ...]
    by_duty: tuple[str, ...]
    terms: tuple[Term, ...]
    last: PageEntry | None
    problems: PageEntry | None
    next: PageEntry | None
    remarks: tuple[Message, ...]


class LedgerSection(msgspec.Struct, frozen=True):
    """The rows of one section."""

    number: str
    title: str
    rows: tuple[LedgerRow, ...]


class Ledger(msgspec.Struct, frozen=True):
    """The whole paper; counts are of tasks, each once. Sections without any row are left out."""

    head: PaperHead
    total: int
    dropped: int
    counts: dict[Light, int]
    unreported: int
    sections: tuple[LedgerSection, ...]

    @property
    def heads(self) -> dict[str, Message]:
        """The heads of the columns."""
        return HEADS

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """All rows in the order of the plan."""
        return tuple(row for section in self.sections for row in section.rows)


def ledger(context: ReportContext) -> Ledger:
    """Make the ledger of a day."""
    now = context.standing()
    return Ledger(
        head=paper_head(context, now),
        total=len(now.tasks),
        dropped=sum(task.status is Status.DROPPED for task in now.tasks),
        counts=now.counts,
        unreported=sum(task.unreported for task in now.tasks),
        sections=numbered(now, _standings, _row, LedgerSection),
    )


def _standings(section: SectionStanding) -> tuple[Standing, ...]:
    return (*((section.own,) if section.own else ()), *section.tasks)


def _row(number: int, standing: Standing, plan: Plan) -> LedgerRow:
    holder, short = standing.holder, plan.register.short
    task = holder if isinstance(holder, Task) else None
    entries = tuple(page_entry(plan, holder, entry) for entry in standing.entries)
    words = _last_words(entries[::-1]) if standing.running else ()
    return LedgerRow(
        number=number,
        standing=standing,
        section=holder if isinstance(holder, Section) else plan.section_of_measure[holder.measure],
        measure=plan.measures[task.measure] if task else None,
        lead=short(task.responsible.lead) if task and task.responsible.lead else "",
        shared=tuple(short(unit) for unit in task.responsible.shared) if task else (),
        by_duty=tuple(short(unit) for unit in task.responsible.by_duty) if task else (),
        terms=terms(plan, holder),
        last=entries[-1] if entries else None,
        problems=next((entry for entry in words if entry.problems), None),
        next=next((entry for entry in words if entry.next), None),
        remarks=remarks(standing, plan),
    )


def _last_words(entries: tuple[PageEntry, ...]) -> tuple[PageEntry, ...]:
    """Return the last entry on each matter, the newest first, from entries in that order."""
    found: dict[str, PageEntry] = {}
    for entry in entries:
        found.setdefault(entry.about, entry)
    return tuple(found.values())
