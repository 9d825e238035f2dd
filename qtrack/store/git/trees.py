"""Files as git keeps them, in a commit or in the index, and what differs between two of their trees.

They are read without a checkout, and nothing is written.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.git.objects import FOLDER, KINDS, SHA256_LENGTH, Differences, Folder, Held, Objects
from qtrack.store.git.repository import Repository
from qtrack.store.tree import LINK, FolderTree, NotAFileError, Tree

_LINK: Final = KINDS["12"]
_FILES: Final = frozenset({"file", _LINK})
_NOTHING: Final[Held] = ("", "")


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


def index_tree(objects: Objects, prefix: str) -> ObjectTree:
    """Return the files below `prefix` as they are staged; raise QtrackError amid a merge conflict."""
    listed = objects.repository.git("ls-files", "--stage", "-z", "--full-name", "--", below(prefix))
    top: dict[str, Any] = {}
    for row in listed.split("\0")[:-1]:
        fields, _, path = row.partition("\t")
        mode, object_id, stage = fields.split(" ")
        if stage != "0":
            raise QtrackError(
                msg("{path} is in conflict, so the index holds no one state of the plan.", path=path),
                msg("Settle the conflict and “git add” the file."),
            )
        folder = top
        *folders, name = path.split("/")
        for above in folders:
            folder = folder.setdefault(above, (FOLDER, {}))[1]
        if kind := KINDS.get(mode[:2]):  # a submodule is none
            folder[name] = (kind, object_id)
    return ObjectTree(objects, top).below(prefix)


def left_out(repository: Repository, root: Path, prefix: str) -> frozenset[str]:
    """Return the files below a folder that git was told to leave out of the working tree, and does."""
    listed = repository.git("ls-files", "-t", "-z", "--full-name", "--", below(prefix))
    start = f"{prefix}/" if prefix else ""
    rows = (row.partition(" ") for row in listed.split("\0"))
    names = (path.removeprefix(start) for tag, _, path in rows if tag == "S")
    return frozenset(name for name in names if not (root / name).exists())


class Checkout(FolderTree):
    """The files of a folder on disk; what a sparse checkout leaves out of it is read as it is staged."""

    def __init__(self, objects: Objects, root: Path, prefix: str) -> None:
        super().__init__(root)
        self.left_out = left_out(objects.repository, root, prefix)
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

    Of a commit only ids are compared; a file on disk is read and, beside a commit, its id computed as git
    computes it.
    """
    if isinstance(old, ObjectTree) and isinstance(new, ObjectTree):
        return old.blob(path) == new.blob(path)
    if isinstance(new, ObjectTree):
        old, new = new, old
    try:
        raw = new.read(path)
        if not isinstance(old, ObjectTree):
            return raw.replace(b"\r\n", b"\n") == old.read(path).replace(b"\r\n", b"\n")
    except OSError:
        return False
    known = old.blob(path)
    return blob_id(raw, known) == known or blob_id(raw.replace(b"\r\n", b"\n"), known) == known


def blob_id(raw: bytes, like: str = "") -> str:
    """Return the id that git gives to a file with these bytes, by the hash that `like` was made with."""
    kind = "sha256" if len(like) == SHA256_LENGTH else "sha1"
    return hashlib.new(kind, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
