"""The two plans that are compared, and what every level of the comparison asks of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

from qtrack.model.plan import Plan, Section, Task

Holder = Section | Task
HolderT = TypeVar("HolderT", Section, Task)
ValueT = TypeVar("ValueT")


class Sides(msgspec.Struct, frozen=True, dict=True):
    """The old plan, with the numbers of the new one, and the new one.

    `numbers` are the old and new ids of what was renumbered. `since` is the day that the old plan is of,
    where that is known; `strayed` are entries whose file lies now in the folder of another whole.
    `unread_old` and `unread_new` are ids of sections, tasks and entries whose file could not be read on
    that side: of them nothing is known, so nothing is said.
    """

    old: Plan
    new: Plan
    unread_old: frozenset[str] = frozenset()
    unread_new: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = {}
    since: date | None = None
    strayed: Mapping[str, str] = {}

    @cached_property
    def common(self) -> tuple[tuple[Holder, Holder], ...]:
        """Sections and tasks that both plans have, old and new."""
        return tuple(
            (holder, self.new.holders[identifier])
            for identifier, holder in self.old.holders.items()
            if identifier in self.new.holders
        )

    def read(self, holders: Iterable[HolderT]) -> Iterator[HolderT]:
        """Yield the sections or tasks of one side whose file both could read."""
        unread = self.unread_old | self.unread_new
        return (holder for holder in holders if holder.id not in unread)

    def unit(self, identifier: str) -> str:
        """Return the short name of a unit or group, the new one where there is one."""
        register = self.new.register if identifier in self.new.register.by_id else self.old.register
        return register.short(identifier)


def touched(*holders: Holder | None) -> tuple[str, ...]:
    """Return the ids of everyone that a task names, each once; a section's own goals name nobody."""
    named = (unit for holder in holders if isinstance(holder, Task) for unit in holder.responsible.named)
    return tuple(dict.fromkeys(named))


def pairs(
    old: Iterable[ValueT], new: Iterable[ValueT], by: str = "id"
) -> Iterator[tuple[ValueT | None, ValueT | None]]:
    """Yield what has the same id together, and with None what only one side has; new ones last."""
    before, after = ({getattr(value, by): value for value in side} for side in (old, new))
    for name, value in before.items():
        yield value, after.get(name)
    for name, value in after.items():
        if name not in before:
            yield None, value


def reordered(old: Iterable[str], new: Iterable[str]) -> bool:
    """Tell whether what both sides have stands in another order."""
    before, after = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    kept = set(before) & set(after)
    return [name for name in before if name in kept] != [name for name in after if name in kept]


def later(new: date | None, old: date | None) -> bool:
    """Tell whether a deadline is later than another; None is no deadline, later than any."""
    return old is not None and (new is None or new > old)
