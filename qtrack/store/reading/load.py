"""A tree of files to a plan and the problems found on the way."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from qtrack.locale.message import msg
from qtrack.model.annotations import StructT
from qtrack.model.entry import Entry
from qtrack.model.head import MOST_YEARS, PlanHead
from qtrack.model.plan import Section, Task
from qtrack.model.problem import Place, Problem
from qtrack.model.units import Register
from qtrack.store.plain.blocks import MARKER
from qtrack.store.plain.lines import read_entry
from qtrack.store.reading.format import refuse_other_format
from qtrack.store.reading.layout import Holds, holds, unexpected
from qtrack.store.reading.loaded import Loaded, Parts
from qtrack.store.reading.parts import read_part
from qtrack.store.tree import HEAD, UNITS, Tree
from qtrack.store.yaml.nodes import (
    MapNode,
    Node,
    byte_order_mark,
    compose,
    find,
    pairs_of,
    place_of,
    read_raw,
)
from qtrack.store.yaml.problems import suppressions
from qtrack.store.yaml.reader import FileReader


def load(tree: Tree, entries_of: str | Iterable[str] | None = None) -> Loaded:
    """Load a plan; with `entries_of` only the entries about that section or task, or those.

    Every file is read once, none is changed. Problems come in the order of paths and lines.
    """
    loader = Loader(tree)
    folders = [""]
    if entries_of is not None:
        holders = (entries_of,) if isinstance(entries_of, str) else entries_of
        folders = ["sections", "tasks", *(f"progress/{holder}" for holder in holders)]
    for path in sorted({HEAD, UNITS, *(path for folder in folders for path in tree.paths(folder))}):
        loader.take(path)
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
        self._files: dict[tuple[str, str], Loader] = {}

    def load(self, tree: NamedTree) -> Loaded:
        """Load a plan as `load` does."""
        loader = Loader(tree)
        blobs = {path: tree.blob(path) for path in sorted({HEAD, UNITS, *tree.paths()})}
        tree.read_ahead(blob for path, blob in blobs.items() if blob and (path, blob) not in self._files)
        for path, blob in blobs.items():
            known = self._files.get((path, blob))
            if known is None:
                known = Loader(tree)
                known.take(path)
                if blob:
                    self._files[path, blob] = known
            loader.add(known)
        return loader.loaded()


class Loader(Parts):
    """Takes the parts of a plan from the files of a tree."""

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self.tree = tree

    def take(self, path: str) -> None:
        """Read one file into the part of the plan that its path says."""
        stem = path.rpartition("/")[2].removesuffix(".yaml")
        match holds(path):
            case Holds.HEAD:
                self.head = self._head()
            case Holds.UNITS:
                self.register = self._file(path, Register)
            case Holds.SECTION:
                self._keep(self.sections, self._file(path, Section, stem), stem)
            case Holds.TASK:
                self._keep(self.tasks, self._file(path, Task, stem), stem)
            case Holds.ENTRY:
                self._keep(self.entries, self._entry(path, stem), stem)
            case Holds.FOLDER:
                self._no_folder(path)
            case Holds.UNEXPECTED:
                self.problems.append(unexpected(path))

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

    def _root(self, path: str, raw: bytes | None, kind: type[msgspec.Struct], name: str) -> Node | None:
        if raw is None:
            return None
        self.problems += byte_order_mark(path, raw)
        root = compose(path, raw)
        if isinstance(root, Problem):
            self.problems.append(root)
            self._read_on(path, raw, kind, name)
            return None
        if MARKER in raw:
            self.suppressions += suppressions(path, raw.decode("utf-8-sig"), root)
        return root

    def _file(self, path: str, kind: type[StructT], stem: str = "") -> StructT | None:
        raw = self._read(path)
        plain = None if raw is None else read_part(path, raw, kind)
        return self._value(path, raw, kind, stem) if plain is None else plain

    def _value(
        self, path: str, raw: bytes | None, kind: type[StructT], stem: str = "", **known: object
    ) -> StructT | None:
        root = self._root(path, raw, kind, stem or path)
        if root is None:
            return None
        reader = FileReader(path)
        value = reader.read(root, kind, known)
        self.problems.extend(reader.problems)
        self._partly(reader, stem or path)
        if value is None and stem and isinstance(root, MapNode) and "id" in pairs_of(root):
            value = reader.partly
        if value is not None and stem and value.id != stem:  # type: ignore[attr-defined] # sections, tasks
            node = find(root, ("id",), on_key=False)
            message = msg("the id is {id}, the file is named {stem}; they must agree", id=value.id, stem=stem)  # type: ignore[attr-defined]
            self.problems.append(Problem("file-id", message, place_of(path, node)))
            return None
        return None if reader.problems else value

    def _read_on(self, path: str, raw: bytes, kind: type[msgspec.Struct], name: str) -> None:
        """Find what else is wrong with a file that cannot be read for slips of the keyboard."""
        from qtrack.store.yaml.mending import mended

        found = mended(path, raw)
        self.problems += found.slips
        if found.root is not None:
            reader = FileReader(path)
            reader.partly = reader.read(found.root, kind, {}) or reader.partly
            self.problems += map(found.told, reader.problems)
            self._partly(reader, name)

    def _partly(self, reader: FileReader, name: str) -> None:
        """Keep what could be read of a file with problems; sections and tasks go by its name then."""
        match reader.partly:
            case Section() | Task() as value:
                lost = reader.lost and isinstance(value, Section)
                self.put_partly(name, msgspec.structs.replace(value, id=name), lost=lost)
            case PlanHead() | Register() as value:
                self.put_partly(name, value, lost=reader.lost and isinstance(value, Register))

    def _entry(self, path: str, stem: str) -> Entry | None:
        raw = self._read(path)
        entry = None if raw is None else read_entry(path, raw)
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
        return entry

    def _head(self) -> PlanHead | None:
        raw = self._read(HEAD)
        head = None if raw is None else read_part(HEAD, raw, PlanHead)
        root = self._root(HEAD, raw, PlanHead, HEAD) if head is None else None
        if root is None:
            return head
        refuse_other_format(root)
        reader = FileReader(HEAD)
        head = reader.read(root, PlanHead, {})
        self.problems.extend(reader.problems)
        self._partly(reader, HEAD)
        if head is not None and head.end.year - head.start.year > MOST_YEARS:
            node = find(root, ("end",), on_key=False)
            message = msg("a plan of more than {most} years; look at start and end", most=MOST_YEARS)
            self.problems.append(Problem("value-date", message, place_of(HEAD, node)))
            return None
        return head

    def _no_folder(self, path: str) -> None:
        if self._read(path) is not None:
            message = msg("this is a file; a folder belongs here")
            self.problems.append(Problem("file-unreadable", message, Place.top(path)))
        self.broken.add(path.rpartition("/")[2])
