"""The geometry of the charts of a paper: lengths and places as percentages of the width of a chart.

What is drawn with them stands in `templates/charts.html.j2`; the figures themselves come from the view.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from qtrack.model.plan import IndicatorKind
from qtrack.standing.lights import WORST_FIRST, Light
from qtrack.views.board import BoardSection
from qtrack.views.task_page import PageIndicator

_WHOLE: Final = Decimal(100)
_STEP: Final = Decimal("0.01")


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

    The mark is the pace, or for an indicator to hold its target. `short` says that the bar does not
    come up to the mark.
    """

    length: Decimal | None
    mark: Decimal
    short: bool


def stacked_bars(sections: Sequence[BoardSection]) -> tuple[Bar, ...]:
    """Return a bar for each section, all to one scale of tasks."""
    most = max((len(section.tasks) for section in sections), default=0)
    return tuple(Bar(section, _segments(section, most)) for section in sections)


def _segments(section: BoardSection, most: int) -> tuple[Segment, ...]:
    found = []
    before = 0
    for light in WORST_FIRST:
        number = section.counts[light]
        if number:
            found.append(Segment(light, number, _part(before, most), _part(number, most)))
        before += number
    return tuple(found)


def bullet(indicator: PageIndicator) -> Bullet:
    """Return the bullet of an indicator."""
    if indicator.kind is IndicatorKind.HOLD:
        return Bullet(indicator.progress, _WHOLE, short=indicator.holds is False)
    return Bullet(
        indicator.progress,
        indicator.pace or Decimal(0),
        short=indicator.gap is not None and indicator.gap < 0,
    )


def _part(number: int, whole: int) -> Decimal:
    return (number * _WHOLE / whole).quantize(_STEP, ROUND_HALF_UP)
