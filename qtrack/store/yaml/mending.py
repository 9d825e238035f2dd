"""A file that is no YAML for slips of the keyboard, read on as if each were mended: all are told at once.

Nothing is ever written of this: it only finds what else is wrong, and where.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from qtrack.model.problem import MOST_OF_FILE, Problem
from qtrack.store.yaml.nodes import Node, compose, text_of

#: What is typed with a Chinese keyboard, and the plain sign for it.
_PLAIN: Final = str.maketrans("：，【】\uff3b\uff3d\uff5b\uff5d", ":,[][]{}")
_BLANKS: Final = "\t\u00a0\u2002\u2003\u3000"
_KEPT: Final = 8


class _Shift(NamedTuple):
    """Where a line got longer, and by how much; the column counts from 1."""

    line: int
    column: int
    by: int


class Mended(NamedTuple):
    """The further slips in a file, and what stands in it once all are mended, None where that is no YAML."""

    slips: tuple[Problem, ...]
    root: Node | None
    shifts: tuple[_Shift, ...] = ()

    def told(self, problem: Problem) -> Problem:
        """Return a problem with its column as the file has it."""
        return _told(problem, self.shifts)


@lru_cache(_KEPT)
def mended(path: str, raw: bytes) -> Mended:
    """Return what else is found in a file that cannot be read, beside the first problem of it."""
    text, root = text_of(path, raw), compose(path, raw)
    slips: list[Problem] = []
    shifts: list[_Shift] = []
    while isinstance(text, str) and isinstance(root, Problem) and len(slips) < MOST_OF_FILE:
        after = _mend(text, root.place.line, root.place.column)
        if after is None:
            break
        text, shift = after
        shifts.append(shift)
        root = compose(path, text.encode())
        if isinstance(root, Problem):
            slips.append(_told(root, tuple(shifts)))
    return Mended(tuple(slips), None if isinstance(root, Problem) else root, tuple(shifts))


def _told(problem: Problem, shifts: tuple[_Shift, ...]) -> Problem:
    line, column = problem.place.line, problem.place.column
    for shift in reversed(shifts):
        if shift.line == line and column > shift.column:
            column = max(column - shift.by, shift.column)
    return msgspec.structs.replace(problem, place=msgspec.structs.replace(problem.place, column=column))


def _mend(text: str, line: int, column: int) -> tuple[str, _Shift] | None:
    """Return a text with the sign at a place mended, None where it is none that a hand slips to."""
    lines = text.split("\n")
    if not 0 < line <= len(lines) or not 0 < column <= len(lines[line - 1]):
        return None
    own = lines[line - 1]
    sign, rest = own[column - 1], own[column:]
    if sign in _BLANKS:
        indent = re.match(rf"[ {_BLANKS}]*", own)
        width = indent.end() if indent else 0
        new = own[:width].translate(dict.fromkeys(map(ord, _BLANKS), "  ")) + own[width:]
    else:
        plain = sign.translate(_PLAIN)
        if plain == sign:
            return None
        new = own[: column - 1] + plain + (" " if plain in ":," and rest[:1].strip() else "") + rest
    lines[line - 1] = new
    return "\n".join(lines), _Shift(line, column, len(new) - len(own))
