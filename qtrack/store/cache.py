"""Entries that were read before, so that a large plan is not composed anew at every start.

An entry is known by the path and the bytes of its file, never by its times: a cache can be missing, old or
another machine's, yet what comes out of it is what reading would give. It lies in the user's own folder for
such things, never in the plan, and may be deleted at any time.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.model.entry import Entry

#: Fewer new entries than these are composed again rather than written.
_WORTH: Final = 200

_HERE: Final = Path(__file__).parent
#: What decides how an entry is read: where one of these is another, the cache is another.
_READERS: Final = (
    _HERE / "load.py",
    _HERE / "nodes.py",
    _HERE / "read.py",
    _HERE.parent / "model" / "entry.py",
)


class _Kept(msgspec.Struct, frozen=True):
    """What stands in the file: entries as JSON, which keeps a time's offset, by a digest in hexadecimal."""

    readers: str
    entries: dict[str, Entry]


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
        if entry is not None:
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
        from qtrack.store.disk import write_file

        text = msgspec.json.encode(_Kept(self._readers, self._used)).decode()
        with suppress(QtrackError):
            write_file(self._file, text)

    def _read(self) -> dict[str, Entry]:
        if self._file is None:
            return {}
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return {}
        return kept.entries if kept.readers == self._readers else {}


def cache_file(folder: Path, environ: Mapping[str, str]) -> Path | None:
    """Return where the entries of a plan are kept, or None where the system names no place for it."""
    home = _home(environ)
    return home / "qtrack" / f"{_digest(str(folder.resolve()), b'')}.json" if home else None


def _home(environ: Mapping[str, str]) -> Path | None:
    if sys.platform == "win32":
        named = environ.get("LOCALAPPDATA")
        return Path(named) if named else None
    if environ.get("XDG_CACHE_HOME"):
        return Path(environ["XDG_CACHE_HOME"])
    if not environ.get("HOME"):
        return None
    return Path(environ["HOME"], "Library/Caches" if sys.platform == "darwin" else ".cache")


def _digest(path: str, raw: bytes) -> str:
    from hashlib import blake2b

    return blake2b(raw, digest_size=16, key=blake2b(os.fsencode(path), digest_size=32).digest()).hexdigest()


def _version() -> str:
    try:
        return " ".join(f"{found.st_mtime_ns}/{found.st_size}" for found in map(Path.stat, _READERS))
    except OSError:  # within an archive there are no files; then the cache of no version fits
        return ""
