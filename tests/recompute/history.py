"""The plan in git: its edits, and the plan of an earlier day (rule 43)."""

import copy
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from tests.recompute.draft import Draft
from tests.recompute.exercised import seen
from tests.recompute.plan import Plan
from tests.recompute.random_plan import write
from tests.recompute.reading import read

NOBODY: Final = {
    f"GIT_{who}_{what}": word
    for who in ("AUTHOR", "COMMITTER")
    for what, word in (("NAME", "Somebody"), ("EMAIL", "somebody@example.org"))
}


@dataclass
class History:
    """What git knows of a plan; of one that is not in git only the plan of now."""

    now: Plan
    folder: Path
    _read: dict[str, Plan] = field(default_factory=dict)

    def then(self, day: date) -> Plan:
        """Give the plan as it was committed by the end of a day, else the one of now."""
        if not (self.folder.parent / ".git").exists():
            return self.now
        log = _git(self.folder.parent, "log", "--first-parent", "--format=%H %cI").splitlines()
        for line in log:
            commit, _, moment = line.partition(" ")
            if datetime.fromisoformat(moment).astimezone(self.now.zone).date() <= day:
                seen("43 plan of then" if line != log[0] else "43 plan of now")
                return self._of(commit)
        seen("43 no commit as old")
        return self.now

    def _of(self, commit: str) -> Plan:
        if commit not in self._read:
            with tempfile.TemporaryDirectory() as other:
                _git(self.folder.parent, f"--work-tree={other}", "checkout", commit, "--", ".")
                self._read[commit] = read(Path(other) / "plan")
            _git(self.folder.parent, "reset", "--quiet", "--hard")
        return self._read[commit]


def commit_edits(plan: Draft, folder: Path) -> None:
    """Commit an older version of a plan first, and then the plan, some time later."""
    _git(folder.parent, "init", "--quiet")
    for version in (_older(plan), plan):
        for old in folder.rglob("*.yaml"):
            old.unlink()
        write(version, folder)
        _git(folder.parent, "add", "--all")
        first = plan.start if version is not plan else plan.day()
        at = datetime.combine(first - timedelta(days=plan.dice.choice([0, 3])), time(12), plan.zone)
        at += timedelta(days=plan.dice.choice([0, 0, 20]) if version is not plan else 30)
        _git(folder.parent, "commit", "--quiet", "--message=Edit", at=at)


def _older(plan: Draft) -> Draft:
    """Give a plan as it may have been before some edits, without entries."""
    older = copy.deepcopy(plan)
    older.entries = []
    if plan.chance(0.6):
        older.head["lights"] = {**older.head.get("lights", {}), "stale_days": plan.dice.choice([5, 30, 100])}
    if plan.chance(0.5):
        older.head.pop("reporting", None)
    for task in older.tasks:
        if plan.chance(0.3):
            task.pop("due", None)
        for one in task.get("indicators", []):
            if plan.chance(0.5):
                more = plan.dice.randint(1, 40)
                one |= {key: one[key] + more for key in ("target", "most") if key in one}
    if len(older.tasks) > 1 and plan.chance(0.5):
        older.tasks.pop()
    return older


def _git(folder: Path, *arguments: str, at: datetime | None = None) -> str:
    when = {"GIT_AUTHOR_DATE": at.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()} if at else {}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **NOBODY, **when},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
