"""Which papers there are, and a paper made by its name."""

from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator, msg
from qtrack.model.period import PeriodKind
from qtrack.papers.assignments import view as assignments
from qtrack.papers.engine.paper import Paper, PaperForm
from qtrack.papers.ledger import view as ledger
from qtrack.papers.reminders import view as reminders
from qtrack.papers.summary import view as summary
from qtrack.papers.unit import view as unit
from qtrack.store.own_templates import OwnTemplates

_SUMMARIES: Final = {
    "weekly": PeriodKind.WEEK,
    "monthly": PeriodKind.MONTH,
    "quarterly": PeriodKind.QUARTER,
    "annual": PeriodKind.YEAR,
}

PAPERS: Final = {
    paper.name: paper
    for paper in (
        *(
            Paper(name, "summary", summary.summary, summary.FILTERS, period=kind)
            for name, kind in _SUMMARIES.items()
        ),
        Paper("ledger", "ledger", ledger.ledger, ledger.FILTERS, ledger.ledger_csv),
        Paper(
            "assignments",
            "assignments",
            assignments.assignments,
            assignments.FILTERS,
            assignments.assignments_csv,
        ),
        Paper("unit", "unit", unit.unit_paper, unit.FILTERS, of_unit=True),
        Paper("chase", "chase", reminders.chase_paper, reminders.FILTERS),
    )
}

_NONE: Final[OwnTemplates] = ({}, ())


def render_paper(
    name: str, page: msgspec.Struct, form: PaperForm, translator: Translator, own: OwnTemplates = _NONE
) -> str:
    """Return a paper; the same page gives the same text on any day and machine.

    Raises QtrackError where it has no such form, WrongTemplateError where one of the plan's own templates
    does not work.
    """
    csv = PAPERS[name].csv
    if form is not PaperForm.CSV:
        from qtrack.papers.engine.environment import run_paper

        return run_paper(PAPERS[name], page, form, translator, own)
    if csv is None:
        raise QtrackError(
            msg("This paper is not one table, so there is no CSV of it."),
            msg(
                "Ask for markdown or html, or for one of {papers}.",
                papers=tuple(paper.name for paper in PAPERS.values() if paper.csv),
            ),
        )
    return csv(page, translator)
