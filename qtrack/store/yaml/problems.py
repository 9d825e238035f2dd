"""Problems in their files: the lines of places named by keys only, and what a comment there keeps quiet.

`# qtrack: allow CHECK` in a YAML file keeps one check quiet in one place: at the end of a line it speaks of
that line, alone on a line of the next one. Only what the checks of a loaded plan find can be suppressed,
never what keeps a file from being read; and a suppression of nothing is itself a problem.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import msgspec

from qtrack.locale.message import msg
from qtrack.model.entry import is_entry
from qtrack.model.problem import Level, Place, Problem, Suppression, in_order
from qtrack.store.tree import Tree
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose, find, pairs_of, place_of, walk

#: A line and a column, from 0.
Spot = tuple[int, int]


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
        root = self.root(place.path)
        if root is None or isinstance(root, Problem):
            return place
        found = place_of(place.path, find(root, place.keys, on_key=place.on_key, pairs=self._pairs))
        return msgspec.structs.replace(place, line=found.line, column=found.column)

    def root(self, path: str) -> Node | Problem | None:
        """Return what stands in a file, slips of the keyboard mended; None where there is none."""
        if path not in self._roots:
            self._roots[path] = self._root(path)
        return self._roots[path]

    def _root(self, path: str) -> Node | Problem | None:
        try:
            raw = self.tree.read(path)
        except OSError:
            return None
        root = compose(path, raw)
        if not isinstance(root, Problem):
            return root
        from qtrack.store.yaml.mending import mended

        return mended(path, raw).root


def locate(tree: Tree, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems with the line and column of each place that was named by keys only.

    Only files with such places are read again, so a plan without problems costs nothing.
    """
    places = Places(tree)
    found = [msgspec.structs.replace(problem, place=places.at(problem.place)) for problem in problems]
    return in_order(found)


#: The keys of which a task has one.
_HOMES: Final = {"measure", "section"}


def beside(tree: Tree, told: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what checks find in a plan of which files could be read partly, as far as it can be trusted.

    Where a file has problems, it is what stands in it as a whole: where a key is missing, or a problem is
    told of the value itself or of something in it, the check was given nothing to look at.
    """
    wrong: dict[str, list[Spot]] = {}
    misnamed: set[str] = set()
    for problem in told:
        path = problem.place.path
        wrong.setdefault(path, []).append((problem.place.line - 1, problem.place.column - 1))
        if problem.check == "key-unknown" and dict(problem.message.values).get("nearest") in _HOMES:
            misnamed.add(path)
    places = Places(tree)
    left = []
    for problem in found:
        path, keys = problem.place.path, problem.place.keys
        unnamed = path in misnamed and problem.check == "measure-known" and keys == ("id",)
        if path not in wrong or (not unnamed and _is_whole(places.root(path), problem, wrong[path])):
            left.append(problem)
    return tuple(left)


#: Checks that look at a value by itself, whatever stands beside it in its part; so they do at each id.
_ALONE: Final = {
    "unit-known",
    "measure-known",
    "group-members",
    "dates-in-plan",
    "deliverable-ids",
    "measures-in-order",
    "phone-plain",
    "text-plain",
}


def _is_whole(root: Node | Problem | None, found: Problem, wrong: list[Spot]) -> bool:
    """Tell whether a way of keys leads to the end, to a value that no problem is told of.

    Nor is any of what stands beside it in its part, unless the check looks at the value alone.
    """
    if root is None or isinstance(root, Problem):
        return False
    keys = found.place.keys
    node = whole = root
    for key in keys:
        if isinstance(node, MapNode) and node is not root:
            whole = node
        if isinstance(node, MapNode) and key in (pairs := pairs_of(node)):
            node = pairs[key][1]
        elif isinstance(node, ListNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif isinstance(node, TextNode) and isinstance(key, int):  # names that were to stand in a list
            wrong = [spot for spot in wrong if spot != _span(node)[0]]
        else:
            return False
    if whole is not root and found.check not in _ALONE and keys[-1:] != ("id",):
        node = whole
    start, end = (node.start_mark.line, node.start_mark.column), (node.end_mark.line, node.end_mark.column)
    return not any(start <= spot < end for spot in wrong)


_COMMENT: Final = r"(?:^|\s)(# *qtrack: allow +([a-z-]+(?: *, *[a-z-]+)*) *)$"


def suppressions(path: str, text: str, root: Node) -> tuple[Suppression, ...]:
    """Return the suppressions of one file; the same words inside a value are no comment."""
    found = []
    texts = [_span(node) for node, _ in walk(root) if isinstance(node, TextNode)]
    ways: dict[int, tuple[str, ...]] = {}
    for line_of, way in _ways(root, ()):
        ways.setdefault(line_of, way)
    for number, line in enumerate(text.splitlines(), start=1):
        comment = re.search(_COMMENT, line)
        if comment is None or _inside_one(texts, (number - 1, comment.start(1))):
            continue
        alone = not line[: comment.start(1)].strip()
        place = Place(path, line=number, column=comment.start(1) + 1)
        about = number + 1 if alone else number
        way = ways.get(about, ())
        found += [Suppression(check.strip(), about, place, way) for check in comment.group(2).split(",")]
    return tuple(found)


def _ways(node: Node, way: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line that each value begins in and the keys to it; one of a list goes by its first text."""
    if isinstance(node, MapNode):
        for key, value in node.value:
            below = (*way, str(key.value))
            yield key.start_mark.line + 1, below
            yield from _ways(value, below)
    elif isinstance(node, ListNode):
        for at, part in enumerate(node.value):
            first = part.value[0][1] if isinstance(part, MapNode) and part.value else part
            below = (*way, str(first.value) if isinstance(first, TextNode) else str(at))
            yield part.start_mark.line + 1, below
            yield from _ways(part, below)


def apply_suppressions(problems: Iterable[Problem], quiet: Iterable[Suppression]) -> tuple[Problem, ...]:
    """Return what is left after the suppressions, and a warning for each that suppresses nothing.

    The problems must have their lines. In entries none is told of, since they are never edited: what one
    was needed for may have been corrected since, or was only a matter of the day.
    """
    waiting = {
        (suppression.place.path, suppression.line, suppression.check): suppression for suppression in quiet
    }
    used = set()
    left = []
    for problem in problems:
        key = (problem.place.path, problem.place.line, problem.check)
        if key in waiting:
            used.add(key)
        else:
            left.append(problem)
    for key, suppression in waiting.items():
        if key not in used and not is_entry(suppression.place.path):
            message = msg("nothing here needs “allow {check}”; delete the comment", check=suppression.check)
            left.append(Problem("silence-unused", message, suppression.place, Level.WARNING))
    return in_order(left)


def _span(text: TextNode) -> tuple[Spot, Spot]:
    """Return where a text begins and where it ends."""
    start, end = text.start_mark, text.end_mark
    return (start.line, start.column), (end.line, end.column)


def _inside_one(texts: list[tuple[Spot, Spot]], spot: Spot) -> bool:
    """Tell whether a place lies in the last text that begins before it; texts come in their order."""
    at = bisect_right(texts, spot, key=lambda span: span[0])
    return at > 0 and spot < texts[at - 1][1]
