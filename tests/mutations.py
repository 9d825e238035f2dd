"""Single mistakes made in the shipped plan, to see that each is found where it was made.

A command of its own: `python -m tests.mutations [COUNT] [SEED]` makes COUNT mistakes of every kind in
turn, seeded, and prints how many were found, how many in the right file and line, and those missed.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.model.problem import Problem
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.problems import apply_suppressions, locate
from tests.small import TextTree

ROOT: Final = Path(__file__).parent.parent
TODAY: Final = date(2019, 7, 1)


class Mistake(NamedTuple):
    """A file with one mistake in it; `line` counts from 1, 0 means that the whole file is wrong."""

    path: str
    raw: bytes
    line: int


class Spot(NamedTuple):
    """A line of a file, where a mistake of some kind can be made."""

    path: str
    lines: list[str]
    at: int

    @property
    def line(self) -> str:
        """The line itself."""
        return self.lines[self.at]

    def instead(self, *lines: str, at: int = 0) -> Mistake:
        """Put other lines in the place of this one; the mistake is in the one numbered `at`."""
        text = [*self.lines[: self.at], *lines, *self.lines[self.at + 1 :]]
        return Mistake(self.path, "\n".join(text).encode(), self.at + 1 + at)


class Kind(NamedTuple):
    """A kind of mistake: which lines of which files it can be made in, and how it is made there."""

    name: str
    line: str
    make: Callable[[Spot, random.Random], Mistake]
    files: str = r".*"


def swap(old: str, new: str) -> Callable[[Spot, random.Random], Mistake]:
    """Return a mistake that puts one text for another, both regular expressions."""
    return lambda spot, _: spot.instead(re.sub(old, new, spot.line, count=1))


def misspell_key(spot: Spot, dice: random.Random) -> Mistake:
    found = re.match(r"( *(?:- )?)(\w{4,})(:.*)", spot.line)
    assert found
    start, key, rest = found.groups()
    at = dice.randrange(1, len(key) - 1)
    return spot.instead(f"{start}{key[:at]}{key[at + 1 :]}{rest}")


def misspell_unit(spot: Spot, dice: random.Random) -> Mistake:
    start = spot.line.index(":")
    words = [each for each in re.finditer(r"[a-z]{3,}(?:-[a-z]+)*", spot.line) if each.start() > start]
    word = dice.choice(words)
    cut = dice.randrange(word.start() + 1, word.end() - 1)
    return spot.instead(spot.line[:cut] + "x" + spot.line[cut:])


def twice(spot: Spot, _: random.Random) -> Mistake:
    return spot.instead(spot.line, spot.line, at=1)


def before(text: str) -> Callable[[Spot, random.Random], Mistake]:
    return lambda spot, _: spot.instead(text, spot.line)


def whole(change: Callable[[str], bytes]) -> Callable[[Spot, random.Random], Mistake]:
    return lambda spot, _: Mistake(spot.path, change("\n".join(spot.lines)), 0)


_KEY = r"^ *\w+: \S"
_DATE = r"\d{4}-\d\d-\d\d$"
_UNIT = r"^ +(?:lead|shared|by_duty): .*[a-z]{3}|^partners: .*[a-z]{3}"
_TASK = r"tasks/.*"
_KEYS = "measure|title|source|responsible|lead|shared|by_duty|deliverables|indicators|target"
_SPELT = rf"^ *(?:- )?(?:{_KEYS})\b.*:"

#: What explains a line at its end; a mistake is made in the line itself.
_REMARK: Final = rb"(?m)(?<=\S) +# (?!qtrack:).*$"

KINDS: Final = (
    Kind("full-width colon", r"^\w+: \S", swap(": ", "：")),
    Kind("tab as indentation", r"^  +\w+:", swap("^ +", "\t")),
    Kind("full-width space as indentation", r"^  \w+:", swap("^  ", "\u3000\u3000")),
    Kind("conflict marker", r"^\w", before("<<<<<<< HEAD")),
    Kind("control character", _KEY, swap("$", "\x01")),
    Kind("unclosed quote", r"^ *(?:title|name): [^'\"]", swap(": ", ': "')),
    Kind("double key", r"^\w+: \S", twice),
    Kind("misspelt key", _SPELT, misspell_key, _TASK),
    Kind("impossible date", _DATE, swap(_DATE, "2020-02-30")),
    Kind("date as on paper", _DATE, swap(_DATE, "2020年12月31日")),
    Kind("date outside the plan", r"due: " + _DATE, swap(_DATE, "2031-12-31")),
    Kind("thousands separator", r"target: \d{4}$", swap(r"(\d)(\d{3})$", r"\1,\2")),
    Kind("full-width digits", r"target: \d+$", swap(r"\d+$", "\uff19\uff15")),
    Kind("percent sign", r"target: \d+$", swap("$", "%")),
    Kind("share beyond 100", r"target: (?:91|95)$", swap(r"\d+$", "950")),
    Kind("unknown unit", _UNIT, misspell_unit, _TASK),
    Kind("name for id", r"lead: metrology$", swap("metrology$", "计量处"), _TASK),
    Kind("full-width comma in a list", r": \[[a-z-]+, ", swap(", ", "，"), _TASK),
    Kind("text for a list", r"(?:shared|by_duty): \[[a-z-]+\]$", swap(r"[\[\]]", ""), _TASK),
    Kind("unclosed bracket", r": \[[a-z-]+", swap(r"\]$", ""), _TASK),
    Kind("unknown measure", r"^measure: M\d\d$", swap(r"M\d\d$", "M77")),
    Kind("id of another file", r"^id: T\d\d$", swap(r"T\d\d$", "T77")),
    Kind("id of another task", r"- id: T\d\d\.\d+$", swap(r"T\d\d\.", "T77.")),
    Kind("unknown kind", r"kind: reach$", swap("reach$", "reech")),
    Kind("unknown recurrence", r"every: year", swap("year", "yearly")),
    Kind("lead among the others", r"^ +lead: [a-z-]+$", lambda spot, _: _lead_again(spot), _TASK),
    Kind("empty title", r"^title: ", swap(": .*", ":")),
    Kind("GBK", r"^id: ", whole(lambda text: text.encode("gbk", "ignore")), _TASK),
    Kind("UTF-16", r"^id: ", whole(lambda text: text.encode("utf-16"))),
    Kind("byte order mark", r"^id: ", whole(lambda text: text.encode("utf-8-sig"))),
    Kind("empty file", r"^id: ", whole(lambda _: b"")),
    Kind("cut in the middle of a word", r"^responsible:", lambda spot, _: _cut(spot), _TASK),
)


def _lead_again(spot: Spot) -> Mistake:
    lead = spot.line.partition(": ")[2]
    rest = [line for line in spot.lines[spot.at + 1 :] if not line.startswith("  shared:")]
    lines = [*spot.lines[: spot.at + 1], f"  shared: [{lead}]", *rest]
    return Mistake(spot.path, "\n".join(lines).encode(), spot.at + 2)


def _cut(spot: Spot) -> Mistake:
    text = "\n".join([*spot.lines[: spot.at], "responsi"])
    return Mistake(spot.path, text.encode(), 0)


class Outcome(NamedTuple):
    """How many mistakes were made, and which were not found in their file and line."""

    made: Counter[str]
    missed: list[str]


def problems_of(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """Return everything that is found wrong in a plan, with lines."""
    tree = TextTree(files)
    loaded = load(tree)
    found = list(loaded.problems)
    if loaded.checkable:
        found += run_checks(CheckContext(loaded.checkable, TODAY, loaded.broken))
    return apply_suppressions(locate(tree, tuple(found)), loaded.suppressions)


@patch("qtrack.store.reading.load.compose", cache(compose))  # all files but one are as before
def run(count: int, seed: int) -> Outcome:
    """Make `count` mistakes, the kinds in turn, each alone in the otherwise sound plan."""
    dice = random.Random(seed)  # noqa: S311 - a seed makes the run repeatable
    folder = FolderTree(ROOT / "plan")
    paths = [path for path in sorted(folder.paths()) if path.endswith(".yaml")]
    sound = {path: re.sub(_REMARK, b"", folder.read(path)) for path in paths}
    lines = {path: raw.decode().split("\n") for path, raw in sound.items()}
    made: Counter[str] = Counter()
    missed = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        spots = [
            Spot(path, own, at)
            for path, own in lines.items()
            if re.fullmatch(kind.files, path)
            for at, line in enumerate(own)
            if re.search(kind.line, line)
        ]
        mistake = kind.make(dice.choice(spots), dice)
        made[kind.name] += 1
        found = problems_of(sound | {mistake.path: mistake.raw})
        right = [each for each in found if each.place.path == mistake.path]
        if not any(each.place.line == mistake.line or not mistake.line for each in right):
            places = [f"{each.place.path}:{each.place.line} {each.check}" for each in found]
            missed.append(f"{kind.name} in {mistake.path}:{mistake.line}, found {places[:3]}")
        elif len(right) != len(found):
            others = [each.place.path for each in found if each.place.path != mistake.path]
            missed.append(f"{kind.name} in {mistake.path}:{mistake.line} is blamed on {others[:3]} too")
    return Outcome(made, missed)


def report(outcome: Outcome) -> str:
    """Return the figures of a run."""
    total = sum(outcome.made.values())
    lines = [f"{number:6} {name}" for name, number in sorted(outcome.made.items())]
    lines += [f"missed: {each}" for each in outcome.missed]
    lines.append(
        f"{total} mistakes of {len(outcome.made)} kinds, {total - len(outcome.missed)} found in place"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    result = run(*(int(each) for each in (*sys.argv[1:], *("3000", "1")[len(sys.argv) - 1 :])))
    sys.stdout.write(report(result) + "\n")
    sys.exit(1 if result.missed else 0)
