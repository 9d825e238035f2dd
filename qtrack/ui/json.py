"""Pages as JSON: documented, with a `format` number, texts in the language of the terminal.

A record shows its fields by their names. One that is shown otherwise says in `as_json` what is shown of it:
names of fields and properties, the way into what a field holds (`place.line` is shown as `line`), and before
a `=` another name. The JSON Schemas of the output are made from the same.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache, reduce
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, Translator
from qtrack.ui.line import clean, escape
from qtrack.ui.screen import Screen

FORMAT: Final = 1


def encode(value: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Return fields, or rows of them, as indented JSON with a line end; Chinese stays readable."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    try:
        raw = encoder.encode(value)
    except UnicodeEncodeError:  # a file's name, or what was typed, holds bytes that are no text
        raw = encoder.encode(_as_text(value))
    return escape(msgspec.json.format(raw, indent=2).decode()) + "\n"


def _as_text(value: Any) -> Any:  # noqa: ANN401 - JSON is made of anything
    match value:
        case str():
            return clean(value)
        case dict():
            return {_as_text(key): _as_text(held) for key, held in value.items()}
        case list():
            return [_as_text(held) for held in value]
        case _:
            return value


def page_json(page: msgspec.Struct | tuple[msgspec.Struct, ...], translator: Translator) -> str:
    """Return a page as text, or several records as its `entries`."""
    told = plain(page, translator)
    return encode({"format": FORMAT, **({"entries": told} if isinstance(page, tuple) else told)})


def show_json(page: msgspec.Struct, screen: Screen) -> None:
    """Write a page as JSON."""
    screen.write(page_json(page, screen.translator))


@lru_cache
def shown(record: type[msgspec.Struct]) -> Mapping[str, tuple[str, ...]]:
    """Return what JSON shows of a record: each key, with the way of attributes to its value."""
    if not hasattr(record, "as_json"):
        return {name: (name,) for name in record.__struct_fields__}
    named = (word.rpartition("=") for word in record.as_json.split())
    return {key or way.rpartition(".")[2]: tuple(way.split(".")) for key, _, way in named}


def plain(value: object, translator: Translator) -> Any:  # noqa: ANN401, PLR0911 - JSON is made of anything
    """Turn records into what JSON knows; messages become text."""
    match value:
        case Message():
            return translator.say(value)
        case msgspec.Struct():
            return {
                key: plain(reduce(getattr, way, value), translator) for key, way in shown(type(value)).items()
            }
        case Enum():
            return value.value
        case Decimal():
            return value + 0  # -0 is 0
        case dict():
            return {str(plain(key, translator)): plain(held, translator) for key, held in value.items()}
        case str():
            return value
        case Sequence():
            return [plain(held, translator) for held in value]
        case _:
            return value
