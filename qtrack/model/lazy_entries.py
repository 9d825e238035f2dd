"""Entries of a plan that are read when they are first asked for, a section or task at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import overload

from qtrack.model.entry import Entry

#: What reads the entries of one section or task.
ReadEntries = Callable[[], Sequence[Entry]]


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries in the order of a plan: by the day they speak of, by their moment, by their id."""
    return tuple(sorted(entries, key=lambda entry: (entry.date, entry.recorded, entry.id)))


class LazyEntries(Sequence[Entry]):
    """All entries of a plan in their order; `count` is how many the readers return together."""

    def __init__(self, readers: Mapping[str, ReadEntries], count: int) -> None:
        self._readers = readers
        self._count = count
        self._read: dict[str, Sequence[Entry]] = {}
        self._all: tuple[Entry, ...] | None = None

    def of(self, holders: AbstractSet[str]) -> tuple[Entry, ...]:
        """Return the entries of these sections and tasks only, in the order of the plan."""
        return in_order([entry for holder in self._readers.keys() & holders for entry in self._of(holder)])

    def _of(self, holder: str) -> Sequence[Entry]:
        if holder not in self._read:
            self._read[holder] = self._readers[holder]()
        return self._read[holder]

    def _whole(self) -> tuple[Entry, ...]:
        if self._all is None:
            self._all = self.of(self._readers.keys())
        return self._all

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._whole())

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        return self._whole()[at]
