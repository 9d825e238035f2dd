"""Who does what by when (任务分工表)."""

from typing import TYPE_CHECKING, Final

from qtrack.papers.engine.paper import Paper, PaperParts

if TYPE_CHECKING:
    from qtrack.papers.assignments.view import Assignments


def _parts() -> "PaperParts[Assignments]":
    from qtrack.papers.assignments.view import FILTERS, assignments, assignments_csv

    return PaperParts(assignments, FILTERS, assignments_csv)


PAPER: Final = Paper("assignments", "assignments", _parts)
