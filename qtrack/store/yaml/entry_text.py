"""Entries as YAML that a person can read."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec
import yaml

from qtrack.model.entry import Entry
from qtrack.model.entry_fields import KEYS


def entry_text(entry: Entry) -> str:
    """Return an entry as YAML, keys in the order of the design, fields without a value left out."""
    fields: dict[str, Any] = {}
    for name in KEYS:
        value = getattr(entry, name)
        if value not in ("", None, (), {}):
            fields[name] = _simple(value)
    return str(yaml.dump(fields, Dumper=_EntryDumper, allow_unicode=True, sort_keys=False, width=100_000))


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


class _EntryDumper(yaml.SafeDumper):
    """Writes numbers and dates plain, and long texts as blocks that a person can read."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as PyYAML calls it
        """Write a value out wherever it stands; a pointer to the first place reads as nothing."""
        return True


def _plain(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"  # never 1E+1
    kind = "float" if "." in text else "int"  # of another kind it would be written as !!int '90.6'
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    block = len(lines) > 1 and all(line == line.strip() for line in lines)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else None)


def _moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat(timespec="seconds"))


_EntryDumper.add_representer(Decimal, _plain)
_EntryDumper.add_representer(str, _text)
_EntryDumper.add_representer(datetime, _moment)
