"""What papers with rows share: by when (完成时限), by whom, how much; a register by sections and as CSV."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

import msgspec

from qtrack.locale.message import Message, Translator, long_date, msg
from qtrack.model.head import PlanHead
from qtrack.model.indicator import Indicator, amount
from qtrack.model.plan import Every, Plan, Section, Task
from qtrack.model.responsibility import Role
from qtrack.papers.engine.office import OfficeTranslator
from qtrack.papers.engine.paper import PaperHead
from qtrack.records.task import revised_by
from qtrack.standing.recurrence import often
from qtrack.ui.labels import NOTHING, Units
from qtrack.ui.line import clean
from qtrack.ui.listing import dates, emptied
from qtrack.ui.table import Kind, Sheet
from qtrack.ui.values import baseline

#: The lines of every cell of a row, by the names of the columns.
Cells = dict[str, tuple[Message | str, ...]]

RowT = TypeVar("RowT")

_NEW_YEARS_EVE: Final = (12, 31)


class Term(msgspec.Struct, frozen=True):
    """By when something is to be done; without `due` and `every` it is ongoing (持续推进).

    `by` is the day of what returns, as the plan has it: `03-15`, `next 03-31`. `wording` is that of the plan
    for the day `due`, if it has one. `parts` are the ids of deliverables and
    the names of indicators that the term is of; of the whole there are none.
    """

    due: date | None = None
    every: Every | None = None
    wording: str = ""
    parts: tuple[Message | str, ...] = ()
    by: str = ""


def terms(plan: Plan, holder: Section | Task) -> tuple[Term, ...]:
    """Return the term of the whole, then those of parts that have another.

    Where every part has a term of its own, an ongoing whole adds nothing and is left out; where that
    leaves one term, it is the whole's.
    """
    wordings = {deadline.date: deadline.wording for deadline in reversed(plan.head.deadlines)}

    def term(due: date | None) -> Term:
        return Term(due, wording=wordings.get(due, "") if due else "")

    parts: dict[Term, list[Message | str]] = {}
    for part in holder.deliverables:
        own = Term(every=part.every, by=part.by) if part.every else term(part.due or holder.due)
        parts.setdefault(own, []).append(part.id)
    for indicator in holder.indicators:
        own = Term(every=Every(indicator.every)) if indicator.every else term(indicator.due)
        parts.setdefault(own, []).append(indicator.name)
    whole = term(holder.due)
    unsaid = holder.due is None and whole not in parts and bool(parts)
    others = [
        msgspec.structs.replace(own, parts=tuple(names)) for own, names in parts.items() if own != whole
    ]
    if unsaid and len(others) == 1:
        return (msgspec.structs.replace(others[0], parts=()),)
    return (*(() if unsaid else (whole,)), *sorted(others, key=_order))


def _order(term: Term) -> tuple[date, int]:
    """Order by date, then what returns, the rarest first, then what is ongoing."""
    return term.due or date.max, tuple(Every).index(term.every) if term.every else len(Every)


def numbered_terms(
    terms: Iterable[Term], holder: Section | Task, shown: Container[str] | None = None
) -> tuple[Term, ...]:
    """Return terms that call deliverables by their numbers within the task, as the lists of them do.

    Those of none of `shown`, where that is given, are left out.
    """
    numbers = {part.id: part_number(at) for at, part in enumerate(holder.deliverables, 1)}
    kept = [
        term
        for term in terms
        if shown is None or not term.parts or any(part not in numbers or part in shown for part in term.parts)
    ]
    return called(kept, numbers)


def called(terms: Iterable[Term], names: Mapping[str, Message]) -> tuple[Term, ...]:
    """Return terms whose parts have other names than their ids."""
    return tuple(
        msgspec.structs.replace(term, parts=tuple(names.get(str(part), part) for part in term.parts))
        for term in terms
    )


def part_number(number: int) -> Message:
    """Return the number of a deliverable within its task, as lists have it: （1）."""
    return msg("({number})", number=number)


def task_title(task: Section | Task) -> Message:
    """Name a task by its title, with its place in the document, else its number there."""
    source = (task.source or task.number) if isinstance(task, Task) else ""
    if not source:
        return msg("{text}", text=task.title)
    return msg("{title} ({number})", title=task.title, number=source)


def numbered_title(task: Task) -> Message:
    """Put the number that the document prints before the title of a task."""
    if not task.number:
        return msg("{text}", text=task.title)
    return msg("{number} {title}", number=task.number, title=task.title)


def remark_of(holder: Section | Task) -> tuple[Message, ...]:
    """Return the persons of a task and the remark on it, a line each, as far as there are any."""
    if not isinstance(holder, Task):
        return ()
    remark = (msg("{text}", text=holder.remark),) if holder.remark else ()
    return (*persons(holder), *remark)


def persons(task: Task) -> tuple[Message, ...]:
    """Return who is in charge of a task, and who answers for it, a line each."""
    found = [msg("supervisor: {name}", name=task.supervisor)] if task.supervisor else []
    return (*found, msg("person: {name}", name=task.person)) if task.person else tuple(found)


def revised(head: PlanHead, holder: Section | Task, as_of: date) -> tuple[Message, ...]:
    """Tell by which notices a task, or only parts of it, were revised or ended."""
    numbers = {part.id: part_number(at) for at, part in enumerate(holder.deliverables, 1)}
    found = []
    for notice in revised_by(head, holder, as_of):
        for text, ids in (
            (msg("revised by {notice}", notice=notice.number), notice.revises),
            (msg("replaced by {notice}", notice=notice.number), notice.ends),
        ):
            parts = tuple(numbers[name] for name in ids if name in numbers)
            if holder.id in ids:
                found.append(text)
            elif parts:
                found.append(msg("{parts}: {term}", parts=parts, term=text))
    return tuple(found)


def term_lines(terms: Iterable[Term]) -> tuple[Message, ...]:
    """Return a line a term, with the parts that it is of."""
    return tuple(
        msg("{parts}: {term}", parts=term.parts, term=term_words(term)) if term.parts else term_words(term)
        for term in terms
    )


def term_words(term: Term) -> Message:
    """Say by when something is to be done."""
    if term.every:
        return often(term.every, term.by)
    if term.due is None:
        return msg("ongoing")
    if term.wording:
        return msg("{text}", text=term.wording)
    if (term.due.month, term.due.day) == _NEW_YEARS_EVE:
        return msg("by the end of {year}", year=term.due.year)
    return msg("by {date}", date=long_date(term.due))


def leading(units: Units) -> tuple[Message | str, ...]:
    """Name who leads a task in one line, or say that nobody does."""
    return (msg("{units}", units=units[Role.LEAD]),) if units[Role.LEAD] else (NOTHING,)


def answering(units: Units) -> tuple[Message, ...]:
    """Name who shares a task, and on lines of their own those who do it by duty or support it."""
    lines = {
        Role.SHARED: msg("{units}", units=units[Role.SHARED]),
        Role.BY_DUTY: msg("{units} by duty", units=units[Role.BY_DUTY]),
        Role.SUPPORT: msg("support: {units}", units=units[Role.SUPPORT]),
    }
    return tuple(line for role, line in lines.items() if units[role])


def with_interim(whole: Message, own: Indicator, short: Callable[[str], str]) -> Message:
    """Name a target with the year's value that it starts from, what is on the way, and who does how much."""
    steps = [] if own.baseline_year is None else [baseline(own)]
    steps += [
        msg("{amount} by {date}", amount=amount(milestone.target, own), date=milestone.date)
        for milestone in own.milestones
    ]
    steps += [
        msg("{unit} {amount}", unit=short(share.unit), amount=amount(share.target, own))
        for share in own.shares
    ]
    return msg("{before} ({after})", before=whole, after=tuple(steps)) if steps else whole


def by_section(rows: Iterable[RowT]) -> tuple[tuple[Section, tuple[RowT, ...]], ...]:
    """Return the sections that have rows, each with its own; a chapter is named by its first section only."""
    found: list[tuple[Section, tuple[RowT, ...]]] = []
    above = ""
    for section, own in groupby(rows, attrgetter("section")):
        told = msgspec.structs.replace(section, chapter="") if section.chapter == above else section
        found.append((told, tuple(own)))
        above = section.chapter
    return tuple(found)


#: What a workbook takes the columns of a register for, those that are no texts.
_KINDS: Final = {
    "number": Kind.NUMBER,
    "attained": Kind.PERCENT,
    "weight": Kind.NUMBER,
    "points": Kind.NUMBER,
    "pace": Kind.PERCENT,
    "gap": Kind.DIFFERENCE,
    "light": Kind.LIGHT,
    "last": Kind.DATE,
}


def register_sheet(
    title: Message,
    head: PaperHead,
    heads: Mapping[str, Message],
    rows: Iterable[Cells],
    translator: Translator,
) -> Sheet:
    """Return the rows of a register for spreadsheets; cells with several lines keep them."""
    say = translator.say
    office = OfficeTranslator(translator.language, 0, head.titles)  # a file tells the year of each date
    lines = [["\n".join(map(office.show, row[name])) for name in heads] for row in rows]
    return Sheet(
        clean(say(title)),
        [clean(say(note)) for note in (msg("{text}", text=dates(head, translator)), *head.notes)],
        [(say(own), _KINDS.get(name, Kind.TEXT)) for name, own in heads.items()],
        emptied(lines),
    )
