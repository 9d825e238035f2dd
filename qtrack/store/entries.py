"""Entries to files: written whole or not at all, never over another, by one qtrack at a time."""

import contextlib
import errno
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, entry_path
from qtrack.store.disk import NameTakenError, write_new
from qtrack.store.reading.layout import is_entry
from qtrack.store.tree import Tree

_ID_TRIES = 100
#: How many numbers the ids of one day have; in a batch so many in a row may be taken by others.
_NUMBERS: Final = 1 << 24
_HALF: Final = _NUMBERS >> 1
_SKIPPED: Final = 3


def new_entry_id(day: date) -> str:
    """Return an id that needs no coordination between clones: the date and six random hex digits."""
    return f"{day.isoformat()}-{os.urandom(3).hex()}"


def batch_ids() -> Callable[[date], str]:
    """Return what gives entries that are one act ids with numbers in a row, from one that nobody else has."""
    numbers = itertools.count(int.from_bytes(os.urandom(3)))
    return lambda day: f"{day.isoformat()}-{next(numbers) % _NUMBERS:06x}"


def act_of(entry: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what was recorded in one act with an entry, that among it, in the order of the numbers.

    Their ids have numbers in a row, but for names that were taken; those of two acts do not, as good as
    never. No entry of an act was recorded more than a second after the one before.
    """
    own = {_number(other.id): other for other in entries if other.by == entry.by}
    act = {_number(entry.id): entry}
    for step in (1, -1):
        last = entry
        while (found := _beside(last, own, step)) is not None and _number(found.id) not in act:
            last = act[_number(found.id)] = found
    first = _number(entry.id) - _HALF
    return tuple(sorted(act.values(), key=lambda one: (_number(one.id) - first) % _NUMBERS))


def _beside(entry: Entry, own: Mapping[int, Entry], step: int) -> Entry | None:
    for distance in range(1, _SKIPPED + 1):
        found = own.get((_number(entry.id) + step * distance) % _NUMBERS)
        if found is not None and abs(found.recorded - entry.recorded) <= timedelta(seconds=distance):
            return found
    return None


def _number(entry_id: str) -> int:
    return int(entry_id.rpartition("-")[2], 16)


def entry_files(tree: Tree, holder: str = "") -> dict[str, PurePosixPath]:
    """Return the files of all entries, or of those about a section or task, by the entries' ids."""
    paths = map(PurePosixPath, tree.paths(f"progress/{holder}" if holder else "progress"))
    return {path.stem: path for path in paths if is_entry(str(path))}


def write_entry(root: Path, entry: Entry, new_id: Callable[[date], str] = new_entry_id) -> Entry:
    """Write one entry below `root` as a new file and return it with its id and path.

    The file appears whole or not at all, and is on the disk when this returns. Raises QtrackError
    where the disk refuses, nothing being left behind then, and NameTakenError where the entry has an id
    and that is taken.
    """
    from qtrack.store.yaml.entry_text import (
        entry_text,  # PyYAML, which who only looks for entries does without
    )

    text = entry_text(entry)
    if entry.id:
        path = entry_path(entry.about, entry.id)
        write_new(root, path, text)
        return msgspec.structs.replace(entry, path=path)
    for _ in range(_ID_TRIES):
        path = entry_path(entry.about, new_id(entry.date))
        with contextlib.suppress(NameTakenError):
            write_new(root, path, text)
            return msgspec.structs.replace(entry, id=Path(path).stem, path=path)
    raise QtrackError(
        msg("No free name was found for an entry about {about}.", about=entry.about), msg("Record it again.")
    )


#: Seconds to wait for another one; to read and write takes much less.
_PATIENCE: Final = 30.0
_PAUSE: Final = 0.05

#: What a system says where somebody else holds the lock.
_HELD: Final = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep the lock of a plan's folder; raise QtrackError where another process does not give it back.

    The system takes it from a process that dies, and nothing is left in the folder. Where there are no locks,
    as in some shared folders, one has to trust that nobody records the same at the same time.
    """
    try:
        descriptor = _opened(folder)
    except OSError:
        yield
        return
    try:
        _wait(descriptor)
        yield
    finally:
        with contextlib.suppress(OSError):  # what was to be done is done
            os.close(descriptor)


def _wait(descriptor: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno not in _HELD:
                return
        else:
            return
        if time.monotonic() > until:
            raise QtrackError(
                msg("Another qtrack is recording into this plan."),
                msg("Wait until it has ended, and try again."),
            )
        time.sleep(_PAUSE)


if sys.platform == "win32":  # where a folder cannot be opened
    import hashlib
    import msvcrt
    import tempfile

    def _opened(folder: Path) -> int:
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32]
        return os.open(Path(tempfile.gettempdir(), f"qtrack-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
