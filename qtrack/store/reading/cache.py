"""Where it is kept what was read of plans, whose it must be, and how long it stays."""

import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from qtrack import __version__
from qtrack.model.ids import Form
from qtrack.store.user_folders import cache_folder

#: So many bytes may one file have, and the files of all plans together.
_LARGEST: Final = 1_000_000_000
_ROOM: Final = 2_000_000_000
_UNUSED: Final = 90 * 86_400.0  # seconds; a plan that nobody looked at for so long is forgotten
_KEPT_NAME: Final = Form(r"[0-9a-f]{16}\.sqlite(?:-journal)?|[0-9a-f]{32}\.json")
BESIDE: Final = ("-journal", "-wal", "-shm")  # what SQLite may lay beside a file


def snapshot_file(folder: Path, environ: Mapping[str, str]) -> Path | None:
    """Return where what was read of a plan is kept, or None where the system names no place for it.

    Neither has a place that lies in the plan or in its repository, nor a run that is told to do without.
    """
    kept = cache_folder(environ)
    if kept is None or is_off(environ):
        return None
    try:
        plan, place = folder.resolve(), kept.resolve()
        top = next((folder for folder in (plan, *plan.parents) if (folder / ".git").exists()), plan)
        circle = any(map(Path.is_symlink, (place, *place.parents)))
    except (OSError, RuntimeError):  # Python before 3.13 refuses links in a circle, later ones leave them
        return None
    name = os.fsencode(plan)
    file = f"{crc32(name, crc32(version().encode())):08x}{crc32(name):08x}.sqlite"
    return None if circle or place.is_relative_to(top) else place / file


def is_off(environ: Mapping[str, str]) -> bool:
    """Tell whether a run is to do without."""
    return environ.get("QTRACK_CACHE", "").casefold() in {"off", "0", "no"}


def size_of(kept: Path) -> tuple[int, int]:
    """Return of how many plans a folder keeps something, and how many bytes."""
    with suppress(OSError), os.scandir(kept) as listed:
        sizes = {file.name: file.stat().st_size for file in listed if _KEPT_NAME.fullmatch(file.name)}
        return sum(name.endswith(".sqlite") for name in sizes), sum(sizes.values())
    return 0, 0


@cache
def version() -> str:
    """Return what tells this code from any other: its version, and when it was changed."""
    try:
        changed = sorted(_changed(Path(__file__).parents[2]))
    except OSError:  # within an archive there are no files
        changed = []
    return f"{__version__} {sys.version} {crc32(repr(changed).encode()):08x}"


def _changed(package: Path | os.DirEntry[str]) -> Iterator[tuple[str, int]]:
    """Yield the files of the code and its words, each with when it was changed."""
    with os.scandir(package) as found:
        for file in found:
            if file.name.endswith((".py", "qtrack.json")):
                yield file.name, file.stat().st_mtime_ns
            elif file.is_dir() and file.name != "__pycache__":
                yield from _changed(file)


def is_ours(file: Path) -> bool:
    """Tell whether a file is the user's own, no link, not too large, and nobody else can write to it."""
    try:
        found = file.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        return False
    beside = (file.with_name(f"{file.name}{ending}") for ending in BESIDE)
    if any(own.exists() and not own.is_file() for own in beside):  # a pipe, at which SQLite would wait
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def prune(written: Path) -> None:
    """Delete what plans left that are not looked at any more, and the oldest beyond the room there is."""
    now = time.time()
    with os.scandir(written.parent) as listed:
        found = [
            (file.stat(follow_symlinks=False), file) for file in listed if _KEPT_NAME.fullmatch(file.name)
        ]
    room = _ROOM
    for about, file in sorted(found, key=lambda pair: -pair[0].st_mtime):
        room -= about.st_size
        if (room < 0 or about.st_mtime < now - _UNUSED) and file.name != written.name:
            Path(file.path).unlink(missing_ok=True)
