"""Two states of a plan, loaded as far as a comparison of them needs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

import msgspec

from qtrack.model.entry import is_entry
from qtrack.model.plan import Plan, natural
from qtrack.model.problem import Level
from qtrack.store.git.trees import ObjectTree, differences, same
from qtrack.store.reading.layout import Holds, holds
from qtrack.store.reading.load import Parsed, load
from qtrack.store.reading.loaded import Loaded
from qtrack.store.tree import HEAD, UNITS, Tree

#: Read on both sides even where they agree: names of units, measures and where they belong.
_CONTEXT: Final = (HEAD, UNITS)
_SPAN: Final = re.compile(rb"^(?:start|end):[^\r\n]*", re.MULTILINE)


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

    def blob(self, path: str) -> str:
        """Return git's id of what a file holds, nothing where git has none."""
        tree = self.instead.get(path, self.tree)
        return tree.blob(path) if isinstance(tree, ObjectTree) else ""

    def read_ahead(self, blobs: Iterable[str]) -> None:
        """Prepare to read these, each once."""
        if isinstance(self.tree, ObjectTree):
            self.tree.objects.read_ahead(blobs)


def load_pair(
    old: Tree, new: Tree, *, whole: bool = False, parsed: Parsed | None = None
) -> tuple[Loaded | None, Loaded | None]:
    """Load both sides; None where a side holds no plan at all.

    Only files that differ are read, with what is needed to understand them, unless `whole`. A side whose
    plan.yaml or units.yaml cannot be read borrows that of the other, so that the rest is still compared;
    its problems are told all the same. A plan is None only where neither side can be read.
    """
    sides: list[Tree] = [
        side if isinstance(side, ObjectTree) else PartTree(side, side.paths()) for side in (old, new)
    ]
    if whole:
        held = [frozenset(filter(_of_plan, side.paths())) for side in sides]
    else:
        gone, come, altered = (
            frozenset(filter(_of_plan, paths)) for paths in differences(sides[0], sides[1])
        )
        entries = altered | gone if parsed else altered | gone | come
        spoken_of = {path.split("/")[1] for path in entries if is_entry(path)}
        holders = {_holder(path) for path in (gone | come if parsed else gone | come | altered)} - {""}
        folders = ["sections", *(f"progress/{one}" for one in (holders if parsed else holders | spoken_of))]
        if HEAD in altered and not _same_span(
            sides[0], sides[1]
        ):  # then tasks drop what returns, or have more of it
            folders.append("tasks")
        tasks = {f"tasks/{holder}.yaml" for holder in spoken_of}
        held = [
            own | altered | _around(side, folders, tasks)
            for own, side in zip((gone, come), sides, strict=True)
        ]
    return _load(old, new, held[0], parsed), _load(new, old, held[1], parsed)


def load_without_entries(old: Tree, new: Tree, plan: Plan) -> Loaded | None:
    """Load the old side but for its entries; None where its files are those of the new one.

    Tasks whose files are the same are taken from the `plan` of the new side.
    """
    before, after = ({*_CONTEXT, *side.paths("sections"), *side.paths("tasks")} for side in (old, new))
    alike = {path for path in before & after if same(old, new, path)}
    if before == after == alike:
        return None
    known = {task.path: task for task in plan.tasks if task.path in alike}
    loaded = load(PartTree(old, before - known.keys()), entries_of=())
    if loaded.plan is None:
        return loaded
    tasks = sorted((*loaded.plan.tasks, *known.values()), key=lambda task: natural(task.id))
    return msgspec.structs.replace(loaded, plan=msgspec.structs.replace(loaded.plan, tasks=tuple(tasks)))


def _of_plan(path: str) -> bool:
    """Tell a plan's files from whatever else lies in its folder, which may be a whole repository."""
    return path in _CONTEXT or path.partition("/")[0] in {"sections", "tasks", "progress"}


def _around(side: Tree, folders: list[str], tasks: set[str]) -> frozenset[str]:
    """Return what is read of a side to understand what differs; nothing where it holds no plan.

    That is all in these folders, as the entries of what came, went or was edited; and where entries differ
    the tasks that name their figures.
    """
    if not any(map(_of_plan, side.names() if isinstance(side, ObjectTree) else side.paths())):
        return frozenset()
    found = {*_CONTEXT, *(path for folder in folders for path in side.paths(folder))}
    return frozenset(found | (tasks & set(side.paths("tasks")) if tasks else set()))


def _same_span(old: Tree, new: Tree) -> bool:
    """Tell whether a glance at plan.yaml is enough to know that the plan starts and ends when it did."""
    try:
        before, after = (sorted(_SPAN.findall(side.read(HEAD))) for side in (old, new))
    except OSError:
        return False
    return before == after and len(before) == len(("start", "end"))


def _holder(path: str) -> str:
    """Return the id of the section or task whose own file this is, else nothing."""
    return PurePosixPath(path).stem if holds(path) in {Holds.SECTION, Holds.TASK} else ""


def _load(tree: Tree, other: Tree, held: frozenset[str], parsed: Parsed | None) -> Loaded | None:
    if not held:
        return None
    part = PartTree(tree, held)
    loaded = parsed.load(part) if parsed else load(part)
    if loaded.plan is None:
        bad = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR} & set(
            _CONTEXT
        )
        borrowed = load(PartTree(tree, held, dict.fromkeys(bad, other)))
        loaded = msgspec.structs.replace(loaded, plan=borrowed.plan)
    return loaded
