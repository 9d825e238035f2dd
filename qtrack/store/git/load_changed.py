"""Two states of a plan, loaded as far as a comparison of them needs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from qtrack.model.ids import SECTION_ID, TASK_ID
from qtrack.model.problem import Level
from qtrack.store.git.objects import same
from qtrack.store.head import HEAD, UNITS
from qtrack.store.load import Loaded, load
from qtrack.store.tree import Tree

#: Read on both sides even where they agree: names of units, measures and where they belong.
_CONTEXT: Final = (HEAD, UNITS)


class PartTree:
    """Some of the files of a tree; those named in `instead` are read from another tree."""

    def __init__(self, tree: Tree, held: Iterable[str], instead: Mapping[str, Tree] | None = None) -> None:
        self.tree = tree
        self.held = tuple(held)
        self.instead = dict(instead or {})

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of the held files below `under`."""
        prefix = f"{under}/" if under else ""
        return (path for path in self.held if path.startswith(prefix))

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        return self.instead.get(path, self.tree).read(path)


def load_pair(old: Tree, new: Tree, *, whole: bool = False) -> tuple[Loaded | None, Loaded | None]:
    """Load both sides; None where a side holds no plan at all.

    Only files that differ are read, with what is needed to understand them, unless `whole`. A side whose
    plan.yaml or units.yaml cannot be read borrows that of the other, so that the rest is still compared;
    its problems are told all the same. A plan is None only where neither side can be read.
    """
    before, after = (frozenset(filter(_of_plan, side.paths())) for side in (old, new))
    wanted = before | after if whole else _wanted(old, new, before, after)
    return _load(old, new, before & wanted), _load(new, old, after & wanted)


def load_without_entries(old: Tree, new: Tree) -> Loaded | None:
    """Load the old side but for its entries; None where its files are those of the new one."""
    before, after = ({*_CONTEXT, *side.paths("sections"), *side.paths("tasks")} for side in (old, new))
    if before == after and all(same(old, new, path) for path in before):
        return None
    return load(old, entries_of=())


def _of_plan(path: str) -> bool:
    """Tell a plan's files from whatever else lies in its folder, which may be a whole repository."""
    return path in _CONTEXT or path.partition("/")[0] in {"sections", "tasks", "progress"}


def _wanted(old: Tree, new: Tree, before: frozenset[str], after: frozenset[str]) -> frozenset[str]:
    """Return the files that differ, the context, and what hangs on a section or task that came or went."""
    came_or_went = {_holder(path) for path in before ^ after} - {""}
    return frozenset(
        {path for path in before & after if not same(old, new, path)}
        | (before ^ after)
        | {path for path in before & after if path.startswith("sections/")}
        | {path for path in before & after if _subject(path) in came_or_went}
        | set(_CONTEXT)
    )


def _subject(path: str) -> str:
    """Return the section or task in whose folder of entries a file lies, else nothing."""
    return path.split("/")[1] if path.startswith("progress/") else ""


def _holder(path: str) -> str:
    """Return the id of the section or task whose own file this is, else nothing."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    is_holder = (folder == "sections" and SECTION_ID.fullmatch(stem)) or (
        folder == "tasks" and TASK_ID.fullmatch(stem)
    )
    return stem if is_holder else ""


def _load(tree: Tree, other: Tree, held: frozenset[str]) -> Loaded | None:
    if not held:
        return None
    loaded = load(PartTree(tree, held))
    if loaded.plan is None:
        bad = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR} & set(
            _CONTEXT
        )
        borrowed = load(PartTree(tree, held, dict.fromkeys(bad, other)))
        loaded = msgspec.structs.replace(loaded, plan=borrowed.plan)
    return loaded
