"""Which plan the files on disk are, as git names it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from qtrack.store.git.objects import objects_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.revisions import commit_id
from qtrack.store.git.trees import below, same, tree_of
from qtrack.store.tree import HEAD, TEMPLATES, UNITS, FolderTree, beside

#: Long enough to stay the only one in any repository, and the same in every clone.
_LENGTH: Final = 12

#: The folders that papers are made from.
_FOLDERS: Final = ("sections", "tasks", "progress", TEMPLATES)


def stamp(folder: Path) -> tuple[str, bool] | None:
    """Return the commit that touched a plan last, and whether its files are others than the last commit's.

    None where the folder is not kept in git, or nothing of it was ever committed. The files themselves are
    compared, by the ids that git gives them: to ask git could run filters, write its index anew, and miss
    files that it was told to pass over. Raises QtrackError for a repository that git refuses to read.
    """
    repository = Repository(folder)
    prefix = repository.prefix()
    if prefix is None or commit_id(repository, "HEAD") is None:
        return None
    commit = repository.git("rev-list", "-1", "HEAD", "--", below(prefix))
    if not commit:
        return None
    tree = FolderTree(folder)
    with objects_of(repository) as objects:
        committed = tree_of(objects, "HEAD").below(prefix)
        own = _read_from(committed.paths())
        here = {name for name in (HEAD, UNITS) if (folder / name).exists()}
        here |= _read_from(path for name in _FOLDERS for path in tree.paths(name))
        edited = own != here or not all(same(committed, tree, path) for path in own)
    return commit.strip()[:_LENGTH], edited


def history_of(folder: Path) -> str | None:
    """Return what all that git knows of a plan's past follows from: the last commit, and where the plan lies.

    Empty where git has no commit; None for a shallow clone, which learns of its past without a new commit.
    """
    repository = Repository(folder)
    told = repository.ask("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    return None if told and told.startswith("true") else told or ""


def _read_from(paths: Iterable[str]) -> set[str]:
    """Return the files that a paper is made from, among those that lie in the folder."""
    return {
        path
        for path in paths
        if path in {HEAD, UNITS}
        or (path.partition("/")[0] in _FOLDERS and (path.startswith(TEMPLATES) or not beside(path)))
    }
