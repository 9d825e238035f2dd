"""The cells of the table of assignments in words, the same in Markdown, HTML and CSV."""

from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.plan import Every, Indicator
from qtrack.papers.assignments.view import HEADS, Assignment, Assignments
from qtrack.papers.engine.phrases import (
    Cells,
    answering,
    register_csv,
    term_lines,
    term_words,
    with_interim,
)
from qtrack.standing.recurrence import often
from qtrack.ui.labels import NOTHING
from qtrack.ui.values import target


def cells(row: Assignment) -> Cells:
    """Return the lines of every cell of a row, by the names of the columns."""
    measure = msg("{number} {measure}", number=row.measure.number, measure=row.measure.title)
    return {
        "number": (str(row.number),),
        "task": (measure, f"{row.task.id} {row.task.title}"),
        "measures": (*parts(row), *targets(row)),
        "lead": (row.lead or NOTHING,),
        "others": answering(row.shared, row.by_duty),
        "terms": term_lines(row.terms),
        "remarks": _remarks(row),
    }


def parts(row: Assignment) -> tuple[Message, ...]:
    """Return the deliverables of a row, each with its time limit where that is another than the task's."""
    own = {part: term for term in row.terms for part in term.parts}
    return tuple(
        msg(
            "({number}) {text}",
            number=at,
            text=msg("{before} ({after})", before=part.title, after=term_words(own[part.id]))
            if part.id in own
            else part.title,
        )
        for at, part in enumerate(row.task.deliverables, 1)
    )


def targets(row: Assignment) -> tuple[Message, ...]:
    """Return the targets of a row."""
    return tuple(_target(indicator) for indicator in row.task.indicators)


def assignments_csv(page: Assignments, translator: Translator) -> str:
    """Return a line a task with the seven columns; cells with several lines keep them."""
    return register_csv(HEADS, [cells(row) for row in page.rows], translator)


def _target(indicator: Indicator) -> Message:
    interim = tuple((milestone.date, milestone.target) for milestone in indicator.milestones)
    whole = with_interim(target(indicator), interim, indicator.unit)
    yearly = (
        msg("{often} {amount}", often=often(Every(indicator.every)), amount=whole)
        if indicator.every
        else whole
    )
    return msg("target: {name} {target}", name=indicator.name, target=yearly)


def _remarks(row: Assignment) -> tuple[Message, ...]:
    """Return where a task stands in the document, and which bodies outside the document names with it."""
    found = [msg("{text}", text=row.task.source)] if row.task.source else []
    if row.partners:
        found.append(msg("outside: {units}", units=row.partners))
    return tuple(found)


FILTERS: Final = {made.__name__: made for made in (cells, parts, targets)}
