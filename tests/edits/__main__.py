"""The command: edit random plans at random, and see that what gets better by an edit is told as loosening."""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from qtrack.cli.review.comparison import compared
from qtrack.records.edits import Edits
from qtrack.store.git.sides import State
from qtrack.store.tree import FolderTree
from tests.edits import BY_THE_EDIT_ALONE
from tests.edits.naive import better
from tests.edits.random_edits import edited
from tests.recompute.draft import Draft
from tests.recompute.qtrack_commands import json_of
from tests.recompute.random_plan import draft, settle, write
from tests.recompute.reading import read

EDITS_OF_ONE: Final = 20


@dataclass
class Tried:
    """What came of the edits: how many, how many made something better, and which passed unsaid."""

    edits: int = 0
    better: int = 0
    unread: int = 0
    names: Counter[str] = field(default_factory=Counter)
    by_net_alone: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    tampering: list[str] = field(default_factory=list)


def run(count: int, seed: int) -> Tried:
    """Try so many edits."""
    tried = Tried()
    for number in range(-(-count // EDITS_OF_ONE)):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - a seed makes the run repeatable
        with tempfile.TemporaryDirectory() as folder:
            plan = draft(dice)
            _settle(plan, Path(folder) / "plan")
            for at in range(min(EDITS_OF_ONE, count - number * EDITS_OF_ONE)):
                _try(tried, plan, Path(folder), f"{seed}-{number}-{at}")
    return tried


def _settle(plan: Draft, folder: Path) -> None:
    """Write a plan, without what `qtrack validate` finds wrong in it."""
    while True:
        _write(plan, folder)
        problems = json_of(folder, "validate", codes=(0, 1))["problems"]
        errors = [problem for problem in problems if problem["level"] == "error"]
        if not errors:
            return
        settle(plan, errors)


def _write(plan: Draft, folder: Path) -> Path:
    for left in folder.rglob("*.yaml"):
        left.unlink()
    write(plan, folder)
    return folder


def _try(tried: Tried, plan: Draft, folder: Path, place: str) -> None:
    old = replace(plan, entries=list(_earlier(plan)) if plan.chance(0.3) else plan.entries)
    new, names, numbers = edited(plan)
    span = (plan.end - plan.start).days
    day = plan.start + timedelta(days=plan.dice.randint(0, span + 40))
    was, now = _write(old, folder / "plan"), _write(new, folder / "new")
    tried.edits += 1
    try:
        then = read(_write(plan, folder / "both"))  # with the entries of now, under the numbers of then
        found = list(better(then, read(now), day, numbers))
    except (KeyError, ValueError, IndexError, StopIteration, ZeroDivisionError):
        tried.unread += 1  # an edit that makes a plan which the rules do not speak of
        return
    page = _page(was, now, day)
    told = f"{place} as of {day}, {', '.join(names)}"
    if page.tampering:
        tried.tampering.append(told)
    if not numbers.items() <= page.renumbered.items():
        tried.missed.append(f"{told}: another number")
    if found:
        tried.better += 1
        tried.names.update(names)
        if not page.loosening:
            tried.missed.append(f"{told}: {'; '.join(found)}")
        elif all(line.kind in BY_THE_EDIT_ALONE for line in page.lines if line.loosens):
            tried.by_net_alone.update(names)


def _earlier(plan: Draft) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the entries without some that no other one names."""
    named = {entry.get(key) for _, entry in plan.entries for key in ("corrects", "withdraws", "returns")}
    return ((name, entry) for name, entry in plan.entries if name in named or plan.chance(0.7))


def _page(old: Path, new: Path, day: date) -> Edits:
    return compared(State("old", FolderTree(old), ""), State("new", FolderTree(new), ""), lambda _: day)


def main(arguments: list[str]) -> int:
    """Print how many edits were tried, how many made something better, and those that passed unsaid."""
    if not arguments:
        sys.stdout.write("python -m tests.edits N [SEED]\n")
        return 2
    tried = run(int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1)
    for name, number in tried.names.most_common():
        alone = tried.by_net_alone[name]
        sys.stdout.write(f"{number:7}  made something better with {name}, {alone} of them told by no kind\n")
    for text in tried.missed:
        sys.stdout.write(f"missed: {text}\n")
    for text in tried.tampering:
        sys.stdout.write(f"told as tampering: {text}\n")
    sys.stdout.write(
        f"{tried.edits} edits tried, {tried.better} made something better, {tried.unread} not judged, "
        f"{len(tried.missed)} missed, {len(tried.tampering)} told as tampering\n"
    )
    return 1 if tried.missed or tried.tampering else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
