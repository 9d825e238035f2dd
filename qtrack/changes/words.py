"""Words that several levels of the comparison share."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.plan import IndicatorKind
from qtrack.model.units import UnitKind

#: Stands where there was, or is, no value.
NONE: Final = msg("none")

UNIT_KINDS: Final[Mapping[UnitKind, Message]] = {
    UnitKind.DIVISION: msg("division"),
    UnitKind.AFFILIATE: msg("affiliate"),
    UnitKind.BUREAU: msg("bureau"),
    UnitKind.EXTERNAL: msg("outside the system"),
}

INDICATOR_KINDS: Final[Mapping[IndicatorKind, Message]] = {
    IndicatorKind.REACH: msg("to reach"),
    IndicatorKind.HOLD: msg("to hold"),
}


def span(before: date, after: date) -> Message:
    """Say by how much a date moved."""
    days = (after - before).days
    if days > 0:
        return nmsg("{n} day later", "{n} days later", days)
    return nmsg("{n} day earlier", "{n} days earlier", -days)
