"""Clones that record, correct, withdraw, close and return, merged in any order: the same standing everywhere.

A command of its own: `python -m tests.merges [COUNT] [SEED]` plays COUNT rounds with real git, seeded. In
each, several clones with clocks that differ act and commit at random and now and then merge one another; in
the end each merges all others in an order of its own. It prints how much was written and merged, and whatever
went wrong. The clones are worktrees of one repository: they merge as others do, and need no fetching.
"""

import io
import random
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.cli.main import main as qtrack
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.standing.assess import PlanStanding, assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.repositories import git, repository
from tests.small import TextTree, said, task

#: What every clone knows from the beginning, and may undo or build on.
DONE: Final = (said(20, "status: done", about="T01.1"), said(20, "status: done", about="T02", tag="000002"))
#: How far the clock of each clone is ahead.
CLOCKS: Final = (timedelta(), timedelta(minutes=50), timedelta(hours=-20))
ACTS: Final = 14
START: Final = datetime.fromisoformat("2019-02-01T09:00:00+08:00")
DATES: Final = (date(2019, 2, 2), date(2019, 2, 20), date(2019, 4, 30))
PARTS: Final = task("deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 量传, due: 2019-03-01}]\n")
ABOUT: Final = ("T01", "T01.1", "T01.1", "T02", "T02")
UNITS: Final = ("metrology", "institute")
ENVIRON: Final = {"QTRACK_LANG": "en", "LOGNAME": "zhangsan"}


class Outcome(NamedTuple):
    """What was done in all rounds, and what went wrong."""

    done: Counter[str]
    wrong: list[str]


class Round:
    """Several clones of one small plan, and the dice that say what happens to them."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.dice = dice
        self.done: Counter[str] = Counter()
        self.moment = START
        first = repository(folder, PARTS, task("due: 2019-03-20\n", "T02"), *DONE)
        self.clones = {first: CLOCKS[0]}
        for number, clock in enumerate(CLOCKS[1:]):
            clone = folder / f"clone{number}"
            git(first, "worktree", "add", "--quiet", "-b", clone.name, str(clone))
            self.clones[clone] = clock
        self.written = {f"plan/{path}" for files in DONE for path in files}
        self.uncommitted: set[Path] = set()
        self.conflicts: list[str] = []

    def play(self) -> list[str]:
        """Act at random, merge everything everywhere, and return what is wrong then."""
        clones = tuple(self.clones)
        for _ in range(ACTS):
            clone = self.dice.choice(clones)
            self.act(clone)
            if self.dice.random() < 0.5:
                self.commit(clone)
            if self.dice.random() < 0.15:
                self.merge(clone, self.dice.choice(clones))
        for clone in clones:
            self.commit(clone)
        for clone in clones:
            for other in self.dice.sample(clones, len(clones)):
                self.merge(clone, other)
        return self.conflicts or self.wrong()

    def act(self, clone: Path) -> None:
        """Let one clone say something, at the same moment as another or later; it may be refused."""
        self.moment += timedelta(minutes=self.dice.choice((0, 0, 7, 3000)))
        verb = self.dice.choice(("record", "done", "done", "correct", "withdraw", "close", "close", "return"))
        arguments = self._arguments(verb, sorted((clone / "plan/progress").rglob("*.yaml")))
        if arguments is None:
            return
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = qtrack(arguments, ENVIRON, clone, self.moment + self.clones[clone])
        if code:
            assert code == 2, err.getvalue()
            self.done["refused"] += 1
        else:
            self.done[verb] += 1
            self.written.add(out.getvalue().splitlines()[-1])
            self.uncommitted.add(clone)

    def _arguments(self, verb: str, entries: list[Path]) -> list[str] | None:
        about, unit, percent = self.dice.choice(ABOUT), self.dice.choice(UNITS), self.dice.randrange(100)
        if verb in {"correct", "withdraw"} and not entries:
            return None
        entry = self.dice.choice(entries).stem if entries else ""
        return {
            "record": ["record", about, "--unit", unit, "--summary", "有进展", "--percent", str(percent)],
            "done": ["record", about, "--unit", unit, "--summary", "已完成", "--status", "done"],
            "correct": ["correct", entry, "--summary", "更正", "--percent", str(percent)],
            "withdraw": ["withdraw", entry, "--reason", "误报"],
            "close": ["close", about, "--verified-by", "office", "--evidence", "验收单"],
            "return": ["return", about, "--unit", "office", "--reason", "缺材料"],
        }[verb]

    def commit(self, clone: Path) -> None:
        """Commit whatever was written in a clone."""
        if clone in self.uncommitted:
            self.uncommitted.remove(clone)
            git(clone, "add", "--all")
            git(clone, "commit", "--quiet", "--message", "报进展")
            self.done["commit"] += 1

    def merge(self, clone: Path, other: Path) -> None:
        """Merge what another clone has committed, which must never be a conflict."""
        if clone == other:
            return
        self.commit(clone)
        branch = "main" if other.name == "repository" else other.name
        said = git(clone, "merge", "--quiet", "--no-edit", branch, fails=True)
        self.done["merge"] += 1
        if "CONFLICT" in said:
            self.conflicts.append(said)
            git(clone, "merge", "--abort")

    def wrong(self) -> list[str]:
        """Return what must not be after all is merged."""
        wrong = []
        trees = {git(clone, "rev-parse", "HEAD:plan") for clone in self.clones}
        if len(trees) > 1:
            wrong.append("the clones hold different plans")
        plans = [plan for clone in self.clones for plan in plans_in(clone)]
        there = {f"plan/{each.path}" for each in plans[0].entries}
        if there != self.written:
            wrong.append(f"lost {self.written - there}, come from nowhere {there - self.written}")
        for day in DATES:
            standings = [shown(assess(plan, day)) for plan in plans]
            if any(standing != standings[0] for standing in standings):
                wrong.append(f"the standing at {day} differs")
        found = run_checks(CheckContext(plans[0], DATES[-1]))
        wrong += [each.message.text for each in found if each.level is Level.ERROR]
        return wrong


def plans_in(clone: Path) -> list[Plan]:
    """Load the plan of a clone twice; the order in which the disk names its files must not matter."""
    tree = FolderTree(clone / "plan")
    backwards = TextTree({path: tree.read(path) for path in sorted(tree.paths())})
    loaded = [load(tree), load(backwards)]
    assert not any(each.problems for each in loaded), loaded
    return [each.plan for each in loaded if each.plan is not None]


def shown(standing: PlanStanding) -> list[object]:
    """Return all that is to be the same everywhere."""
    return [(each.section.id, each.light, each.counts, each.own, each.tasks) for each in standing.sections]


def run(count: int, seed: int) -> Outcome:
    """Play `count` rounds."""
    done: Counter[str] = Counter()
    wrong = []
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - a seed makes the run repeatable
        with tempfile.TemporaryDirectory() as folder:
            played = Round(Path(folder), dice)
            wrong += [f"round {number}: {each}" for each in played.play()]
            done += played.done
            done["entries"] += len(played.written)
    return Outcome(done, wrong)


def report(outcome: Outcome, count: int) -> str:
    """Return the figures of a run."""
    lines = [f"{number:6} {name}" for name, number in sorted(outcome.done.items())]
    lines += [f"wrong: {each}" for each in outcome.wrong]
    lines.append(f"{count} rounds with {len(CLOCKS)} clones, {len(outcome.wrong)} things wrong")
    return "\n".join(lines)


def main(count: int = 100, seed: int = 1) -> int:
    """Run and print the figures."""
    outcome = run(count, seed)
    sys.stdout.write(report(outcome, count) + "\n")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
