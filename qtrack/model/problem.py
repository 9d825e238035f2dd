"""A problem that a check found in the plan: a value with a place, collected and shown."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from qtrack.locale.message import Message


class Level(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Place(msgspec.Struct, frozen=True):
    """Where in the plan: a file, the way of keys into it, and the line and column once looked up.

    Lines and columns count from 1; 0 means not looked up yet. With `on_key` the place is the last
    key itself, not its value.
    """

    path: str
    keys: tuple[str | int, ...] = ()
    on_key: bool = False
    line: int = 0
    column: int = 0


class Problem(msgspec.Struct, frozen=True):
    """One problem. `check` is the name that one greps, looks up and tests."""

    check: str
    message: Message
    place: Place
    level: Level = Level.ERROR


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of paths, lines and columns."""
    return tuple(sorted(problems, key=lambda each: (each.place.path, each.place.line, each.place.column)))
