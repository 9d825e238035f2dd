"""Files that a person names, such as papers: written anywhere but in the plan or in git's own folders."""

import errno
import os
import stat
from pathlib import Path

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.disk import encoded, refused, write_file
from qtrack.store.git.repository import is_git_folder


def write_output(path: Path, text: str | bytes, plan: Path) -> bool:
    """Write a file that a person named, and return whether another was there.

    A file appears whole or not at all, in the place of the old one and with its rights; the file that a link
    leads to, and the link stays. A pipe or a device takes the text as it is. Raises QtrackError where the
    place is not to be written to, or the system refuses.
    """
    try:
        refuse_place(path, plan)
        about = path.stat()
    except FileNotFoundError:
        write_file(path, text)
        return False
    except OSError as error:
        raise refused(path, error) from error
    kind = stat.S_IFMT(about.st_mode)
    if kind in {stat.S_IFIFO, stat.S_IFCHR}:
        _write_through(path, text)
        return False
    if kind != stat.S_IFREG:
        raise _named(msg("{path} is no file that can be written.", path=str(path)))
    if not os.access(path, os.W_OK):
        raise refused(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    write_file(path, text)
    return True


def refuse_place(path: Path, plan: Path) -> None:
    """Raise QtrackError where a path leads into the plan's folder or one of git's, through links as well."""
    goal = Path(os.path.realpath(path))
    above = [folder for folder in (goal, *goal.parents) if folder.exists()]
    if any(folder.samefile(plan) for folder in above):
        raise _named(
            msg("{path} lies in the plan's folder, where only the plan itself belongs.", path=str(path))
        )
    if any(part.casefold() == ".git" for part in goal.parts) or any(map(is_git_folder, above)):
        raise _named(msg("{path} lies in a folder of git's own.", path=str(path)))


def _named(message: Message) -> QtrackError:
    return QtrackError(message, msg("Name a file elsewhere."))


def _write_through(path: Path, text: str | bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        with os.fdopen(descriptor, "wb") as file:
            file.write(encoded(text))
    except OSError as error:
        raise refused(path, error) from error
