"""Files that appear on the disk whole or not at all.

A draft is written beside its goal, forced to the disk, and only then given its name. What an entry was
drafted under when its writer was killed is a leftover: nobody reads it, and the next entry written into
the same folder clears it once it is an hour old.
"""

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.tree import LEFTOVER, reason, refuse_links

_OLD: Final = 3600.0  # seconds; no writer that lives takes so long

#: What the system says where a folder knows no hard links, as on memory sticks and many shared folders.
_NO_LINKS: Final = {
    errno.EPERM,
    errno.EACCES,
    errno.EINVAL,
    errno.ENOSYS,
    errno.EMLINK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}
#: What it says where a folder cannot be forced to the disk; there one has to trust it.
_NO_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}


class NameTakenError(FileExistsError):
    """A file of this name is there, or another process is about to put it there."""


def write_new(root: Path, name: str, text: str | bytes) -> None:
    """Write the file `name` below `root`; raise NameTakenError where it exists, and never change it.

    When this returns, the file and the folders it needed are on the disk. Raises QtrackError where the
    system refuses; nothing is changed then and nothing is left behind. `root` itself is never made.
    """
    path = root / name
    try:
        try:
            _write_below(root, path, text)
        except FileNotFoundError:  # another writer was refused and took its new, empty folder back
            _write_below(root, path, text)
    except NameTakenError:
        raise
    except OSError as error:
        raise refused(path, error) from error
    _clear_leftovers(path)


def write_file(path: Path, text: str | bytes) -> None:
    """Write a file that may be made again, such as a report: whole or not at all.

    It has the rights of the one it replaces. Of a link the goal is replaced, and the link stays.
    """
    try:
        goal = Path(os.path.realpath(path))
        goal.parent.mkdir(parents=True, exist_ok=True)
        replace_file(goal, text, mode_of(goal))
    except OSError as error:
        raise refused(path, error) from error


def encoded(text: str | bytes) -> bytes:
    """Return a text in UTF-8, and bytes as they are."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def remove(root: Path, name: str) -> None:
    """Remove the file `name` below `root`, for good when this returns; raise QtrackError where refused."""
    path = root / name
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


def mode_of(path: Path) -> int | None:
    """Return the rights of a file, None where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def replace_file(path: Path, text: str | bytes, mode: int | None) -> None:
    """Put a file in the place of one of its name, if there is any; raise OSError where that is refused."""
    draft = make_draft(path, text, mode)
    try:
        draft.replace(path)
    except OSError:
        forget(draft)
        raise


def _write_below(root: Path, path: Path, text: str | bytes) -> None:
    with _folders(root, path.parent):
        draft = make_draft(path, text)
        try:
            _publish(draft, path)
        finally:
            forget(draft)
        try:
            for folder in (path.parent, *path.parent.parents):
                _sync_folder(folder)
                if folder == root:
                    break
        except OSError as error:
            _take_back(path, error)
            raise


@contextlib.contextmanager
def _folders(root: Path, folder: Path) -> Iterator[None]:
    """Make the folders from `root` down to `folder`; take them back where what follows is refused."""
    missing = []
    refuse_links(root, folder)
    while folder != root and not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        for folder in reversed(missing):
            try:
                folder.mkdir()
                made.append(folder)
            except FileExistsError:
                if not folder.is_dir():
                    raise
        yield
    except OSError:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def make_draft(path: Path, text: str | bytes, mode: int | None = None) -> Path:
    """Write the text to the disk, beside its goal under a name that no reader takes for an entry.

    It gets the rights of `mode`, and is its user's alone before; without one, those that the umask leaves.
    """
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        if mode is not None:
            draft.touch(stat.S_IRUSR | stat.S_IWUSR, exist_ok=False)
        with draft.open("xb" if mode is None else "r+b") as file:
            file.write(encoded(text))
            file.flush()
            _sync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
    except BaseException:
        forget(draft)
        raise
    return draft


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name; a link fails where the name is taken, unlike a rename."""
    try:
        path.hardlink_to(draft)
    except FileExistsError as error:
        if not _same(draft, path):  # else a network folder did it, lost its answer and was asked again
            raise NameTakenError(*error.args) from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _rename_new(draft, path)


def _rename_new(draft: Path, path: Path) -> None:
    """Give the draft its name where there are no hard links, and never over another file.

    Windows refuses to rename over a file. Elsewhere a rename replaces it, so whoever wants the name
    claims it first, by a file that only one can make: between looking whether the name is free and
    renaming, nobody else may take it. The claim is no entry, so nobody reads an empty one.
    """
    if os.name == "nt":
        try:
            draft.rename(path)
        except FileExistsError as error:
            raise NameTakenError(*error.args) from error
        return
    claim = path.with_name(f".{path.name}.claim.tmp")
    try:
        claim.open("xb").close()
    except FileExistsError as error:
        raise NameTakenError(*error.args) from error
    try:
        if os.path.lexists(path):
            raise NameTakenError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        draft.rename(path)
    finally:
        forget(claim)


def _same(draft: Path, path: Path) -> bool:
    try:
        return path.samefile(draft)
    except OSError:
        return False


def forget(draft: Path) -> None:
    """Delete a draft; one that cannot be deleted is a leftover, which nobody reads."""
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


def _take_back(path: Path, error: OSError) -> None:
    """Delete a file of which the system does not promise that it stays, so that it can be written again."""
    try:
        path.unlink()
    except OSError:
        why = reason(error)
        raise QtrackError(
            msg(
                "{path} is written, but the disk does not promise to keep it: {why}.", path=str(path), why=why
            ),
            msg("Look whether it is still there before you record it again."),
        ) from error


def _clear_leftovers(path: Path) -> None:
    """Delete old leftovers beside an entry just written, by the clock of the disk that both lie on."""
    with contextlib.suppress(OSError), os.scandir(path.parent) as found:
        now = path.stat().st_mtime
        for file in found:
            if re.fullmatch(LEFTOVER, file.name) and file.stat(follow_symlinks=False).st_mtime < now - _OLD:
                forget(Path(file.path))


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # fsync alone leaves it in the memory of the disk there
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows keeps the name with the file and cannot open folders
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)


def refused(path: Path, error: OSError) -> QtrackError:
    """Return the error that says what the system refused; the caller has put everything back."""
    return QtrackError(
        msg("{path} cannot be written: {why}. Nothing was changed.", path=str(path), why=reason(error)),
        msg("Look whether the folder may be written to and the disk has room."),
    )
