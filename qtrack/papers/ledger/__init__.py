"""The ledger (台账)."""

from typing import TYPE_CHECKING, Final

from qtrack.papers.engine.paper import Paper, PaperParts

if TYPE_CHECKING:
    from qtrack.papers.ledger.view import Ledger


def _parts() -> "PaperParts[Ledger]":
    from qtrack.papers.ledger.view import FILTERS, ledger, ledger_csv

    return PaperParts(ledger, FILTERS, ledger_csv)


PAPER: Final = Paper("ledger", "ledger", _parts)
