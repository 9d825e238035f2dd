"""Sequences whose members are read, or made, when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, TypeVar, overload

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
        return hash(tuple(self))

    @overload
    def __getitem__(self, at: int) -> MemberT: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[MemberT]: ...
    def __getitem__(self, at: int | slice) -> MemberT | Sequence[MemberT]:
        return self._members[at]


class Made(Lazy[MemberT]):
    """Members that `make` makes of others, each once and where it is needed."""

    def __init__(self, of: Sequence[Any], make: Callable[[Any], MemberT]) -> None:
        super().__init__(lambda: [self[at] for at in range(len(of))])
        self._of = of
        self._make = make
        self._made: dict[int, MemberT] = {}

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> MemberT: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[MemberT]: ...
    def __getitem__(self, at: int | slice) -> MemberT | Sequence[MemberT]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self._of))[at]]
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._make(self._of[at])
        return made


class LazyEntries(Lazy[Entry]):
    """All entries of a plan in their order, from those of each section and task; `count` is their number."""

    def __init__(self, parts: Mapping[str, Sequence[Entry]], count: int) -> None:
        super().__init__(lambda: self.of(parts.keys()))
        self._parts = parts
        self._count = count

    def of(self, holders: AbstractSet[str]) -> tuple[Entry, ...]:
        """Return the entries of these sections and tasks only, in their order."""
        return in_order([entry for holder in self._parts.keys() & holders for entry in self._parts[holder]])

    def __len__(self) -> int:
        return self._count


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries in the order of a plan: by the day they speak of, by their moment, by their id."""
    return tuple(sorted(entries, key=_TIMES))


_TIMES: Final = attrgetter("date", "recorded", "id")
