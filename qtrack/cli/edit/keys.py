"""The keys that `qtrack set` takes, and their values as people type them."""

import re
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, Final, Literal

import msgspec

from qtrack.cli.dates import read_day
from qtrack.cli.edit.session import PlanEditing
from qtrack.cli.parameters import parse_date, parse_name
from qtrack.errors import QtrackError, ambiguous
from qtrack.locale.message import msg
from qtrack.locale.words import BINDING, KEYS, meant, plain, titles
from qtrack.model.annotations import bare_type, member_type
from qtrack.model.ids import MeasureId, SectionId, UnitId, key_texts
from qtrack.model.indicator import Indicator
from qtrack.records.parts import PlanPart
from qtrack.records.selection.names import find_measure, find_section, find_unit
from qtrack.store.form.cells import CellError, cell_number
from qtrack.store.yaml.reader import BETWEEN
from qtrack.store.yaml.refusals import is_part, tells_of_progress
from qtrack.store.yaml.values import choices_of, words_of

#: Keys that are not set: what entries go by, and what “qtrack migrate” keeps.
_KEPT: Final = {"id", "format"}


class Key(msgspec.Struct, frozen=True):
    """A key of a part: the way to it, the type of its value, and what it is called, a colon, a sentence."""

    way: tuple[str, ...]
    kind: Any
    title: str

    @property
    def typed(self) -> str:
        """The key as it is typed in full."""
        return ".".join(self.way)

    @property
    def member(self) -> Any:  # noqa: ANN401 - any annotation
        """The type of one value, which is one of several in a list."""
        own = bare_type(self.kind)
        return typing.get_args(own)[0] if typing.get_origin(own) is tuple else _there(self.kind)

    @property
    def labels(self) -> list[str]:
        """What it is called, in every language, plainly."""
        return list(map(plain, titles(self.title)))


def find_key(part: PlanPart, typed: str) -> Key:
    """Return the key that was typed: itself, its last part, what it is called, or a part of that.

    Raises QtrackError where there is none, or several.
    """
    known, text = list(keys_of(type(part.value))), plain(typed)
    full = [key for key in known if plain(key.typed) == text]
    exact = full or [key for key in known if text in {plain(key.way[-1]), *key.labels}]
    habit = None if exact else meant(typed, [key.way[-1] for key in known], KEYS)
    exact = exact or [key for key in known if key.way[-1] == habit]
    fitting = exact or [key for key in known if text and any(text in label for label in key.labels)]
    if len(fitting) > 1:
        raise ambiguous(typed, [key.typed for key in fitting], msg("KEY"))
    if not fitting:
        raise QtrackError(
            msg("KEY is “{key}”, which {id} does not have, or which is not set so.", key=typed, id=part.id),
            msg("“qtrack record {id}” tells of progress.", id=part.id)
            if tells_of_progress(typed)
            else msg("It can be {choices}.", choices=tuple(key.typed for key in known)),
        )
    return fitting[0]


def keys_of(kind: type[msgspec.Struct], above: tuple[str, ...] = ()) -> Iterator[Key]:
    """Yield the keys of a part, of keys below a key the way to each."""
    texts = key_texts(kind)
    for field in msgspec.structs.fields(kind):
        if field.name not in texts or field.name in _KEPT:
            continue
        way, own = (*above, field.encode_name), bare_type(field.type)
        if is_part(own):
            yield from keys_of(own, way)
        elif not is_part(member_type(own)):
            yield Key(way, field.type, texts[field.name])


def read_value(editing: PlanEditing, part: PlanPart, key: Key, text: str) -> str | tuple[str, ...]:
    """Return what was typed as the file has it; raise QtrackError where it is none of the key's values."""
    if not text.isprintable():
        raise QtrackError(
            msg("{key} would hold a character that cannot be printed.", key=key.typed),
            msg("Write plain text on one line; “qtrack edit {id}” takes longer ones.", id=part.id),
        )
    if typing.get_origin(bare_type(key.kind)) is tuple:
        parts = [one.strip() for one in re.split(BETWEEN, text) if one.strip()]
        return tuple(dict.fromkeys(_one(editing, part, key, one) for one in parts))
    return _one(editing, part, key, text.strip())


def _one(editing: PlanEditing, part: PlanPart, key: Key, text: str) -> str:
    if key.member == UnitId:
        return find_unit(editing.plan, text, key.typed, editing.screen.talk)
    if key.member in {MeasureId, SectionId}:
        find = find_measure if key.member == MeasureId else find_section
        return find(editing.plan, text, editing.screen.talk)
    own = bare_type(key.member)
    if own is date:
        edge: Literal["first", "last"] = "first" if key.way[-1] == "start" else "last"
        said = parse_date(key.typed, text, edge=edge, ahead=True)
        return str(read_day(editing.screen, said, editing.context.today(editing.plan)))
    if own in {Decimal, int}:
        return _number(key, text, part.value.unit if isinstance(part.value, Indicator) else "")
    if choices := choices_of(own):
        return parse_name(
            key.typed, text, tuple(choices), BINDING if key.typed == "binding" else words_of(own)
        )
    return text


def _there(kind: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return an annotation without the None that it may be instead."""
    members = [member for member in typing.get_args(kind) if member is not NoneType]
    return members[0] if len(members) == 1 else kind


def _number(key: Key, text: str, unit: str) -> str:
    try:
        return f"{cell_number(text, unit):f}"
    except CellError as error:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number.", option=key.typed, text=text),
            msg("Write digits only, such as 40."),
        ) from error
