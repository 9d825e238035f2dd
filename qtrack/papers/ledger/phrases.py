"""The cells of the ledger in words, the same in Markdown, HTML and CSV."""

from collections.abc import Sequence
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.plan import IndicatorKind
from qtrack.papers.engine.phrases import Cells, answering, register_csv, term_lines, with_interim
from qtrack.papers.ledger.view import HEADS, Ledger, LedgerRow
from qtrack.records.task import PageEntry
from qtrack.standing.parts import IndicatorStanding
from qtrack.ui.labels import LIGHTS, NOTHING, percent, signed
from qtrack.ui.values import actual, target, target_name


def cells(row: LedgerRow) -> Cells:
    """Return the lines of every cell of a row, by the names of the columns."""
    standing, section, measure = row.standing, row.section, row.measure
    share = () if standing.progress is None else (percent(standing.progress),)
    return {
        "number": (str(row.number),),
        "id": (standing.holder.id,),
        "section": (msg("{number}. {title}", number=section.number, title=section.title),),
        "measure": (
            msg("{number} {measure}", number=measure.number, measure=measure.title) if measure else NOTHING,
        ),
        "title": (standing.holder.title if measure else msg("goals of this section"),),
        "targets": _numbered([_target(indicator) for indicator in standing.indicators]),
        "lead": (row.lead or NOTHING,),
        "others": answering(row.shared, row.by_duty),
        "terms": term_lines(row.terms),
        "attained": (*share, *attained(row)),
        "pace": (percent(standing.pace),),
        "gap": (signed(standing.gap),),
        "light": (LIGHTS[standing.light],),
        "latest": _reported(row, row.last, row.last.summary) if row.last else (),
        "problems": _reported(row, row.problems, row.problems.problems) if row.problems else (),
        "next": _reported(row, row.next, row.next.next) if row.next else (),
        "remarks": row.remarks,
    }


def attained(row: LedgerRow) -> tuple[Message, ...]:
    """Return what the indicators of a row attained."""
    return _numbered([_attained(indicator) for indicator in row.standing.indicators])


def ledger_csv(page: Ledger, translator: Translator) -> str:
    """Return a line a row with the seventeen columns of a ledger; cells with several lines keep them."""
    return register_csv(HEADS, [cells(row) for row in page.rows], translator)


def _numbered(lines: Sequence[Message]) -> tuple[Message, ...]:
    """Put numbers before several lines, so that those of two columns can be told together."""
    if len(lines) == 1:
        return tuple(lines)
    return tuple(msg("{number}. {text}", number=at, text=line) for at, line in enumerate(lines, 1))


def _target(indicator: IndicatorStanding) -> Message:
    interim = tuple((milestone.due, milestone.target) for milestone in indicator.milestones)
    return msg(
        "{name}: {target}",
        name=target_name(indicator),
        target=with_interim(target(indicator), interim, indicator.indicator.unit),
    )


def _attained(indicator: IndicatorStanding) -> Message:
    """Say the value of an indicator with its share of the target, or whether it is held."""
    if indicator.actual is None:
        return msg("no figure yet")
    value = actual(indicator)
    if indicator.indicator.kind is IndicatorKind.HOLD:
        return msg("{value}, {state}", value=value, state=msg("held") if indicator.holds else msg("not held"))
    return msg("{value}, {state}", value=value, state=percent(indicator.progress))


def _reported(row: LedgerRow, entry: PageEntry, text: str) -> tuple[Message, ...]:
    """Return what was reported, by whom, of which day, and of what where that is a part of the row's task."""
    source = msg("{unit} {date}", unit=entry.unit_name, date=entry.date)
    if entry.about != row.standing.holder.id:
        source = msg("{id} {source}", id=entry.about, source=source)
    return (msg("{before} ({after})", before=text, after=source),)


FILTERS: Final = {"attained": attained, "cells": cells}
