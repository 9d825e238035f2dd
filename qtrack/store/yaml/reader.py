"""Nodes to values of the model: every scalar is taken as text and converted by the type of its field.

So `NO`, `010`, `12:30` and `1.10` stay what they are. All problems of a file are collected, each
with its place; a value with a problem is never built.
"""

import re
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from qtrack.locale.message import Message, msg, nearest
from qtrack.locale.words import CHASE_LEVELS, STATUSES, Words, labels, meant, shown
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.problem import MOST_OF_FILE, Problem, not_listed
from qtrack.store.numbers import plain_number
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, place_of
from qtrack.store.yaml.plain import StructT, bare_type
from qtrack.store.yaml.typo_hints import plain_key, slip_of_date, slip_of_key, slip_of_number, slip_of_shape

#: What may stand in a file by the word that is said for it in either language, too.
IN_WORDS: Final[Mapping[type, Words]] = {Status: STATUSES, ChaseLevel: CHASE_LEVELS}

#: Fields that the loader fills in; they are no keys of a file.
_NOT_KEYS: Final = {"path"}


class FileReader:
    """One file while it is read: its path, and the problems found so far, as many as are listed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._beyond: list[Node] = []

    @property
    def full(self) -> bool:
        """Whether further problems are only counted, so that nobody need find words for them."""
        return len(self.problems) >= MOST_OF_FILE

    def report(self, check: str, message: Message, node: Node) -> None:
        """Note a problem at a node."""
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
        return None if self.problems else value


Reader = Callable[[FileReader, Node], Any]


def _struct(reader: FileReader, node: Node, kind: type[StructT], known: dict[str, object]) -> StructT | None:
    if not isinstance(node, MapNode):
        reader.report("shape", _not(msg("keys with values belong here (key: value)"), node), node)
        return None
    readers, required = _fields(kind)
    values: dict[str, Any] = dict(known)
    places: dict[str, Node] = {}
    misspelt: set[str | None] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, TextNode) else ""
        if name in places:
            reader.report("key-duplicate", _twice(name, places[name]), key)
        elif name not in readers or name in known:
            keys = [key for key in readers if key not in known]
            meant = None if reader.full else nearest(plain_key(name), keys)
            reader.report("key-unknown", _unknown(name, keys, meant), key)
            misspelt.add(meant)
        else:
            places[name] = key
            if not _left_out(value):
                values[name] = readers[name](reader, value)
    missing = [name for name in required if name not in values and name not in misspelt]
    for name in missing:
        reader.report(
            "key-missing", msg("“{key}” is missing or has no value", key=name), places.get(name, node)
        )
    if missing or misspelt or reader.problems:
        return None
    return kind(**values)


def _not(general: Message, node: Node) -> Message:
    return (slip_of_shape(node.value) if isinstance(node, TextNode) else None) or general


def _twice(name: str, first: Node) -> Message:
    return msg("the key “{key}” stands here and in line {line}; keep one", key=name, line=_line(first))


def _unknown(name: str, keys: list[str], meant: str | None) -> Message:
    slip = slip_of_key(name, keys)
    if slip is not None:
        return slip
    if meant:
        return msg("“{key}” is not a key here; did you mean “{nearest}”?", key=name, nearest=meant)
    return msg("“{key}” is not a key here; known are {keys}", key=name, keys=tuple(keys))


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[dict[str, Reader], tuple[str, ...]]:
    fields = [field for field in msgspec.structs.fields(kind) if field.name not in _NOT_KEYS]
    return (
        {field.encode_name: _reader(field.type) for field in fields},
        tuple(field.encode_name for field in fields if field.required),
    )


def _reader(annotation: Any) -> Reader:  # noqa: ANN401, PLR0911 - a type annotation is any object; one answer a type
    kind = bare_type(annotation)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _list_of(_reader(arguments[0]))
    if origin is dict:
        return _map_of(_reader(arguments[1]))
    if origin is Literal:
        return _choice({str(argument): argument for argument in arguments})
    if issubclass(kind, StrEnum):
        return _choice({member.value: member for member in kind}, IN_WORDS.get(kind, {}))
    if kind is bool:
        return _choice({"true": True, "false": False})
    if issubclass(kind, msgspec.Struct):
        return lambda reader, node: _struct(reader, node, kind, {})
    return _scalar(_SCALARS[kind])


def _list_of(read_member: Reader) -> Reader:
    def read(reader: FileReader, node: Node) -> tuple[Any, ...] | None:
        if not isinstance(node, ListNode):
            general = msg("a list belongs here ([a, b] or lines that begin with “- ”)")
            reader.report("shape", _not(general, node), node)
            return None
        return tuple([read_member(reader, value) for value in node.value])

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


class _WrongError(Exception):
    """A text is not what its field needs; never leaves this module."""

    def __init__(self, message: Message, check: str) -> None:
        super().__init__(check)
        self.check = check
        self.message = message


def _scalar(convert: Callable[[str], Any]) -> Reader:
    def read(reader: FileReader, node: Node) -> Any:  # noqa: ANN401 - what the field's type is
        if not isinstance(node, TextNode):
            reader.report("shape", msg("a single value belongs here"), node)
            return None
        try:
            return convert(node.value)
        except _WrongError as wrong:
            reader.report(wrong.check, wrong.message, node)
            return None

    return read


_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _text(text: str) -> str:
    return text.strip()


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        general = msg("“{text}” is not a date; write it as 2020-12-31", text=text)
        raise _WrongError(slip_of_date(text) or general, "value-date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _WrongError(msg("the calendar has no {text}", text=text), "value-date") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = msg("“{text}” is not a time; write it as 2019-04-01T09:12:44+08:00", text=text)
        raise _WrongError(message, "value-time") from None
    return moment


def _number(text: str) -> Decimal:
    number = plain_number(text)
    if number is None:
        general = msg("“{text}” is not a plain number; write digits only, without units", text=text)
        raise _WrongError(slip_of_number(text) or general, "value-number")
    return number


def _integer(text: str) -> int:
    number = _number(text)
    if number != int(number):
        raise _WrongError(msg("“{text}” must be a whole number", text=text), "value-number")
    return int(number)


_SCALARS: Final[dict[type, Callable[[str], Any]]] = {
    str: _text,
    date: _date,
    datetime: _moment,
    Decimal: _number,
    int: _integer,
}


def _left_out(node: Node) -> bool:
    """`due:` with nothing behind it says the same as no `due` at all."""
    plain = isinstance(node, TextNode) and not node.style  # "" with libyaml, None without it
    return plain and node.value in {"", "~", "null"}


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
