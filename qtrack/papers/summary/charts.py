"""The charts of a paper: what is done against what should be, and lengths and places in percent of the width.

What is drawn with them stands in `charts.html.j2`; all other figures come from the view.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from qtrack.model.entry import Status
from qtrack.model.head import Pace
from qtrack.records.board import BoardSection
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.lights import Light
from qtrack.standing.pace import WHOLE, elapsed
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.projection import Point
from qtrack.standing.recurrence import Occurrence, OccurrenceState

_WHOLE: Final = Decimal(100)
_STEP: Final = Decimal("0.01")
#: How many periods a year has, by the sign behind it: 2019H1, 2019Q1.
_PERIODS: Final = {"H": 2, "Q": 4}
_MONTHS: Final = 12

#: The part of a stacked bar that one light takes: how many tasks have it, its start and its length.
Segment = tuple[Light, int, Decimal, Decimal]

#: One occurrence in its row of the grid: its start and its length.
Cell = tuple[Occurrence, Decimal, Decimal]


class BurnUp(msgspec.Struct, frozen=True):
    """The days on which deliverables were done and on which they fall due, each sorted (a burn-up).

    An occurrence of a duty that returns counts as one; what was dropped does not count. A task without
    deliverables counts as one itself. Places run from 0 to 100, from left to right and from the top down; an
    even pace would be the straight line from the lower left to the upper right.
    """

    start: date
    end: date
    as_of: date
    done: tuple[date, ...]
    due: tuple[date, ...]
    by: Pace = Pace.DAYS

    @property
    def total(self) -> int:
        """How many there are to be done."""
        return len(self.due)

    @property
    def on_pace(self) -> int:
        """How many whole ones would be done by now if they were done evenly, by the plan's pace."""
        return int(elapsed(self.start, self.end, self.as_of, self.by) * self.total / WHOLE)

    @property
    def due_by_now(self) -> int:
        """How many have a deadline that has come."""
        return bisect_right(self.due, self.as_of)

    @property
    def stairs(self) -> str:
        """What was done through the day of the paper, as points of an SVG polyline."""
        points = [(Decimal(0), _WHOLE)]
        count = 0
        for place, group in groupby(map(self._place, self.done)):
            points.append((place, points[-1][1]))
            count += len(list(group))
            points.append((place, self._height(count)))
        points.append((max(self.today, points[-1][0]), points[-1][1]))
        return " ".join(f"{across},{down}" for across, down in points)

    @property
    def today(self) -> Decimal:
        """The place of the day of the paper."""
        return self._place(self.as_of)

    @property
    def height(self) -> Decimal:
        """The place of what is done by then."""
        return self._height(len(self.done))

    @property
    def last(self) -> Decimal:
        """The place of the last day of the plan."""
        return self._place(self.end)

    @property
    def years(self) -> tuple[tuple[str, Decimal], ...]:
        """The years on the axis of time, each with the place of its first day."""
        years = range(self.start.year + 1, max(self.end, self.as_of).year + 1)
        return tuple((str(year), self._place(date(year, 1, 1))) for year in years)

    def _place(self, day: date) -> Decimal:
        days = max((max(self.end, self.as_of) - self.start).days, 1)
        return min(max(_part((day - self.start).days, days), Decimal(0)), _WHOLE)

    def _height(self, count: int) -> Decimal:
        return _WHOLE - _part(count, self.total) if self.total else _WHOLE


def burn_up(standing: PlanStanding) -> BurnUp:
    """Collect when everything was done and when it falls due."""
    head = standing.plan.head
    found = [thing for one in standing.everything for thing in things(one, head.end)]
    return BurnUp(
        start=head.start,
        end=head.end,
        as_of=standing.as_of,
        done=tuple(sorted(thing.done for thing in found if thing.done)),
        due=tuple(sorted(thing.due for thing in found)),
        by=head.pace,
    )


class Thing(NamedTuple):
    """One thing to be done: its id, its period where it returns, its deadline, the day it was done."""

    id: str
    period: str
    due: date
    done: date | None


def things(standing: Standing, end: date) -> Iterator[Thing]:
    """Yield what is to be done of a task, or of a section's own goals.

    What is done as a whole is done in all its parts, on that day at the latest, but for what is late.
    """
    if standing.status is Status.DROPPED:
        return
    whole = standing.ended
    late = {(deadline.id, deadline.period) for deadline in standing.deadlines}
    for part in standing.deliverables:
        own = part.deliverable.id
        if part.left_out:
            continue
        for one in part.occurrences:
            if one.state is not OccurrenceState.DROPPED:
                done = one.done or (None if (own, one.period) in late else whole)
                yield Thing(own, one.period, one.due, done)
        if not part.occurrences:
            done = part.ended if part.done else None
            yield Thing(own, "", part.due, done or (None if (own, "") in late else whole))
    if not standing.deliverables and not standing.indicators:
        yield Thing(standing.id, "", standing.due or end, whole)


def stacked_bars(sections: Sequence[BoardSection]) -> tuple[tuple[BoardSection, tuple[Segment, ...]], ...]:
    """Return for each section its stacked bar, all to one scale of tasks; the longest is 100 long.

    Lights that do not occur are left out.
    """
    most = max((len(section.tasks) for section in sections), default=0)
    return tuple((section, tuple(_segments(section, most))) for section in sections)


def _segments(section: BoardSection, most: int) -> Iterator[Segment]:
    before = 0
    for light, number in section.counts.items():
        if number:
            yield light, number, _part(before, most), _part(number, most)
        before += number


def bullet(own: IndicatorStanding) -> tuple[Decimal | None, bool]:
    """Return the mark at which the bar of an indicator should be, and whether it does not come up to it.

    It is the pace, or for an indicator to hold its target; there is none without a baseline.
    """
    if own.indicator.held:
        return _WHOLE, own.holds is False
    return own.pace, own.gap is not None and own.gap < 0


def spark(values: Sequence[Point]) -> str:
    """Return the values of an indicator as points of an SVG polyline, the larger the higher."""
    days = [point.date.toordinal() for point in values]
    first, lowest = min(days), min(point.value for point in values)
    long, high = max(days) - first, max(point.value for point in values) - lowest
    return " ".join(
        f"{_part(day - first, long)},{_WHOLE - _part(point.value - lowest, high)}"
        for day, point in zip(days, values, strict=True)
    )


def _part(number: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return a share in percent; of nothing the middle."""
    return (number * _WHOLE / whole).quantize(_STEP, ROUND_HALF_UP) if whole else _WHOLE / 2


def grid(duties: Sequence[DeliverableStanding]) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    """Return for each duty its lines of cells, periods below one another.

    Yearly ones stand in one line that has a place for every year of the page, others in a line a year.
    """
    years = sorted({occurrence.period[:4] for duty in duties for occurrence in duty.occurrences})
    return tuple(_lines(duty.occurrences, years) for duty in duties)


def _lines(occurrences: Sequence[Occurrence], years: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    if all(occurrence.period in years for occurrence in occurrences):
        return (tuple(_cell(own, years.index(own.period), len(years)) for own in occurrences),)
    found = []
    for _, group in groupby(occurrences, lambda occurrence: occurrence.period[:4]):
        row = list(group)
        slots = _PERIODS.get(row[0].period[4], _MONTHS)
        found.append(tuple(_cell(own, int(own.period[5:]) - 1, slots) for own in row))
    return tuple(found)


def _cell(occurrence: Occurrence, at: int, slots: int) -> Cell:
    return occurrence, _part(at, slots), _part(1, slots)
