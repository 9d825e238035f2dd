"""A plan from its folder, of which only what changed since the last time is read."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.lazy import Lazy, LazyEntries
from qtrack.model.plan import Section, Task
from qtrack.model.problem import Level, Suppression
from qtrack.model.units import Register
from qtrack.store.reading.identities import identities, identities_of, patterns
from qtrack.store.reading.layout import Holds, holds, is_entry, unexpected
from qtrack.store.reading.loaded import NO_HEAD, Loaded, Parts, on_clock_of
from qtrack.store.reading.snapshot import Row, Snapshot, seal
from qtrack.store.tree import HEAD, FolderTree

if TYPE_CHECKING:
    from qtrack.standing.assess import Standing

ValueT = TypeVar("ValueT")


class _Content(msgspec.Struct, Generic[ValueT], array_like=True):
    """What is kept of a file, or of all entries in a folder."""

    values: list[ValueT]
    suppressions: list[Suppression] = []


_KEPT_AS: Final[dict[Holds, Any]] = {
    Holds.HEAD: _Content[PlanHead],
    Holds.UNITS: _Content[Register],
    Holds.SECTION: _Content[Section],
    Holds.TASK: _Content[Task],
    Holds.ENTRY: _Content[Entry],
}


class Findings(NamedTuple):
    """Since when a plan as it is has no errors, and no problems at all; None where it has some."""

    sound: date | None = None
    clean: date | None = None


class PlanReading:
    """One reading of a plan's folder: what it holds, and what of it had to be read anew.

    With `holders` only these sections and tasks are read, and their entries, beside the head, the units and
    the other sections; such a reading keeps nothing. `changed` are the files and folders of entries that were
    read, or are gone.
    """

    def __init__(self, tree: FolderTree, snapshot: Snapshot, holders: AbstractSet[str] | None = None) -> None:
        self._tree = tree
        self._snapshot = snapshot
        self._whole = holders is None
        self._now = identities(tree) if holders is None else identities_of(tree, holders)
        self._rows = snapshot.files(None if holders is None else patterns(holders))
        self._new: dict[str, Row] = {}
        self._saved = False
        self._parts = Parts()
        self._entries: dict[str, Sequence[Entry]] = {}
        self._count = 0
        self._kinds = {name: Holds.ENTRY if name.endswith("/") else holds(name) for name in self._now}
        self.changed: set[str] = self._rows.keys() - self._now.keys()
        for name, identity in self._now.items():
            row = self._rows.get(name)
            if self._kinds[name] is Holds.UNEXPECTED:
                self._parts.problems.append(unexpected(name))
            elif row is None or not row.settled or row.identity != identity:
                self.changed.add(name)

    @cached_property
    def loaded(self) -> Loaded:
        """What the folder holds."""
        for name, kind in self._kinds.items():
            if kind is Holds.UNEXPECTED:
                continue
            if name in self.changed or not self._keep(name, self._rows[name]):
                self.changed.add(name)
                self._read(name)
        if not self._twins:
            return self._parts.loaded(LazyEntries(self._entries, self._count))
        self._parts.entries = [entry for entries in self._entries.values() for entry in entries]
        return self._parts.loaded()

    @property
    def numbers(self) -> tuple[int, int]:
        """How many tasks and entries an unchanged plan has."""
        kinds = list(self._kinds.values())
        lines = [identity.count("\n") + 1 for name, identity in self._now.items() if name.endswith("/")]
        return kinds.count(Holds.TASK), sum(lines)

    def _keep(self, name: str, row: Row) -> bool:
        """Take what is kept of a file or folder; tell whether it could be."""
        if name.endswith("/"):
            if self._zone != self._snapshot.fact("zone"):
                return False
            self._entries[_holder(name)] = Lazy(partial(self._kept_entries, name, row))
            self._count += row.identity.count("\n") + 1
            return True
        found = self._kept(name, row, self._kinds[name])
        if found is None:
            return False
        for value in found.values:
            self._parts.put(value)
        self._parts.suppressions += found.suppressions
        return True

    def _kept(self, name: str, row: Row, kind: Holds) -> _Content[Any] | None:
        content = self._snapshot.content(name, row)
        try:
            return None if content is None else msgspec.json.decode(content, type=_KEPT_AS[kind])
        except Exception:  # noqa: BLE001 - whatever stands there, nobody kept it
            return None

    def _kept_entries(self, name: str, row: Row) -> list[Entry]:
        """Return entries that are kept; where another run has written over them, those in their files."""
        found = self._kept(name, row, Holds.ENTRY)
        return found.values if found else on_clock_of(self._head, self._take(name, row).entries)

    def _read(self, name: str) -> None:
        """Read a file, or of a folder of entries those files that changed."""
        before, identity = self._rows.get(name), self._now[name]
        found = self._take(name, before)
        kept: list[object] = [*found.sections, *found.tasks]
        kept += [value for value in (found.head, found.register) if value is not None]
        if name.endswith("/"):
            entries = self._entries[_holder(name)] = on_clock_of(self._head, found.entries)
            found.entries = []
            kept += entries
            self._count += len(entries)
        self._parts.add(found)
        if self._whole:  # what was not read smoothly is read each time, and missed when it is gone
            smoothly = not found.problems and not (name.endswith("/") and found.suppressions)
            content = msgspec.json.encode(_Content(kept, found.suppressions)) if smoothly else b""
            row = self._snapshot.row(identity, before, content)
            self._new[name] = row._replace(settled=row.settled and smoothly)

    def _take(self, name: str, before: Row | None) -> Parts:
        """Read a file, or of a folder of entries what is not in what was kept of it."""
        if not name.endswith("/"):
            return self._part(name) or self._carefully(name)
        same_clock = self._zone == self._snapshot.fact("zone")
        known = self._kept(name, before, Holds.ENTRY) if before and before.settled and same_clock else None
        same = set(before.identity.split("\n")) if before and known else set()
        entries = {entry.path: entry for entry in known.values} if known else {}
        from qtrack.store.plain.lines import read_entry

        found = Parts()
        for line in self._now[name].split("\n"):
            path = f"{name}{line.partition('/')[0]}"
            entry = entries.get(path) if line in same else self._plainly(path, read_entry)
            if entry is not None:
                found.entries.append(entry)
            else:
                found.add(self._carefully(path))
        return found

    def _plainly(self, path: str, read: Callable[[str, bytes], Entry | None]) -> Entry | None:
        """Read an entry of plain lines, as most are, for which no YAML is loaded."""
        try:
            return read(path, self._tree.read(path)) if is_entry(path) else None
        except OSError:
            return None

    def _part(self, path: str) -> Parts | None:
        """Read what is no entry from a file of plain lines, for which no YAML is loaded either."""
        from qtrack.store.reading.parts import KINDS, read_part

        kind = KINDS.get(self._kinds[path])
        try:
            value = read_part(path, self._tree.read(path), kind) if kind else None
        except OSError:
            return None
        if value is None:
            return None
        found = Parts()
        found.put(value)
        return found

    def _carefully(self, path: str) -> Parts:
        from qtrack.store.reading.load import Loader

        loader = Loader(self._tree)
        loader.take(path)
        return loader

    @property
    def _head(self) -> PlanHead:
        return self._parts.head or NO_HEAD

    @property
    def _zone(self) -> bytes:
        return self._head.timezone.encode()

    @property
    def zone(self) -> str:
        """The timezone that the plan names; of an unchanged one nothing is read for it."""
        if not self.changed:
            return self._snapshot.fact("zone").decode()
        _ = self.loaded
        return self._head.timezone

    @property
    def has_office(self) -> bool:
        """Whether the plan names an office, or may; of an unchanged one nothing is read for it."""
        if not self.changed:
            return self._snapshot.fact("office") == _YES
        _ = self.loaded
        head = self._parts.head or self._parts.partly.get(HEAD)
        return not isinstance(head, PlanHead) or bool(head.office)

    @cached_property
    def _twins(self) -> bool:
        """Tell whether two folders hold entries of one id, which are told apart once all are read."""
        if self._whole and not any(name.endswith("/") for name in self.changed):
            return self._snapshot.fact("twins") == _YES
        folders = (self._now[name].split("\n") for name in self._now if name.endswith("/"))
        names = [line.partition("/")[0] for lines in folders for line in lines]
        return len(set(names)) < len(names)

    def was_sound(self, today: date) -> bool:
        """Tell whether the plan as it is was found without errors, on this day or before."""
        return not self.changed and self._was("sound", today)

    def was_clean(self, today: date) -> bool:
        """Tell whether the plan as it is was found without any problem, on this day or before."""
        return not self.changed and not self._parts.problems and self._was("clean", today)

    def _was(self, name: str, today: date) -> bool:
        return b"" < self._snapshot.fact(name) <= _written(today)

    def still_found(self, today: date) -> Findings:
        """Return what was found before, of a plan in which nothing has come to be wrong since."""
        return Findings(today, today if self._was("clean", today) and not self.loaded.problems else None)

    def to_check(self, today: date) -> AbstractSet[str] | None:
        """Return the sections and tasks of which the entries may be wrong by now, None for all and the plan.

        What is wrong with entries alone lies in those about their section or task, but for twins and the
        numbers of reminders, where all of their files can be read.
        """
        if not self._whole or not self._was("sound", today) or self._twins:
            return None
        if any(problem.level is Level.ERROR for problem in self.loaded.problems):
            return None
        if not all(name.endswith("/") for name in self.changed):
            return None
        return frozenset(map(_holder, self.changed))

    def standings(self, as_of: date, known_at: date | None = None) -> "dict[str, Standing]":
        """Return the standings that are kept for a day and hold still, by the ids of sections and tasks."""
        plan, stale = self.loaded.plan, self._unassessed()
        if plan is None or stale is None:
            return {}
        from qtrack.standing.stored import standing_of

        found: dict[str, Standing] = {}
        holders = None if self._whole else self._entries.keys()
        for name, content in self._snapshot.standings(_moment(as_of, known_at), holders).items():
            holder = plan.holders.get(name)
            if holder is not None and name not in stale:
                with suppress(Exception):  # whatever stands there, nobody kept it
                    found[name] = standing_of(content, plan, holder, as_of, self._entries.get(name, ()))
        return found

    def _unassessed(self) -> AbstractSet[str] | None:
        """Return the sections and tasks that are to be assessed anew, None for all.

        Where ids are those of two entries, a standing would name them in two ways.
        """
        if self._twins:
            return None
        kinds = {name: holds(name) for name in self.changed if not name.endswith("/")}
        if any(kind is not Holds.TASK for kind in kinds.values()):
            return None
        return frozenset(map(_holder, self.changed))

    def page(self, question: str) -> bytes:
        """Return the page that answered a question about the plan as it is, nothing where none is kept."""
        return b"" if self.changed else self._snapshot.page(self._named(question))

    def keep_page(self, question: str, page: bytes) -> None:
        """Keep the page that answers a question about the plan as it was read."""
        self._snapshot.save_page(self._named(question), page)

    def _named(self, question: str) -> str:
        return f"{seal('', chr(10).join(self._now.values()).encode()):08x} {question}"

    def keep(
        self,
        found: Findings,
        assessed: "Iterable[Standing]" = (),
        as_of: date | None = None,
        known_at: date | None = None,
    ) -> None:
        """Keep what was read and found for the next run, and the standings of a day that are new."""
        if not self._whole or self.loaded.plan is None:
            return
        facts = {name: _written(since) for name, since in found._asdict().items()}
        facts |= {"zone": self._zone, "twins": _YES if self._twins else b""}
        facts["office"] = _YES if self.has_office else b""
        days, standings = self._snapshot.days, {}
        if as_of is not None:
            from qtrack.standing.stored import stored

            moment = _moment(as_of, known_at)
            days = (moment, *(day for day in days if day != moment))[:_DAYS]
            with suppress(TypeError):  # a message with a value of another kind
                standings = {} if self._twins else {held.id: stored(held) for held in assessed}
        files = {**self._new, **dict.fromkeys(self._rows.keys() - self._now.keys())}
        if self._saved:
            self._snapshot.save({}, facts, standings, (), days)
        else:
            self._snapshot.save(files, facts, standings, self._unassessed(), days)
        self._saved = True


def _holder(name: str) -> str:
    """Return the section or task that a file, or the name of a folder of entries with its slash, is of."""
    return name.removesuffix("/").rpartition("/")[2].removesuffix(".yaml")


def _written(day: date | None) -> bytes:
    return day.isoformat().encode() if day else b""


def _moment(as_of: date, known_at: date | None) -> str:
    """Return as of which day something stands, and what had been recorded by which."""
    return f"{as_of} {known_at}" if known_at else str(as_of)


#: What stands for a fact that holds.
_YES: Final = b"yes"
#: The standings of so many days are kept: of today, of a paper's day, and of the day of the issue before it.
_DAYS: Final = 3
