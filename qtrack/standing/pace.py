"""序时进度: the share of the time that is gone, and shares in general."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

WHOLE: Final = Decimal(100)
NOTHING: Final = Decimal(0)
_STEP: Final = Decimal("0.1")


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return part of whole in percent, rounded half up to one decimal."""
    return rounded(Decimal(part) * 100 / Decimal(whole))


def rounded(percent: Decimal) -> Decimal:
    """Round half up to one decimal, the form in which percentages are compared and shown."""
    return percent.quantize(_STEP, ROUND_HALF_UP)


def mean(percents: list[Decimal]) -> Decimal:
    """Return the plain mean of percentages; every part weighs the same."""
    return rounded(sum(percents, NOTHING) / len(percents))


def elapsed(start: date, due: date, as_of: date) -> Decimal:
    """Return the pace: how much of the days from `start` through `due` is gone, in percent.

    The day of `as_of` counts as gone, so the pace is 100 on the deadline itself and 0 before the
    start. 宣城 2020 counts alike: at the end of November eleven of twelve months are gone.
    """
    days = (due - start).days + 1
    gone = (as_of - start).days + 1
    if gone <= 0:
        return NOTHING
    return WHOLE if gone >= days else share(gone, days)
