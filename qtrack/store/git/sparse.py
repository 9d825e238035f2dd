"""What a sparse checkout leaves out of a plan's folder; git is asked only where there is such a checkout."""

from pathlib import Path

from qtrack.errors import QtrackError


def git_above(folder: Path) -> Path | None:
    """Return what lies at or above a folder under the name of git's own; None outside of git."""
    return next((up / ".git" for up in (folder, *folder.parents) if (up / ".git").exists()), None)


def left_out_of(folder: Path) -> int:
    """Return how many files of a plan are in git's index, but not on the disk: the checkout is sparse."""
    own = git_above(folder)
    if own is None or not (_git_folder(own) / "info" / "sparse-checkout").is_file():
        return 0
    from qtrack.store.git.repository import Repository
    from qtrack.store.git.trees import left_out

    repository = Repository(folder)
    try:
        prefix = repository.prefix()
        return len(left_out(repository, folder, prefix)) if prefix is not None else 0
    except QtrackError:  # a repository that git refuses to read says nothing of the plan on the disk
        return 0


def _git_folder(own: Path) -> Path:
    """Return where git keeps a working tree's own settings; a linked one names that in a file."""
    if own.is_dir():
        return own
    try:
        return own.parent / own.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    except (OSError, ValueError):
        return own
