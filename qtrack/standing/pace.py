"""序时进度: the share of the time that is gone, and shares in general."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from qtrack.model.plan import Pace

WHOLE: Final = Decimal(100)
NOTHING: Final = Decimal(0)
_STEP: Final = Decimal("0.1")
_DAY: Final = timedelta(days=1)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return part of whole in percent, rounded half up to one decimal."""
    return rounded(Decimal(part) * 100 / Decimal(whole))


def rounded(percent: Decimal) -> Decimal:
    """Round half up to one decimal, the form in which percentages are compared and shown."""
    return percent.quantize(_STEP, ROUND_HALF_UP) + 0  # what is rounded to -0 is 0


def mean(percents: list[Decimal]) -> Decimal:
    """Return the plain mean of percentages; every part weighs the same."""
    return rounded(sum(percents, NOTHING) / len(percents))


def elapsed(start: date, due: date, as_of: date, by: Pace) -> Decimal:
    """Return the pace: how much of the time from `start` through `due` is gone, in percent.

    By days, the day of `as_of` counts as gone. By months, every calendar month counts one that the time
    has any day of, also the first and the last where it has only a part of them; a month counts as gone
    from its last day on, the last one from `due` on, and one that is gone in part counts nothing. Either
    way the pace is 0 before the start, never falls, and is 100 from the deadline itself on.
    宣城 2020 counts by months: at the end of November eleven of the year's twelve are gone, 91.7 %.
    """
    if as_of < start:
        return NOTHING
    if as_of >= due:
        return WHOLE
    if by is Pace.MONTHS:
        over = _month(as_of + _DAY) - _month(start)
        return share(over, _month(due) - _month(start) + 1)
    return share((as_of - start).days + 1, (due - start).days + 1)


def _month(day: date) -> int:
    """Return the number of a day's month, counted through all years."""
    return day.year * 12 + day.month
