"""Entries as YAML that a person can read."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.entry_fields import KEYS

#: A text that YAML has no other use for in any place: no sign of its own, and no word that stands for
#: something, as numbers, dates, yes and null do; or an entry's id. Of others PyYAML knows what they need.
_WORDS: Final = re.compile(r"[^\W\d_][^\s:#]*(?: [^\s:#]+)*|\d{4}-\d\d-\d\d-[a-z0-9]+")
_MEANT: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_LONGEST: Final = 10_000


def entry_text(entry: Entry) -> str:
    """Return an entry as YAML, keys in the order of the design, fields without a value left out.

    Most entries are lines of plain words, which are written as they are; PyYAML, which takes longer to load
    than all else that recording takes, writes the others.
    """
    fields = fields_of(entry)
    lines = [_lines(name, value) for name, value in fields.items()]
    if all(lines):
        return "".join(f"{line}\n" for line in lines)
    from qtrack.store.yaml.dumper import dumped

    return dumped(fields)


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry says by its keys, in the order of the design, as YAML knows such values."""
    found = {name: getattr(entry, name) for name in KEYS}
    return {name: _simple(value) for name, value in found.items() if value not in ("", None, (), {})}


def _lines(name: str, value: object) -> str:
    """Return a field as YAML without any sign but its colon, nothing where it needs others."""
    match value:
        case dict() if all(isinstance(figure, Decimal) for figure in value.values()):
            figures = [_lines(f"  {key}", figure) for key, figure in value.items() if _words(key)]
            return "\n".join((f"{name}:", *figures)) if len(figures) == len(value) and all(figures) else ""
        case list():
            texts = [f"- {text}" for text in value if _words(text)]
            return "\n".join((f"{name}:", *texts)) if len(texts) == len(value) else ""
    text = _words(value)
    return f"{name}: {text}" if text else ""


def _words(value: object) -> str:
    """Return a single value as YAML has it without quotes, nothing where it needs them."""
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case Decimal():
            return f"{value:f}"  # never 1E+1
        case date():
            return value.isoformat()
        case str() if len(value) <= _LONGEST and _WORDS.fullmatch(value) and value.isprintable():
            return "" if value.casefold() in _MEANT else value
    return ""


def _simple(value: object) -> object:
    """Return a value as YAML knows it; of a structure the fields that say something, by name."""
    match value:
        case msgspec.Struct():
            named = ((name, getattr(value, name)) for name in value.__struct_fields__)
            return {name: _simple(field) for name, field in named if field != ""}
        case StrEnum():
            return str(value)
        case tuple():
            return list(value)
    return value
