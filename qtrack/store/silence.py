"""Silences: `# qtrack: allow CHECK` in a YAML file keeps one check quiet in one place.

At the end of a line it speaks of that line, alone on a line of the next one. Only what the checks of
a loaded plan find can be silenced, never what keeps a file from being read; and a silence that
silences nothing is itself a problem.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from qtrack.locale.message import msg
from qtrack.model.problem import Level, Place, Problem, in_order
from qtrack.store.nodes import ListNode, MapNode, Node, TextNode

#: What the bytes of a file with a silence hold; all others are not looked at again.
MARKER: Final = b"qtrack: allow"

_COMMENT: Final = re.compile(r"(?:^|\s)(# *qtrack: allow +([a-z-]+(?: *, *[a-z-]+)*) *)$")


class Silence(msgspec.Struct, frozen=True):
    """One check kept quiet in line `line` of a file; `place` is where the comment stands."""

    check: str
    line: int
    place: Place


def silences(path: str, text: str, root: Node) -> tuple[Silence, ...]:
    """Return the silences of one file; the same words inside a value are no comment."""
    found = []
    texts = _texts(root)
    for number, line in enumerate(text.splitlines(), start=1):
        comment = _COMMENT.search(line)
        if comment is None or _inside_one(texts, number - 1, comment.start(1)):
            continue
        alone = not line[: comment.start(1)].strip()
        place = Place(path, line=number, column=comment.start(1) + 1)
        about = number + 1 if alone else number
        found += [Silence(check.strip(), about, place) for check in comment.group(2).split(",")]
    return tuple(found)


def settle(problems: Iterable[Problem], quiet: Iterable[Silence]) -> tuple[Problem, ...]:
    """Return what is left after the silences, and a warning for each that silences nothing.

    The problems must have their lines.
    """
    waiting = {(each.place.path, each.line, each.check): each for each in quiet}
    used = set()
    left = []
    for problem in problems:
        key = (problem.place.path, problem.place.line, problem.check)
        if key in waiting:
            used.add(key)
        else:
            left.append(problem)
    for key, silence in waiting.items():
        if key not in used:
            message = msg("nothing here needs “allow {check}”; delete the comment", check=silence.check)
            left.append(Problem("silence-unused", message, silence.place, Level.WARNING))
    return in_order(left)


def _texts(root: Node) -> list[TextNode]:
    """Return every text of a file, without recursion: a file may be nested deeper than Python's stack."""
    found = []
    waiting = [root]
    while waiting:
        match waiting.pop():
            case MapNode(value=pairs):
                waiting += [each for pair in pairs for each in pair]
            case ListNode(value=nodes):
                waiting += nodes
            case TextNode() as text:
                found.append(text)
    return found


def _inside_one(texts: list[TextNode], line: int, column: int) -> bool:
    return any(
        (each.start_mark.line, each.start_mark.column)
        <= (line, column)
        < (each.end_mark.line, each.end_mark.column)
        for each in texts
    )
