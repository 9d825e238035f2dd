"""What is said where a key of a file is missing, unknown, or of another shape: what belongs there."""

from functools import cache
from typing import Any, Final

import msgspec

from qtrack.locale.message import Clause, Message, msg, nearest
from qtrack.locale.words import KEYS, meant, plain, shown, titles
from qtrack.model.annotations import bare_type, member_type
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELDS
from qtrack.model.ids import key_texts
from qtrack.store.yaml.nodes import Node, TextNode
from qtrack.store.yaml.typo_hints import plain_key, slip_of_key, slip_of_shape
from qtrack.store.yaml.values import choices_of, words_of

#: Fields that the loader fills in; they are no keys of a file.
_NOT_KEYS: Final = {"path"}
#: How alike a slip of the hand is to its key: “dew” and “due”; and one of another number.
_SLIP: Final = 0.65
_NUMBER: Final = 0.88
#: What people call the keys of all files.
_WORDS: Final = {**{field.name: field.headings for field in FIELDS}, **KEYS}
#: The keys by which an entry tells of the work.
_PROGRESS: Final = [field.name for field in FIELDS if field.kind.reports]


@cache
def types_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the types of the values that a part of a file has, by their keys."""
    fields = msgspec.structs.fields(kind)
    return {field.encode_name: field.type for field in fields if field.name not in _NOT_KEYS}


def is_part(kind: Any) -> bool:  # noqa: ANN401 - a type annotation is any object
    """Tell whether a value is a part of a file that has keys itself."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def not_keys(kind: type[msgspec.Struct], known: dict[str, object], node: Node) -> Message:
    """Say that keys with values belong here, and which."""
    keys = tuple(key for key in types_of(kind) if key not in known)
    general = msg(
        "keys with values belong here (key: value); the keys are {keys}; {text}",
        keys=keys,
        text=Clause(key_texts(kind)[keys[0]]),
    )
    return not_fitting(general, node)


def no_list(member: Any, node: Node) -> Message:  # noqa: ANN401 - a type annotation is any object
    """Say that a list belongs here, and which keys its parts have."""
    general = msg("a list belongs here ([a, b] or lines that begin with “- ”)")
    if is_part(member):
        general = msg(
            "a list belongs here (lines that begin with “- ”), each part with the keys {keys}",
            keys=tuple(types_of(member)),
        )
    return not_fitting(general, node)


def not_fitting(general: Message, node: Node) -> Message:
    """Say that a value is of another shape, by the slip that made it so if it was one."""
    return (slip_of_shape(node.value) if isinstance(node, TextNode) else None) or general


def twice(name: str, first: Node) -> Message:
    """Say that a key stands a second time."""
    return msg(
        "the key “{key}” stands here and in line {line}; keep one",
        key=name,
        line=int(first.start_mark.line) + 1,
    )


def missing(kind: type[msgspec.Struct], name: str) -> Message:
    """Say what a key that is not there is for, and what may stand behind it."""
    annotation = types_of(kind)[name]
    own = bare_type(annotation)
    text = Clause(key_texts(kind).get(name, name))
    if choices := shown(choices_of(own), words_of(own)):
        return msg(
            "“{key}” is missing or has no value; {text}; one of {choices}",
            key=name,
            text=text,
            choices=choices,
        )
    if is_part(own):
        keys = tuple(types_of(own))
        return msg(
            "“{key}” is missing or has no value; {text}; the keys below it are {keys}",
            key=name,
            text=text,
            keys=keys,
        )
    return msg("“{key}” is missing or has no value; {text}", key=name, text=text)


def key_meant(kind: type[msgspec.Struct], name: str, keys: tuple[str, ...]) -> str | None:
    """Return the key that is meant by one that is none: by what it is called, by habit, or by its letters.

    What is a key elsewhere is no slip of the hand, but perhaps another number: “unit” and “units”.
    """
    said, texts = plain(name), key_texts(kind)
    called = {key: list(map(plain, titles(texts.get(key, "")))) for key in keys}
    exact = [key for key in keys if said in called[key]]
    ending = [key for key in keys if said and any(text.endswith(said) for text in called[key])]
    habit = meant(name, keys, KEYS)
    if found := exact or ([habit] if habit else ending):
        return found[0] if len(found) == 1 else None
    return nearest(plain_key(name), keys, _NUMBER if meant(name, _WORDS, _WORDS) else _SLIP)


def unknown(kind: type[msgspec.Struct], name: str, keys: tuple[str, ...], close: str | None) -> Message:
    """Say that a key is none here, and which is meant: one below another key, or one that is close."""
    slip = slip_of_key(name, list(keys))
    if slip is not None:
        return slip
    found = _below(kind, name)
    if found and (found.alone or not close):
        return msg(
            "“{key}” is not a key here; “{below}” stands below “{above}”; {text}",
            key=name,
            below=found.key,
            above=found.above,
            text=Clause(key_texts(found.kind)[found.key]),
        )
    if close:
        return msg("“{key}” is not a key here; did you mean “{nearest}”?", key=name, nearest=close)
    if kind is not Entry and tells_of_progress(name):
        return msg(
            "“{key}” is not a key here; the plan holds no progress: “qtrack record” notes it", key=name
        )
    return msg("“{key}” is not a key here; known are {keys}", key=name, keys=keys)


class _Below(msgspec.Struct, frozen=True):
    """A key below another one, of the part that stands there, alone or in a list."""

    above: str
    kind: type[msgspec.Struct]
    key: str
    alone: bool


def _below(kind: type[msgspec.Struct], name: str) -> _Below | None:
    """Return the key below another one that is meant; first where one part stands, then where several do."""
    found = []
    for above, annotation in types_of(kind).items():
        part = member_type(annotation)
        if is_part(part) and (key := meant(name, types_of(part), KEYS)):
            found.append(_Below(above, part, key, part is bare_type(annotation)))
    return min(found, key=lambda below: not below.alone, default=None)


def tells_of_progress(name: str) -> bool:
    """Tell whether a key is one of those by which an entry tells of the work."""
    return meant(name, _PROGRESS, _WORDS) is not None
