"""Parts of a list in a YAML file: put in, taken out, carried elsewhere; comments go with what they stand at.

A comment stands at a part where it lies within it, behind it on its line, right above it, or right below it
and further in than the list. Blank lines stay where they are.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from qtrack.model.problem import Problem
from qtrack.store.yaml.edit import REST, edited, end_of, has_comment, line_end, with_value, without_value
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, compose, pairs_of
from qtrack.store.yaml.spelling import (
    Keys,
    NotPlainError,
    Value,
    as_content,
    content,
    laid,
    lines_of,
    written,
)

_COMMENT: Final = re.compile(r"( *)#[^\n]*\n")


class Piece(msgspec.Struct, frozen=True):
    """A part of a list: what it says, its lines from the comments above it on, and the column of its dash."""

    says: Any
    lines: str
    column: int = 0
    commented: bool = False


def with_item(path: str, raw: bytes, keys: Keys, item: str | Mapping[str, Value]) -> bytes:
    """Return a file of the plan with one more part in a list, behind the last and written like it.

    Raises NotPlainError.
    """
    held = _list(path, raw, keys)
    if held is None:
        return with_value(path, raw, keys, (item,) if isinstance(item, str) else [item])
    last = held.value[-1]
    lines = written(item, flow=True) if isinstance(item, str) or last.flow_style else lines_of(item, 2, "\n")
    return with_piece(path, raw, keys, Piece(as_content(item), f"- {lines}\n"), len(held.value))


def with_piece(path: str, raw: bytes, keys: Keys, piece: Piece, at: int) -> bytes:
    """Return a file of the plan with a part in a list that is this one there; raise NotPlainError."""
    held = _list(path, raw, keys)
    if held is None:
        raw = with_value(path, raw, keys, [piece.says])
        return _respelled(path, raw, keys, piece)
    there = [*map(content, held.value)]
    more = [*there[:at], piece.says, *there[at:]]
    return _edited(path, raw, lambda text: _put(text, held, piece, at), lambda old: laid(old, keys, more))


def taken(path: str, raw: bytes, keys: Keys) -> tuple[bytes, Piece]:
    """Return a file of the plan without a part of a list, and that part; raise NotPlainError.

    The key of the list goes with its last part, unless a comment stands behind it.
    """
    *shelf, at = keys
    own = tuple(shelf)
    held = _list(path, raw, own)
    if held is None or not isinstance(at, int) or at >= len(held.value):
        raise NotPlainError
    piece = _piece(_ended(raw.decode("utf-8-sig")), held, at)
    left = [content(part) for number, part in enumerate(held.value) if number != at]
    if left or not held.flow_style:
        raw = _edited(path, raw, lambda text: _cut(text, held, at), lambda old: laid(old, own, left or ""))
    if left:
        return raw, piece
    try:
        return without_value(path, raw, own), piece
    except NotPlainError:
        return with_value(path, raw, own, ()), piece


def _list(path: str, raw: bytes, keys: Keys) -> ListNode | None:
    """Return a list that something is in, None where there is none."""
    root = compose(path, raw)
    if isinstance(root, Problem) or not isinstance(root, MapNode):
        raise NotPlainError
    held: Node | None = root
    for key in keys:
        pair = pairs_of(held).get(key) if isinstance(held, MapNode) else None
        held = pair[1] if pair else None
    return held if isinstance(held, ListNode) and held.value else None


def _piece(text: str, held: ListNode, at: int) -> Piece:
    part = held.value[at]
    if held.flow_style:
        return Piece(content(part), f"- {written(content(part), flow=True)}\n")
    cut = _lines(text, held, at)
    lines = text[cut].replace("\r\n", "\n")
    return Piece(content(part), lines, held.start_mark.column, has_comment(text, cut, held))


def _cut(text: str, held: ListNode, at: int) -> str:
    if held.flow_style:
        before, own = held.value[max(at - 1, 0)], held.value[at]
        cut = slice(end_of(text, before, before), end_of(text, own, own))
        if not at:
            cut = slice(own.start_mark.index, held.value[1].start_mark.index)
        if has_comment(text, cut, held):
            raise NotPlainError
    else:
        cut = _lines(text, held, at)
    return text[: cut.start] + text[cut.stop :]


def _put(text: str, held: ListNode, piece: Piece, at: int) -> str:
    last = at == len(held.value)
    if held.flow_style:
        if piece.commented:
            raise NotPlainError
        shown = written(piece.says, flow=True)
        place = held.value[at - 1 if last else at]
        spot = end_of(text, place, place) if last else place.start_mark.index
        return text[:spot] + (f", {shown}" if last else f"{shown}, ") + text[spot:]
    spot = _lines(text, held, at - 1).stop if last else _lines(text, held, at).start
    return text[:spot] + _shifted(text, piece, held) + text[spot:]


def _respelled(path: str, raw: bytes, keys: Keys, piece: Piece) -> bytes:
    """Write the one part of a list as it was written where it comes from."""
    held = _list(path, raw, keys)
    if held is None or held.flow_style:
        if piece.commented:
            raise NotPlainError
        return raw

    def edit(text: str) -> str:
        cut = _lines(text, held, 0)
        return text[: cut.start] + _shifted(text, piece, held) + text[cut.stop :]

    return _edited(path, raw, edit, lambda old: old)


def _shifted(text: str, piece: Piece, held: ListNode) -> str:
    """Return the lines of a part as they stand in a list."""
    further = held.start_mark.column - piece.column
    lines = piece.lines.splitlines(keepends=True)
    if further >= 0:
        moved = [" " * further + line if line.strip() else line for line in lines]
    else:
        moved = [line[min(-further, len(line) - len(line.lstrip(" "))) :] for line in lines]
    return "".join(moved).replace("\n", line_end(text, held.start_mark.index))


def _lines(text: str, held: ListNode, at: int) -> slice:
    """Return the lines of a part of a list, those of the comments that stand at it included."""
    part, column = held.value[at], held.start_mark.column
    dash = re.compile(rf" {{{column}}}-(?=[ \r\n])")
    start = _line(text, part.start_mark.index)
    while not dash.match(text, start):
        if not start:
            raise NotPlainError
        start = _line(text, start - 1)
    while start:
        above = _line(text, start - 1)
        comment = _COMMENT.fullmatch(text, above, start)
        if comment is None or (at and len(comment[1]) > column):
            break
        start = above
    rest = REST.match(text, end_of(text, part, part))
    if rest is None:
        raise NotPlainError
    stop = rest.end()
    while (comment := _COMMENT.match(text, stop)) and len(comment[1]) > column:
        stop = comment.end()
    return slice(start, stop)


def _line(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def _edited(path: str, raw: bytes, edit: Callable[[str], str], expected: Callable[[Any], Any]) -> bytes:
    """Return a file after an edit of lines, all of which end while it is made, the last one, too."""

    def edit_lines(text: str, _: Node) -> str:
        made = edit(_ended(text))
        return made if text.endswith("\n") else made.removesuffix("\n").removesuffix("\r")

    return edited(path, raw, edit_lines, expected)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + line_end(text, len(text))
