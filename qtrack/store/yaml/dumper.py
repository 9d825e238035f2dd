"""Entries as YAML by PyYAML, which knows when a text needs quotes and what a block of lines is."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import yaml


def dumped(fields: Mapping[str, object]) -> str:
    """Return the fields of an entry as YAML, in the order that they have."""
    return str(yaml.dump(fields, Dumper=_EntryDumper, allow_unicode=True, sort_keys=False, width=100_000))


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
