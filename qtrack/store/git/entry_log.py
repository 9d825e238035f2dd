"""What git's history did to the entries of a plan: every coming, going, altering and renaming of a file."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID
from qtrack.model.problem import Problem
from qtrack.store.git.log import Commit, cut_off_at, read_commit
from qtrack.store.git.objects import Objects, ObjectTree, below, same
from qtrack.store.git.repository import Repository
from qtrack.store.tree import FolderTree
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.reader import FileReader

_PROGRESS: Final = "progress"
#: Rows of what was done to files. An entry of which so much is the same is the same under another name;
#: among more files than these none is looked for, since each is compared with each.
_ROWS: Final = ("-z", "--raw", "--no-abbrev", "-M80%", "-l1000")
_NOTHING: Final = "0"  # of it git makes up the id of a blob that it does not have


class Deed(StrEnum):
    """What was done to a file, in git's letters."""

    ADDED = "A"
    ALTERED = "M"
    REMOVED = "D"
    RENAMED = "R"


class EntryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One file that a commit touched; a merge touches it as seen from one of its parents.

    `path` is from the plan's folder, `old_path` is what a renamed file was called. `before` and `after`
    are git's ids of what it held, empty where there was none. Without a commit it is not committed yet.
    """

    deed: Deed
    path: str
    old_path: str = ""
    before: str = ""
    after: str = ""
    commit: Commit | None = None

    @property
    def by_merge(self) -> bool:
        """Whether a merge did it."""
        return self.commit is not None and len(self.commit.parents) > 1


class EntryLog(msgspec.Struct, frozen=True):
    """All events, ancestors first, how many commits were seen, and where a shallow clone was cut off."""

    events: tuple[EntryEvent, ...]
    commits: int
    cut_off: tuple[Commit, ...]


def entry_log(objects: Objects, prefix: str) -> EntryLog:
    """Read the history of the entries of the plan in the folder `prefix`, as far as this clone has it."""
    walked = objects.repository.git("rev-list", "--topo-order", "HEAD")
    listed = objects.repository.git(
        *("diff-tree", "--stdin", "--root", "-m", "-r", *_ROWS, "--", below(_folder(prefix))), given=walked
    )
    edge = cut_off_at(objects.repository)
    tokens = _tokens(listed)
    seen: dict[str, Commit] = {}
    events: list[EntryEvent] = []
    for name in walked.split():
        commit = seen[name] = read_commit(objects, name, edge)
        while tokens and tokens[-1] == name:  # once for each parent from which it differs
            tokens.pop()
            rows = [_event(fields, paths, prefix, commit) for fields, paths in _rows(tokens)]
            events += reversed([event for row in rows for event in _apart(row)])
    events.reverse()
    return EntryLog(tuple(events), len(seen), tuple(commit for commit in seen.values() if commit.cut_off))


def uncommitted(committed: ObjectTree, prefix: str, tree: FolderTree) -> tuple[EntryEvent, ...]:
    """Return what the working tree did to committed entries; what is new there is of no interest.

    The files themselves are compared: to ask git could run filters, write its index anew, and miss files
    that it was told to pass over. Of what is missing git knows whether it was renamed, or left out.
    """
    on_disk = set(tree.paths(_PROGRESS))
    entries = {path: committed.blob(path) for path in committed.paths(_PROGRESS) if _is_entry(path)}
    lost = entries.keys() - on_disk
    renamed = _renamed(committed.objects.repository, prefix) if lost else {}
    lost -= _left_out(committed.objects.repository, prefix) if lost else set()
    events = []
    for path, before in entries.items():
        if path in on_disk and not same(committed, tree, path):
            events.append(EntryEvent(deed=Deed.ALTERED, path=path, before=before))
        elif path in lost and renamed.get(path) in on_disk:
            events.append(EntryEvent(deed=Deed.RENAMED, path=renamed[path], old_path=path, before=before))
        elif path in lost:
            events.append(EntryEvent(deed=Deed.REMOVED, path=path, before=before))
    return tuple(events)


def _renamed(repository: Repository, prefix: str) -> dict[str, str]:
    """Return the entries that were renamed in the index, by their old paths."""
    listed = repository.git("diff-index", "--cached", *_ROWS, "HEAD", "--", below(_folder(prefix)))
    events = (_event(fields, paths, prefix, None) for fields, paths in _rows(_tokens(listed)))
    return {event.old_path: event.path for event in events if event and event.deed is Deed.RENAMED}


def _left_out(repository: Repository, prefix: str) -> set[str]:
    """Return the files that a sparse checkout leaves out of the working tree."""
    listed = repository.git("ls-files", "-t", "-z", "--full-name", "--", below(_folder(prefix)))
    rows = (row.partition(" ") for row in _tokens(listed))
    return {_own(path, prefix) for tag, _, path in rows if tag == "S"}


def entry_in(path: str, raw: bytes) -> Entry | None:
    """Return the entry that a file of this name and content holds, None where it cannot be read."""
    root = compose(path, raw)
    if isinstance(root, Problem):
        return None
    return FileReader(path).read(root, Entry, {"id": Path(path).stem, "path": path})


def _own(path: str, prefix: str) -> str:
    """Return a path from the plan's folder."""
    return path.removeprefix(f"{prefix}/" if prefix else "")


def _folder(prefix: str) -> str:
    return f"{prefix}/{_PROGRESS}" if prefix else _PROGRESS


def _tokens(listed: str) -> list[str]:
    """Return git's fields, the first one last."""
    return listed.removesuffix("\0").split("\0")[::-1] if listed else []


def _rows(tokens: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Take the rows of one commit off the tokens: what was done, and to which one or two paths."""
    while tokens and tokens[-1].lstrip("\n").startswith(":"):
        fields = tokens.pop().lstrip("\n:").split(" ")
        yield fields, [tokens.pop() for _ in range(2 if fields[-1][0] in "RC" else 1)]


def _event(fields: list[str], paths: list[str], prefix: str, commit: Commit | None) -> EntryEvent | None:
    """Return what was done to an entry; None for other files, and where only its rights changed."""
    _, _, before, after, letter = fields
    own = [_own(path, prefix) for path in paths]
    deed = {"A": Deed.ADDED, "D": Deed.REMOVED, "R": Deed.RENAMED}.get(letter[0], Deed.ALTERED)
    if deed is Deed.RENAMED and not _is_entry(own[0]):
        deed, before = Deed.ADDED, _NOTHING
    if not _is_entry(own[0] if deed is Deed.RENAMED else own[-1]):
        return None
    if deed is Deed.ALTERED and before == after:
        return None
    return EntryEvent(
        deed=deed,
        path=own[-1],
        old_path=own[0] if deed is Deed.RENAMED else "",
        before=_id(before),
        after=_id(after),
        commit=commit,
    )


def _id(text: str) -> str:
    return text if text.strip(_NOTHING) else ""


def _apart(event: EntryEvent | None) -> tuple[EntryEvent, ...]:
    """Take apart what a merge renames: there each half has a history of its own."""
    if event is None:
        return ()
    if event.deed is not Deed.RENAMED or not event.by_merge:
        return (event,)
    gone = msgspec.structs.replace(event, deed=Deed.REMOVED, path=event.old_path, old_path="", after="")
    return (gone, msgspec.structs.replace(event, deed=Deed.ADDED, old_path="", before=""))


def _is_entry(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    stem, dot, kind = name.rpartition(".")
    return folder.startswith(f"{_PROGRESS}/") and dot + kind == ".yaml" and bool(ENTRY_ID.fullmatch(stem))
