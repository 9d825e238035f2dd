"""Reminders on paper (催办单)."""

from typing import TYPE_CHECKING, Final

from qtrack.papers.engine.paper import Paper, PaperParts

if TYPE_CHECKING:
    from qtrack.papers.reminders.view import ChasePaper


def _parts() -> "PaperParts[ChasePaper]":
    from qtrack.papers.reminders.view import FILTERS, chase_paper

    return PaperParts(chase_paper, FILTERS)


PAPER: Final = Paper("chase", "chase", _parts)
