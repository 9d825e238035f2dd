"""The ledger (台账): every task, and every goal of a section, in one row with all that is known of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Measure, Plan, Section, Task
from qtrack.papers.engine.office import cut, percent, points, short_title
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import (
    Cells,
    Term,
    answering,
    by_section,
    called,
    leading,
    numbered_terms,
    numbered_title,
    register_sheet,
    remark_of,
    revised,
    term_lines,
    terms,
    with_interim,
)
from qtrack.records.task import PageEntry, page_entry
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.reporting import late
from qtrack.ui.labels import LIGHTS, NOTHING, Units, units_of, weighing
from qtrack.ui.table import Sheet
from qtrack.ui.values import actual, target, target_name

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


#: So much of the title of a deliverable stands beside its time limit, where there are so few of these.
_NARROW: Final = 14
_FEW: Final = 4


class LedgerRow(msgspec.Struct, frozen=True):
    """One row; a section's own goals have no measure and nobody who answers for them.

    Units stand by their short names. `problems` and `next` are those told last that no later entry on the
    same matter leaves out; none where the work is finished or dropped.
    """

    number: int
    standing: Standing
    section: Section
    measure: Measure | None
    units: Units
    terms: tuple[Term, ...]
    last: PageEntry | None
    problems: PageEntry | None
    next: PageEntry | None
    remarks: tuple[Message, ...]


class Ledger(msgspec.Struct, frozen=True):
    """The whole paper, all rows in the order of the plan; counts are of tasks, each once."""

    head: PaperHead
    total: int
    dropped: int
    replaced: int
    counts: dict[Light, int]
    unreported: int
    rows: tuple[LedgerRow, ...]

    @property
    def heads(self) -> dict[str, Message]:
        """The heads of the columns."""
        return HEADS

    @property
    def sections(self) -> tuple[tuple[Section, tuple[LedgerRow, ...]], ...]:
        """The sections that have any row, each with its rows."""
        return by_section(self.rows)


def ledger(context: ReportContext) -> Ledger:
    """Make the ledger of a day."""
    now = context.standing
    return Ledger(
        head=paper_head(context, now, titled=True),
        total=len(now.tasks),
        dropped=sum(task.status is Status.DROPPED and not task.replaced for task in now.tasks),
        replaced=sum(task.replaced for task in now.tasks),
        counts=now.counts,
        unreported=sum(task.unreported for task in now.tasks),
        rows=tuple(_row(number, standing, now.plan) for number, standing in enumerate(now.everything, 1)),
    )


def _row(number: int, standing: Standing, plan: Plan) -> LedgerRow:
    holder = standing.holder
    words = _last_words(reversed(standing.entries)) if standing.running else ()

    def shown(entry: Entry | None) -> PageEntry | None:
        return page_entry(plan, holder, entry) if entry else None

    return LedgerRow(
        number=number,
        standing=standing,
        section=plan.section_of(holder),
        measure=plan.measures.get(holder.measure) if isinstance(holder, Task) else None,
        units=units_of(holder.responsible, plan.register, plan.register.short),
        terms=terms(plan, holder),
        last=shown(standing.last),
        problems=shown(next((entry for entry in words if entry.problems), None)),
        next=shown(next((entry for entry in words if entry.next), None)),
        remarks=(*revised(plan.head, holder, standing.as_of), *remarks(standing, plan)),
    )


def _last_words(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the last entry on each matter, the newest first, from entries in that order."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.about, entry)
    return tuple(found.values())


def remarks(standing: Standing, plan: Plan) -> tuple[Message, ...]:
    """Return the remarks on one task or goal; a green light's reason is its gap, and is not told again.

    Nor is by which notice it was replaced.
    """
    told = (one for one in standing.reasons if one.light is not Light.GREEN and one.code != "replaced")
    found = [weighing(standing.weight)] if standing.weight else []
    found += [reason.brief or reason.message for reason in told]
    if standing.status is Status.DONE:
        found.append(msg("done, waiting to be closed"))
    found += _returned(standing, plan)
    if standing.last and late(plan.head_of(standing.holder), standing.last):
        found.append(msg("reported late, recorded {date}", date=standing.last.recorded.date()))
    if standing.unreported:
        found.append(msg("not reported in time"))
    return tuple(found)


def _returned(standing: Standing, plan: Plan) -> list[Message]:
    """Tell what was sent back (退回补充) and has not been answered since."""
    if standing.status.ended:
        return []
    last: dict[tuple[str, str], Entry] = {}
    for entry in standing.entries:
        if entry.status is not None:
            last[entry.about, occurrence_of(plan, entry)] = entry
    return [
        msg("sent back {date}", date=entry.date)
        if about == standing.holder.id
        else msg("{id} sent back {date}", id=about, date=entry.date)
        for (about, _), entry in last.items()
        if entry.returns
    ]


def cells(row: LedgerRow) -> Cells:
    """Return the lines of every cell of a row, by the names of the columns."""
    standing, section, measure = row.standing, row.section, row.measure
    holder = standing.holder
    chapter = (section.chapter,) if section.chapter else ()
    share = () if standing.progress is None else (percent(standing.progress),)
    return {
        "number": (str(row.number),),
        "id": (standing.holder.id,),
        "section": (*chapter, msg("{number}. {title}", number=section.number, title=section.title)),
        "measure": (
            msg("{number} {measure}", number=measure.number, measure=measure.title) if measure else NOTHING,
        ),
        "title": (numbered_title(holder) if isinstance(holder, Task) else msg("goals of this section"),),
        "targets": _numbered([_target(indicator, row.standing) for indicator in row.standing.indicators]),
        "lead": leading(row.units),
        "others": answering(row.units),
        "terms": term_lines(_named(row.terms, standing.holder)),
        "attained": (*share, *attained(row)),
        "pace": (percent(standing.pace),),
        "gap": (points(standing.gap),),
        "light": (LIGHTS[standing.light],),
        "latest": _reported(row, row.last, row.last.summary) if row.last else (),
        "problems": _reported(row, row.problems, row.problems.problems) if row.problems else (),
        "next": _reported(row, row.next, row.next.next) if row.next else (),
        "remarks": (*remark_of(holder), *row.remarks),
    }


def _named(terms: Sequence[Term], holder: Section | Task) -> tuple[Term, ...]:
    """Return terms that call deliverables by how their titles begin, or by numbers where there are many."""
    if len(terms) > _FEW:
        return numbered_terms(terms, holder)
    names = {part.id: cut(short_title(part.title), _NARROW) for part in holder.deliverables}
    return called(terms, {id_: msg("“{title}”", title=name) for id_, name in names.items()})


def attained(row: LedgerRow) -> tuple[Message, ...]:
    """Return what the indicators of a row attained."""
    return _numbered([_attained(indicator) for indicator in row.standing.indicators])


def _numbered(lines: Sequence[Message]) -> tuple[Message, ...]:
    """Put numbers before several lines, so that those of two columns can be told together."""
    if len(lines) == 1:
        return tuple(lines)
    return tuple(msg("{number}. {text}", number=at, text=line) for at, line in enumerate(lines, 1))


def _target(indicator: IndicatorStanding, standing: Standing) -> Message:
    whole = with_interim(target(indicator), indicator.indicator, standing.register.short)
    return msg("{name}: {target}", name=target_name(indicator), target=whole)


def _attained(indicator: IndicatorStanding) -> Message:
    """Say the value of an indicator with its share of the target, or whether it is held."""
    if indicator.actual is None:
        return msg("no figure yet")
    state: Message | str = percent(indicator.progress)
    if indicator.indicator.held:
        state = msg("held") if indicator.holds else msg("not held")
    return msg("{value}, {state}", value=actual(indicator), state=state)


def _reported(row: LedgerRow, entry: PageEntry, text: str) -> tuple[Message, ...]:
    """Return what was reported, by whom, of which day, and of which part of the task."""
    source = msg("{unit} {date}", unit=entry.unit_name, date=entry.date)
    if names_part(row, entry, text):
        source = msg("{id}, {source}", id=entry.about, source=source)
    return (msg("{before} ({after})", before=text, after=source),)


def names_part(row: LedgerRow, entry: PageEntry, told: Message | str = "") -> bool:
    """Tell whether the part of the task is named beside what is told; as the latest it is named once."""
    latest = row.last.about if row.last and told != row.last.summary else ""
    return entry.about not in {row.standing.holder.id, latest}


def ledger_sheet(page: Ledger, translator: Translator) -> Sheet:
    """Return a line a row with the seventeen columns of a ledger."""
    title = msg("Ledger: {plan}", plan=page.head.plan)
    return register_sheet(title, page.head, HEADS, [cells(row) for row in page.rows], translator)


FILTERS: Final[dict[str, Callable[..., object]]] = {
    made.__name__: made for made in (attained, cells, names_part)
}
