"""The summaries of a period (周报、月报、季报、年报)."""

from typing import TYPE_CHECKING, Final

from qtrack.model.period import PeriodKind
from qtrack.papers.engine.paper import Paper, PaperParts

if TYPE_CHECKING:
    from qtrack.papers.summary.view import Summary


def _parts() -> "PaperParts[Summary]":
    from qtrack.papers.summary.filters import FILTERS
    from qtrack.papers.summary.view import summary

    return PaperParts(summary, FILTERS)


PAPERS: Final = (
    Paper("weekly", "summary", _parts, PeriodKind.WEEK),
    Paper("monthly", "summary", _parts, PeriodKind.MONTH),
    Paper("quarterly", "summary", _parts, PeriodKind.QUARTER),
    Paper("annual", "summary", _parts, PeriodKind.YEAR),
)
