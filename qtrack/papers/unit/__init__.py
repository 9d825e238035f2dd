"""What one unit has to do (单位任务清单)."""

from typing import TYPE_CHECKING, Final

from qtrack.papers.engine.paper import Paper, PaperParts

if TYPE_CHECKING:
    from qtrack.papers.unit.view import UnitPaper


def _parts() -> "PaperParts[UnitPaper]":
    from qtrack.papers.unit.view import FILTERS, unit_paper

    return PaperParts(unit_paper, FILTERS)


PAPER: Final = Paper("unit", "unit", _parts, of_unit=True)
