"""Nodes to values of the model: every scalar is taken as text and converted by the type of its field.

So `NO`, `010`, `12:30` and `1.10` stay what they are. All problems of a file are collected, each
with its place; a value with a problem is never built.
"""

import re
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import msgspec

from qtrack.locale.message import Clause, Message, msg, nearest
from qtrack.locale.words import KEYS, Words, labels, meant, plain, shown
from qtrack.model.ids import key_texts
from qtrack.model.problem import MOST_OF_FILE, Problem, not_listed
from qtrack.model.units import Register
from qtrack.store.yaml.choices import choices_of, words_of
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, place_of
from qtrack.store.yaml.plain import StructT, bare_type
from qtrack.store.yaml.scalars import SCALARS, WrongError
from qtrack.store.yaml.typo_hints import plain_key, slip_of_key, slip_of_shape

#: What people write between the names of a list.
BETWEEN: Final = "[,，、;；]"
#: Fields that the loader fills in; they are no keys of a file.
_NOT_KEYS: Final = {"path"}


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
        self.lost |= not (bodies and all(body.id for body in bodies)) or any(
            isinstance(key, TextNode) and key.value not in _fields(kind)[0] for key, _ in node.value
        )
        return None


Reader = Callable[[FileReader, Node], Any]


def _struct(reader: FileReader, node: Node, kind: type[StructT], known: dict[str, object]) -> StructT | None:
    readers, required = _fields(kind)
    if not isinstance(node, MapNode):
        keys = tuple(key for key in readers if key not in known)
        general = msg(
            "keys with values belong here (key: value); the keys are {keys}; {text}",
            keys=keys,
            text=Clause(key_texts(kind)[keys[0]]),
        )
        reader.report("shape", _not(general, node), node)
        return _read_on(reader, node, kind, known)
    values: dict[str, Any] = dict(known)
    places: dict[str, Node] = {}
    misspelt: set[str | None] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, TextNode) else ""
        if name in places:
            reader.report("key-duplicate", _twice(name, places[name]), key)
        elif name not in readers or name in known:
            keys = tuple(key for key in readers if key not in known)
            close = None if reader.full else _key_meant(kind, name, keys)
            reader.report("key-unknown", _unknown(kind, name, keys, close), key)
            misspelt.add(close)
        else:
            places[name] = key
            if not _left_out(value):
                values[name] = readers[name](reader, value)
    missing = [name for name in required if name not in values and name not in misspelt]
    for name in missing:
        reader.report("key-missing", _missing(kind, name), places.get(name, node))
    if not (missing or misspelt or reader.problems):
        return kind(**values)
    there = {name: value for name, value in values.items() if value is not None}
    return kind(**{name: _nothing(_types(kind)[name], name) for name in required} | there)


def _read_on(reader: FileReader, node: Node, kind: type[StructT], known: dict[str, object]) -> StructT | None:
    """Read what stands in a list as if it stood there as it should, for what else is wrong with it."""
    readers = _fields(kind)[0]
    parts = node.value if isinstance(node, ListNode) else []
    pairs = [pair for part in parts if isinstance(part, MapNode) for pair in part.value]
    if kind is Register and parts:
        readers["units"](reader, node)
    elif pairs and all(isinstance(key, TextNode) and key.value in readers for key, _ in pairs):
        return _struct(reader, MapNode(node.tag, pairs, node.start_mark, node.end_mark), kind, known)
    return None


def _nothing(annotation: Any, name: str = "") -> Any:  # noqa: ANN401 - of any type
    """Return what stands for a value that could not be read: nothing that a check could find fault with."""
    kind = bare_type(annotation)
    if typing.get_origin(kind) in {tuple, dict}:
        return typing.get_origin(kind)()
    if choices := choices_of(kind):
        return next(iter(choices.values()))
    if issubclass(kind, msgspec.Struct):
        types = _types(kind)
        return kind(**{below: _nothing(types[below], below) for below in _fields(kind)[1]})
    if kind is date:
        return date.min if name == "start" else date.max
    return datetime.max.replace(tzinfo=UTC) if kind is datetime else kind()


def _not(general: Message, node: Node) -> Message:
    return (slip_of_shape(node.value) if isinstance(node, TextNode) else None) or general


def _twice(name: str, first: Node) -> Message:
    return msg("the key “{key}” stands here and in line {line}; keep one", key=name, line=_line(first))


def _missing(kind: type[msgspec.Struct], name: str) -> Message:
    """Say what a key that is not there is for, and what may stand behind it."""
    annotation = _types(kind)[name]
    own = bare_type(annotation)
    text = Clause(key_texts(kind).get(name, name))
    if choices := shown(choices_of(own), words_of(own)):
        return msg(
            "“{key}” is missing or has no value; {text}; one of {choices}",
            key=name,
            text=text,
            choices=choices,
        )
    if isinstance(own, type) and issubclass(own, msgspec.Struct):
        keys = tuple(_fields(own)[0])
        return msg(
            "“{key}” is missing or has no value; {text}; the keys below it are {keys}",
            key=name,
            text=text,
            keys=keys,
        )
    return msg("“{key}” is missing or has no value; {text}", key=name, text=text)


def _key_meant(kind: type[msgspec.Struct], name: str, keys: tuple[str, ...]) -> str | None:
    """Return the key that is meant by one that is none: by what it is called, by habit, or by its letters."""
    texts, said = key_texts(kind), plain(name)
    called = [key for key in keys if any(plain(text).endswith(said) for text in _called(texts.get(key, "")))]
    if len(called) == 1 and said:
        return called[0]
    return meant(name, keys, KEYS) or nearest(plain_key(name), keys)


def _called(text: str) -> list[str]:
    """Return what a key is called, in every language."""
    return [label.replace("：", ":").partition(":")[0] for label in labels(text, {text: text})]


def _unknown(kind: type[msgspec.Struct], name: str, keys: tuple[str, ...], close: str | None) -> Message:
    slip = slip_of_key(name, list(keys))
    if slip is not None:
        return slip
    types = {key: bare_type(annotation) for key, annotation in _types(kind).items()}
    for key, own in types.items():
        if not (isinstance(own, type) and issubclass(own, msgspec.Struct)):
            continue
        if below := meant(name, _fields(own)[0], KEYS):
            text = Clause(key_texts(own)[below])
            return msg(
                "“{key}” is not a key here; “{below}” stands below “{above}”; {text}",
                key=name,
                below=below,
                above=key,
                text=text,
            )
    if close:
        return msg("“{key}” is not a key here; did you mean “{nearest}”?", key=name, nearest=close)
    return msg("“{key}” is not a key here; known are {keys}", key=name, keys=keys)


@cache
def _types(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[dict[str, Reader], tuple[str, ...]]:
    fields = [field for field in msgspec.structs.fields(kind) if field.name not in _NOT_KEYS]
    return (
        {field.encode_name: _reader(field.type) for field in fields},
        tuple(field.encode_name for field in fields if field.required),
    )


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
            general = msg("a list belongs here ([a, b] or lines that begin with “- ”)")
            if isinstance(own, type) and issubclass(own, msgspec.Struct):
                keys = tuple(_fields(own)[0])
                general = msg(
                    "a list belongs here (lines that begin with “- ”), each part with the keys {keys}",
                    keys=keys,
                )
            reader.report("shape", _not(general, node), node)
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
                reader.report("key-duplicate", _twice(name, places[name]), key)
            places[name] = key
            found[name] = read_value(reader, value)
        return found

    return read


def _choice(values: dict[str, Any], table: Words = MappingProxyType({})) -> Reader:
    def read(reader: FileReader, node: Node) -> Any:  # noqa: ANN401 - the member or literal that the text names
        text = _scalar(str)(reader, node)
        if text is None or text in values:
            return values.get(text)
        if found := next((value for value in values if text in labels(value, table)), None):
            return values[found]
        choices = shown(values, table)
        other = meant(text, values, table)
        close = None if reader.full else shown([other], table)[0] if other else nearest(text.lower(), values)
        message = msg("“{text}” is not one of {choices}", text=text, choices=choices)
        if close:
            message = msg(
                "“{text}” is not one of {choices}; did you mean “{nearest}”?",
                text=text,
                choices=choices,
                nearest=close,
            )
        reader.report("value-choice", message, node)
        return None

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
            return None

    return read


def _left_out(node: Node) -> bool:
    """`due:` with nothing behind it says the same as no `due` at all."""
    plain = isinstance(node, TextNode) and not node.style  # "" with libyaml, None without it
    return plain and node.value in {"", "~", "null"}


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
