"""How values are spelled in YAML, and what a file says whichever way they are spelled."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from qtrack.model.problem import Problem
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose

#: What stands behind a key: a text, a list of texts, keys with values, or a list of such.
Value = str | Sequence["Value"] | Mapping[str, "Value"]


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


def says_nothing(node: Node) -> bool:
    """Tell whether nothing stands behind a key, or what stands for nothing."""
    return isinstance(node, TextNode) and not node.style and node.value in {"", "~", "null"}


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
