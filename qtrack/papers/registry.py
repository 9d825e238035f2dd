"""Which papers there are. A paper is a view made from a basis, the words for it, and its templates."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, Protocol, get_type_hints

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.model.period import PeriodKind
from qtrack.papers.engine.context import PaperHead, ReportContext
from qtrack.papers.engine.head_phrases import HeadWords


class PaperPage(Protocol):
    """The page of any paper."""

    @property
    def head(self) -> PaperHead:
        """What stands at its head and its foot."""


class Paper(msgspec.Struct, frozen=True):
    """One paper; its modules are imported when it is made.

    `template` is the stem of its built-in templates. `view` names the function that makes its page from
    a basis, `words` the one that returns what the templates may use beside the page, and `csv` the one
    that writes the page as a spreadsheet, where there is one. A paper with a `period` is of such a
    period, every other of a day; one that is `of_unit` cannot be made of all units together.
    """

    template: str
    view: str
    words: str
    period: PeriodKind | None = None
    csv: str = ""
    of_unit: bool = False

    def page(self, context: ReportContext) -> PaperPage:
        """Make the page."""
        made: PaperPage = _function(self.view)(context)
        return made

    def types(self) -> dict[str, Any]:
        """Return what the templates may use, with the type of each."""
        page: Any = get_type_hints(_function(self.view))["return"]
        beside: Any = get_type_hints(_function(self.words))["return"]
        return {"page": page, "head": HeadWords, **get_type_hints(beside)}

    def variables(self, page: PaperPage) -> dict[str, object]:
        """Return what the templates may use beside the page."""
        found: dict[str, object] = _function(self.words)(page)
        return found

    def table(self, page: PaperPage, translator: Translator) -> str:
        """Write the page as a spreadsheet opens it; raise QtrackError where it is no table."""
        if not self.csv:
            raise QtrackError(
                msg("This paper is not one table, so there is no CSV of it."),
                msg(
                    "Ask for markdown or html, or for one of {papers}.",
                    papers=tuple(name for name, each in PAPERS.items() if each.csv),
                ),
            )
        found: str = _function(self.csv)(page, translator)
        return found


def _summary(period: PeriodKind) -> Paper:
    return Paper(
        "summary", "qtrack.papers.summary.view.summary", "qtrack.papers.summary.phrases.variables", period
    )


PAPERS: Final = {
    "weekly": _summary(PeriodKind.WEEK),
    "monthly": _summary(PeriodKind.MONTH),
    "quarterly": _summary(PeriodKind.QUARTER),
    "annual": _summary(PeriodKind.YEAR),
    "ledger": Paper(
        "ledger",
        "qtrack.papers.ledger.view.ledger",
        "qtrack.papers.ledger.phrases.variables",
        csv="qtrack.papers.ledger.phrases.ledger_csv",
    ),
    "assignments": Paper(
        "assignments",
        "qtrack.papers.assignments.view.assignments",
        "qtrack.papers.assignments.phrases.variables",
        csv="qtrack.papers.assignments.phrases.assignments_csv",
    ),
    "unit": Paper(
        "unit",
        "qtrack.papers.unit.view.unit_paper",
        "qtrack.papers.unit.phrases.variables",
        of_unit=True,
    ),
    "chase": Paper(
        "chase", "qtrack.papers.reminders.view.chase_paper", "qtrack.papers.reminders.phrases.variables"
    ),
}


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
