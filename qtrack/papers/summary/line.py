"""The line of lights: how many tasks had each light in the last issues, and how many turned between them.

The past is told as it was known then; it is computed as what the issue is compared with.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec

from qtrack.model.period import Period
from qtrack.papers.engine.paper import ReportContext
from qtrack.records.since.light_changes import Direction, direction, lights_of
from qtrack.standing.assess import PlanStanding
from qtrack.standing.lights import Light

#: So many issues stand in the line, that of the paper included.
MOST: Final = 8
#: The height of a column of all tasks, and the least in which a word finds room, in pixels.
_HEIGHT: Final = 150
_WORD: Final = 11
#: The part of its place that a column takes, in percent.
_WIDTH: Final = 76
_TENTH: Final = Decimal("0.1")


class IssueLights(msgspec.Struct, frozen=True):
    """One issue: its number, how many tasks had each light, and how many turned since the one before."""

    number: int
    counts: dict[Light, int]
    better: int
    worse: int


class Block(msgspec.Struct, frozen=True):
    """The part of a column that one light takes: where it begins from the top, and whether a word fits in."""

    light: Light
    number: int
    top: Decimal
    height: Decimal
    wide: bool


class Column(msgspec.Struct, frozen=True):
    """An issue in the chart: its left side, its middle and its width in percent of the whole."""

    issue: IssueLights
    left: Decimal
    middle: Decimal
    width: Decimal
    blocks: tuple[Block, ...]


def line_of_lights(context: ReportContext, now: PlanStanding, period: Period) -> tuple[IssueLights, ...]:
    """Return the last issues up to this one, oldest first; nothing where there is none before."""
    if period.start > now.plan.head.end:
        return ()
    known = (*context.past(), lights_of(now))
    found = []
    for before, after in pairwise(known):
        names = before.lights.keys() | after.lights.keys()
        ways = Counter(
            direction(before.lights.get(name), after.lights.get(name), now.rule)
            for name in names
            if before.lights.get(name) is not after.lights.get(name)
        )
        number = Period.containing(period.kind, after.as_of).number_since(now.plan.head.start)
        found.append(IssueLights(number, after.counts, ways[Direction.BETTER], ways[Direction.WORSE]))
    return tuple(found)


def seen(line: Sequence[IssueLights]) -> frozenset[Light]:
    """Return the lights that any of some issues has."""
    return frozenset(light for issue in line for light, number in issue.counts.items() if number)


def columns(line: Sequence[IssueLights]) -> tuple[Column, ...]:
    """Return the chart of some issues, all to one scale; the worst light stands at the foot."""
    most = max((sum(issue.counts.values()) for issue in line), default=0)
    place = Decimal(100) / MOST
    return tuple(
        Column(
            issue,
            left=(place * at + place * (100 - _WIDTH) / 200).quantize(_TENTH),
            middle=(place * at + place / 2).quantize(_TENTH),
            width=(place * _WIDTH / 100).quantize(_TENTH),
            blocks=_blocks(issue.counts, most),
        )
        for at, issue in enumerate(line)
    )


def _blocks(counts: dict[Light, int], most: int) -> tuple[Block, ...]:
    found, foot = [], Decimal(_HEIGHT)
    for light, number in counts.items():
        if number:
            height = Decimal(number * _HEIGHT) / most
            foot -= height
            found.append(
                Block(light, number, foot.quantize(_TENTH), height.quantize(_TENTH), wide=height >= _WORD)
            )
    return tuple(found)
