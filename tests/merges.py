"""Clones that record, correct, withdraw, close and return, merged in any order: the same standing everywhere.

A command of its own: `python -m tests.merges [COUNT] [SEED]` plays COUNT rounds with real git, seeded. In
each, several clones act and commit at random and now and then merge one another; in the end each merges all
others in an order of its own. It prints how much was written and merged, and whatever went wrong.
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
from qtrack.checks.ground import Ground
from qtrack.cli.main import main as qtrack
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.standing.assess import PlanStanding, assess
from qtrack.store.load import load
from qtrack.store.tree import FolderTree
from tests.repositories import git, repository
from tests.small import TextTree, task

CLONES: Final = 3
ACTS: Final = 14
START: Final = datetime.fromisoformat("2019-02-01T09:00:00+08:00")
DATES: Final = (date(2019, 2, 2), date(2019, 2, 20), date(2019, 4, 30))
PARTS: Final = task("deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 量传, due: 2019-03-01}]\n")
ABOUT: Final = ("T01", "T01.1", "T01.2", "T02")
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
        first = repository(folder, PARTS, task("due: 2019-03-20\n", "T02"))
        self.clones = [first]
        for name in range(1, CLONES):
            git(folder, "clone", "--quiet", str(first), str(folder / f"clone{name}"))
            self.clones.append(folder / f"clone{name}")
        self.written: set[str] = set()

    def play(self) -> list[str]:
        """Act at random, merge everything everywhere, and return what is wrong then."""
        for _ in range(ACTS):
            clone = self.dice.choice(self.clones)
            self.act(clone)
            if self.dice.random() < 0.5:
                self.commit(clone)
            if self.dice.random() < 0.15:
                self.merge(clone, self.dice.choice(self.clones))
        for clone in self.clones:
            self.commit(clone)
        for clone in self.clones:
            for other in self.dice.sample(self.clones, len(self.clones)):
                self.merge(clone, other)
        return self.wrong()

    def act(self, clone: Path) -> None:
        """Let one clone say something, at the same moment as another or later; it may be refused."""
        self.moment += timedelta(minutes=self.dice.choice((0, 0, 7, 3000)))
        verb = self.dice.choice(("record", "record", "done", "correct", "withdraw", "close", "return"))
        arguments = self._arguments(verb, sorted((clone / "plan/progress").rglob("*.yaml")))
        if arguments is None:
            return
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = qtrack(arguments, ENVIRON, clone, self.moment)
        if code:
            assert code == 2, err.getvalue()
            self.done["refused"] += 1
        else:
            self.done[verb] += 1
            self.written.add(out.getvalue().strip())

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
        git(clone, "add", "--all")
        if git(clone, "status", "--porcelain", "-z"):
            git(clone, "commit", "--quiet", "--message", "报进展")
            self.done["commit"] += 1

    def merge(self, clone: Path, other: Path) -> None:
        """Merge what another clone has committed; where there is a conflict git fails, and this with it."""
        if clone == other:
            return
        self.commit(clone)
        git(clone, "pull", "--quiet", "--no-rebase", "--no-edit", str(other), "main")
        self.done["merge"] += 1

    def wrong(self) -> list[str]:
        """Return what must not be after all is merged."""
        wrong = []
        trees = {git(clone, "rev-parse", "HEAD:plan") for clone in self.clones}
        if len(trees) > 1:
            wrong.append("the clones hold different plans")
        plans = [plan_in(clone) for clone in self.clones]
        there = {f"plan/{each.path}" for each in plans[0].entries}
        if there != self.written:
            wrong.append(f"lost {self.written - there}, come from nowhere {there - self.written}")
        wrong += [
            f"the standing at {day} differs"
            for day in DATES
            if any(shown(assess(plan, day)) != shown(assess(plans[0], day)) for plan in plans)
        ]
        found = run_checks(Ground(plans[0], DATES[-1]))
        wrong += [each.message.text for each in found if each.level is Level.ERROR]
        return wrong


def plan_in(clone: Path) -> Plan:
    """Load the plan of a clone; the order in which the disk names its files must not matter."""
    tree = FolderTree(clone / "plan")
    loaded = load(tree)
    assert loaded.plan is not None
    assert not loaded.problems, loaded.problems
    other = load(TextTree({path: tree.read(path) for path in sorted(tree.paths())}))
    assert other.plan is not None
    assert shown(assess(other.plan, DATES[-1])) == shown(assess(loaded.plan, DATES[-1]))
    return loaded.plan


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
    lines.append(f"{count} rounds with {CLONES} clones, {len(outcome.wrong)} things wrong, no conflict")
    return "\n".join(lines)


def main(count: int = 100, seed: int = 1) -> int:
    """Run and print the figures."""
    outcome = run(count, seed)
    sys.stdout.write(report(outcome, count) + "\n")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
