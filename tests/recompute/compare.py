"""What was computed against what the commands print."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

TEXTS: Final = frozenset({"text", "name", "title"})


class Difference(NamedTuple):
    """A value that differs: what kind of value it is, and where, with both."""

    kind: str
    text: str


@dataclass
class Comparison:
    """Counts the values that were compared, and keeps those that differ."""

    place: str = ""
    compared: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def match(self, command: str, expected: Any, shown: Any, at: str = "") -> None:  # noqa: ANN401 - what JSON has
        """Compare every value in `expected` with the one that stands in the same place of what is shown."""
        if isinstance(expected, Whole) and isinstance(shown, list):
            shown = keyed(shown, "id")
        if isinstance(expected, Mapping) and not isinstance(shown, Mapping):
            self._leaf(command, expected, shown, at)
        elif isinstance(expected, Mapping):
            for key, value in expected.items():
                self.match(command, value, shown.get(key, "(nothing)"), f"{at}.{key}" if at else str(key))
            if isinstance(expected, Whole):
                self.match(command, [], sorted(set(shown) - set(expected)), f"{at} besides")
        elif isinstance(expected, Sequence) and not isinstance(expected, str):
            if not isinstance(shown, Sequence) or isinstance(shown, str) or len(shown) != len(expected):
                self._leaf(command, expected, shown, at)
                return
            if not expected:
                self._leaf(command, expected, shown, at)
            for number, (one, other) in enumerate(zip(expected, shown, strict=True)):
                self.match(command, one, other, f"{at}[{number}]")
        else:
            self._leaf(command, expected, shown, at)

    def _leaf(self, command: str, expected: Any, shown: Any, at: str) -> None:  # noqa: ANN401 - what JSON has
        self.compared[command] += 1
        if isinstance(expected, date):
            expected = expected.isoformat()
        if expected != shown or isinstance(expected, bool) != isinstance(shown, bool):
            found = f"{self.place} | {command} | {at}: computed {_said(expected)}, shown {_said(shown)}"
            self.differences.append(Difference(f"{command} {_kind(at)}", found))


class Whole(dict[str, Any]):
    """A mapping that has every key that is shown, too."""


def keyed(rows: Iterable[Mapping[str, Any]], *keys: str) -> dict[str, Any]:
    """Give rows by what names them."""
    return {" ".join(str(row[key]) for key in keys): row for row in rows}


def _kind(at: str) -> str:
    """Give the key of a value, without what names the row that it stands in."""
    return re.sub(r"\[\d+\]|[^.]* [^.]*(?=\.|$)|\b[ST]\d+\b|unit-\d|office", "*", at)


def _said(value: Any) -> str:  # noqa: ANN401 - what JSON has
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_said(one) for one in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_said(one)}" for key, one in value.items() if key not in TEXTS) + "}"
    return str(value)
