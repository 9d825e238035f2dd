"""The rules of the lights, by the places that published them, and how a plan's own is read.

- Yinchuan 2025, the default: green on pace, yellow 10 to 30 percentage points behind, red beyond 30.
- Sanya 2022: green not below pace, yellow up to 50 % below, red beyond; the share is taken of the pace.
- Ouhai 2020: green in time or ahead, red past a deadline, from red to yellow when made up. Nothing is
  asked of the gap.
- Suqian 2025: blue near a deadline, yellow behind pace or of poor quality, red overdue. Of poor quality
  is what was sent back and not reported done again, which is yellow by every rule here.
- Sanming 2017: blue a reminder, orange a warning, red. It published no numbers, so those of the default
  hold; orange is yellow here.

What a place left open is as in the default. Of Sanya's rule one thing is not asked: red after two months
in a row without the task of the month.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec

from qtrack.model.head import LightPreset, LightRule
from qtrack.standing.pace import share

#: The colours of 红黄绿灯; NONE is 未评, where nothing can be computed.
Light = StrEnum("Light", "RED YELLOW GREEN BLUE NONE")


class Measured(StrEnum):
    """What the gap behind pace is measured in."""

    POINTS = "points"  # percentage points
    SHARE = "share"  # percent of the pace


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule with all its thresholds. The gaps are in what `measured` says; None is never.

    Within `due_soon_days` of its deadline open work has the light `due_soon`; None is no such light.
    `done` is the light of finished work, `done_late` of what was made up after its deadline.
    """

    yellow_gap: Decimal | None = Decimal(10)
    red_gap: Decimal | None = Decimal(30)
    measured: Measured = Measured.POINTS
    due_soon: Light = Light.YELLOW
    due_soon_days: int | None = 30
    stale_days: int = 60
    done: Light = Light.BLUE
    done_late: Light = Light.BLUE

    def behind(self, progress: Decimal, pace: Decimal) -> Decimal:
        """Return how far progress is behind pace, in percentage points or in percent of the pace."""
        return self._short(pace - progress, pace)

    def side(self, gap: Decimal, pace: Decimal) -> int:
        """Return whether a gap is ahead of pace (1), behind it (-1), or less than the yellow threshold (0).

        A rule that asks nothing of the gap has no threshold, so that any gap counts.
        """
        if self._short(abs(gap), pace) < (self.yellow_gap or 0):
            return 0
        return (gap > 0) - (gap < 0)

    def _short(self, points: Decimal, pace: Decimal) -> Decimal:
        """Return percentage points as the rule measures them; beyond a pace of 0 all of them count."""
        if points <= 0 or self.measured is Measured.POINTS:
            return max(points, Decimal(0))
        return share(points, pace or points)

    @property
    def worst_first(self) -> tuple[Light, ...]:
        """The lights from the worst down: blue is worse than green where it warns of a deadline."""
        better = (Light.BLUE, Light.GREEN) if self.due_soon is Light.BLUE else (Light.GREEN, Light.BLUE)
        return (Light.RED, Light.YELLOW, *better, Light.NONE)

    def worst(self, lights: Iterable[Light]) -> Light:
        """Return the worst of several lights; of none at all, NONE."""
        return min(lights, key=self.worst_first.index, default=Light.NONE)

    def count(self, lights: list[Light]) -> dict[Light, int]:
        """Count lights, the worst first, with a zero for those that do not occur."""
        return {light: lights.count(light) for light in self.worst_first}


_PRESETS: Final = {
    LightPreset.YINCHUAN: Rule(),
    LightPreset.SANYA: Rule(
        yellow_gap=Decimal(0), red_gap=Decimal(50), measured=Measured.SHARE, due_soon_days=None
    ),
    LightPreset.OUHAI: Rule(yellow_gap=None, red_gap=None, due_soon_days=None, done_late=Light.YELLOW),
    LightPreset.SUQIAN: Rule(
        yellow_gap=Decimal(0), red_gap=None, due_soon=Light.BLUE, done=Light.GREEN, done_late=Light.GREEN
    ),
    LightPreset.SANMING: Rule(due_soon=Light.BLUE, done=Light.GREEN, done_late=Light.GREEN),
}


@cache
def rule_of(lights: LightRule) -> Rule:
    """Return the rule that a plan names, with its own thresholds in the place of the rule's."""
    own = {name: getattr(lights, name) for name in lights.__struct_fields__ if name != "rule"}
    return msgspec.structs.replace(
        _PRESETS[lights.rule], **{name: value for name, value in own.items() if value is not None}
    )
