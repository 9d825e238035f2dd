"""Nodes to values of the model: every scalar is taken as text and converted by the type of its field.

So `NO`, `010`, `12:30` and `1.10` stay what they are. All problems of a file are collected, each
with its place; a value with a problem is never built.
"""

import re
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, msg, nearest
from qtrack.locale.words import Words, labels, meant, shown
from qtrack.model.annotations import StructT, bare_type
from qtrack.model.problem import MOST_OF_FILE, Problem, not_listed
from qtrack.model.units import Register
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, place_of
from qtrack.store.yaml.refusals import key_meant, missing, no_list, not_keys, twice, types_of, unknown
from qtrack.store.yaml.values import SCALARS, WrongError, choices_of, words_of

#: How alike a slip of the hand is to the value that is meant: “dvision” is, “late” is no “affiliate”.
_SLIP: Final = 0.7
#: The keys behind which stands what other files refer to.
_REFERRED: Final = {"measures", "units", "groups"}
#: What people write between the names of a list.
BETWEEN: Final = "[,，、;；]"


class FileReader:
    """One file while it is read: its path, and the problems found so far, as many as are listed.

    `partly` is what could be read of a file with problems; what could not be stands empty in it. `lost` tells
    that something of it may be missing there which other files refer to.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.partly: Any = None
        self.lost = False
        self._beyond: list[Node] = []

    @property
    def full(self) -> bool:
        """Whether further problems are only counted, so that nobody need find words for them."""
        return len(self.problems) >= MOST_OF_FILE

    def report(self, check: str, message: Message, node: Node) -> None:
        """Note a problem at a node."""
        self.lost |= check == "shape"
        if self.full:
            self._beyond.append(node)
        else:
            self.problems.append(Problem(check, message, place_of(self.path, node)))

    def read(self, node: Node, kind: type[StructT], known: dict[str, object]) -> StructT | None:
        """Read a whole file as one value of `kind`; `known` are fields that the file does not hold."""
        if "path" in kind.__struct_fields__:
            known = {**known, "path": self.path}
        value: StructT | None = _struct(self, node, kind, known)
        if self._beyond:
            self.problems.append(not_listed(place_of(self.path, self._beyond[0]), len(self._beyond)))
        if not self.problems:
            return value
        self.partly = value
        bodies = list(value) if isinstance(value, Register) else getattr(value, "measures", ())
        self.lost |= not (bodies and all(body.id for body in bodies))
        return None


Reader = Callable[[FileReader, Node], Any]


def _struct(reader: FileReader, node: Node, kind: type[StructT], known: dict[str, object]) -> StructT | None:
    readers, required = _fields(kind)
    if not isinstance(node, MapNode):
        lost = reader.lost
        reader.report("shape", not_keys(kind, known, node), node)
        return _read_on(reader, node, kind, known, lost=lost)
    values: dict[str, Any] = dict(known)
    places: dict[str, Node] = {}
    misspelt: set[str | None] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, TextNode) else ""
        if name in places:
            reader.report("key-duplicate", twice(name, places[name]), key)
        elif name not in readers or name in known:
            keys = tuple(key for key in readers if key not in known)
            close = None if reader.full else key_meant(kind, name, keys)
            reader.report("key-unknown", unknown(kind, name, keys, close), key)
            misspelt.add(close)
            reader.lost |= close in (None, *_REFERRED) and not _REFERRED.isdisjoint(keys)
        else:
            places[name] = key
            if not says_nothing(value):  # `due:` alone says the same as no `due` at all
                values[name] = readers[name](reader, value)
    absent = [name for name in required if name not in values and name not in misspelt]
    for name in absent:
        reader.report("key-missing", missing(kind, name), places.get(name, node))
    if not (absent or misspelt or reader.problems):
        return kind(**values)
    there = {name: value for name, value in values.items() if value is not None}
    return kind(**{name: _nothing(types_of(kind)[name], name) for name in required} | there)


def _read_on(
    reader: FileReader, node: Node, kind: type[StructT], known: dict[str, object], *, lost: bool
) -> StructT | None:
    """Read what stands in a list as if it stood there as it should, for what else is wrong with it.

    That is the keys of one, each behind a dash, or several of a kind, of which the first is returned. No more
    is `lost` than was before where nothing is left aside.
    """
    parts = [part for part in node.value if isinstance(part, MapNode)] if isinstance(node, ListNode) else []
    if kind is Register and parts:
        reader.lost = lost
        return kind(units=_fields(kind)[0]["units"](reader, node))
    pairs = [pair for part in parts for pair in part.value]
    names = [key.value for key, _ in pairs if isinstance(key, TextNode)]
    if len(set(names)) == len(names) and pairs:
        reader.lost = lost
        parts = [MapNode(node.tag, pairs, node.start_mark, node.end_mark)]
    return next(iter([_struct(reader, part, kind, known) for part in parts]), None)


def _nothing(annotation: Any, name: str = "") -> Any:  # noqa: ANN401 - of any type
    """Return what stands for a value that could not be read: nothing that a check could find fault with."""
    kind = bare_type(annotation)
    if typing.get_origin(kind) in {tuple, dict}:
        return typing.get_origin(kind)()
    if choices := choices_of(kind):
        return next(iter(choices.values()))
    if issubclass(kind, msgspec.Struct):
        types = types_of(kind)
        return kind(**{below: _nothing(types[below], below) for below in _fields(kind)[1]})
    if kind is date:
        return date.min if name == "start" else date.max
    return datetime.max.replace(tzinfo=UTC) if kind is datetime else kind()


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[dict[str, Reader], tuple[str, ...]]:
    required = (field.encode_name for field in msgspec.structs.fields(kind) if field.required)
    return {key: _reader(annotation) for key, annotation in types_of(kind).items()}, tuple(required)


def _reader(annotation: Any) -> Reader:  # noqa: ANN401 - a type annotation is any object
    kind = bare_type(annotation)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _list_of(arguments[0])
    if origin is dict:
        return _map_of(_reader(arguments[1]))
    if choices := choices_of(kind):
        return _choice(choices, words_of(kind))
    if issubclass(kind, msgspec.Struct):
        return lambda reader, node: _struct(reader, node, kind, {})
    return _scalar(SCALARS[kind])


def _list_of(member: Any) -> Reader:  # noqa: ANN401 - a type annotation is any object
    read_member, own = _reader(member), bare_type(member)

    def read(reader: FileReader, node: Node) -> tuple[Any, ...] | None:
        if not isinstance(node, ListNode):
            reader.report("shape", no_list(own, node), node)
            names = re.split(BETWEEN, node.value) if own is str and isinstance(node, TextNode) else []
            return tuple(name.strip() for name in names)
        found = tuple([read_member(reader, value) for value in node.value])
        return tuple(_nothing(own) if value is None else value for value in found) if None in found else found

    return read


def _map_of(read_value: Reader) -> Reader:
    def read(reader: FileReader, node: Node) -> dict[str, Any] | None:
        if not isinstance(node, MapNode):
            reader.report("shape", msg("keys with values belong here (key: value)"), node)
            return None
        found: dict[str, Any] = {}
        places: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, TextNode) else ""
            if name in places:
                reader.report("key-duplicate", twice(name, places[name]), key)
            places[name] = key
            found[name] = read_value(reader, value)
        return found

    return read


def _choice(values: dict[str, Any], table: Words) -> Reader:
    def read(reader: FileReader, node: Node) -> Any:  # noqa: ANN401 - the member or literal that the text names
        text = _scalar(str)(reader, node)
        if text is None or text in values:
            return values.get(text)
        if found := next((value for value in values if text in labels(value, table)), None):
            return values[found]
        choices = shown(values, table)
        other = meant(text, values, table)
        close = (
            None
            if reader.full
            else shown([other], table)[0]
            if other
            else nearest(text.lower(), values, _SLIP)
        )
        message = msg("“{text}” is not one of {choices}", text=text, choices=choices)
        if close:
            message = msg(
                "“{text}” is not one of {choices}; did you mean “{nearest}”?",
                text=text,
                choices=choices,
                nearest=close,
            )
        reader.report("value-choice", message, node)
        return values[other] if other else None

    return read


def _scalar(convert: Callable[[str], Any]) -> Reader:
    def read(reader: FileReader, node: Node) -> Any:  # noqa: ANN401 - what the field's type is
        if not isinstance(node, TextNode):
            reader.report("shape", msg("a single value belongs here"), node)
            return None
        try:
            return convert(node.value)
        except WrongError as wrong:
            reader.report(wrong.check, wrong.message, node)
            return wrong.meant

    return read


def says_nothing(node: Node) -> bool:
    """Tell whether nothing stands behind a key, or what stands for nothing."""
    plain = isinstance(node, TextNode) and not node.style  # "" with libyaml, None without it
    return plain and node.value in {"", "~", "null"}
