"""YAML text to nodes with their places; what does not parse becomes one problem in plain words."""

import re
from typing import Final

import yaml

from qtrack.locale.message import Message, msg
from qtrack.model.problem import Place, Problem

Node = yaml.nodes.Node
MapNode = yaml.nodes.MappingNode
ListNode = yaml.nodes.SequenceNode
TextNode = yaml.nodes.ScalarNode

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # without libyaml, slower but the same

#: A file of a plan is a page of text; what is larger is not one, and would cost memory and time.
LARGEST_FILE: Final = 2_000_000

_FULL_WIDTH_COLON: Final = re.compile(r"^\s*(?:- )?[\w-]+：")
_TAB: Final = re.compile(r"^ *\t")
_CONFLICT: Final = re.compile(r"^(<{7} |={7}$|>{7} )")


def compose(path: str, raw: bytes) -> Node | Problem:
    """Return the root node of a file, or the one problem that keeps it from being read."""
    if len(raw) > LARGEST_FILE:
        return Problem(
            "file-size",
            msg(
                "this file has {size} bytes; a file of a plan has at most {most}",
                size=len(raw),
                most=LARGEST_FILE,
            ),
            Place(path, line=1, column=1),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, raw, error)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return _syntax(path, text, line, column)
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        return Problem(
            "yaml-syntax",
            msg("a control character that no text should hold; delete it"),
            Place(path, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
        )
    except (yaml.YAMLError, RecursionError):
        return _syntax(path, text, 0, 0)
    if root is None:
        return Problem("file-empty", msg("this file is empty"), Place(path, line=1, column=1))
    return root


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


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    before = raw[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem(
        "encoding",
        msg("this file is not UTF-8 (perhaps saved as GBK/ANSI); save it again as UTF-8"),
        Place(path, line=line, column=column),
    )


def _syntax(path: str, text: str, line: int, column: int) -> Problem:
    """Name the likeliest cause; libyaml's own words help only those who know YAML."""
    lines = text.split("\n")
    for number in sorted(range(len(lines)), key=lambda each: abs(each - line)):
        cause = _cause(lines[number])
        if cause is not None:
            found, at = cause
            return Problem("yaml-syntax", found, Place(path, line=number + 1, column=at + 1))
        if abs(number - line) > _NEARBY:
            break
    return Problem(
        "yaml-syntax",
        msg(
            "this cannot be read as YAML; look at the indentation, the colons and the quotes here and just above"
        ),
        Place(path, line=line + 1, column=column + 1),
    )


_NEARBY: Final = 3


def _cause(line: str) -> tuple[Message, int] | None:
    if _CONFLICT.match(line):
        return msg("a conflict marker of git is left here; settle the conflict and delete the markers"), 0
    if found := _TAB.match(line):
        return msg("a tab is used to indent; use spaces"), found.end() - 1
    if found := _FULL_WIDTH_COLON.match(line):
        return msg("a full-width colon “：” after a key; use “:” and a space"), found.end() - 1
    return None
