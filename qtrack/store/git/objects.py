"""git's store of objects, asked by one process for all that a command needs of it."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.git.repository import Repository
from qtrack.store.tree import NotAFileError

FOLDER: Final = "folder"
#: What git's modes begin with; their rights say nothing, and submodules, 16, are other repositories.
KINDS: Final = {"10": "file", "12": "link", "40": FOLDER}
SHA256_LENGTH: Final = 64
_ROW: Final = {
    length: re.compile(rb"\d+ [^\0]+\0.{%d}" % (length // 2), re.DOTALL) for length in (40, SHA256_LENGTH)
}
#: So many objects are asked for before the first is read, few enough for a pipe.
_AT_ONCE: Final = 64
#: So many folders are kept; commits and their parents follow one another.
_KEPT: Final = 256

#: What a folder holds by name: what that is, and its id, or what it holds in turn where git has no id of it.
Held = tuple[str, "str | Folder"]
Folder = Mapping[str, Held]
#: The paths that differ between two folders, each with what it was and is, nothing where there is no file.
Differences = dict[str, tuple[Held, Held]]


class Objects:
    """git's store of objects, asked through one process that lives as long as this."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._process: subprocess.Popen[bytes] | None = None
        self.compared: dict[tuple[str, str], Differences] = {}  # of folders, by their ids
        self._ahead: dict[str, tuple[str, bytes]] = {}
        self._rows = lru_cache(_KEPT)(self._read_rows)
        self._folder = lru_cache(_KEPT)(lambda tree: _held(self._rows(tree)))
        self.plan_folders: dict[str, tuple[str, ...]] = {}  # by the id of the folder they lie in

    def read(self, object_id: str, kind: str = "blob") -> bytes:
        """Return what an object holds.

        Raises NotAFileError where git does not have one of this kind, QtrackError where it did not fetch it.
        """
        if object_id not in self._ahead:
            self.read_ahead((object_id,))
        found, held = self._ahead.get(object_id, ("", b""))
        if found == kind:
            return held
        if how := self.repository.lacking():
            raise QtrackError(msg("git has not fetched what a file held that is needed here."), how)
        raise NotAFileError(msg("git does not have what this file held"))

    def read_ahead(self, object_ids: Iterable[str]) -> None:
        """Have objects that are going to be read brought here together, which is quicker."""
        wanted = [name for name in dict.fromkeys(object_ids) if name not in self._ahead]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            process = self._process = self._process or self.repository.popen("cat-file", "--batch")
            if not process.stdin or not process.stdout:
                return
            with suppress(BrokenPipeError):  # it may have ended over an object that it should have fetched
                process.stdin.write("".join(f"{name}\n" for name in some).encode())
                process.stdin.flush()
            for name in some:
                match process.stdout.readline().split():
                    case [_, found, size]:  # a line end follows each object
                        self._ahead[name] = found.decode(), process.stdout.read(int(size) + 1)[:-1]
                    case []:
                        self.close()
                        return

    def forget(self) -> None:
        """Forget what was read."""
        self._ahead.clear()
        self.compared.clear()

    def folder(self, folder: str | Folder) -> Folder:
        """Return what a folder holds, be it named by its id or held already."""
        return self._folder(folder) if isinstance(folder, str) else folder

    def changed(self, was: str | Folder, now: str | Folder) -> tuple[Folder, Folder]:
        """Return what each of two folders holds that the other does not hold under this name."""
        if isinstance(was, str) and isinstance(now, str):
            before, after = self._rows(was), self._rows(now)
            return _held(before - after), _held(after - before)
        one, other = self.folder(was), self.folder(now)
        return (
            {name: held for name, held in one.items() if other.get(name) != held},
            {name: held for name, held in other.items() if one.get(name) != held},
        )

    def _read_rows(self, tree: str) -> frozenset[bytes]:
        """Return the rows of a folder as git keeps them."""
        try:
            return frozenset(_ROW[len(tree)].findall(self.read(tree, "tree")))
        except NotAFileError as error:
            raise QtrackError(
                msg("git does not have a folder of a commit that is needed here."),
                msg("“git fsck” tells what the repository lacks."),
            ) from error

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.communicate()
            self._process = None


def _held(rows: Iterable[bytes]) -> Folder:
    """Return what stands in rows of a folder: a mode, a name, and an id in bytes."""
    found = {}
    for row in rows:
        mode, _, rest = row.partition(b" ")
        name, _, held = rest.partition(b"\0")
        if kind := KINDS.get(mode[:2].decode()):
            found[name.decode("utf-8", "surrogateescape")] = (kind, held.hex())
    return found


@contextmanager
def objects_of(repository: Repository) -> Iterator[Objects]:
    """Open git's store of objects for a while."""
    objects = Objects(repository)
    try:
        yield objects
    finally:
        objects.close()
