"""When a target is reached at the present rate: a straight line through the first and the last value.

For a yearly target the line begins with nothing on the day before its year. A day that has passed by the
date that is asked about is no projection: by then the line has been proved wrong, or nobody has reported.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.indicator import Indicator
from qtrack.standing.parts import IndicatorStanding, TargetYear
from qtrack.standing.targets import summed, year_meant


class Outlook(StrEnum):
    """What becomes of a target."""

    REACHED = "reached"
    IN_TIME = "in-time"  # reached by the deadline, at the present rate
    LATE = "late"  # reached, but after the deadline
    SHORT = "short"  # of a yearly target: not within its year
    PASSED = "passed"  # the day of the target at this rate is over, and no value is at it
    NEVER = "never"  # the value does not come nearer
    UNKNOWN = "unknown"  # values of fewer than two days
    HELD = "held"
    NOT_HELD = "not-held"


_HOLDING: Final = {None: Outlook.UNKNOWN, True: Outlook.HELD, False: Outlook.NOT_HELD}


class Point(msgspec.Struct, frozen=True):
    """A value on a day."""

    date: date
    value: Decimal


class Projection(msgspec.Struct, frozen=True):
    """The outlook; `reached` is the day of the target where it was or will be reached.

    `days_late` counts from the deadline to that day, and is 0 where it is in time.
    """

    outlook: Outlook
    reached: date | None = None
    days_late: int = 0


def points_of(standing: IndicatorStanding, entries: Sequence[Entry]) -> tuple[Point, ...]:
    """Return the values said of an indicator, a day each, oldest first; of one day the last said holds.

    Of a yearly target they are those of the year that is shown.
    """
    name, year = standing.indicator.id, standing.period
    found: dict[date, Decimal] = {}
    for entry in summed(standing.indicator, tuple(entries)):
        if name in entry.actuals and year in {"", year_meant(entry)}:
            found[entry.date] = entry.actuals[name]
    return tuple(Point(day, value) for day, value in found.items())


def project(standing: IndicatorStanding, values: tuple[Point, ...], as_of: date) -> Projection:
    """Tell when, seen from `as_of`, the target is reached if the value goes on as from its first day on."""
    own = standing.indicator
    if own.held:
        return Projection(_HOLDING[standing.holds])
    if standing.year is not None:
        return _within_year(standing.year, own, values, as_of)
    if standing.reached is not None:
        return Projection(Outlook.REACHED, standing.reached, _late(own.due, standing.reached))
    return _onward(own, values, as_of)


def _onward(own: Indicator, values: tuple[Point, ...], as_of: date) -> Projection:
    """Tell when a target that is not reached will be, at the rate from the first value to the last."""
    if not values or values[0].date == values[-1].date:
        return Projection(Outlook.UNKNOWN)
    day = _day_of(own, values[0], values[-1])
    if day is None:
        return Projection(Outlook.NEVER)
    if day < as_of:
        return Projection(Outlook.PASSED)
    late = _late(own.due, day)
    return Projection(Outlook.LATE if late else Outlook.IN_TIME, day, late)


def _within_year(year: TargetYear, own: Indicator, values: tuple[Point, ...], as_of: date) -> Projection:
    """Tell whether the target of a year is reached within it at this year's rate."""
    if year.reached is not None:
        return Projection(Outlook.REACHED, year.reached, _late(year.due, year.reached))
    begin = Point(year.start - timedelta(days=1), Decimal(0))
    if not values or values[-1].date <= begin.date:
        return Projection(Outlook.UNKNOWN)
    day = _day_of(own, begin, values[-1])
    if day is None or max(day, as_of) > year.due:
        return Projection(Outlook.SHORT)
    return Projection(Outlook.PASSED) if day < as_of else Projection(Outlook.IN_TIME, day)


def _day_of(own: Indicator, first: Point, last: Point) -> date | None:
    """Return the first day on which the line through two values is at the target, if it ever is.

    From beyond a range it comes back to the end that lies nearer.
    """
    rate = Fraction(last.value - first.value) / (last.date - first.date).days
    goal = own.goal if own.counted(last.value) == last.value else own.target + (own.most or 0) - own.goal
    left = Fraction(goal - last.value)
    if rate == 0 or (rate > 0) is not (left > 0):
        return None
    days = ceil(left / rate)
    return last.date + timedelta(days=days) if days <= (date.max - last.date).days else None


def _late(due: date, day: date) -> int:
    return max((day - due).days, 0)
