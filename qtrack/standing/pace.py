"""序时进度: the share of the time that is gone, and shares in general.

Shares are computed exactly and rounded once, where they are compared and shown.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import mul
from typing import Final

from qtrack.model.head import Pace

WHOLE: Final = Fraction(100)
NOTHING: Final = Fraction(0)
_DAY: Final = timedelta(days=1)


def percent(part: Decimal | int, whole: Decimal | int) -> Fraction:
    """Return part of whole in percent, exactly."""
    (above, below), (all_above, all_below) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(100 * above * all_below, below * all_above)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return part of whole in percent, rounded half up to one decimal."""
    return rounded(percent(part, whole))


def rounded(exact: Fraction | Decimal) -> Decimal:
    """Round half up to one decimal, the form in which percentages are compared and shown."""
    above, below = exact.as_integer_ratio()
    tenths = (20 * above + below) // (2 * below)  # ten times as many, and a half, rounded down
    return Decimal(f"{'-' * (tenths < 0)}{abs(tenths)}e-1")


def mean(percents: Sequence[Fraction], weights: Sequence[Decimal | None]) -> Fraction:
    """Return the mean of percentages by their weights; one without a weight of its own weighs 1."""
    if not any(weights):
        return sum(percents, NOTHING) / len(percents)
    weighs = [Fraction(weight) if weight and weight > 0 else Fraction(1) for weight in weights]
    return sum(map(mul, percents, weighs), NOTHING) / sum(weighs)


@lru_cache
def elapsed(start: date, due: date, as_of: date, by: Pace) -> Fraction:
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
        return percent(over, _month(due) - _month(start) + 1)
    return percent((as_of - start).days + 1, (due - start).days + 1)


def _month(day: date) -> int:
    """Return the number of a day's month, counted through all years."""
    return day.year * 12 + day.month
