"""A tree of files to a plan and the problems found on the way."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import msgspec

from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID, SECTION_ID, TASK_ID
from qtrack.model.plan import Document, Plan, PlanHead, Section, Task, natural
from qtrack.model.problem import Level, Place, Problem, Suppression, in_order
from qtrack.model.units import Register
from qtrack.store.cache import EntryCache
from qtrack.store.head import refuse_other_format
from qtrack.store.tree import HEAD, TEMPLATES, UNITS, Tree, beside
from qtrack.store.yaml.nodes import Node, byte_order_mark, compose, find, place_of, read_raw
from qtrack.store.yaml.plain import read_plain
from qtrack.store.yaml.problems import MARKER, suppressions
from qtrack.store.yaml.reader import FileReader, StructT

#: What must be a folder where it is anything.
_FOLDER: Final = re.compile(
    rf"sections|tasks|progress|{TEMPLATES}|progress/(?:{SECTION_ID.pattern}|{TASK_ID.pattern})", re.ASCII
)

#: What returns every month is counted month by month; no plan is as long as that would take.
_MOST_YEARS: Final = 100

#: In the place of a head that cannot be read: no date lies outside it.
_NO_HEAD: Final = PlanHead(0, "", Document("", "", date.min), date.min, date.max)


class Loaded(msgspec.Struct, frozen=True):
    """What a tree holds. `plan` is None where its head or its units cannot be read.

    `broken` are the ids of sections, tasks and entries whose file could not be read, and the names of
    the head and the units where it is theirs, so that nobody takes what stands there for missing.
    `checkable` is the plan, or what can be read of it, for the checks alone.
    """

    plan: Plan | None
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()
    suppressions: tuple[Suppression, ...] = ()
    checkable: Plan | None = None


def load(
    tree: Tree, entries_of: str | Iterable[str] | None = None, cache: EntryCache | None = None
) -> Loaded:
    """Load a plan; with `entries_of` only the entries about that section or task, or those.

    Every file is read once, none is changed. Problems come in the order of paths and lines. Entries that
    the cache knows are not composed anew.
    """
    loader = _Loader(tree, cache or EntryCache(None))
    folders = [""]
    if entries_of is not None:
        holders = (entries_of,) if isinstance(entries_of, str) else entries_of
        folders = ["sections", "tasks", *(f"progress/{holder}" for holder in holders)]
    paths = sorted({HEAD, UNITS, *(path for folder in folders for path in tree.paths(folder))})
    for path in paths:
        loader.take(path)
    if entries_of is None:
        loader.cache.save()
    return loader.loaded()


class NamedTree(Tree, Protocol):
    """A tree of which git names what files hold."""

    def blob(self, path: str) -> str:
        """Return git's id of what a file holds, nothing where git has none."""

    def read_ahead(self, blobs: Iterable[str]) -> None:
        """Prepare to read these, each once."""


class Parsed:
    """What was read of a history so far, by paths and git's ids, so that nothing is read twice."""

    def __init__(self) -> None:
        self._cache = EntryCache(None)
        self._files: dict[tuple[str, str], _Loader] = {}

    def load(self, tree: NamedTree) -> Loaded:
        """Load a plan as `load` does."""
        loader = _Loader(tree, self._cache)
        blobs = {path: tree.blob(path) for path in sorted({HEAD, UNITS, *tree.paths()})}
        tree.read_ahead(blob for path, blob in blobs.items() if blob and (path, blob) not in self._files)
        for path, blob in blobs.items():
            known = self._files.get((path, blob))
            if known is None:
                known = _Loader(tree, self._cache)
                known.take(path)
                if blob:
                    self._files[path, blob] = known
            loader.add(known)
        return loader.loaded()


class _Loader:
    def __init__(self, tree: Tree, cache: EntryCache) -> None:
        self.tree = tree
        self.cache = cache
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.suppressions: list[Suppression] = []
        self.head: PlanHead | None = None
        self.register: Register | None = None
        self.sections: list[Section] = []
        self.tasks: list[Task] = []
        self.entries: list[Entry] = []

    def take(self, path: str) -> None:
        """Read one file into the part of the plan that its path says."""
        folder, _, name = path.rpartition("/")
        stem, dot, kind = name.rpartition(".")
        yaml = dot + kind == ".yaml"
        if path == HEAD:
            self.head = self._head()
        elif path == UNITS:
            self.register = self._file(path, Register)
        elif folder == "sections" and yaml and SECTION_ID.fullmatch(stem):
            self._keep(self.sections, self._file(path, Section, stem), stem)
        elif folder == "tasks" and yaml and TASK_ID.fullmatch(stem):
            self._keep(self.tasks, self._file(path, Task, stem), stem)
        elif folder.startswith("progress/") and folder.count("/") == 1 and yaml and ENTRY_ID.fullmatch(stem):
            self._keep(self.entries, self._entry(path, stem), stem)
        elif _FOLDER.fullmatch(path):
            self._no_folder(path, name)
        elif not beside(path):
            self._unexpected(path)

    def add(self, other: "_Loader") -> None:
        """Add what another has taken from other files."""
        self.head, self.register = other.head or self.head, other.register or self.register
        self.sections += other.sections
        self.tasks += other.tasks
        self.entries += other.entries
        self.problems += other.problems
        self.broken |= other.broken
        self.suppressions += other.suppressions

    def loaded(self) -> Loaded:
        """Return what has been taken so far as one plan."""
        self.broken |= {path for path, read in ((HEAD, self.head), (UNITS, self.register)) if read is None}
        checkable = self._plan(self.head or _NO_HEAD, self.register or Register(()))
        return Loaded(
            checkable if self.head and self.register else None,
            in_order(self.problems),
            frozenset(self.broken),
            tuple(self.suppressions),
            checkable,
        )

    def _plan(self, head: PlanHead, register: Register) -> Plan:
        entries = _on_clock_of(head, _told_apart(self.entries))
        return Plan(
            head,
            register,
            tuple(sorted(self.sections, key=lambda section: natural(section.id))),
            tuple(sorted(self.tasks, key=lambda task: natural(task.id))),
            tuple(sorted(entries, key=lambda entry: (entry.date, entry.recorded, entry.id))),
        )

    def _keep(self, shelf: list[StructT], value: StructT | None, stem: str) -> None:
        if value is None:
            self.broken.add(stem)
        else:
            shelf.append(value)

    def _read(self, path: str) -> bytes | None:
        raw = read_raw(self.tree, path)
        if isinstance(raw, Problem):
            self.problems.append(raw)
            return None
        return raw

    def _root(self, path: str, raw: bytes | None) -> Node | None:
        if raw is None:
            return None
        self.problems += byte_order_mark(path, raw)
        root = compose(path, raw)
        if isinstance(root, Problem):
            self.problems.append(root)
            return None
        if MARKER in raw:
            self.suppressions += suppressions(path, raw.decode("utf-8-sig"), root)
        return root

    def _file(self, path: str, kind: type[StructT], stem: str = "", **known: object) -> StructT | None:
        return self._value(path, self._read(path), kind, stem, **known)

    def _value(
        self, path: str, raw: bytes | None, kind: type[StructT], stem: str = "", **known: object
    ) -> StructT | None:
        root = self._root(path, raw)
        if root is None:
            return None
        reader = FileReader(path)
        value = reader.read(root, kind, known)
        self.problems.extend(reader.problems)
        if value is not None and stem and value.id != stem:  # type: ignore[attr-defined] # sections, tasks
            node = find(root, ("id",), on_key=False)
            message = msg("the id is {id}, the file is named {stem}; they must agree", id=value.id, stem=stem)  # type: ignore[attr-defined]
            self.problems.append(Problem("file-id", message, place_of(path, node)))
            return None
        return value

    def _entry(self, path: str, stem: str) -> Entry | None:
        raw = self._read(path)
        known = self.cache.find(path, raw) if raw is not None else None
        if known is not None:
            return known
        before = len(self.problems), len(self.suppressions)
        entry = None if raw is None else read_plain(raw, Entry, id=stem, path=path)
        if entry is None:
            entry = self._value(path, raw, Entry, id=stem)
        if entry is None:
            return None
        folder = path.split("/")[1]
        if entry.holder != folder:
            values = {"about": entry.about, "folder": folder}
            message = msg("the entry is about {about}, its folder is {folder}; they must agree", **values)
            self.problems.append(Problem("file-id", message, Place(path, ("about",))))
            return None
        if raw is not None and before == (len(self.problems), len(self.suppressions)):
            self.cache.keep(path, raw, entry)
        return entry

    def _head(self) -> PlanHead | None:
        root = self._root(HEAD, self._read(HEAD))
        if root is None:
            return None
        refuse_other_format(root)
        reader = FileReader(HEAD)
        head = reader.read(root, PlanHead, {})
        self.problems.extend(reader.problems)
        if head is not None and head.end.year - head.start.year > _MOST_YEARS:
            node = find(root, ("end",), on_key=False)
            message = msg("a plan of more than {most} years; look at start and end", most=_MOST_YEARS)
            self.problems.append(Problem("value-date", message, place_of(HEAD, node)))
            return None
        return head

    def _no_folder(self, path: str, name: str) -> None:
        if self._read(path) is not None:
            message = msg("this is a file; a folder belongs here")
            self.problems.append(Problem("file-unreadable", message, Place.top(path)))
        self.broken.add(name)

    def _unexpected(self, path: str) -> None:
        message = msg("this file belongs to no part of a plan; move it away or mend its name")
        self.problems.append(Problem("file-unexpected", message, Place.top(path), Level.WARNING))


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """Return the entries so that each id that another entry names is that of one.

    Where two folders hold the same, by a copy or a rare chance, the folder stands before it; an entry names
    earlier ones of its own folder only.
    """
    times = Counter(entry.id for entry in entries)
    named = {identifier for entry in entries for identifier in (entry.replaces, entry.returns)}
    own = {(entry.holder, entry.id) for entry in entries if times[entry.id] > 1 and entry.id in named}
    if not own:
        return entries

    def name(entry: Entry, identifier: str) -> str:
        return f"{entry.holder}/{identifier}" if (entry.holder, identifier) in own else identifier

    fields = ("id", "corrects", "withdraws", "returns")
    return [
        msgspec.structs.replace(entry, **{field: name(entry, getattr(entry, field)) for field in fields})
        for entry in entries
    ]


def _on_clock_of(head: PlanHead, entries: list[Entry]) -> list[Entry]:
    """Return the entries with the moment of recording as the clock of the plan's timezone shows it."""
    try:
        zone = ZoneInfo(head.timezone)
    except (ValueError, OSError, LookupError):
        return entries  # a check tells of the timezone
    return [_on_clock(entry, zone) for entry in entries]


def _on_clock(entry: Entry, zone: ZoneInfo) -> Entry:
    try:
        recorded = entry.recorded.astimezone(zone)
    except OverflowError:  # at the ends of the calendar
        return entry
    if recorded.utcoffset() == entry.recorded.utcoffset():
        return entry
    return msgspec.structs.replace(entry, recorded=recorded)
