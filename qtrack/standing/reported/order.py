"""The order of entries: by the day they speak of, or by the moment they were recorded.

Of one moment the weaker word comes last, and so is the one that holds: what the files of entries are
called decides nothing, and whoever reads the entries can put them in order.
"""

from decimal import Decimal
from typing import Final

from qtrack.model.entry import Entry, Status

_STRONGEST_FIRST: Final = (
    Status.CLOSED,
    Status.DONE,
    Status.DROPPED,
    None,
    Status.IN_PROGRESS,
    Status.BLOCKED,
    Status.NOT_STARTED,
)
_STRENGTH: Final = {status: place for place, status in enumerate(_STRONGEST_FIRST)}


def by_day(entry: Entry) -> tuple[object, ...]:
    """Return what orders entries by the day they speak of, oldest first."""
    return entry.date, entry.recorded, *_weaker_last(entry)


def by_moment(entry: Entry) -> tuple[object, ...]:
    """Return what orders entries by the moment they were recorded, oldest first."""
    return entry.recorded, entry.date, *_weaker_last(entry)


def _weaker_last(entry: Entry) -> tuple[object, ...]:
    """Order by status, then share, then values, the better first; the ids are for what says the same."""
    share = () if entry.percent is None else (-entry.percent,)
    values: tuple[tuple[str, Decimal], ...] = ()
    if entry.actuals:
        values = tuple((name, -value) for name, value in sorted(entry.actuals.items()))
    return _STRENGTH[entry.status], share, values, entry.unit, entry.id
