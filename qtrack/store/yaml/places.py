"""Places that were named by keys only, looked up as lines and columns."""

from functools import cache

import msgspec

from qtrack.model.problem import Place, Problem, in_order
from qtrack.store.tree import Tree
from qtrack.store.yaml.nodes import Node, compose, find, pairs_of, place_of


class Places:
    """Looks places up in a tree; each file is read once, and only if a place in it is asked for."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._roots: dict[str, Node | Problem | None] = {}
        self._pairs = cache(pairs_of)

    def at(self, place: Place) -> Place:
        """Return the place with its line and column; unchanged where the file cannot be read."""
        if place.line:
            return place
        if place.path not in self._roots:
            self._roots[place.path] = self._root(place.path)
        root = self._roots[place.path]
        if root is None or isinstance(root, Problem):
            return place
        found = place_of(place.path, find(root, place.keys, on_key=place.on_key, pairs=self._pairs))
        return msgspec.structs.replace(place, line=found.line, column=found.column)

    def _root(self, path: str) -> Node | Problem | None:
        try:
            return compose(path, self.tree.read(path))
        except OSError:
            return None


def locate(tree: Tree, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems with the line and column of each place that was named by keys only.

    Only files with such places are read again, so a plan without problems costs nothing.
    """
    places = Places(tree)
    found = [msgspec.structs.replace(problem, place=places.at(problem.place)) for problem in problems]
    return in_order(found)
