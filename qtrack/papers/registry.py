"""Which papers there are, and a paper made by its name."""

from typing import Final

import msgspec

from qtrack.errors import QtrackError, office_package
from qtrack.locale.message import Translator, msg
from qtrack.model.period import PeriodKind
from qtrack.papers.assignments import view as assignments
from qtrack.papers.engine.paper import BUILT_IN, Layout, Paper, PaperForm
from qtrack.papers.ledger import view as ledger
from qtrack.papers.reminders import view as reminders
from qtrack.papers.scorecard import view as scorecard
from qtrack.papers.summary import view as summary
from qtrack.papers.unit import view as unit
from qtrack.store.own_templates import OwnTemplates
from qtrack.ui.listing import sheet_csv
from qtrack.ui.table import Sheet

_SUMMARIES: Final = {
    "weekly": PeriodKind.WEEK,
    "monthly": PeriodKind.MONTH,
    "quarterly": PeriodKind.QUARTER,
    "half-year": PeriodKind.HALF_YEAR,
    "annual": PeriodKind.YEAR,
}

PAPERS: Final = {
    paper.name: paper
    for paper in (
        *(
            Paper(name, "summary", summary.summary, summary.FILTERS, period=kind)
            for name, kind in _SUMMARIES.items()
        ),
        Paper(
            "brief",
            "brief",
            summary.brief,
            summary.FILTERS,
            period=PeriodKind.WEEK,
            of_any=True,
            layout=Layout.BRIEF,
        ),
        Paper("ledger", "ledger", ledger.ledger, ledger.FILTERS, ledger.ledger_sheet, layout=Layout.LEDGER),
        Paper(
            "assignments",
            "assignments",
            assignments.assignments,
            assignments.FILTERS,
            assignments.assignments_sheet,
            layout=Layout.TABLE,
        ),
        Paper(
            "unit", "unit", unit.unit_paper, unit.FILTERS, unit.unit_sheet, of_unit=True, layout=Layout.TABLE
        ),
        Paper(
            "scorecard",
            "scorecard",
            scorecard.scorecard,
            scorecard.FILTERS,
            scorecard.scorecard_sheet,
            period=PeriodKind.YEAR,
            layout=Layout.TABLE,
        ),
        Paper("chase", "chase", reminders.chase_paper, reminders.FILTERS, layout=Layout.SHEETS),
    )
}

_NONE: Final[OwnTemplates] = ({}, ())


def render_paper(
    name: str, page: msgspec.Struct, form: PaperForm, translator: Translator, own: OwnTemplates = _NONE
) -> str:
    """Return a paper as a text; the same page gives the same text on any day and machine.

    Raises QtrackError where it has no such form, WrongTemplateError where one of the plan's own templates
    does not work.
    """
    if form is PaperForm.CSV:
        return sheet_csv(_sheet(PAPERS[name], page, form, translator))
    paper = PAPERS[name]
    if form is PaperForm.TEXT and not any(f"{stem}.txt.j2" in {*BUILT_IN, *own[0]} for stem in paper.stems):
        raise QtrackError(
            msg("This paper is longer than a chat has room for, so there is no text of it."),
            msg("Ask for “qtrack report brief --format text”."),
        )
    from qtrack.papers.engine.environment import run_paper

    return run_paper(paper, page, form, translator, own)


def office_paper(
    name: str,
    page: msgspec.Struct,
    form: PaperForm,
    translator: Translator,
    *,
    own: OwnTemplates = _NONE,
    document: bytes | None = None,
) -> bytes:
    """Return a paper as a file of an office's programs; the same page gives the same bytes.

    `document` is the plan's own template in Word. Raises QtrackError where the paper has no such form, or
    what writes it is not installed, WrongTemplateError where one of the plan's own templates does not work.
    """
    if form is PaperForm.DOCX:
        with office_package("docxtpl"):
            from qtrack.papers.word.filled import word_paper
        return word_paper(PAPERS[name], page, translator, own, document)
    from qtrack.ui.workbook.sheet import workbook

    return workbook(_sheet(PAPERS[name], page, form, translator))


def _sheet(paper: Paper, page: msgspec.Struct, form: PaperForm, translator: Translator) -> Sheet:
    if paper.sheet is None:
        raise QtrackError(
            msg("This paper is not one table, so there is no {form} of it.", form=form),
            msg(
                "Ask for markdown or html, or for one of {papers}.",
                papers=tuple(own.name for own in PAPERS.values() if own.sheet),
            ),
        )
    return paper.sheet(page, translator)
