"""Files and folders that a person names: written anywhere but in the plan or in git's own folders."""

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.disk import encoded, refused, write_file
from qtrack.store.git.repository import is_git_folder
from qtrack.store.tree import reason


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


@contextlib.contextmanager
def new_folder(target: Path, hint: Message, plan: Path | None = None) -> Iterator[Path]:
    """Give a folder to fill, which then becomes `target`; it appears whole or not at all.

    Raises QtrackError where the target holds something, with the hint, or lies where nothing is to be
    written, or the system refuses.
    """
    draft = target.parent / f".{target.name}.{secrets.token_hex(4)}.tmp"
    try:
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise QtrackError(msg("{folder} holds something already.", folder=str(target)), hint)
        refuse_place(target, plan)
        draft.mkdir(parents=True)
        yield draft
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except OSError as error:
        raise QtrackError(
            msg("{folder} cannot be made: {why}.", folder=str(target), why=reason(error)),
            msg("Name a folder in a place that may be written to."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(draft)


def refuse_place(path: Path, plan: Path | None) -> None:
    """Raise QtrackError where a path leads into the plan's folder or one of git's, through links as well."""
    goal = Path(os.path.realpath(path))
    above = [folder for folder in (goal, *goal.parents) if folder.exists()]
    if plan is not None and any(folder.samefile(plan) for folder in above):
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
