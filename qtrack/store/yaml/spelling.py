"""How values are spelled in YAML, and what a file says whichever way they are spelled."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from qtrack.model.problem import Problem
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose
from qtrack.store.yaml.reader import says_nothing

#: What stands behind a key: a text, a list of texts, keys with values, or a list of such.
Value = str | Sequence["Value"] | Mapping[str, "Value"]
#: A way into a file: keys, and positions in lists.
Keys = tuple[str | int, ...]


class NotPlainError(Exception):
    """A place is written so that an edit might change more than it is asked to; the caller says so."""


def content(node: Node) -> Any:  # noqa: ANN401 - texts, lists and dicts
    """Return what a node says, as texts, lists and dicts; raise NotPlainError for keys that are no texts."""
    if isinstance(node, MapNode):
        found = {key.value: content(value) for key, value in node.value if isinstance(key, TextNode)}
        if len(found) < len(node.value):
            raise NotPlainError
        return found
    if isinstance(node, ListNode):
        return [content(part) for part in node.value]
    return "" if says_nothing(node) else node.value


def as_content(value: Value) -> Any:  # noqa: ANN401 - as `content` returns it
    """Return what a value says as `content` does."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: as_content(part) for key, part in value.items()}
    return [as_content(part) for part in value]


def written(value: Value, *, flow: bool, quote: str | None = "") -> str:
    """Return a value as it stands in one line; a text in quotes where it needs them, or had them."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {written(part, flow=True)}' for key, part in value.items())}}}"
    if not isinstance(value, str):
        return f"[{', '.join(written(part, flow=True) for part in value)}]"
    quoted = {"'": f"'{value.replace(chr(39), chr(39) * 2)}'", '"': json.dumps(value, ensure_ascii=False)}
    for text in (*([quoted[quote]] if quote in quoted else []), value, *quoted.values()):
        if _reads(text, value, flow=flow):
            return text
    raise NotPlainError


def _reads(text: str, value: str, *, flow: bool) -> bool:
    """Tell whether a text stands for a value behind a key, and for nothing else."""
    root = compose("", (f"{{k: {text}}}" if flow else f"k: {text}").encode())
    with suppress(NotPlainError):
        return not isinstance(root, Problem) and content(root) == {"k": value} and bool(value)
    return False


def laid(held: Any, keys: Keys, value: Value) -> Any:  # noqa: ANN401 - as `content` returns it
    """Return what a file says with a value behind keys."""
    if not keys:
        return as_content(value)
    key, *rest = keys
    if isinstance(key, int):
        return [laid(part, tuple(rest), value) if at == key else part for at, part in enumerate(held)]
    there = held or {}
    return {**there, key: laid(there.get(key), tuple(rest), value)}


def bared(held: Any, keys: Keys) -> Any:  # noqa: ANN401 - as `content` returns it
    """Return what a file says without what is behind keys."""
    key, *rest = keys
    if isinstance(key, int):
        return [bared(part, tuple(rest)) if at == key else part for at, part in enumerate(held)]
    inner = bared(held[key], tuple(rest)) if rest and held.get(key) else None
    return {name: inner if name == key else part for name, part in held.items() if name != key or inner}


def as_lines(key: str, value: Value, column: int, line_end: str) -> str:
    """Return a key and its value as lines; keys below it are indented."""
    if isinstance(value, Mapping):
        inner = " " * (column + 2)
        lines = (as_lines(below, part, column + 2, line_end) for below, part in value.items())
        return line_end.join((f"{key}:", *(f"{inner}{line}" for line in lines)))
    if isinstance(value, list):
        dash = f"{line_end}{' ' * (column + 2)}- "
        return "".join((f"{key}:", *(dash + lines_of(part, column + 4, line_end) for part in value)))
    return f"{key}: {written(value, flow=not isinstance(value, str))}"


def lines_of(item: Mapping[str, Value], column: int, line_end: str) -> str:
    """Return keys with values a line each, the first without its indent."""
    lines = (as_lines(key, value, column, line_end) for key, value in item.items())
    return f"{line_end}{' ' * column}".join(lines)


def new_file(item: Mapping[str, Value], like: bytes) -> bytes:
    """Return a file of its own; its line ends, and a first line for editors, are those of another."""
    line_end = "\r\n" if b"\r\n" in like else "\n"
    first = like.decode("utf-8-sig", "replace").splitlines()[:1]
    head = [line for line in first if line.startswith("# yaml-language-server:")]
    return f"{line_end.join([*head, lines_of(item, 0, line_end)])}{line_end}".encode()
