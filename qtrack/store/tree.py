"""Where a plan is found, the trees of files that it is loaded from, and what may lie there beside it."""

import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg

HEAD: Final = "plan.yaml"
UNITS: Final = "units.yaml"


def find_plan(named: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder that holds plan.yaml.

    `named` (the option) goes before `QTRACK_PLAN`, which goes before the search from `cwd` upward for
    `plan/plan.yaml`. A named folder may be the plan's own or the one that holds `plan/`. Raises
    QtrackError where there is no plan.
    """
    for source, text in (("--plan", named), ("QTRACK_PLAN", environ.get("QTRACK_PLAN"))):
        if text:
            folder = cwd / text
            found = _inside(folder) or _inside(folder / "plan")
            if found is None:
                raise QtrackError(
                    msg("{source} is “{folder}”, where there is no plan.yaml.", source=source, folder=text),
                    msg("Name the folder that holds plan.yaml, such as --plan plan."),
                )
            return found
    for folder in (cwd, *cwd.parents):
        found = _inside(folder / "plan") or _inside(folder)
        if found is not None:
            return found
    raise QtrackError(
        msg(
            "There is no plan here: neither {folder} nor a folder above it holds plan/plan.yaml.",
            folder=str(cwd),
        ),
        msg(
            "Go to the plan's folder, or name it with --plan or QTRACK_PLAN; "
            "“qtrack demo DIR” makes one to try things on."
        ),
    )


def _inside(folder: Path) -> Path | None:
    try:
        return folder if (folder / HEAD).is_file() else None
    except OSError:
        return None


class Tree(Protocol):
    """Files below a plan's folder, named by paths relative to it, with `/` between the parts."""

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`, in no promised order."""

    def read(self, path: str) -> bytes:
        """Return what a file holds; raise OSError where it cannot be read."""


#: A file of a plan is a page of text; what is larger is not one, and would cost memory and time.
LARGEST_FILE: Final = 1_000_000


#: Of a link git keeps only where it leads to: followed on the disk, it would be another plan than in git.
LINK: Final = msg("this is a link, of which git keeps only where it leads to; put the real thing here")


class FolderTree:
    """The files of a folder on disk; the folder itself may be a link, what lies in it may not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._below = f"{root}{os.sep}"

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`, of all links as well; a missing folder holds none.

        Raises QtrackError where the way to `under` is a link.
        """
        for folder, files in self._folders(under):
            yield from (f"{folder}/{file.name}" if folder else file.name for file in files)

    def identities(self, under: str = "") -> dict[str, list[str]]:
        """Return by folder what tells each file below `under` from itself at another time: a line a file.

        A line is the name and, after slashes, size, times of change in nanoseconds, and number on the disk.
        """
        found: dict[str, list[str]] = {}
        for folder, files in self._folders(under):
            lines = found[folder] = []
            for file in files:
                try:
                    now = file.stat(follow_symlinks=False)
                except FileNotFoundError:  # somebody deleted it just now
                    continue
                lines.append(f"{file.name}/{now.st_size}/{now.st_mtime_ns}/{now.st_ctime_ns}/{now.st_ino}")
            lines.sort()
        return found

    def identity(self, path: str) -> str:
        """Return the line of one file, nothing where there is none."""
        try:
            now = (self.root / path).lstat()
        except OSError:
            return ""
        name = path.rpartition("/")[2]
        return f"{name}/{now.st_size}/{now.st_mtime_ns}/{now.st_ctime_ns}/{now.st_ino}"

    def _folders(self, under: str) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
        """Yield the folders from `under` down, each with the files in it."""
        refuse_links(self.root, self.root / under)
        waiting = [under]
        while waiting:
            folder = waiting.pop()
            files = []
            for file in self._listed(folder):
                if not file.name.endswith(".yaml") and file.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder}/{file.name}" if folder else file.name)
                else:
                    files.append(file)
            yield folder, files

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        full = self._below + folder if folder else str(self.root)
        try:
            with os.scandir(full) as found:
                return list(found)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise QtrackError(
                msg("The folder {folder} cannot be read: {why}.", folder=full, why=reason(error)),
                msg("Ask for the right to read it, or name another plan with --plan."),
            ) from error

    def read(self, path: str) -> bytes:
        """Return the bytes of one file, of a huge one only so many that its size is plain.

        Raises OSError; among them NotAFileError for what is no regular file of the plan's own.
        """
        descriptor = self._opened(self._below + path)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                if stat.S_ISDIR(found.st_mode):
                    raise NotAFileError(msg("this is a folder; a file belongs here"))
                raise NotAFileError(msg("this is no file with text; a file belongs here"))
            return _all(descriptor, found.st_size)
        finally:
            os.close(descriptor)

    def _opened(self, full: str) -> int:
        try:
            if not NO_LINK and os.path.islink(full):  # noqa: PTH114 - Windows has no such flag
                raise NotAFileError(LINK)
            return os.open(full, READ_FLAGS | NO_LINK)
        except PermissionError:
            if os.path.isdir(full):  # noqa: PTH112 - so Windows refuses to open a folder
                raise NotAFileError(msg("this is a folder; a file belongs here")) from None
            raise
        except OSError:
            if os.path.islink(full):  # noqa: PTH114 - the name of a file, as all here
                raise NotAFileError(LINK) from None
            raise


def refuse_links(root: Path, folder: Path) -> None:
    """Raise QtrackError where a folder is a link, or lies in one, somewhere below `root`."""
    while folder != root:
        if folder.is_symlink():
            raise QtrackError(
                msg("{folder} is a link, of which git keeps only where it leads to.", folder=str(folder)),
                msg("Put the folder itself there; --plan names a plan that lies elsewhere as a whole."),
            )
        folder = folder.parent


class NotAFileError(OSError):
    """Where a file of the plan belongs is something else; `message` says what."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


READ_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
#: Opening and asking for a link in one call; there are as many calls as entries.
NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_PIECE: Final = 65_536


def _all(descriptor: int, size: int) -> bytes:
    """Read a file of which the system says this size, in one call where that holds."""
    piece = os.read(descriptor, min(size, _PIECE) + 1)
    if len(piece) == size:
        return piece
    pieces = [piece]
    while len(piece) and sum(map(len, pieces)) <= LARGEST_FILE:
        piece = os.read(descriptor, _PIECE)
        pieces.append(piece)
    return b"".join(pieces)


#: What a system says of a refusal, as far as users meet it; it speaks English only.
_REASONS: Final = {
    errno.EACCES: msg("Permission denied"),
    errno.EPERM: msg("Operation not permitted"),
    errno.ENOSPC: msg("No space left on device"),
    errno.EDQUOT: msg("Disk quota exceeded"),
    errno.EROFS: msg("Read-only file system"),
    errno.ENOENT: msg("No such file or directory"),
    errno.ENOTDIR: msg("Not a directory"),
    errno.EISDIR: msg("Is a directory"),
    errno.EEXIST: msg("File exists"),
    errno.EIO: msg("Input/output error"),
    errno.ENAMETOOLONG: msg("File name too long"),
    errno.EMFILE: msg("Too many open files"),
    errno.ELOOP: msg("Too many levels of symbolic links"),
    errno.EBADF: msg("It is closed"),
    errno.EPIPE: msg("Nobody reads it"),
}


def reason(error: OSError) -> Message | str:
    """Return why the system refused, in the language of the terminal where it is a common cause."""
    known = _REASONS.get(error.errno or 0)
    return known or error.strerror or type(error).__name__


#: The schemas for editors, which `qtrack schema --write` keeps.
SCHEMAS: Final = ".schemas"

#: The folder of one's own templates of papers, and how the names of texts and of documents end there.
TEMPLATES: Final = "templates"
TEMPLATE_ENDING: Final = ".j2"
DOCUMENT_ENDING: Final = ".docx"
TEMPLATE_ENDINGS: Final = (TEMPLATE_ENDING, DOCUMENT_ENDING)

#: What an entry is drafted under, and what claims its name; left over where its writer was killed.
LEFTOVER: Final = r"\.[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]+\.yaml\.(?:[0-9a-f]{8}|claim)\.tmp"

_ANYWHERE: Final = {".gitkeep", ".gitattributes", ".gitignore", "README.md"}
_SCHEMA_FILES: Final = {f"{SCHEMAS}/{kind}.json" for kind in ("plan", "units", "section", "task", "entry")}


def beside(path: str) -> bool:
    """Tell whether a file belongs in the folder without being part of the plan."""
    name = path.rpartition("/")[2]
    return (
        name in _ANYWHERE
        or path in _SCHEMA_FILES
        or (path.startswith(f"{TEMPLATES}/") and name.endswith(TEMPLATE_ENDINGS))
        or (path.startswith("progress/") and re.fullmatch(LEFTOVER, name) is not None)
    )
