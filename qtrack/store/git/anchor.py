"""Anchors: a line that signs off the entries so far by their count and a digest, and what became of them.

The digest is over what the files of the entries hold, whatever their line ends, and over which of them are
about the same section or task, whatever its number. It hangs on no folder, no clone and no history.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import combinations, islice
from pathlib import Path
from typing import Final

import msgspec

from qtrack.store.git.entry_log import is_entry, recorded_in
from qtrack.store.git.log import history
from qtrack.store.git.objects import FOLDER, Objects
from qtrack.store.git.sides import State
from qtrack.store.git.trees import ObjectTree
from qtrack.store.tree import Tree

_LINE: Final = re.compile(r"qtrack (\S+) entries (\d+) sha256:([0-9a-f]{16})(?![0-9a-f])")
_ABOUT: Final = re.compile(rb"^(about:[ \t]*['\"]?)([ST]\d+)", re.MULTILINE)
#: So many hexadecimal digits, few enough to be typed from paper: to find other entries of one digest takes
#: 2^64 trials, to prepare two versions of one digest beforehand 2^32.
_LENGTH: Final = 16
#: So much is tried to find the entries that came later; a trial goes through all entries.
_MOST_STEPS: Final = 5_000_000
_MOST_LATE: Final = 2


class NotedEntry(msgspec.Struct, frozen=True):
    """An entry as an anchor counts it: its id, what it is about, when it was recorded, its own digest."""

    id: str
    holder: str
    recorded: datetime
    digest: str


class Anchor(msgspec.Struct, frozen=True):
    """The entries recorded by a moment: how many, and the digest of them all."""

    moment: datetime
    count: int
    digest: str

    @property
    def line(self) -> str:
        """The line to be kept."""
        return f"qtrack {self.moment.isoformat()} entries {self.count} sha256:{self.digest}"


class Comparison(msgspec.Struct, frozen=True):
    """What became of the entries that an anchor counts.

    They are all there as they were if they `agree`; `late` are those that came after the anchor although
    they were recorded before its moment. Otherwise `altered` and `missing` are ids, which are `known` where
    git still has the state that the anchor was made of; `more` is how many there are beyond its count.
    """

    agree: bool
    late: tuple[str, ...] = ()
    known: bool = False
    altered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    more: int = 0


def note(path: str, raw: bytes) -> NotedEntry | None:
    """Return what counts of an entry, None where it does not say when it was recorded."""
    recorded = recorded_in(raw)
    if recorded is None:
        return None
    holder = path.split("/")[1].encode()
    text = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    text = _ABOUT.sub(lambda found: found[1] if found[2] == holder else found[0], text, count=1)
    name = Path(path).stem
    return NotedEntry(name, holder.decode(), recorded, sha256(name.encode() + b"\n" + text).hexdigest())


def entries_in(tree: Tree) -> tuple[NotedEntry, ...]:
    """Return the entries of a plan that say when they were recorded."""
    found = []
    for path in tree.paths("progress"):
        if is_entry(path):
            with suppress(OSError):
                found.append(note(path, tree.read(path)))
    return tuple(entry for entry in found if entry)


def past_entries(objects: Objects, head: State) -> Iterator[tuple[NotedEntry, ...]]:
    """Yield the entries of every state of the plan in git's history, newest first."""
    seen: set[str] = set()

    @cache
    def noted(holder: str, folder: str) -> tuple[NotedEntry, ...]:
        files = {
            path: str(held)
            for name, (kind, held) in objects.folder(folder).items()
            if kind != FOLDER and is_entry(path := f"progress/{holder}/{name}")
        }
        objects.read_ahead(files.values())
        return tuple(entry for path, blob in files.items() if (entry := note(path, objects.read(blob))))

    for step in history(objects, head):
        folder = step.after.tree.below("progress").top if isinstance(step.after.tree, ObjectTree) else ""
        if isinstance(folder, str) and folder and folder not in seen:
            seen.add(folder)
            holders = objects.folder(folder).items()
            rows = (noted(name, str(held)) for name, (kind, held) in holders if kind == FOLDER)
            yield tuple(entry for entries in rows for entry in entries)


def make_anchor(entries: Iterable[NotedEntry], now: datetime) -> Anchor | None:
    """Return the anchor of all entries recorded by now, at the moment of the last of them; None of none."""
    counted = [entry for entry in entries if entry.recorded <= now]
    if not counted:
        return None
    return Anchor(max(entry.recorded for entry in counted), len(counted), _digest(counted))


def read_anchors(text: str) -> tuple[Anchor, ...]:
    """Return the anchors that stand in a text, such as the message of a tag."""
    found = []
    for moment, count, digest in _LINE.findall(text):
        with suppress(ValueError):
            found.append(Anchor(datetime.fromisoformat(moment), int(count), digest))
    return tuple(anchor for anchor in found if anchor.moment.tzinfo)


def compare_with(
    anchor: Anchor, entries: Sequence[NotedEntry], past: Callable[[], Iterable[Sequence[NotedEntry]]]
) -> Comparison:
    """Compare the entries that there are with an anchor.

    Those recorded by its moment must give its digest, all or without some that came later. Which these are
    the `past` states of the plan propose, else it is tried out for one or two; the digest alone decides.
    """
    here = _by(anchor, entries)
    if _agree(anchor, here):
        return Comparison(agree=True)
    then: Sequence[NotedEntry] = ()
    for state in past():
        counted = _by(anchor, state)
        if len(counted) == anchor.count:
            names = {entry.id for entry in counted}
            if _agree(anchor, [entry for entry in here if entry.id in names]):
                return Comparison(agree=True, late=_ids(entry for entry in here if entry.id not in names))
            then = then or (counted if _agree(anchor, counted) else ())
    more = len(here) - anchor.count
    if 0 < more <= _MOST_LATE:
        for late in islice(combinations(here, more), _MOST_STEPS // len(here)):
            if _agree(anchor, [entry for entry in here if entry not in late]):
                return Comparison(agree=True, late=_ids(late))
    return _differing(then, entries, more)


def _differing(then: Sequence[NotedEntry], entries: Sequence[NotedEntry], more: int) -> Comparison:
    now = {entry.id: entry for entry in entries}
    kept = [(entry, now[entry.id]) for entry in then if entry.id in now]
    moves = Counter((old.holder, new.holder) for old, new in kept)
    numbers = dict(sorted(moves, key=lambda move: (moves[move], move[0] == move[1])))  # the most often move
    altered = (new for old, new in kept if old.digest != new.digest or numbers[old.holder] != new.holder)
    missing = _ids(entry for entry in then if entry.id not in now)
    return Comparison(agree=False, known=bool(then), altered=_ids(altered), missing=missing, more=more)


def _by(anchor: Anchor, entries: Iterable[NotedEntry]) -> list[NotedEntry]:
    return [entry for entry in entries if entry.recorded <= anchor.moment]


def _agree(anchor: Anchor, entries: Sequence[NotedEntry]) -> bool:
    return len(entries) == anchor.count and _digest(entries) == anchor.digest


def _ids(entries: Iterable[NotedEntry]) -> tuple[str, ...]:
    return tuple(sorted(entry.id for entry in entries))


def _digest(entries: Iterable[NotedEntry]) -> str:
    """Return the digest of entries: of each section or task of all its own, then of all these."""
    by_holder: dict[str, list[str]] = {}
    for entry in entries:
        by_holder.setdefault(entry.holder, []).append(entry.digest)
    return _of(_of(digests) for digests in by_holder.values())[:_LENGTH]


def _of(digests: Iterable[str]) -> str:
    return sha256("\n".join(sorted(digests)).encode()).hexdigest()
