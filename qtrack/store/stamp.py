"""Which plan the files on disk are, as git names it."""

from pathlib import Path
from typing import Final

from qtrack.store.git import Repository

#: Long enough to stay the only one in any repository, and the same in every clone.
_LENGTH: Final = 12


def stamp(folder: Path) -> tuple[str, bool] | None:
    """Return the commit that touched a plan last, and whether its files were edited since.

    None where the folder is not kept in git, or nothing of it was ever committed.
    """
    repository = Repository(folder)
    if repository.ask("rev-parse", "--is-inside-work-tree") is None:
        return None
    commit = repository.ask("log", "-1", "--format=%H", "--", ".")
    if not commit:
        return None
    changed = repository.ask("status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
    return commit.strip()[:_LENGTH], bool(changed)
