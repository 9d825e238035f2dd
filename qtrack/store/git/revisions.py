"""Which two states of a plan are meant by `REV`, `A..B`, `A...B`, the index or the working tree."""

import re
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.git.objects import Objects
from qtrack.store.git.repository import Repository
from qtrack.store.git.sides import SHORT, Side, State, disk_side, index_side, same_plan, tree_side
from qtrack.store.git.trees import ObjectTree, tree_of
from qtrack.store.tree import HEAD

_HEAD: Final = "HEAD"
#: What names the commit before another.
_PARENT: Final = re.compile(r"(?:\^1?|~1?)$")


class NoRepositoryError(QtrackError):
    """The plan is not kept in git."""


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


def was_there(repository: Repository, where: Where) -> bool:
    """Tell whether any commit touches a plan in one of the folders where it is looked for."""
    files = (f":(top,literal){_joined(folder, HEAD)}" for folder in where.candidates)
    return bool(repository.ask("log", "--all", "--max-count=1", "--format=%h", "--", *files))


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
    old, new = sides(objects, where, typed, staged=staged)
    candidates = where.candidates
    if where.folder and not old.known(candidates) and not new.known(candidates):  # it moved since
        disk = _disk(objects, where)
        candidates = (new.followed(disk.at(candidates[0]), disk).prefix,)
    return same_plan(old, new, candidates)


def sides(objects: Objects, where: Where, typed: str | None, *, staged: bool) -> tuple[Side, Side]:
    """Return the two sides that hold these states, with all else in them."""
    old, dots, new = _split(typed or "")
    if dots and staged:
        raise QtrackError(
            msg("--staged compares with the index, yet “{range}” names both sides.", range=typed),
            msg("Leave --staged out, or the range."),
        )
    if dots == "...":
        first = _common(objects, old or _HEAD, new or _HEAD)
    else:
        first = _at(objects, old or _HEAD, unborn=not typed)
    if dots:
        return first, _at(objects, new or _HEAD)
    return first, index_side(objects) if staged else _disk(objects, where)


def _split(typed: str) -> tuple[str, str, str]:
    for dots in ("...", ".."):
        old, found, new = typed.partition(dots)
        if found:
            return old, found, new
    return typed, "", ""


def _at(objects: Objects, name: str, *, unborn: bool = False) -> Side:
    """Return what a revision holds; nothing before the first commit, and before a branch's first."""
    repository = objects.repository
    if commit := commit_id(repository, name):
        return _commit(objects, commit, name)
    if tree := object_id(repository, name, "tree"):
        return tree_side(tree_of(objects, tree), name)
    first = _PARENT.sub("", name)
    parents = repository.ask("rev-list", "--parents", "--max-count=1", first, "--") if first != name else None
    if unborn or (parents and len(parents.split()) == 1 and not is_shallow(repository)):
        return tree_side(ObjectTree(objects, {}), name)
    raise _no_such(repository, name)


def _commit(objects: Objects, commit: str, name: Message | str) -> Side:
    return tree_side(tree_of(objects, commit), name, commit)


def _disk(objects: Objects, where: Where) -> Side:
    return disk_side(objects, where.candidates[0], where.folder)


def head_and_disk(objects: Objects, where: Where, name: str | None = None) -> tuple[State, State | None]:
    """Return the plan as it was committed last, wherever it then lay, and as it stands on disk, if it does.

    Before the first commit it holds no files. A `name` is that of another commit than the last.
    """
    head = _at(objects, name or _HEAD, unborn=name is None)
    if where.folder is None:
        return head.known(where.candidates) or head.only() or head.at(where.candidates[0]), None
    return same_plan(head, _disk(objects, where), where.candidates)


def state_at(objects: Objects, where: Where, moment: datetime) -> State | None:
    """Return the plan as it was committed at a moment, None where git knows of none as old.

    What counts is the line from HEAD along first parents, and when each was committed there.
    """
    age = f"--min-age={max(int(moment.timestamp()), 0)}"
    found = objects.repository.ask("rev-list", "--first-parent", "--max-count=1", age, _HEAD, "--")
    if not found or where.folder is None:
        return None
    then = _commit(objects, found.strip(), found[:SHORT])
    state, _ = same_plan(then, _disk(objects, where), where.candidates)
    return state if state.holds_plan else None


def is_shallow(repository: Repository) -> bool:
    """Tell whether this clone was cut off and lacks older commits."""
    return (repository.ask("rev-parse", "--is-shallow-repository") or "").strip() == "true"


def _common(objects: Objects, old: str, new: str) -> Side:
    """Return what the commit holds where two revisions parted, with which A...B compares."""
    repository = objects.repository
    for name in (old, new):
        if commit_id(repository, name) is None:
            raise _no_such(repository, name)
    base = (repository.ask("merge-base", old, new) or "").strip()
    if not base:
        raise QtrackError(
            msg("{old} and {new} have no common ancestor here.", old=old, new=new), _hint(repository)
        )
    return _commit(
        objects, base, msg("{base}, where {old} and {new} part", base=base[:SHORT], old=old, new=new)
    )


def commit_id(repository: Repository, name: str) -> str | None:
    """Return the full id of the commit that a name means, or None."""
    return object_id(repository, name, "commit")


def object_id(repository: Repository, name: str, kind: str) -> str | None:
    """Return the full id of the object of a kind, commit or tree, that a name means, or None."""
    if name.startswith("-"):
        return None
    found = repository.ask("rev-parse", "--verify", "--quiet", f"{name}^{{{kind}}}")
    return found.strip() if found else None


def _no_such(repository: Repository, name: str) -> QtrackError:
    return QtrackError(msg("git has no revision “{name}” here.", name=name), _hint(repository))


def _hint(repository: Repository) -> Message:
    if is_shallow(repository):
        return msg("This is a shallow clone; “git fetch --unshallow” brings the rest of the history.")
    return msg("“git log --oneline” lists revisions; HEAD~1 is the one before the last.")
