"""YAML text to nodes with their places; what does not parse becomes one problem in plain words."""

from collections.abc import Iterable
from typing import Final

import yaml

from qtrack.locale.message import msg
from qtrack.model.problem import Place, Problem
from qtrack.store.slips import slip_in_line, slip_of_encoding
from qtrack.store.tree import LARGEST_FILE

Node = yaml.nodes.Node
MapNode = yaml.nodes.MappingNode
ListNode = yaml.nodes.SequenceNode
TextNode = yaml.nodes.ScalarNode

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # without libyaml, slower but the same


def text_of(path: str, raw: bytes) -> str | Problem:
    """Return the text of a file, or the one problem that keeps it from being read as text."""
    if len(raw) > LARGEST_FILE:
        return Problem(
            "file-size",
            msg("this file has more than {most} bytes; no file of a plan has so many", most=LARGEST_FILE),
            Place(path, line=1, column=1),
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error)


def compose(path: str, raw: bytes) -> Node | Problem:
    """Return the root node of a file, or the one problem that keeps it from being read."""
    text = text_of(path, raw)
    if isinstance(text, Problem):
        return text
    root = _composed(path, text)
    if root is None:
        return Problem("file-empty", msg("this file is empty"), Place(path, line=1, column=1))
    return root


def _composed(path: str, text: str) -> Node | Problem | None:
    try:
        return _refused(path, text) or yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return _opened(path, text, error) or _syntax(
            path, text, *_at(error.problem_mark or error.context_mark)
        )
    except yaml.reader.ReaderError:
        return _control_character(path, text)
    except (yaml.YAMLError, RecursionError):
        return _syntax(path, text, 0, 0)


def _at(mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


#: More signs that can open a level than this, and the depth is counted before the file is composed.
_MANY_OPENERS: Final = 500
_DEEPEST: Final = 50


def _refused(path: str, text: str) -> Problem | None:
    """Stop at what no plan has, before it costs anything.

    Aliases can make a small file mean a huge one; and libyaml composes by recursion, so that a depth of
    thousands would overrun the stack.
    """
    aliases = "&" in text and "*" in text
    if not aliases and sum(text.count(sign) for sign in "[{-?") <= _MANY_OPENERS:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            line, column = _at(event.start_mark)
            deep = msg("lists or keys lie more than {most} levels deep here", most=_DEEPEST)
            message = (
                deep if depth > _DEEPEST else msg("an alias (*) points elsewhere; write out what it means")
            )
            return Problem("yaml-syntax", message, Place(path, line=line + 1, column=column + 1))
    return None


def place_of(path: str, node: Node) -> Place:
    """Return where a node begins."""
    return Place(path, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


def find(root: Node, keys: tuple[str | int, ...], *, on_key: bool) -> Node:
    """Follow keys into a node as far as they lead, and return the node (or key) found there."""
    node = found = root
    for key in keys:
        following = None
        if isinstance(node, MapNode):
            for name, value in node.value:
                if name.value == key:
                    following, found = value, name if on_key else value
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
    return Problem(
        "encoding",
        slip_of_encoding(error.object),
        Place(path, line=line, column=column),
    )


def _opened(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem | None:
    """Return what was opened and not closed, by what libyaml was doing, unless a slip inside explains it."""
    (line, column), (last, at) = _at(error.context_mark), _at(error.problem_mark)
    if "quoted scalar" in str(error.context):
        if not any(word in str(error.problem) for word in ("end of stream", "document")):
            message = msg("in double quotes “\\” begins a code; write this text in single quotes")
            return Problem("yaml-syntax", message, Place(path, line=last + 1, column=at + 1))
        message = msg("the quote that opens here is never closed; close it, or write the text without quotes")
    elif "flow" in str(error.context):
        if slip := _slip(path, text, range(line, min(last, line + _NEARBY) + 1)):
            return slip
        message = msg("the bracket that opens here is not closed as it should be; look at what is inside")
    else:
        return None
    return Problem("yaml-syntax", message, Place(path, line=line + 1, column=column + 1))


def _control_character(path: str, text: str) -> Problem:
    """Find the character ourselves: libyaml counts bytes, PyYAML characters."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    return Problem(
        "yaml-syntax",
        msg("a control character that no text should hold; delete it"),
        Place(path, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
    )


def _syntax(path: str, text: str, line: int, column: int) -> Problem:
    """Name the likeliest cause; libyaml's own words help only those who know YAML."""
    near = range(line - _NEARBY, line + _NEARBY + 1)
    if slip := _slip(path, text, sorted(near, key=lambda each: abs(each - line))):
        return slip
    message = msg(
        "this cannot be read as YAML; look at the indentation, the colons and the quotes here and just above"
    )
    return Problem("yaml-syntax", message, Place(path, line=line + 1, column=column + 1))


def _slip(path: str, text: str, numbers: Iterable[int]) -> Problem | None:
    """Return the first slip of the hand in some lines, as far as people write a line."""
    lines = text.split("\n")
    for number in numbers:
        if 0 <= number < len(lines) and (slip := slip_in_line(lines[number].rstrip("\r")[:_WIDEST])):
            message, at = slip
            return Problem("yaml-syntax", message, Place(path, line=number + 1, column=at + 1))
    return None


_NEARBY: Final = 3
_WIDEST: Final = 1000
