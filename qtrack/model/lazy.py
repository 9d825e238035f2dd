"""Sequences whose members are read when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TypeVar, overload

from qtrack.model.entry import Entry

MemberT = TypeVar("MemberT")


class Lazy(Sequence[MemberT]):
    """What `read` returns, read once."""

    def __init__(self, read: Callable[[], Sequence[MemberT]]) -> None:
        self._read = read

    @cached_property
    def _members(self) -> Sequence[MemberT]:
        return self._read()

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[MemberT]:
        return iter(self._members)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self._members))

    @overload
    def __getitem__(self, at: int) -> MemberT: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[MemberT]: ...
    def __getitem__(self, at: int | slice) -> MemberT | Sequence[MemberT]:
        return self._members[at]


class LazyEntries(Lazy[Entry]):
    """All entries of a plan in their order, those of each section or task by a reader of their own.

    `count` is how many they are together.
    """

    def __init__(self, readers: Mapping[str, Callable[[], Sequence[Entry]]], count: int) -> None:
        super().__init__(lambda: self.of(readers.keys()))
        self._readers = readers
        self._count = count

    def of(self, holders: AbstractSet[str]) -> tuple[Entry, ...]:
        """Return the entries of these sections and tasks only, in their order."""
        return in_order(
            [entry for holder in self._readers.keys() & holders for entry in self._readers[holder]()]
        )

    def __len__(self) -> int:
        return self._count


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries in the order of a plan: by the day they speak of, by their moment, by their id."""
    return tuple(sorted(entries, key=lambda entry: (entry.date, entry.recorded, entry.id)))
