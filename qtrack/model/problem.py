"""Problems that checks find in a plan, values with a place, and the manual page of a check."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from inspect import cleandoc
from itertools import groupby
from typing import ClassVar, Final, Self

import msgspec

from qtrack.locale.message import Message, nmsg

#: So many problems of one file are listed, and so many in all, or a few more; the rest are counted.
MOST_OF_FILE: Final = 100
MOST: Final = 1000
#: So many signs of a value are listed.
_LONGEST: Final = 200
#: The name under which they are counted.
NOT_LISTED: Final = "problems-listed"

#: How much a problem matters.
Level = StrEnum("Level", "ERROR WARNING HINT")


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

    @classmethod
    def top(cls, path: str) -> Self:
        """Return where a file begins."""
        return cls(path, line=1, column=1)

    def under(self, folder: str) -> "Place":
        """Return the place as seen from where the folder of the plan is."""
        return msgspec.structs.replace(self, path=f"{folder}/{self.path}") if folder else self


class Problem(msgspec.Struct, frozen=True):
    """One problem, or the `times` more that are not listed. `check` is what one greps, looks up and tests."""

    as_json: ClassVar = "place.path place.line place.column level check message times"

    check: str
    message: Message
    place: Place
    level: Level = Level.ERROR
    times: int = 1


class Suppression(msgspec.Struct, frozen=True):
    """One check kept quiet in line `line` of a file; `place` is where the comment stands.

    `of` is what stands in that line, as the way of keys to it with the ids on the way.
    """

    check: str
    line: int
    place: Place
    of: tuple[str, ...] = ()


def within(folder: str, problem: Problem) -> Problem:
    """Return a problem of a plan with its path as seen from where the folder of the plan is."""
    return msgspec.structs.replace(problem, place=problem.place.under(folder))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of paths, lines and columns."""
    return tuple(
        sorted(problems, key=lambda problem: (problem.place.path, problem.place.line, problem.place.column))
    )


def not_listed(place: Place, times: int, level: Level = Level.ERROR) -> Problem:
    """Return what stands for the problems of a file from a place on that are counted only."""
    message = nmsg(
        "from here on {n} more problem of this file is not listed",
        "from here on {n} more problems of this file are not listed",
        times,
    )
    return Problem(NOT_LISTED, message, place, level, times)


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return as many problems as anybody reads, in order, and for the rest of each level how many they are.

    The sum of `times` stays the same.
    """
    found: list[Problem] = []
    beyond: list[Problem] = []
    for _, group in groupby(in_order(problems), key=lambda problem: problem.place.path):
        of_file = sorted(group, key=lambda problem: problem.check == NOT_LISTED)  # these come last
        if len(found) >= MOST:
            beyond += of_file
            continue
        found += (
            msgspec.structs.replace(problem, message=shortened(problem.message))
            for problem in of_file[:MOST_OF_FILE]
        )
        found += (not_listed(*rest) for rest in _by_level(of_file[MOST_OF_FILE:]))
    for place, times, level in _by_level(beyond):
        message = nmsg(
            "from this file on {n} more problem is not listed",
            "from this file on {n} more problems are not listed",
            times,
        )
        found.append(Problem(NOT_LISTED, message, place, level, times))
    return tuple(found)


def _by_level(problems: Sequence[Problem]) -> Iterable[tuple[Place, int, Level]]:
    for level in Level:
        of_level = [problem for problem in problems if problem.level is level]
        if of_level:
            yield of_level[0].place, sum(problem.times for problem in of_level), level


def shortened(message: Message) -> Message:
    """Return a message with what it quotes cut, which may be as long as a file."""
    values = tuple((name, _cut(value)) for name, value in message.values)
    return msgspec.structs.replace(message, values=values)


def _cut(value: object) -> object:
    if isinstance(value, Message):
        return shortened(value)
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


class ManualPage(msgspec.Struct, frozen=True):
    """What a check holds and why, with an example of each kind; its texts are keys of the catalogue."""

    name: str
    holds: str
    why: str
    passes: str
    fails: str
    levels: tuple[Level, ...] = (Level.ERROR,)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be translated."""
        return (self.holds, self.why, self.passes, self.fails)


#: Compiled where they are needed, which is not at every start.
_HEAD: Final = r"([a-z]+(?:-[a-z]+)*): (.+)"
_LABEL: Final = r"^(Level|Passes|Fails): "


def page_of(text: str) -> ManualPage:
    """Read a manual page; raise ValueError where the text does not have its form.

    It is written as text where the check is written: `name: what it holds.`, a paragraph that says why,
    and then, a line each, `Level:` (left out where it is error only), `Passes:` and `Fails:`. A longer
    example goes on in indented lines.
    """
    first, _, rest = cleandoc(text).partition("\n\n")
    head = re.fullmatch(_HEAD, first, re.DOTALL)
    why, *labelled = re.split(_LABEL, rest, flags=re.MULTILINE)
    found = {label: _line(text) for label, text in zip(labelled[::2], labelled[1::2], strict=True)}
    levels = found.pop("Level", Level.ERROR.value)
    if head is None or set(found) != {"Passes", "Fails"} or not all((why.strip(), *found.values())):
        refusal = f"not a manual page: {first!r}"
        raise ValueError(refusal)
    return ManualPage(
        name=head[1],
        holds=_line(head[2]),
        why=_line(why),
        passes=found["Passes"],
        fails=found["Fails"],
        levels=tuple(Level(level) for level in levels.split(", ")),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
