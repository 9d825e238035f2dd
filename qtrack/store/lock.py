"""One qtrack at a time records into a plan, so that what it looked at still holds when it writes."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg

#: Seconds to wait for another one; to read and write takes much less.
_PATIENCE: Final = 30.0
_PAUSE: Final = 0.05

#: What a system says where somebody else holds the lock.
_HELD: Final = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep the lock of a plan's folder; raise QtrackError where another process does not give it back.

    The system takes it from a process that dies, and nothing is left in the folder. Where there are no locks,
    as in some shared folders, one has to trust that nobody records the same at the same time.
    """
    try:
        descriptor = _opened(folder)
    except OSError:
        yield
        return
    try:
        _wait(descriptor)
        yield
    finally:
        with contextlib.suppress(OSError):  # what was to be done is done
            os.close(descriptor)


def _wait(descriptor: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno not in _HELD:
                return
        else:
            return
        if time.monotonic() > until:
            raise QtrackError(
                msg("Another qtrack is recording into this plan."),
                msg("Wait until it has ended, and try again."),
            )
        time.sleep(_PAUSE)


if sys.platform == "win32":  # where a folder cannot be opened
    import hashlib
    import msvcrt
    import tempfile

    def _opened(folder: Path) -> int:
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32]
        return os.open(Path(tempfile.gettempdir(), f"qtrack-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
