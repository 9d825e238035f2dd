"""The geometry of the charts of a paper: lengths and places as percentages of the width of a chart.

What is drawn with them stands in `charts.html.j2`; the figures themselves come from the view.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Final

import msgspec

from qtrack.model.plan import IndicatorKind
from qtrack.papers.summary.burn_up import BurnUp
from qtrack.papers.summary.duties import DutyRow
from qtrack.records.board import BoardSection
from qtrack.standing.lights import Light
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import Occurrence

_WHOLE: Final = Decimal(100)
_STEP: Final = Decimal("0.01")
_QUARTERS: Final = 4
_MONTHS: Final = 12


class Segment(msgspec.Struct, frozen=True):
    """The part of a stacked bar that one light takes."""

    light: Light
    count: int
    start: Decimal
    length: Decimal


class Bar(msgspec.Struct, frozen=True):
    """The stacked bar of one section, without lights that do not occur; the longest bar is 100 long."""

    section: BoardSection
    segments: tuple[Segment, ...]


class Bullet(msgspec.Struct, frozen=True):
    """The bullet of one indicator: a bar as long as what is attained, a mark where it should be.

    The mark is the pace, or for an indicator to hold its target; there is none without a baseline.
    `short` says that the bar does not come up to the mark.
    """

    length: Decimal | None
    mark: Decimal | None
    short: bool


def stacked_bars(sections: Sequence[BoardSection]) -> tuple[Bar, ...]:
    """Return a bar for each section, all to one scale of tasks."""
    most = max((len(section.tasks) for section in sections), default=0)
    return tuple(Bar(section, _segments(section, most)) for section in sections)


def _segments(section: BoardSection, most: int) -> tuple[Segment, ...]:
    found = []
    before = 0
    for light, number in section.counts.items():
        if number:
            found.append(Segment(light, number, _part(before, most), _part(number, most)))
        before += number
    return tuple(found)


def bullet(own: IndicatorStanding) -> Bullet:
    """Return the bullet of an indicator."""
    if own.indicator.kind is IndicatorKind.HOLD:
        return Bullet(own.progress, _WHOLE, short=own.holds is False)
    return Bullet(own.progress, own.pace, short=own.gap is not None and own.gap < 0)


def _part(number: int, whole: int) -> Decimal:
    return (number * _WHOLE / whole).quantize(_STEP, ROUND_HALF_UP)


class Tick(msgspec.Struct, frozen=True):
    """The first day of a year on the axis of time."""

    year: str
    place: Decimal


class BurnLines(msgspec.Struct, frozen=True):
    """The stairs of what is done, as points of an SVG polyline, and where they end today.

    Places run from 0 to 100, from left to right and from the top down; an even pace would be the straight
    line from the lower left to the upper right.
    """

    done: str
    today: Decimal
    height: Decimal
    end: Decimal
    ticks: tuple[Tick, ...]


def burn_lines(burn: BurnUp) -> BurnLines:
    """Return the stairs of what was done through the day of the paper."""
    last = max(burn.end, burn.as_of)
    days = max((last - burn.start).days, 1)

    def place(day: date) -> Decimal:
        return min(max(_part((day - burn.start).days, days), Decimal(0)), _WHOLE)

    today = place(burn.as_of)
    years = range(burn.start.year + 1, last.year + 1)
    return BurnLines(
        done=_stairs([place(day) for day in burn.done], today, burn.total),
        today=today,
        height=_height(len(burn.done), burn.total),
        end=place(burn.end),
        ticks=tuple(Tick(str(year), place(date(year, 1, 1))) for year in years),
    )


def _stairs(places: Sequence[Decimal], end: Decimal, total: int) -> str:
    points = [(Decimal(0), _WHOLE)]
    count = 0
    for place, group in groupby(places):
        points.append((place, points[-1][1]))
        count += len(list(group))
        points.append((place, _height(count, total)))
    points.append((max(end, points[-1][0]), points[-1][1]))
    return " ".join(f"{across},{down}" for across, down in points)


def _height(count: int, total: int) -> Decimal:
    return _WHOLE - _part(count, total) if total else _WHOLE


class Cell(msgspec.Struct, frozen=True):
    """One occurrence in its row of the grid, at a place in percent of the width."""

    occurrence: Occurrence
    start: Decimal
    length: Decimal


def grid(duties: Sequence[DutyRow]) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    """Return for each duty its lines of cells, periods below one another.

    Yearly ones stand in one line that has a place for every year of the page, others in a line a year.
    """
    years = sorted({occurrence.period[:4] for duty in duties for occurrence in duty.occurrences})
    return tuple(_lines(duty.occurrences, years) for duty in duties)


def _lines(occurrences: Sequence[Occurrence], years: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    if all(occurrence.period in years for occurrence in occurrences):
        return (
            tuple(
                _cell(occurrence, years.index(occurrence.period), len(years)) for occurrence in occurrences
            ),
        )
    found = []
    for _, group in groupby(occurrences, lambda occurrence: occurrence.period[:4]):
        row = list(group)
        slots = _QUARTERS if "Q" in row[0].period else _MONTHS
        found.append(tuple(_cell(occurrence, int(occurrence.period[5:]) - 1, slots) for occurrence in row))
    return tuple(found)


def _cell(occurrence: Occurrence, at: int, slots: int) -> Cell:
    return Cell(occurrence, _part(at, slots), _part(1, slots))
