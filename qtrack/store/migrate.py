"""Migration: the files of an older format to ours, by steps that are pure functions over texts.

A step takes the texts of all YAML files by path, those of format n, and returns those of format n+1. It
leaves the number in plan.yaml alone; that is set here, after the last step. Files are written together, or
none is.
"""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.head import FORMAT
from qtrack.model.problem import Problem
from qtrack.store.disk import forget, make_draft, mode_of, refused
from qtrack.store.reading.format import format_node, newer_format
from qtrack.store.tree import HEAD, LARGEST_FILE, FolderTree, Tree
from qtrack.store.yaml.nodes import TextNode, compose

Texts = Mapping[str, str]
Step = Callable[[Texts], Texts]


def _only_more_keys(texts: Texts) -> Texts:
    """Bring files to a format that has more keys than theirs, and means by theirs what they meant."""
    return texts


#: The step away from each older format, in order; a plan goes through all from its own on.
STEPS: Final[dict[int, Step]] = {1: _only_more_keys}


def migrate(folder: Path, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> tuple[int, list[str]]:
    """Bring the files of a plan to the newest format; return what it was, and which files changed.

    Raises QtrackError where there is no way, a file cannot be read, or the disk refuses; nothing is changed
    then.
    """
    tree = FolderTree(folder)
    head = _text(tree, HEAD)
    node = _format(head)
    before = int(node.value)
    if before > newest:
        raise newer_format(node.value)
    if before == newest:
        return before, []
    if any(number not in steps for number in range(before, newest)):
        raise QtrackError(
            msg("There is no way from format {format} to {newest}.", format=before, newest=newest),
            msg("Look whether plan.yaml states the right format."),
        )
    old = {path: _text(tree, path) for path in sorted(tree.paths()) if path.endswith(".yaml")}
    new = migrated(old, steps, before, newest)
    changes = {path: new.get(path) for path in sorted(old | new) if new.get(path) != old.get(path)}
    changes[HEAD] = changes.pop(HEAD)  # last, so that the number tells the truth if the power fails
    replace_files(folder, changes)
    return before, sorted(changes)


def migrated(texts: Texts, steps: Mapping[int, Step], before: int, newest: int) -> dict[str, str]:
    """Return the texts after all steps from one format to another, with the new number in plan.yaml."""
    for number in range(before, newest):
        texts = steps[number](texts)
    head = texts[HEAD]
    node = _format(head)
    number_at = slice(node.start_mark.index, node.end_mark.index)
    return {**texts, HEAD: head[: number_at.start] + str(newest) + head[number_at.stop :]}


def _format(head: str) -> TextNode:
    root = compose(HEAD, head.encode())
    node = None if isinstance(root, Problem) else format_node(root)
    if node is None:
        raise QtrackError(
            msg("plan.yaml does not say which format the plan is of."),
            msg("“qtrack validate” shows what keeps it from being read."),
        )
    return node


def _text(tree: Tree, path: str) -> str:
    try:
        raw = tree.read(path)
        if len(raw) <= LARGEST_FILE:  # of a larger one the tree gives only a part
            return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        pass  # the same sentence as for a file too large
    raise QtrackError(
        msg("{path} cannot be read. Nothing was changed.", path=path),
        msg("“qtrack validate” shows what keeps it from being read."),
    )


def replace_files(root: Path, texts: Mapping[str, str | bytes | None]) -> None:
    """Write files that may exist already, in the order given, and delete those whose text is None.

    All are changed or none: everything is on the disk under other names before the first gets its own,
    and where the system refuses halfway, what was changed is put back. Raises QtrackError then. Files keep
    their rights, and links stay links.
    """
    before: dict[Path, bytes | None] = {}
    drafts: dict[Path, Path] = {}
    path = root
    try:
        for name, text in texts.items():
            path = Path(os.path.realpath(root / name))
            before[path] = path.read_bytes() if path.exists() else None
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = make_draft(path, text, mode_of(path))
        for path in before:
            if path in drafts:
                drafts[path].replace(path)
            else:
                path.unlink()
    except OSError as error:
        _put_back(before)
        raise refused(path, error) from error
    finally:
        for draft in drafts.values():
            forget(draft)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Give every file that differs its old bytes again; what cannot be put back is left, git has it."""
    for path, held in before.items():
        with contextlib.suppress(OSError):
            if held is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != held:
                path.write_bytes(held)
