"""What git's history did to the entries of a plan: every coming, going, altering and renaming of one.

An entry is known by its id, wherever its file and the plan lie.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID
from qtrack.model.problem import Problem
from qtrack.store.git.log import Commit, history
from qtrack.store.git.objects import Objects
from qtrack.store.git.sides import State
from qtrack.store.git.trees import ObjectTree, differences
from qtrack.store.tree import HEAD
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.reader import FileReader

_RECORDED: Final = re.compile(rb"^recorded:[ \t]*['\"]?([^\s'\"#]+)", re.MULTILINE)
_PROGRESS: Final = "progress"
#: An entry of whose lines so much is the same is the same under another name; among more pairs of files than
#: these none is looked for, since each is compared with each.
_ALIKE: Final = 0.7
_MOST_PAIRS: Final = 10_000

#: Which sections and tasks of an old state have another number in a new one.
Renumbered = Callable[[State, State], Mapping[str, str]]


class Deed(StrEnum):
    """What was done to an entry, or to the plan with all its entries."""

    ADDED = "added"
    ALTERED = "altered"  # it may lie in another folder, too
    REMOVED = "removed"
    RENAMED = "renamed"  # it has another id, or none any more
    PLAN_REMOVED = "plan-removed"


class EntryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What a commit did to one entry; a merge does it as seen from one of its parents.

    `path` is from the repository's top, `old_path` where it lay before if that is elsewhere. `before` and
    `after` are git's ids of what it held, empty where there was none, or none in git yet. `numbers` are the
    new numbers of sections and tasks by the old ones. Without a commit it is not committed yet.
    """

    deed: Deed
    path: str
    old_path: str = ""
    before: str = ""
    after: str = ""
    numbers: Mapping[str, str] = {}
    commit: Commit | None = None

    @property
    def by_merge(self) -> bool:
        """Whether a merge did it."""
        return self.commit is not None and len(self.commit.parents) > 1

    @property
    def id(self) -> str:
        """The id of the entry afterwards."""
        return Path(self.path).stem

    @property
    def old_id(self) -> str:
        """The id of the entry before."""
        return Path(self.old_path or self.path).stem


class EntryLog(msgspec.Struct, frozen=True):
    """All events, ancestors first, how many commits were seen, and where a shallow clone was cut off."""

    events: tuple[EntryEvent, ...]
    commits: int
    cut_off: tuple[Commit, ...]


def entry_log(objects: Objects, head: State, renumbered: Renumbered) -> EntryLog:
    """Read the history of the entries of the plan that HEAD has as `head`, as far as this clone has it."""
    nothing = State("", ObjectTree(objects, {}), head.prefix)
    done: list[list[EntryEvent]] = []
    cut_off = []
    for step in history(objects, head):
        cut_off += [step.commit] if step.commit.cut_off else []
        parents = step.before or (nothing,)
        done.append([one for was in parents for one in _events(was, step.after, step.commit, renumbered)])
    found = tuple(event for events in reversed(done) for event in events)
    objects.read_ahead(blob for event in found for blob in (event.before, event.after) if blob)
    return EntryLog(found, len(done), tuple(cut_off))


def uncommitted(head: State, disk: State, renumbered: Renumbered) -> tuple[EntryEvent, ...]:
    """Return what the working tree did to committed entries; what is new there is of no interest.

    The files themselves are compared: to ask git could run filters, write its index anew, and miss files
    that it was told to pass over.
    """
    events = _events(head, disk, None, renumbered)
    return tuple(event for event in events if event.deed is not Deed.ADDED)


def _events(
    before: State, after: State, commit: Commit | None, renumbered: Renumbered
) -> Iterator[EntryEvent]:
    """Yield what a commit, or the working tree, did to the entries of a state before, by their paths."""
    if before.holds_plan and not after.holds_plan:
        yield EntryEvent(deed=Deed.PLAN_REMOVED, path=_at(before, HEAD), commit=commit)
        return
    lost, gained, altered = differences(before.tree, after.tree, _PROGRESS)
    by_merge = commit is not None and len(commit.parents) > 1
    moved = _moved(before, after, {path for path in lost if is_entry(path)}, gained, by_merge=by_merge)
    moved |= {path: path for path in altered if is_entry(path)}
    places = {old for old, new in moved.items() if Path(old).parent != Path(new).parent}
    numbers = renumbered(before, after) if places else {}
    deeds = [
        (Deed.ALTERED if Path(old).stem == Path(new).stem and is_entry(new) else Deed.RENAMED, old, new)
        for old, new in sorted(moved.items())
    ]
    deeds += [(Deed.REMOVED, path, "") for path in sorted(lost - moved.keys()) if is_entry(path)]
    deeds += [(Deed.ADDED, "", path) for path in sorted(gained - set(moved.values())) if is_entry(path)]
    for deed, old, new in deeds:
        was = _at(before, old) if old else ""
        yield EntryEvent(
            deed=deed,
            path=_at(after, new) if new else was,
            old_path=was if old != new and new else "",
            before=before.blob(old),
            after=after.blob(new),
            numbers=numbers if old and new else {},
            commit=commit,
        )


def _moved(
    before: State, after: State, lost: set[str], gained: set[str], *, by_merge: bool
) -> dict[str, str]:
    """Return under which path each entry that is the same lies now: of the same id, else alike.

    What a merge renames is told as going and coming: there each half has a history of its own.
    """
    by_id = {Path(path).stem: path for path in gained if is_entry(path)}
    moved = {path: by_id[Path(path).stem] for path in lost if Path(path).stem in by_id}
    lost, gained = lost - moved.keys(), gained - set(moved.values())
    if by_merge or len(lost) * len(gained) > _MOST_PAIRS:
        return moved
    texts = {path: _lines(after, path) for path in sorted(gained)}
    for path in sorted(lost):
        was = _lines(before, path)
        alike = [(SequenceMatcher(None, was, now).ratio(), new) for new, now in texts.items()]
        share, best = max(alike, default=(0.0, ""))
        if share >= _ALIKE:
            moved[path] = best
            del texts[best]
    return moved


def entry_in(path: str, raw: bytes) -> Entry | None:
    """Return the entry that a file of this name and content holds, None where it cannot be read."""
    root = compose(path, raw)
    if isinstance(root, Problem):
        return None
    return FileReader(path).read(root, Entry, {"id": Path(path).stem, "path": path})


def recorded_in(raw: bytes) -> datetime | None:
    """Return when a file says that it was recorded, even one that cannot be read whole."""
    found = _RECORDED.search(raw)
    try:
        moment = datetime.fromisoformat(found[1].decode()) if found else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def is_entry(path: str) -> bool:
    """Tell whether a path from the plan's folder is that of an entry."""
    folder, _, name = path.rpartition("/")
    stem, dot, kind = name.rpartition(".")
    return folder.startswith(f"{_PROGRESS}/") and dot + kind == ".yaml" and bool(ENTRY_ID.fullmatch(stem))


def _at(state: State, path: str) -> str:
    """Return a path of the plan from the repository's top."""
    return f"{state.prefix}/{path}" if state.prefix else path


def _lines(state: State, path: str) -> list[bytes]:
    try:
        return state.tree.read(path).splitlines()
    except OSError:
        return []
