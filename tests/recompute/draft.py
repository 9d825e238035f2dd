"""A plan that is being made up."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.recompute.plan import Occurrence

Fields = dict[str, Any]


@dataclass
class Draft:
    """A plan that is being made up."""

    dice: random.Random
    start: date
    end: date
    zone: ZoneInfo
    head: Fields = field(default_factory=dict)
    units: list[Fields] = field(default_factory=list)
    groups: list[Fields] = field(default_factory=list)
    sections: list[Fields] = field(default_factory=list)
    tasks: list[Fields] = field(default_factory=list)
    entries: list[tuple[str, Fields]] = field(default_factory=list)
    returning: dict[str, list[Occurrence]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """Throw a coin that falls so with this share."""
        return self.dice.random() < share

    def day(self, first: date | None = None, last: date | None = None) -> date:
        """Give some day of the plan, or from the first through the last."""
        first, last = first or self.start, last or self.end
        return first + timedelta(days=self.dice.randint(0, max(0, (last - first).days)))

    def number(self, low: int, high: int) -> str:
        """Give a figure as somebody would write it."""
        figure = self.dice.randint(low * 10, high * 10)
        return str(figure // 10) if self.chance(0.7) else f"{figure / 10}"

    def members(self, name: str) -> list[str]:
        """Give the units that a name stands for."""
        found = next((group["members"] for group in self.groups if group["id"] == name), None)
        return [name] if found is None else [unit for member in found for unit in self.members(member)]
