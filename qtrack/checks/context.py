"""What checks stand on: the plan, today, and what could not be read; and how they name a place."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache, cached_property
from typing import Final

import msgspec

from qtrack.locale.message import Message, nearest
from qtrack.model.entry import Entry
from qtrack.model.indicator import Indicator
from qtrack.model.plan import Deliverable, Plan, Section, Task
from qtrack.model.problem import Level, Place
from qtrack.standing.reported.facts import counting, lifted, oldest_first
from qtrack.standing.targets import year_meant

#: So many names are compared for suggestions in one run; whoever mistyped more mends some and checks again.
_MOST_COMPARED: Final = 1_000_000


class CheckContext(msgspec.Struct, frozen=True, dict=True):
    """A plan to check. `broken` are ids whose file could not be read: they exist all the same."""

    plan: Plan
    today: date
    broken: frozenset[str] = frozenset()

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every entry by id; one that is only being recorded has none yet."""
        return {entry.id: entry for entry in self.plan.entries if entry.id}

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

    @cached_property
    def circling(self) -> frozenset[str]:
        """The ids of all entries from which corrections and withdrawals lead into a circle."""
        leads: dict[str, bool] = {}
        for start in (entry.id for entry in self.entries.values() if entry.replaces):
            path: dict[str, None] = {}
            step = start
            while step in self.entries and step not in path and step not in leads:
                path[step] = None
                step = self.entries[step].replaces
            leads |= dict.fromkeys(path, leads.get(step, step in path))
        return frozenset(identifier for identifier, circle in leads.items() if circle)

    @cached_property
    def counted(self) -> tuple[Entry, ...]:
        """The entries that count, in the order of the plan."""
        return counting(self.plan.entries)

    @cached_property
    def indicators_of(self) -> dict[str, dict[str, Indicator]]:
        """The indicators of each section and task, by their ids."""
        return {holder.id: {own.id: own for own in holder.indicators} for holder in self.holders}

    @cached_property
    def figures(self) -> dict[tuple[str, str], list[list[Entry]]]:
        """The entries that count by the section or task and the id of an indicator that they tell a value of.

        They stand oldest first, for each year of a yearly target by themselves, and for each unit of a split
        one.
        """
        found: dict[tuple[str, str], dict[tuple[str, str], list[Entry]]] = {}
        for entry in self.counted:
            for name in entry.actuals:
                own = self.indicators_of.get(entry.holder, {}).get(name)
                towards = "", ""
                if own is not None:
                    towards = year_meant(entry) if own.by_year else "", entry.unit if own.shares else ""
                found.setdefault((entry.holder, name), {}).setdefault(towards, []).append(entry)
        return {key: list(map(oldest_first, each.values())) for key, each in found.items()}

    @property
    def units_unread(self) -> bool:
        """Whether the register cannot be read, so that a unit nobody knows may stand there."""
        return "units.yaml" in self.broken

    @property
    def sections_unread(self) -> bool:
        """Whether some section cannot be read, so that a measure nobody knows may stand there."""
        return any(identifier.startswith("S") for identifier in self.broken)

    @property
    def holders(self) -> tuple[Section | Task, ...]:
        """Every section and task."""
        return (*self.plan.sections, *self.plan.tasks)

    @cached_property
    def _compared(self) -> list[int]:
        """How many names were compared, in a list of one."""
        return [0]

    def nearest(self, name: str, names: Collection[str], cutoff: float = 0.6) -> str | None:
        """Return the name most like another, None where none is alike, or too many were compared already."""
        self._compared[0] += len(names)
        return nearest(name, names, cutoff) if self._compared[0] <= _MOST_COMPARED else None

    @cached_property
    def responsible(self) -> Callable[[str], frozenset[str]]:
        """What returns the ids of all units and groups that answer for a task, and of their members."""
        return cache(lambda task: self._with_members(task, self.plan.holders[task].responsible.named))

    @cached_property
    def speaking(self) -> Callable[[str], frozenset[str]]:
        """What returns the ids of who speaks for all of a section or task: the office, and who leads it."""
        return cache(self._speaking)

    def _speaking(self, about: str) -> frozenset[str]:
        holder = self.plan.holder(about)
        lead = holder.responsible.lead if holder else None
        return self._with_members(about, (lead,) if lead else ()) | {self.plan.head.office}

    def _with_members(self, about: str, bodies: tuple[str, ...]) -> frozenset[str]:
        members = (unit for body in bodies for unit in self.plan.members_of(about, body))
        return frozenset((*bodies, *members))

    def deliverables(self) -> Iterator[tuple[Section | Task, int, Deliverable]]:
        """Yield every deliverable with its holder and its place in the list."""
        for holder in self.holders:
            for at, deliverable in enumerate(holder.deliverables):
                yield holder, at, deliverable

    def indicators(self) -> Iterator[tuple[Section | Task, int, Indicator]]:
        """Yield every indicator with its holder and its place in the list."""
        for holder in self.holders:
            for at, indicator in enumerate(holder.indicators):
                yield holder, at, indicator


#: What a check found: the sentence, the place, and how much it matters.
Finding = tuple[Message, Place, Level]


def finding(message: Message, path: str, *keys: str | int, level: Level = Level.ERROR) -> Finding:
    """Return what is wrong with a value: the file, then the keys that lead to it."""
    return message, Place(path, keys), level
