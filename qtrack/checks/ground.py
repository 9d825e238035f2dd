"""What checks stand on: the plan, today, and what could not be read; and how they name a place."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.plan import Deliverable, Plan, Section, Task
from qtrack.model.problem import Level, Place, Problem
from qtrack.standing.chains import lifted


class Ground(msgspec.Struct, frozen=True, dict=True):
    """A plan to check. `broken` are ids whose file could not be read: they exist all the same."""

    plan: Plan
    today: date
    broken: frozenset[str] = frozenset()

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every entry by id; one that is only being recorded has none yet."""
        return {each.id: each for each in self.plan.entries if each.id}

    @cached_property
    def lifted(self) -> frozenset[str]:
        """The ids of entries that were corrected or withdrawn: nothing is asked of them any more."""
        return lifted(self.plan.entries)

    @cached_property
    def ahead(self) -> tuple[Entry, ...]:
        """The entries that were recorded by a clock over a day ahead of this one, oldest first."""
        entries = (entry for entry in self.plan.entries if entry.id not in self.lifted)
        return tuple(sorted(filter(self.is_ahead, entries), key=lambda entry: entry.recorded))

    def is_ahead(self, entry: Entry) -> bool:
        """Tell whether an entry was recorded later than tomorrow; a day may lie between two zones."""
        return (entry.recorded.date() - self.today).days > 1

    @property
    def holders(self) -> tuple[Section | Task, ...]:
        """Every section and task."""
        return (*self.plan.sections, *self.plan.tasks)

    def deliverables(self) -> Iterator[tuple[Section | Task, int, Deliverable]]:
        """Yield every deliverable with its holder and its place in the list."""
        for holder in self.holders:
            for number, each in enumerate(holder.deliverables):
                yield holder, number, each


def earlier(ground: Ground, entry: Entry, named: str) -> Entry | Message | None:
    """Return the earlier entry that another names, or what is wrong with it; None where it is unreadable.

    It must be about the same section or task, and not lead round to where it began.
    """
    if named in ground.broken:
        return None
    by_id = ground.entries
    found = by_id.get(named)
    if found is None:
        return msg("there is no entry {id}", id=named)
    if found.holder != entry.holder:
        return msg("the entry {id} is about {about}, another matter", id=found.id, about=found.about)
    seen = {entry.id}
    step: Entry | None = found
    while step is not None:
        if step.id in seen:
            return msg("these corrections lead round in a circle")
        seen.add(step.id)
        step = by_id.get(step.replaces)
    return found


def problem(check: str, message: Message, path: str, *keys: str | int, level: Level = Level.ERROR) -> Problem:
    """Make a problem at a value: the file, then the keys that lead to it."""
    return Problem(check, message, Place(path, keys), level)
