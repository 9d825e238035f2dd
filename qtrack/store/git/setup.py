"""How git is set up for a person: its version, its hooks, and the newest that it knows."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qtrack.store.disk import write_file
from qtrack.store.git.repository import Repository

#: The oldest git that does all that is asked of it: from it on `init` knows --initial-branch.
OLDEST: Final = (2, 28)


def git_version(repository: Repository) -> tuple[int, ...]:
    """Return the numbers of git's version; raise QtrackError where git is missing."""
    return tuple(map(int, re.findall(r"\d+", repository.git("version"))[:3]))


def newest_commit(repository: Repository) -> datetime | None:
    """Return the date of the newest commit on any branch, None where there is none with a date."""
    found = (repository.ask("rev-list", "--all", "--max-count=1", "--timestamp") or "").split()
    try:
        return datetime.fromtimestamp(int(found[0]), UTC) if found else None
    except (ValueError, OverflowError, OSError):
        return None


def has_hook(repository: Repository, name: str) -> bool:
    """Tell whether a hook of this name would be run, wherever the person keeps hooks."""
    own = repository.setting("core.hooksPath", "path")
    top, shared = repository.git("rev-parse", "--show-toplevel", "--git-common-dir").splitlines()
    folder = Path(top, own) if own else repository.root / shared / "hooks"
    return (folder / name).is_file()


def write_hook(repository: Repository, name: str, text: str) -> None:
    """Write a hook that git runs; raise QtrackError where the system refuses."""
    path = repository.root / ".git" / "hooks" / name
    write_file(path, text)
    path.chmod(0o755)
