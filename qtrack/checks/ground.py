"""What checks stand on: the plan, today, and what could not be read; and how they name a place."""

from collections.abc import Iterator
from datetime import date

import msgspec

from qtrack.locale.message import Message
from qtrack.model.plan import Deliverable, Plan, Section, Task
from qtrack.model.problem import Level, Place, Problem


class Ground(msgspec.Struct, frozen=True):
    """A plan to check. `broken` are ids whose file could not be read: they exist all the same."""

    plan: Plan
    today: date
    broken: frozenset[str] = frozenset()

    @property
    def holders(self) -> tuple[Section | Task, ...]:
        """Every section and task."""
        return (*self.plan.sections, *self.plan.tasks)

    def deliverables(self) -> Iterator[tuple[Section | Task, int, Deliverable]]:
        """Yield every deliverable with its holder and its place in the list."""
        for holder in self.holders:
            for number, each in enumerate(holder.deliverables):
                yield holder, number, each


def problem(check: str, message: Message, path: str, *keys: str | int, level: Level = Level.ERROR) -> Problem:
    """Make a problem at a value: the file, then the keys that lead to it."""
    return Problem(check, message, Place(path, keys), level)
