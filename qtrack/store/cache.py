"""Entries that were read before, so that a large plan is not composed anew at every start.

An entry is known by the path and the bytes of its file, never by its times: a cache can be missing, old or
another machine's, yet what comes out of it is what reading would give. It is not believed: what is damaged,
somebody else's, or no file at all counts as missing. It lies in the user's own folder for such things, which
nobody else can read, never in the plan or its repository, and may be deleted at any time.
"""

import os
import re
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.store.numbers import is_plain
from qtrack.store.tree import NO_LINK, READ_FLAGS

#: Fewer new entries than these are composed again rather than written.
_WORTH: Final = 200
#: A file of more bytes is neither read nor written; an entry takes some 600.
_LARGEST: Final = 64_000_000
#: So many bytes may the files of all plans have together.
_ROOM: Final = 256_000_000
_UNUSED: Final = 90 * 86_400.0  # seconds; a plan that nobody looked at for so long is forgotten
_ABANDONED: Final = 3600.0  # seconds; nobody writes a draft for so long

_KEPT_NAME: Final = re.compile(r"[0-9a-f]{32}\.json", re.ASCII)
_DRAFT_NAME: Final = re.compile(r"\.[0-9a-f]{32}\.json\.[0-9a-f]{8}\.tmp", re.ASCII)

_HERE: Final = Path(__file__).parent
#: What decides how an entry is read: where one of these is another, the cache is another.
_READERS: Final = (
    _HERE / "load.py",
    _HERE / "yaml" / "nodes.py",
    _HERE / "yaml" / "plain.py",
    _HERE / "yaml" / "reader.py",
    _HERE.parent / "model" / "entry.py",
)


#: What stands in the file as JSON, which keeps a time's offset: the readers, and entries by a digest in
#: hexadecimal. The line before it is the digest of it all, so that a damage shows.
_Kept = tuple[str, dict[str, Entry]]


class EntryCache:
    """The entries of one plan that were read before; `file` is None where there is no place to keep them."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._readers = _version()
        self._known = self._read()
        self._used: dict[str, Entry] = {}
        self._new = 0

    def find(self, path: str, raw: bytes) -> Entry | None:
        """Return the entry of a file with these bytes, if such a one was kept."""
        if not self._known:
            return None
        digest = _digest(path, raw)
        entry = self._known.get(digest)
        if entry is None or not _readable(entry, path):
            return None
        self._used[digest] = entry
        return entry

    def keep(self, path: str, raw: bytes, entry: Entry) -> None:
        """Remember an entry in which nothing was found wrong."""
        if self._file is not None:
            self._used[_digest(path, raw)] = entry
            self._new += 1

    def save(self) -> None:
        """Write what the plan holds now, if enough of it is new; a refusal of the disk costs time only."""
        if self._file is None or self._new < _WORTH:
            return
        from qtrack.store.disk import replace_file

        text = msgspec.json.encode((self._readers, self._used))
        if len(text) > _LARGEST:
            return
        with suppress(OSError):
            _take_folder(self._file.parent)
            replace_file(self._file, f"{_digest('', text)}\n{text.decode()}", 0o600)
            _prune(self._file)

    def _read(self) -> dict[str, Entry]:
        if self._file is None:
            return {}
        seal, _, text = _held(self._file).partition(b"\n")
        if seal != _digest("", text).encode():
            return {}
        try:
            readers, entries = msgspec.json.decode(text, type=_Kept)
        except Exception:  # noqa: BLE001 - whatever a forged file does to the decoder, it is no cache
            return {}
        with suppress(OSError):
            os.utime(self._file)  # it is in use
        return entries if readers == self._readers else {}


def _readable(entry: Entry, path: str) -> bool:
    """Tell whether reading a file of this path could give such an entry."""
    folder, _, name = path.rpartition("/")
    numbers = entry.actuals.values() if entry.percent is None else (*entry.actuals.values(), entry.percent)
    return (
        (entry.path, entry.id, entry.holder) == (path, name.removesuffix(".yaml"), folder.rpartition("/")[2])
        and entry.recorded.tzinfo is not None
        and all(map(is_plain, numbers))
    )


def _held(file: Path) -> bytes:
    """Return what a file holds; nothing where it is none, too large, or another user can write to it."""
    try:
        descriptor = os.open(file, READ_FLAGS | NO_LINK)
    except OSError:
        return b""
    try:
        found = os.fstat(descriptor)
        if not (stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST and _ours(found)):
            return b""
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            return opened.read(_LARGEST)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _ours(found: os.stat_result) -> bool:
    """Tell whether a file or folder is the user's, and nobody else can write to it."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _take_folder(folder: Path) -> None:
    """Make the folder, for its user alone; raise OSError where it is somebody else's."""
    folder.parent.mkdir(0o700, parents=True, exist_ok=True)
    folder.mkdir(0o700, exist_ok=True)
    folder.chmod(0o700)


def _prune(written: Path) -> None:
    """Delete what plans left that are not looked at any more, and the oldest beyond the room there is."""
    from qtrack.store.disk import forget

    now = written.stat().st_mtime
    with os.scandir(written.parent) as listed:
        found = [(file.stat(follow_symlinks=False), file) for file in listed]
    room = _ROOM
    for about, file in sorted(found, key=lambda pair: -pair[0].st_mtime):
        if _DRAFT_NAME.fullmatch(file.name):
            spent = about.st_mtime < now - _ABANDONED
        elif _KEPT_NAME.fullmatch(file.name):
            room -= about.st_size
            spent = room < 0 or about.st_mtime < now - _UNUSED
        else:
            continue
        if spent and file.name != written.name:
            forget(Path(file.path))


def cache_file(folder: Path, environ: Mapping[str, str]) -> Path | None:
    """Return where the entries of a plan are kept, or None where the system names no place for it.

    Neither has a place that lies in the plan or in its repository.
    """
    home = _home(environ)
    if home is None:
        return None
    try:
        plan, place = folder.resolve(), (home / "qtrack").resolve()
        top = next((folder for folder in (plan, *plan.parents) if (folder / ".git").exists()), plan)
        circle = any(map(Path.is_symlink, (place, *place.parents)))
    except (OSError, RuntimeError):  # Python before 3.13 refuses links in a circle, later ones leave them
        return None
    return None if circle or place.is_relative_to(top) else place / f"{_digest(str(plan), b'')}.json"


def _home(environ: Mapping[str, str]) -> Path | None:
    """Return where programs keep such things; what is no absolute path counts as not said."""
    if sys.platform == "win32":
        return _absolute(environ.get("LOCALAPPDATA"))
    home = _absolute(environ.get("HOME"))
    usual = home and home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return _absolute(environ.get("XDG_CACHE_HOME")) or usual


def _absolute(named: str | None) -> Path | None:
    return Path(named) if named and Path(named).is_absolute() else None


def _digest(path: str, raw: bytes) -> str:
    from hashlib import blake2b

    return blake2b(raw, digest_size=16, key=blake2b(os.fsencode(path), digest_size=32).digest()).hexdigest()


def _version() -> str:
    try:
        return " ".join(f"{found.st_mtime_ns}/{found.st_size}" for found in map(Path.stat, _READERS))
    except OSError:  # within an archive there are no files; then the cache of no version fits
        return ""
