"""What git's history did to the entries of a plan: every coming, going, altering and renaming of a file."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID
from qtrack.model.problem import Problem
from qtrack.store.git import Repository
from qtrack.store.log import FIELDS, FORM, Commit, below, commit_of
from qtrack.store.nodes import compose
from qtrack.store.read import Sheet

_PROGRESS: Final = "progress"
#: How much of an entry must be the same for git to call it the same entry under another name.
_ALIKE: Final = "-M80%"
_NOTHING: Final = "0"  # of it git makes up the id of a blob that it does not have


class Deed(StrEnum):
    """What was done to a file, in git's letters."""

    ADDED = "A"
    ALTERED = "M"
    REMOVED = "D"
    RENAMED = "R"


class EntryEvent(msgspec.Struct, frozen=True):
    """One file that a commit touched; a merge touches it as seen from one of its parents.

    `path` is from the plan's folder, `old_path` is what a renamed file was called. `before` and `after`
    are git's ids of what it held, empty where there was none. Without a commit it is not committed yet.
    """

    deed: Deed
    path: str
    old_path: str
    before: str
    after: str
    commit: Commit | None

    @property
    def by_merge(self) -> bool:
        """Whether a merge did it."""
        return self.commit is not None and len(self.commit.parents) > 1


class EntryLog(msgspec.Struct, frozen=True):
    """All events, ancestors first, how many commits were seen, and where a shallow clone was cut off."""

    events: tuple[EntryEvent, ...]
    commits: int
    cut_off: tuple[Commit, ...]


def entry_log(repository: Repository, prefix: str) -> EntryLog:
    """Read the history of the entries of the plan in the folder `prefix`, as far as this clone has it."""
    folder = _folder(prefix)
    listed = repository.git(
        *("-c", "log.showRoot=true", "-c", "log.diffMerges=separate", "-c", "log.showSignature=false"),
        *("log", "--full-history", "--sparse", "--topo-order", "-m", "-z", "--raw", "--no-abbrev", _ALIKE),
        *(f"--format={FORM}", "HEAD", "--", below(folder)),
    )
    edge = _edge(repository)
    seen: dict[str, Commit] = {}
    events = []
    for commit, event in _events(listed, prefix):
        seen[commit.id] = commit
        if event is not None:
            events.append(event)
    events.reverse()
    return EntryLog(tuple(events), len(seen), tuple(each for each in seen.values() if each.id in edge))


def uncommitted(repository: Repository, prefix: str) -> tuple[EntryEvent, ...]:
    """Return what the working tree did to committed entries; what is new there is of no interest."""
    listed = repository.git(
        "diff", "--raw", "-z", "--no-abbrev", _ALIKE, "HEAD", "--", below(_folder(prefix))
    )
    found = (_event(fields, paths, prefix, None) for fields, paths in _rows(_tokens(listed)))
    return tuple(each for each in found if each is not None and each.deed is not Deed.ADDED)


def entry_in(path: str, raw: bytes) -> Entry | None:
    """Return the entry that a file of this name and content holds, None where it cannot be read."""
    root = compose(path, raw)
    if isinstance(root, Problem):
        return None
    return Sheet(path).read(root, Entry, {"id": Path(path).stem, "path": path})


def _folder(prefix: str) -> str:
    return f"{prefix}/{_PROGRESS}" if prefix else _PROGRESS


def _edge(repository: Repository) -> frozenset[str]:
    """Return the ids of the commits whose parents a shallow clone does not have."""
    named = repository.git("rev-parse", "--git-path", "shallow").removesuffix("\n")
    try:
        return frozenset((repository.root / named).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _events(listed: str, prefix: str) -> Iterator[tuple[Commit, EntryEvent | None]]:
    """Yield each commit, newest first, with each of its events, at least once."""
    tokens = _tokens(listed)
    while tokens:
        commit = commit_of([tokens.pop() for _ in range(FIELDS)])
        found = [
            event
            for fields, paths in _rows(tokens)
            for event in _apart(_event(fields, paths, prefix, commit))
        ]
        yield commit, None
        yield from ((commit, each) for each in reversed(found))


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
    own = [path.removeprefix(f"{prefix}/" if prefix else "") for path in paths]
    deed = {"A": Deed.ADDED, "D": Deed.REMOVED, "R": Deed.RENAMED}.get(letter[0], Deed.ALTERED)
    if deed is Deed.RENAMED and not _is_entry(own[0]):
        deed, before = Deed.ADDED, _NOTHING
    if not _is_entry(own[0] if deed is Deed.RENAMED else own[-1]):
        return None
    if deed is Deed.ALTERED and before == after:
        return None
    old_path = own[0] if deed is Deed.RENAMED else ""
    return EntryEvent(deed, own[-1], old_path, _id(before), _id(after), commit)


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
