"""YAML text to nodes with their places; what does not parse becomes one problem in plain words.

Every machine finds the same, whichever PyYAML it has, with libyaml or without: libyaml only ever says yes,
and only to what both loaders read alike; all else is decided by PyYAML's own.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

import yaml

from qtrack.locale.message import msg
from qtrack.model.problem import Level, Place, Problem
from qtrack.store.tree import LARGEST_FILE, NotAFileError, Tree, reason
from qtrack.store.yaml.typo_hints import control_character, slip_of_encoding, syntax

Node = yaml.nodes.Node
MapNode = yaml.nodes.MappingNode
ListNode = yaml.nodes.SequenceNode
TextNode = yaml.nodes.ScalarNode

_DEEPEST: Final = 50
#: So many files are kept as they were read; whoever looks for a place in one does so at once.
_KEPT: Final = 8


def _fast_loaders() -> Any:  # noqa: ANN401 - types that PyYAML may not have
    """Return what composes by libyaml, and what counts levels besides; None where this machine has none.

    They give no node the tag of its kind: nobody asks for that, and a third of the time would go into it.
    They refuse what they read otherwise than PyYAML's own: where nothing stands they disagree on its place.
    """
    if not yaml.__with_libyaml__:
        return None

    class UntaggedLoader(yaml.CBaseLoader):
        def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
            if kind is TextNode and not value and implicit[0]:
                raise yaml.YAMLError
            return ""

    class CountingLoader(UntaggedLoader):
        depth = 0

        def descend_resolver(self, *_: object) -> None:
            self.depth += 1
            if self.depth > _DEEPEST:
                raise yaml.YAMLError

        def ascend_resolver(self) -> None:
            self.depth -= 1

    return UntaggedLoader, CountingLoader


FAST_LOADERS: Final = _fast_loaders()
_LOADER: Final = yaml.BaseLoader


def read_raw(tree: Tree, path: str) -> bytes | Problem:
    """Return the bytes of a file, or the one problem that keeps it from being read from the disk."""
    try:
        return tree.read(path)
    except FileNotFoundError:
        message = msg("this file is missing; every plan has one")
        return Problem("file-missing", message, Place.top(path))
    except NotAFileError as error:
        return Problem("file-unreadable", error.message, Place.top(path))
    except OSError as error:
        message = msg("this file cannot be read: {why}", why=reason(error))
        return Problem("file-unreadable", message, Place.top(path))


def byte_order_mark(path: str, raw: bytes) -> tuple[Problem, ...]:
    """Return the warning of a byte order mark, if the file begins with one; the text is read all the same."""
    if not raw.startswith(BOM_UTF8):
        return ()
    message = msg("this file begins with a byte order mark; save it as UTF-8 without BOM")
    return (Problem("encoding", message, Place.top(path), Level.WARNING),)


def too_large(path: str) -> Problem:
    """Return the problem of a file that is larger than any of a plan."""
    message = msg("this file has more than {most} bytes; no file of a plan has so many", most=LARGEST_FILE)
    return Problem("file-size", message, Place.top(path))


def text_of(path: str, raw: bytes) -> str | Problem:
    """Return the text of a file, or the one problem that keeps it from being read as text."""
    if len(raw) > LARGEST_FILE:
        return too_large(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error)


@lru_cache(_KEPT)
def compose(path: str, raw: bytes) -> Node | Problem:
    """Return the root node of a file, not to be altered, or the one problem that keeps it from being read."""
    text = text_of(path, raw)
    if isinstance(text, Problem):
        return text
    root = _composed(path, text)
    if root is None:
        return Problem("file-empty", msg("this file is empty"), Place.top(path))
    return root


def _composed(path: str, text: str) -> Node | Problem | None:
    in_brackets = "?" in text and ("[" in text or "{" in text)  # where the loaders read it differently
    usual = text.replace("\n", "").isprintable() and "#" not in text and "!" not in text
    if FAST_LOADERS is not None and not in_brackets and (usual or not re.search(_UNUSUAL, text)):
        loader = FAST_LOADERS[_may_be_deep(text)]
        with suppress(yaml.YAMLError):
            root = None if _refused(path, text, loader) else yaml.compose(text, Loader=loader)
            if root is not None:
                return root
    return _decided(path, text)


def _may_be_deep(text: str) -> bool:
    """Tell whether levels are to be counted: each takes a sign, which may open two, or a deeper line."""
    signs = sum(map(text.count, ("[", "{", "- ", "-\n", "-\r", "? ", "?\n", "?\r")))
    return signs >= _DEEPEST * 2 // 5 or "\n" + " " * (_DEEPEST // 5) in text


#: Other signs that they read differently: tabs, byte order marks, a note close behind “|”, tags.
_UNUSUAL: Final = r"[\t\ufeff\U0010fffd-\U0010ffff]|[|>][-+0-9]*#|(?<![^\s\[{,:-])!"

#: What PyYAML's own loader misreads: “?” within a word, and codes in double quotes of no character.
_MISREAD: Final = r"\\\\|\\u(?=[dD][89a-fA-F])|\\U(?!0010|000[^0]|0000(?![dD][89a-fA-F]))|(?<=[^\s\[{,])\?"
#: What it is given instead, signs that no text holds, and what they were.
_INSTEAD: Final = {"?": "\U0010fffd", "\\u": "\\\U0010fffe", "\\U": "\\\U0010ffff"}
_WAS: Final = {0x10FFFD: "?", 0x10FFFE: "u", 0x10FFFF: "U"}
#: Tabs between words, for which it takes only blanks; those to indent stay what they are, a mistake.
_TABS: Final = r"(?<=\S)[ \t]+"


def _decided(path: str, text: str) -> Node | Problem | None:
    found: Node | Problem | None = control_character(path, text)
    if found:
        return found
    plain = re.sub(_MISREAD, lambda sign: _INSTEAD.get(sign[0], sign[0]), text)
    for attempt in (plain, re.sub(_TABS, lambda blanks: " " * len(blanks[0]), plain)):
        found = _attempted(path, text, attempt)
        if not isinstance(found, Problem) or "\t" not in text:
            break
    return found


def _attempted(path: str, text: str, attempt: str) -> Node | Problem | None:
    try:
        root = _refused(path, attempt, _LOADER) or yaml.compose(attempt, Loader=_LOADER)
    except RecursionError:
        return _refused(path, attempt, _LOADER, surely=True)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a directive with a number without end
        return syntax(path, text, attempt, error)
    if root is None or isinstance(root, Problem):
        return root
    for node, depth in walk(root):
        if isinstance(node, TextNode):
            node.value = node.value.translate(_WAS)
        elif depth > _DEEPEST:
            return _too_deep(place_of(path, node))
    return root


#: More signs that can open a level than this, and the depth is counted before the file is composed.
_MANY_OPENERS: Final = 500


def _refused(path: str, text: str, loader: Any, *, surely: bool = False) -> Problem | None:  # noqa: ANN401 - of either kind
    """Stop at what no plan has, before it costs anything.

    Aliases can make a small file mean a huge one; and composing goes by recursion, so that a depth of
    thousands would overrun the stack.
    """
    aliases = "&" in text and "*" in text
    many = sum(text.count(sign) for sign in "[{-?") > _MANY_OPENERS or "\n" + " " * _MANY_OPENERS in text
    if not (aliases or many or surely):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return _too_deep(_place(path, event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            message = msg("an alias (*) points elsewhere; write out what it means")
            return Problem("yaml-syntax", message, _place(path, event.start_mark))
    return None


def _too_deep(place: Place) -> Problem:
    return Problem(
        "yaml-syntax", msg("lists or keys lie more than {most} levels deep here", most=_DEEPEST), place
    )


def walk(root: Node) -> Iterator[tuple[Node, int]]:
    """Yield every node of a file in the order of the text, each with its depth, the root's being 1."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        if isinstance(node, MapNode):
            waiting += [(part, depth + 1) for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, ListNode):
            waiting += [(part, depth + 1) for part in reversed(node.value)]


def place_of(path: str, node: Node) -> Place:
    """Return where a node begins."""
    return _place(path, node.start_mark)


def _place(path: str, mark: Any) -> Place:  # noqa: ANN401 - either loader has marks of its own
    return Place(path, line=mark.line + 1, column=mark.column + 1)


Pairs = dict[str | int, tuple[TextNode, Node]]


def pairs_of(node: MapNode) -> Pairs:
    """Return the keys of a node with their values, by their names."""
    return {key.value: (key, value) for key, value in node.value if isinstance(key, TextNode)}


def find(
    root: Node, keys: tuple[str | int, ...], *, on_key: bool, pairs: Callable[[MapNode], Pairs] = pairs_of
) -> Node:
    """Follow keys into a node as far as they lead, and return the node (or key) found there.

    Who looks up many places gives `pairs` that remember what `pairs_of` returned.
    """
    node = found = root
    for key in keys:
        following = None
        if isinstance(node, MapNode):
            if key in (named := pairs(node)):
                name, following = named[key]
                found = name if on_key else following
        elif isinstance(node, ListNode) and isinstance(key, int) and key < len(node.value):
            following = found = node.value[key]
        if following is None:
            break
        node = following
    return found


def _not_utf8(path: str, error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start]  # without the byte order mark, which is no column
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem("encoding", slip_of_encoding(error.object), Place(path, line=line, column=column))
