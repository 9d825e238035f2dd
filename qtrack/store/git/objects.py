"""Files as git keeps them, in a commit or in the index; read without a checkout, nothing is written."""

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.git.repository import Repository
from qtrack.store.tree import LINK, FolderTree, NotAFileError, Tree

_LINK: Final = "link"
FOLDER: Final = "folder"
_FILES: Final = frozenset({"file", _LINK})
#: What git's modes begin with; their rights say nothing, and submodules, 16, are other repositories.
_KINDS: Final = {"10": "file", "12": _LINK, "40": FOLDER}
_SHA256_LENGTH: Final = 64
_ROW: Final = {
    length: re.compile(rb"\d+ [^\0]+\0.{%d}" % (length // 2), re.DOTALL) for length in (40, _SHA256_LENGTH)
}
#: So many objects are asked for before the first is read, few enough for a pipe.
_AT_ONCE: Final = 64
#: So many folders are kept; commits and their parents follow one another.
_KEPT: Final = 256

#: What a folder holds by name: what that is, and its id, or what it holds in turn where git has no id of it.
Held = tuple[str, "str | Folder"]
Folder = Mapping[str, Held]
_NOTHING: Final[Held] = ("", "")
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
        if kind := _KINDS.get(mode[:2].decode()):
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


class ObjectTree:
    """The files below a folder of a commit or of the index; `top` is git's id of it, or what it holds.

    Of a commit only the folders that are asked for are read.
    """

    def __init__(self, objects: Objects, top: str | Folder) -> None:
        self.objects = objects
        self.top = top
        self.known: dict[str, Held] = {}  # files that were met already

    def below(self, folder: str) -> "ObjectTree":
        """Return the files below a folder, empty for this one itself; none where there is no such folder."""
        mode, held = self._find(folder) if folder else (FOLDER, self.top)
        return ObjectTree(self.objects, held if mode == FOLDER else {})

    def names(self) -> Iterable[str]:
        """Return what lies in the folder itself, folders too."""
        return self.objects.folder(self.top)

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`."""
        return _paths(self.objects, self.below(under).top, f"{under}/" if under else "")

    def blob(self, path: str) -> str:
        """Return git's id of what a file holds, nothing where there is no such file."""
        mode, held = self._find(path)
        return held if mode in _FILES and isinstance(held, str) else ""

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        if not (held := self.blob(path)):
            raise FileNotFoundError(path)
        if self._find(path)[0] == _LINK:
            raise NotAFileError(LINK)
        return self.objects.read(held)

    def _find(self, path: str) -> Held:
        if path in self.known:
            return self.known[path]
        mode: str = FOLDER
        held: str | Folder = self.top
        for name in path.split("/"):
            if mode != FOLDER:
                return "", ""
            mode, held = self.objects.folder(held).get(name, ("", ""))
        return mode, held


def _paths(objects: Objects, folder: str | Folder, start: str) -> Iterator[str]:
    for name, (mode, held) in objects.folder(folder).items():
        if mode == FOLDER:
            yield from _paths(objects, held, f"{start}{name}/")
        else:
            yield start + name


def tree_of(objects: Objects, commit: str) -> ObjectTree:
    """Return all files of a commit, or of a tree, that is named by its id."""
    try:
        head = objects.read(commit, "commit")
    except NotAFileError:
        return ObjectTree(objects, commit)
    return ObjectTree(objects, head.partition(b"\n")[0].removeprefix(b"tree ").decode())


def commit_tree(objects: Objects, commit: str, prefix: str) -> ObjectTree:
    """Return the files below `prefix` in a commit, listed at once; none where it has no such folder."""
    listed = objects.repository.git("ls-tree", "-r", "-z", "--full-tree", commit, "--", below(prefix))
    rows = ((mode, object_id, path) for mode, _, object_id, path in _rows(listed))
    return _listed(objects, rows).below(prefix)


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
    return _listed(objects, ((mode, object_id, path) for mode, object_id, _, path in rows)).below(prefix)


def _rows(listed: str) -> list[tuple[str, str, str, str]]:
    """Return the three fields of every row that git lists, and the path behind them."""
    found = []
    for row in listed.split("\0")[:-1]:
        fields, _, path = row.partition("\t")
        one, two, three = fields.split(" ")
        found.append((one, two, three, path))
    return found


def _listed(objects: Objects, rows: Iterable[tuple[str, str, str]]) -> ObjectTree:
    """Return the tree of the rows' modes, ids and paths from the repository's top, submodules aside."""
    top: dict[str, Any] = {}
    for mode, object_id, path in rows:
        folder = top
        *folders, name = path.split("/")
        for above in folders:
            folder = folder.setdefault(above, (FOLDER, {}))[1]
        if kind := _KINDS.get(mode[:2]):
            folder[name] = (kind, object_id)
    return ObjectTree(objects, top)


class Checkout(FolderTree):
    """The files of a folder on disk; what a sparse checkout leaves out of it is read as it is staged."""

    def __init__(self, objects: Objects, root: Path, prefix: str) -> None:
        super().__init__(root)
        listed = objects.repository.git("ls-files", "-t", "-z", "--full-name", "--", below(prefix))
        start = f"{prefix}/" if prefix else ""
        self.left_out = {
            path.removeprefix(start)
            for tag, _, path in (row.partition(" ") for row in listed.split("\0"))
            if tag == "S" and not (root / path.removeprefix(start)).exists()
        }
        self._staged = index_tree(objects, prefix) if self.left_out else None

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`, of those that are left out as well."""
        yield from super().paths(under)
        yield from (path for path in self.left_out if not under or path.startswith(f"{under}/"))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        if self._staged and path in self.left_out:
            return self._staged.read(path)
        return super().read(path)


def differences(old: Tree, new: Tree, under: str = "") -> tuple[set[str], set[str], set[str]]:
    """Return the paths that only the old tree has, those that only the new one has, and those that differ.

    Of folders that git names alike nothing is read; what does not lie `under` a folder is left out.
    """
    if not isinstance(old, ObjectTree) or not isinstance(new, ObjectTree):
        had, has = set(old.paths(under)), set(new.paths(under))
        return had - has, has - had, {path for path in had & has if not same(old, new, path)}
    known = old.objects.compared.get((str(old.top), str(new.top)))
    rows = known or differing(old.objects, [(old.top, new.top)])[0]
    if under:
        rows = {path: both for path, both in rows.items() if path.startswith(f"{under}/")}
    for at, tree in enumerate((old, new)):
        tree.known.update((path, both[at]) for path, both in rows.items())
    gone, come = ({path for path, both in rows.items() if both[at] == _NOTHING} for at in (1, 0))
    return gone, come, rows.keys() - gone - come


def differing(objects: Objects, pairs: Sequence[tuple[str | Folder, str | Folder]]) -> "list[Differences]":
    """Return what differs in each of these pairs; all are gone through together, to ask git little."""
    found: list[Differences] = [{} for _ in pairs]
    level = [(rows, "", was, now) for rows, (was, now) in zip(found, pairs, strict=True) if was != now]
    while level:
        folders = (folder for *_, was, now in level for folder in (was, now))
        objects.read_ahead(folder for folder in folders if isinstance(folder, str))
        inner = []
        for rows, start, was, now in level:
            before, after = objects.changed(was, now)
            for name in before.keys() | after.keys():
                both = before.get(name, _NOTHING), after.get(name, _NOTHING)
                one, other = (held if kind == FOLDER else {} for kind, held in both)
                if one or other:
                    inner.append((rows, f"{start}{name}/", one, other))
                old, new = (held if held[0] in _FILES else _NOTHING for held in both)
                if old[1] != new[1] or (old[0] != new[0]):
                    rows[start + name] = (old, new)
        level = inner
    return found


def below(prefix: str) -> str:
    """Return how git is told of the files below a folder of the repository, empty for its top."""
    return f":(top,literal){prefix}" if prefix else ":(top)"


def same(old: Tree, new: Tree, path: str) -> bool:
    """Tell whether two trees hold the same bytes at a path, line ends aside; False where that is unknown.

    Of a commit only ids are compared; a file on disk is read and its id computed as git computes it.
    """
    if isinstance(old, ObjectTree) and isinstance(new, ObjectTree):
        return old.blob(path) == new.blob(path)
    if isinstance(new, ObjectTree):
        old, new = new, old
    if not isinstance(old, ObjectTree):
        return False
    try:
        raw = new.read(path)
    except OSError:
        return False
    known = old.blob(path)
    return blob_id(raw, known) == known or blob_id(raw.replace(b"\r\n", b"\n"), known) == known


def blob_id(raw: bytes, like: str = "") -> str:
    """Return the id that git gives to a file with these bytes, by the hash that `like` was made with."""
    kind = "sha256" if len(like) == _SHA256_LENGTH else "sha1"
    return hashlib.new(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
