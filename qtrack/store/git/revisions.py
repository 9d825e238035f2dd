"""Which two states of a plan are meant by `REV`, `A..B`, `A...B`, the index or the working tree."""

from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.git.objects import Objects, ObjectTree, commit_tree, index_tree
from qtrack.store.git.repository import Repository
from qtrack.store.head import HEAD as PLAN_FILE
from qtrack.store.tree import FolderTree, Tree

_HEAD: Final = "HEAD"
_SHORT: Final = 8


class NoRepositoryError(QtrackError):
    """The plan is not kept in git."""


class State(msgspec.Struct, frozen=True):
    """One state of the plan: what to call it, its files, and its folder from the repository's top."""

    name: Message | str
    tree: Tree
    prefix: str


class Where(msgspec.Struct, frozen=True):
    """Where a plan lies: its folder on disk if it is there, and the folders to look for it in a commit."""

    candidates: tuple[str, ...]
    folder: Path | None = None


def where_in(repository: Repository, folder: Path | None, named: str | None) -> Where:
    """Return where the plan lies in a repository, whose `root` is `folder` if the plan is on disk.

    Else it is looked for as `find_plan` would, from `root` upward, in the commit that is asked about.
    Raises NoRepositoryError where there is no git repository, QtrackError for one that git refuses to read.
    """
    here = repository.prefix(on_disk=folder is not None)
    if here is None:
        raise NoRepositoryError(
            msg("{folder} lies in no git repository.", folder=str(repository.root)),
            msg("Keep the plan in git (git init, git add, git commit), or name another with --plan."),
        )
    if folder is not None:
        return Where((here,), folder)
    if named:
        inside = _joined(here, named)
        return Where((inside, _joined(inside, "plan")))
    upward = [here, *(parent.as_posix() for parent in PurePosixPath(here).parents)] if here else [""]
    folders = [folder for up in upward for folder in (_joined(up, "plan"), _joined(up, ""))]
    return Where(tuple(dict.fromkeys(folders)))


def _joined(folder: str, name: str) -> str:
    """Join two folders of a repository; its top is the empty text."""
    parts: list[str] = []
    for part in PurePosixPath(folder, PurePosixPath(name.replace("\\", "/"))).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in {"/", "..", "."}:
            parts.append(part)
    return "/".join(parts)


def states(objects: Objects, where: Where, typed: str | None, *, staged: bool) -> tuple[State, State]:
    """Return the old state and the new one; raise QtrackError for a revision that is not there.

    Nothing typed means HEAD against the working tree, or with `staged` against the index.
    """
    old, dots, new = _split(typed or "")
    if dots and staged:
        raise QtrackError(
            msg("--staged compares with the index, yet “{range}” names both sides.", range=typed),
            msg("Leave one of them out."),
        )
    if dots == "...":
        first = _common(objects, where, old or _HEAD, new or _HEAD)
    else:
        first = _at(objects, where, old or _HEAD, unborn=not typed)
    if dots:
        return first, _at(objects, where, new or _HEAD)
    if staged:
        prefix = where.candidates[0]
        return first, State(msg("the index"), index_tree(objects, prefix), prefix)
    if where.folder is None:
        raise QtrackError(
            msg("There is no plan in a working tree here."),
            msg("Name two revisions, such as HEAD~1..HEAD, and where they differ the plan's --plan."),
        )
    return first, State(msg("the working tree"), FolderTree(where.folder), where.candidates[0])


def _split(typed: str) -> tuple[str, str, str]:
    for dots in ("...", ".."):
        old, found, new = typed.partition(dots)
        if found:
            return old, found, new
    return typed, "", ""


def _at(objects: Objects, where: Where, name: str, *, unborn: bool = False) -> State:
    """Return the plan at a revision; before the first commit HEAD holds no files."""
    commit = commit_id(objects.repository, name)
    if commit is None and not unborn:
        raise _no_such(objects.repository, name)
    if commit is None:
        return State(name, ObjectTree(objects, {}), where.candidates[0])
    return at_commit(objects, where, commit, name)


def at_commit(objects: Objects, where: Where, commit: str, name: Message | str) -> State:
    """Return the plan at a commit, from the first folder that holds one there."""
    for prefix in where.candidates:
        tree = commit_tree(objects, commit, prefix)
        if PLAN_FILE in tree.ids or len(where.candidates) == 1:
            return State(name, tree, prefix)
    return State(name, ObjectTree(objects, {}), where.candidates[0])


def state_at(objects: Objects, where: Where, moment: datetime) -> State | None:
    """Return the plan as it was committed at a moment, None where git knows of none as old.

    What counts is the line from HEAD along first parents, and when each was committed there.
    """
    found = objects.repository.ask(
        *(
            "rev-list",
            "--first-parent",
            "--max-count=1",
            f"--min-age={max(int(moment.timestamp()), 0)}",
            _HEAD,
            "--",
        )
    )
    if not found:
        return None
    commit = found.strip()
    state = at_commit(objects, where, commit, commit[:_SHORT])
    return state if PLAN_FILE in state.tree.paths() else None


def is_shallow(repository: Repository) -> bool:
    """Tell whether this clone was cut off and lacks older commits."""
    return (repository.ask("rev-parse", "--is-shallow-repository") or "").strip() == "true"


def _common(objects: Objects, where: Where, old: str, new: str) -> State:
    """Return the plan where two revisions parted, which is what A...B compares with."""
    repository = objects.repository
    for name in (old, new):
        if commit_id(repository, name) is None:
            raise _no_such(repository, name)
    base = (repository.ask("merge-base", old, new) or "").strip()
    if not base:
        raise QtrackError(
            msg("{old} and {new} have no common ancestor here.", old=old, new=new), _hint(repository)
        )
    return at_commit(
        objects, where, base, msg("{base}, where {old} and {new} part", base=base[:_SHORT], old=old, new=new)
    )


def commit_id(repository: Repository, name: str) -> str | None:
    """Return the full id of the commit that a name means, or None."""
    if name.startswith("-"):
        return None
    found = repository.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.strip() if found else None


def _no_such(repository: Repository, name: str) -> QtrackError:
    return QtrackError(msg("git has no revision “{name}” here.", name=name), _hint(repository))


def _hint(repository: Repository) -> Message:
    if is_shallow(repository):
        return msg("This is a shallow clone; “git fetch --unshallow” brings the rest of the history.")
    return msg("“git log --oneline” lists revisions; HEAD~1 is the one before the last.")
