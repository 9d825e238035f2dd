"""The cells of the table of assignments in words, the same in Markdown, HTML and CSV."""

from collections.abc import Iterable
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.plan import Every, Indicator
from qtrack.papers.assignments.view import HEADS, AssignedPart, Assignment, Assignments
from qtrack.papers.engine.phrases import answering, term_lines, term_words, with_interim
from qtrack.papers.engine.time_limits import Term
from qtrack.standing.recurrence import often
from qtrack.ui.labels import NOTHING
from qtrack.ui.listing import table_csv
from qtrack.ui.values import target


class AssignmentLine(msgspec.Struct, frozen=True):
    """One row in words; several lines in a cell stand below one another."""

    row: Assignment
    measure: Message
    measures: tuple[Message, ...]
    targets: tuple[Message, ...]
    lead: str
    others: tuple[Message, ...]
    terms: tuple[Message, ...]
    remarks: tuple[Message, ...]


def assignments_csv(page: Assignments, translator: Translator) -> str:
    """Return a line a task with the seven columns; cells with several lines keep them."""
    return table_csv(HEADS.values(), [_cells(line(row), translator) for row in page.rows], translator)


def line(row: Assignment) -> AssignmentLine:
    """Put one row into words."""
    own = {part: each for each in row.terms for part in each.parts}
    parts = [
        msg("({number}) {text}", number=at, text=_part(each, own.get(each.id)))
        for at, each in enumerate(row.parts, 1)
    ]
    return AssignmentLine(
        row=row,
        measure=msg("{number} {measure}", number=row.measure_number, measure=row.measure),
        measures=tuple(parts),
        targets=tuple(_target(each) for each in row.targets),
        lead=row.lead or NOTHING,
        others=answering(row.shared, row.by_duty),
        terms=term_lines(row.terms),
        remarks=_remarks(row),
    )


def _part(part: AssignedPart, term: Term | None) -> Message | str:
    """Return a deliverable, with its term where that is another than the task's."""
    return msg("{before} ({after})", before=part.title, after=term_words(term)) if term else part.title


def _target(indicator: Indicator) -> Message:
    interim = tuple((each.date, each.target) for each in indicator.milestones)
    whole = with_interim(target(indicator), interim, indicator.unit)
    yearly = (
        msg("{often} {amount}", often=often(Every(indicator.every)), amount=whole)
        if indicator.every
        else whole
    )
    return msg("target: {name} {target}", name=indicator.name, target=yearly)


def _remarks(row: Assignment) -> tuple[Message, ...]:
    """Return where a task stands in the document, and which bodies outside the document names with it."""
    found = [msg("{text}", text=row.source)] if row.source else []
    if row.partners:
        found.append(msg("outside: {units}", units=row.partners))
    return tuple(found)


def _cells(told: AssignmentLine, translator: Translator) -> tuple[str, ...]:
    """Return the cells of a row, in the order of the heads."""
    show, row = translator.show, told.row

    def lines(texts: Iterable[Message]) -> str:
        return "\n".join(show(each) for each in texts)

    return (
        str(row.number),
        f"{show(told.measure)}\n{row.id} {row.title}",
        lines(told.measures + told.targets),
        told.lead,
        lines(told.others),
        lines(told.terms),
        lines(told.remarks),
    )


FILTERS: Final = {"line": line}
