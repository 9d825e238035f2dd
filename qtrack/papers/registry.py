"""Which papers there are, and a paper made by its name."""

from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.papers import assignments, ledger, reminders, summary, unit
from qtrack.papers.engine.paper import PaperForm, PaperPage
from qtrack.store.own_templates import OwnTemplates

PAPERS: Final = {
    paper.name: paper
    for paper in (
        *summary.PAPERS,
        ledger.PAPER,
        assignments.PAPER,
        unit.PAPER,
        reminders.PAPER,
    )
}

_NONE: Final = OwnTemplates()


def render_paper(
    name: str, page: PaperPage, form: PaperForm, translator: Translator, own: OwnTemplates = _NONE
) -> str:
    """Return a paper; the same page gives the same text on any day and machine.

    Raises QtrackError where it has no such form, WrongTemplateError where one of the plan's own templates
    does not work.
    """
    parts = PAPERS[name].parts()
    if form is not PaperForm.CSV:
        from qtrack.papers.engine.run import run_paper

        return run_paper(PAPERS[name], page, form, translator, own)
    if parts.csv is None:
        raise QtrackError(
            msg("This paper is not one table, so there is no CSV of it."),
            msg(
                "Ask for markdown or html, or for one of {papers}.",
                papers=tuple(paper.name for paper in PAPERS.values() if paper.parts().csv),
            ),
        )
    return parts.csv(page, translator)
