"""One value of a YAML file set, put in or taken out; every other byte stays as it is.

A file is never written anew: its nodes tell where a value stands, and only that slice of the text changes.
What came of it is read again, and is refused where anything but what was asked would read otherwise, or
where a comment would go.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any, Final

from qtrack.model.annotations import member_type
from qtrack.model.head import PlanHead
from qtrack.model.plan import Section, Task
from qtrack.model.problem import Problem
from qtrack.model.units import Register
from qtrack.store.tree import HEAD, UNITS
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose, pairs_of, walk
from qtrack.store.yaml.reader import says_nothing
from qtrack.store.yaml.refusals import types_of
from qtrack.store.yaml.spelling import (
    Keys,
    NotPlainError,
    Value,
    as_lines,
    bared,
    content,
    laid,
    written,
)

#: What the files of a plan are read into; those of tasks aside.
_KINDS: Final = {HEAD: PlanHead, UNITS: Register, "sections": Section}


def with_value(path: str, raw: bytes, keys: Keys, value: Value) -> bytes:
    """Return a file of the plan with a value behind keys; a key that is not there yet is put in.

    It stands in the order of the fields. Raises NotPlainError.
    """
    kind = _KINDS.get(path.partition("/")[0], Task)
    return edited(
        path, raw, lambda text, root: _set(text, root, keys, value, kind), lambda old: laid(old, keys, value)
    )


def without_value(path: str, raw: bytes, keys: Keys) -> bytes:
    """Return a file with a key taken out, if it is there, and what holds it where nothing else is in that.

    Raises NotPlainError.
    """
    return edited(path, raw, lambda text, root: _taken_out(text, root, keys), lambda old: bared(old, keys))


def edited(path: str, raw: bytes, edit: Callable[[str, Node], str], expected: Callable[[Any], Any]) -> bytes:
    """Return a file after an edit of its text, if it says then what is expected; else raise NotPlainError."""
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    root = compose(path, raw)
    if isinstance(root, Problem):
        raise NotPlainError
    found = edit(raw.decode("utf-8-sig"), root).encode()
    read = compose(path, found)
    if isinstance(read, Problem) or content(read) != expected(content(root)):
        raise NotPlainError
    return mark + found


# --- setting a value -------------------------------------------------------------------------------------


def _set(text: str, node: Node, keys: Keys, value: Value, kind: Any) -> str:  # noqa: ANN401 - any annotation
    key, *rest = keys
    if isinstance(node, ListNode) and isinstance(key, int) and key < len(node.value):
        return _set(text, node.value[key], tuple(rest), value, kind)
    if not isinstance(node, MapNode) or not isinstance(key, str):
        raise NotPlainError
    there = pairs_of(node).get(key)
    if there and rest and not says_nothing(there[1]):
        return _set(text, there[1], tuple(rest), value, member_type(types_of(kind)[key]))
    for below in reversed(rest):
        value = {str(below): value}
    if there:
        return _replaced(text, *there, value, flow=bool(node.flow_style))
    return _put_in(text, node, key, value, list(types_of(kind)))


def _replaced(text: str, name: TextNode, held: Node, value: Value, *, flow: bool) -> str:
    start, end = held.start_mark.index, end_of(text, name, held)
    if says_nothing(held) and not held.value:
        return f"{text[:end]} {written(value, flow=True)}{text[end:]}"
    if text[start] in "&!*" or has_comment(text, slice(start, end), held):
        raise NotPlainError
    if isinstance(held, ListNode) and not held.flow_style and isinstance(value, tuple) and value:
        line = f"{line_end(text, start)}{' ' * held.start_mark.column}"
        new = line.join(f"- {written(part, flow=False)}" for part in value)
    else:
        inside = flow or not isinstance(value, str)
        new = written(value, flow=inside, quote=held.style if isinstance(held, TextNode) else "")
    return text[:start] + new + text[end:]


def _put_in(text: str, node: MapNode, key: str, value: Value, order: list[str]) -> str:
    """Put a key behind the nearest before it in the order of the fields that is there."""
    there = pairs_of(node)
    before = next((name for name in reversed(order[: order.index(key)]) if name in there), None)
    at = end_of(text, *there[before]) if before else 0
    if node.flow_style:
        pair = f"{key}: {written(value, flow=True)}"
        if before:
            return f"{text[:at]}, {pair}{text[at:]}"
        at = node.start_mark.index + 1
        return f"{text[:at]}{pair}{', ' if there else ''}{text[at:]}"
    column = node.start_mark.column
    if not before:
        at = node.start_mark.index
        end = line_end(text, at)
        return f"{text[:at]}{as_lines(key, value, column, end)}{end}{' ' * column}{text[at:]}"
    return _line_behind(text, at, " " * column + as_lines(key, value, column, line_end(text, at)))


def _line_behind(text: str, at: int, line: str) -> str:
    """Put a line behind the one that a place is in, of which nothing else may be left but a comment."""
    rest = REST.match(text, at)
    if rest is None:
        raise NotPlainError
    if not rest[2]:
        return f"{text[: rest.end()]}{line_end(text, at)}{line}{text[rest.end() :]}"
    return f"{text[: rest.end()]}{line}{rest[2]}{text[rest.end() :]}"


def renamed(path: str, raw: bytes, key: str, other: str, value: str) -> bytes:
    """Return a file with a key of its own by another name, or the same, and another value; comments stay.

    Raises NotPlainError.
    """

    def edit(text: str, root: Node) -> str:
        if (
            not isinstance(root, MapNode)
            or key not in pairs_of(root)
            or (other != key and other in pairs_of(root))
        ):
            raise NotPlainError
        name, held = pairs_of(root)[key]
        text = _replaced(text, name, held, value, flow=bool(getattr(root, "flow_style", False)))
        return text[: name.start_mark.index] + other + text[name.end_mark.index :]

    return edited(
        path, raw, edit, lambda old: {other: value} | {own: said for own, said in old.items() if own != key}
    )


# --- taking a key out ------------------------------------------------------------------------------------


def _taken_out(text: str, root: Node, keys: Keys) -> str:
    way: list[tuple[MapNode, str]] = []
    node = root
    for key in keys:
        if isinstance(node, MapNode) and isinstance(key, str) and key in pairs_of(node):
            way.append((node, key))
            node = pairs_of(node)[key][1]
        elif isinstance(node, ListNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            return text
    while len(way) > 1 and len(way[-1][0].value) == 1:
        way.pop()
    holder, key = way[-1]
    cut = _pair_in_flow(text, holder, key) if holder.flow_style else _lines_of(text, holder, key)
    if has_comment(text, cut, holder):
        raise NotPlainError
    return text[: cut.start] + text[cut.stop :]


def has_comment(text: str, cut: slice, within: Node) -> bool:
    """Tell whether a part of the text has a comment; signs of texts are none."""
    signs = list(text)
    for node, _ in walk(within):
        if isinstance(node, TextNode) and node.style not in _BLOCKS:
            start, end = node.start_mark.index, node.end_mark.index
            signs[start:end] = " " * (end - start)
    return "#" in signs[cut]


def _pair_in_flow(text: str, holder: MapNode, key: str) -> slice:
    pairs = list(holder.value)
    at = next(at for at, (name, _) in enumerate(pairs) if name.value == key)
    if at:
        return slice(end_of(text, *pairs[at - 1]), end_of(text, *pairs[at]))
    following = pairs[1][0].start_mark.index if len(pairs) > 1 else end_of(text, *pairs[0])
    return slice(pairs[0][0].start_mark.index, following)


def _lines_of(text: str, holder: MapNode, key: str) -> slice:
    name, held = pairs_of(holder)[key]
    start = name.start_mark.index - name.start_mark.column
    rest = REST.match(text, end_of(text, name, held))
    if rest is None or text[start : name.start_mark.index].strip():
        raise NotPlainError
    return slice(start, rest.end())


# --- places and spelling ---------------------------------------------------------------------------------

_BLOCKS: Final = ("|", ">")
#: What may be left of a line behind a value: a comment, and its end.
REST: Final = re.compile(r"[ \t]*(#[^\r\n]*)?(\r\n|\n|\Z)")
_COLON: Final = re.compile(r"[ \t]*:")


def end_of(text: str, name: TextNode, held: Node) -> int:
    """Return where a value ends; nodes of several lines end only where something else begins."""
    if isinstance(held, TextNode):
        if says_nothing(held) and not held.value:
            colon = _COLON.match(text, name.end_mark.index)
            if colon is None:
                raise NotPlainError
            return colon.end()
        end = int(held.end_mark.index)
        return len(text[:end].rstrip()) if held.style in _BLOCKS else end
    if not isinstance(held, MapNode | ListNode) or held.flow_style:
        return int(held.end_mark.index)
    return end_of(text, *held.value[-1]) if isinstance(held, MapNode) else end_of(text, name, held.value[-1])


def line_end(text: str, at: int) -> str:
    """Return how lines end around a place."""
    before, after = text.rfind("\n", 0, at), text.find("\n", at)
    found = before if before >= 0 else after
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"
