"""A plan with some of its files edited, before anything is written."""

from collections.abc import Collection, Iterator, Mapping

from qtrack.model.head import PlanHead
from qtrack.model.plan import Section, Task
from qtrack.model.units import Register
from qtrack.store.reading.load import Loader
from qtrack.store.reading.loaded import Loaded, Parts
from qtrack.store.tree import HEAD, UNITS, Tree


class EditedTree:
    """A tree of which some files say something else, are new, or are gone, which None stands for."""

    def __init__(self, tree: Tree, texts: Mapping[str, bytes | None]) -> None:
        self._tree, self._texts = tree, texts

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`."""
        prefix = f"{under}/" if under else ""
        yield from (path for path in self._tree.paths(under) if path not in self._texts)
        yield from (
            path for path, text in self._texts.items() if path.startswith(prefix) and text is not None
        )

    def read(self, path: str) -> bytes:
        """Return the bytes of one file; raise OSError where it cannot be read."""
        if path not in self._texts:
            return self._tree.read(path)
        text = self._texts[path]
        if text is None:
            raise FileNotFoundError(path)
        return text


def load_edited(before: Loaded, tree: Tree, edited: Collection[str]) -> Loaded:
    """Load a plan of which only these files are other than they were when it was loaded before."""
    found = Loader(tree)
    there = set(tree.paths())
    for path in edited:
        if path in there:
            found.take(path)
    plan = before.checkable
    if plan is None:
        return found.loaded()
    kept: dict[str, PlanHead | Register | Section | Task] = {}
    if HEAD not in before.broken:
        kept[HEAD] = plan.head
    if UNITS not in before.broken:
        kept[UNITS] = plan.register
    kept |= {holder.path: holder for holder in plan.holders.values()}
    others = Parts()
    for path, value in kept.items():
        if path not in edited:
            others.put(value)
    again = {name for path in edited for name in (path, path.rpartition("/")[2].removesuffix(".yaml"))}
    others.broken = set(before.broken - again)
    others.problems = [problem for problem in before.problems if problem.place.path not in edited]
    others.suppressions = [quiet for quiet in before.suppressions if quiet.place.path not in edited]
    found.add(others)
    return found.loaded(plan.entries)
