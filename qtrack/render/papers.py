"""Which papers there are. A paper is a view made from a basis, the words for it, and its templates."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, Protocol

import msgspec

from qtrack.model.period import PeriodKind
from qtrack.views.basis import Basis, PaperHead


class PaperPage(Protocol):
    """The page of any paper."""

    @property
    def head(self) -> PaperHead:
        """What stands at its head and its foot."""


class Paper(msgspec.Struct, frozen=True):
    """One paper; its modules are imported when it is made.

    `template` is the stem of its built-in templates. `view` names the function that makes its page from
    a basis, `words` the one that returns what the templates may use beside the page. A paper with a
    `period` is of such a period, every other of a day.
    """

    template: str
    view: str
    words: str
    period: PeriodKind | None = None

    def page(self, basis: Basis) -> PaperPage:
        """Make the page."""
        made: PaperPage = _function(self.view)(basis)
        return made

    def variables(self, page: PaperPage) -> dict[str, object]:
        """Return what the templates may use beside the page."""
        found: dict[str, object] = _function(self.words)(page)
        return found


def _summary(period: PeriodKind) -> Paper:
    return Paper("summary", "qtrack.views.summary.summary", "qtrack.render.summary_words.variables", period)


PAPERS: Final = {
    "weekly": _summary(PeriodKind.WEEK),
    "monthly": _summary(PeriodKind.MONTH),
    "quarterly": _summary(PeriodKind.QUARTER),
    "annual": _summary(PeriodKind.YEAR),
}


def _function(name: str) -> Callable[[Any], Any]:
    module, _, function = name.rpartition(".")
    found: Callable[[Any], Any] = getattr(import_module(module), function)
    return found
