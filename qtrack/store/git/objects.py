"""Files as git keeps them, in a commit or in the index; read without a checkout, nothing is written."""

import hashlib
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.git.repository import Repository
from qtrack.store.tree import LINK, NotAFileError, Tree

_SUBMODULE: Final = "160000"
_LINK: Final = "120000"
_SHA256_LENGTH: Final = 64


class Objects:
    """git's store of objects, asked through one process that lives as long as this."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, object_id: str, kind: str = "blob") -> bytes:
        """Return what an object holds.

        Raises NotAFileError where git does not have one of this kind, QtrackError where it did not fetch it.
        """
        process = self._process = self._process or self.repository.popen("cat-file", "--batch")
        if process.stdin and process.stdout:
            with suppress(BrokenPipeError):  # it may have ended over an object that it should have fetched
                process.stdin.write(object_id.encode() + b"\n")
                process.stdin.flush()
            match process.stdout.readline().split():
                case [_, found, size]:
                    held = process.stdout.read(int(size) + 1)[:-1]  # a line end follows each object
                    if found == kind.encode():
                        return held
                case []:
                    self.close()
        if how := self.repository.lacking():
            raise QtrackError(msg("git has not fetched what a file held that is needed here."), how)
        raise NotAFileError(msg("git does not have what this file held"))

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.communicate()
            self._process = None


@contextmanager
def objects_of(repository: Repository) -> Iterator[Objects]:
    """Open git's store of objects for a while."""
    objects = Objects(repository)
    try:
        yield objects
    finally:
        objects.close()


class ObjectTree:
    """The files of a plan in a commit or in the index: `ids` are their blobs by path; some are `links`."""

    def __init__(self, objects: Objects, ids: Mapping[str, str], links: frozenset[str] = frozenset()) -> None:
        self.objects = objects
        self.ids = ids
        self.links = links

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`."""
        prefix = f"{under}/" if under else ""
        return (path for path in self.ids if path.startswith(prefix))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        if path not in self.ids:
            raise FileNotFoundError(path)
        if path in self.links:
            raise NotAFileError(LINK)
        return self.objects.read(self.ids[path])


def commit_tree(objects: Objects, commit: str, prefix: str) -> ObjectTree:
    """Return the files below `prefix` in a commit; none where it has no such folder."""
    start = f"{prefix}/" if prefix else ""
    listed = objects.repository.git("ls-tree", "-r", "-z", "--full-tree", commit, "--", below(start))
    return _tree(objects, start, ((mode, object_id, path) for mode, _, object_id, path in _rows(listed)))


def index_tree(objects: Objects, prefix: str) -> ObjectTree:
    """Return the files below `prefix` as they are staged; raise QtrackError amid a merge conflict."""
    listed = objects.repository.git("ls-files", "--stage", "-z", "--full-name", "--", below(prefix))
    rows = _rows(listed)
    for _, _, stage, path in rows:
        if stage != "0":
            raise QtrackError(
                msg("{path} is in conflict, so the index holds no one state of the plan.", path=path),
                msg("Settle the conflict and “git add” the file."),
            )
    start = f"{prefix}/" if prefix else ""
    return _tree(objects, start, ((mode, object_id, path) for mode, object_id, _, path in rows))


def _rows(listed: str) -> list[tuple[str, str, str, str]]:
    """Return the three fields of every row that git lists, and the path behind them."""
    found = []
    for row in listed.split("\0")[:-1]:
        fields, _, path = row.partition("\t")
        one, two, three = fields.split(" ")
        found.append((one, two, three, path))
    return found


def _tree(objects: Objects, start: str, rows: Iterable[tuple[str, str, str]]) -> ObjectTree:
    """Return the tree of the rows' modes, ids and paths, submodules aside."""
    kept = [
        (mode, object_id, path.removeprefix(start)) for mode, object_id, path in rows if mode != _SUBMODULE
    ]
    links = frozenset(path for mode, _, path in kept if mode == _LINK)
    return ObjectTree(objects, {path: object_id for _, object_id, path in kept}, links)


def below(prefix: str) -> str:
    """Return how git is told of the files below a folder of the repository, empty for its top."""
    return f":(top,literal){prefix}" if prefix else ":(top)"


def same(old: Tree, new: Tree, path: str) -> bool:
    """Tell whether two trees hold the same bytes at a path, line ends aside; False where that is unknown.

    Of a commit only ids are compared; a file on disk is read and its id computed as git computes it.
    """
    if isinstance(old, ObjectTree) and isinstance(new, ObjectTree):
        return old.ids[path] == new.ids[path]
    if isinstance(new, ObjectTree):
        old, new = new, old
    if not isinstance(old, ObjectTree):
        return False
    try:
        raw = new.read(path)
    except OSError:
        return False
    known = old.ids[path]
    return _blob_id(raw, known) == known or _blob_id(raw.replace(b"\r\n", b"\n"), known) == known


def _blob_id(raw: bytes, like: str) -> str:
    """Return the id that git gives to a file with these bytes, by the hash that `like` was made with."""
    kind = "sha256" if len(like) == _SHA256_LENGTH else "sha1"
    return hashlib.new(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
