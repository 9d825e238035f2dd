"""Attacks on the record of a plan, each disguised in git: what was recorded is altered, and it must be found.

A command of its own: `python -m tests.attacks [COUNT] [SEED]` makes COUNT repositories, seeded. In each an
entry is altered or taken away, and that is hidden behind one or two disguises. The command prints how many
were tried, each that neither `diff` since the last state that was reviewed nor `audit` tells, and each time
that one of them accuses an entry which nobody touched.
"""

import contextlib
import io
import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.cli.main import main as qtrack
from tests.repositories import commit, git, raw_commit, repository
from tests.small import said, task

NOW: Final = datetime(2019, 3, 20, 4, tzinfo=UTC)
ENVIRON: Final = {"QTRACK_LANG": "en"}
TASKS: Final = ("T01", "T02", "T03")
INDICATOR: Final = (
    "indicators: [{id: covered, name: 覆盖率, unit: '%', "
    "kind: reach, baseline: 10, target: 90, due: 2019-04-10}]"
)
DAYS: Final = (5, 12, 20, 33)
#: Folders that a plan is moved to: the top, deeper, in Chinese, beside itself.
FOLDERS: Final = ("", "dept/质量/方案", "方案", "plan-2019", "docs/plan", "plan/plan")
#: What an author may set a commit's date to; the last three are none of the calendar.
DATES: Final = (
    "2019-01-03T09:00:00+08:00",
    "2031-01-01T09:00:00+08:00",
    "1970-01-02T00:00:00+0000",
    "253402300800 +0000",
    "1550000000 +9999",
    "-99999999999 -0000",
)
SETTINGS: Final = (
    ("log.showSignature", "true"),
    ("diff.external", "true"),
    ("diff.renames", "false"),
    ("core.quotePath", "false"),
    ("core.ignoreCase", "true"),
    ("core.fileMode", "false"),
    ("core.fsmonitor", "true"),
    ("core.autocrlf", "true"),
    ("core.symlinks", "false"),
    ("i18n.logOutputEncoding", "GBK"),
    ("diff.ignoreSubmodules", "all"),
    ("core.excludesFile", "ignored"),
    ("log.follow", "false"),
    ("core.precomposeUnicode", "true"),
    ("diff.noprefix", "true"),
    ("core.commentChar", "a"),
)
ATTRIBUTES: Final = (
    "*.yaml binary",
    "*.yaml -diff",
    "*.yaml export-ignore",
    "*.yaml -text",
    "*.yaml eol=crlf",
    "*.yaml ident",
    "*.yaml diff=none",
    "*.yaml merge=ours",
    "*.yaml linguist-generated",
    "progress/** filter=hide",
)


#: An entry's id.
ENTRY_ID: Final = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{6}")


class Outcome(NamedTuple):
    """How often each disguise was worn, how often each guard saw through it, what none did, false alarms."""

    tried: Counter[str]
    found: Counter[str]
    missed: list[str]
    alarmed: list[str]


class Attack:
    """One repository with a plan that was reviewed, and what is done to an entry of it."""

    def __init__(self, top: Path, dice: random.Random) -> None:
        self.top = top
        self.dice = dice
        self.folder = "plan"
        self.reviewed = git(top, "rev-parse", "HEAD").strip()
        self.path = dice.choice(sorted((top / "plan/progress").rglob("*.yaml"))).relative_to(top / "plan")
        self.entry = self.path.stem
        self.done = ""
        self.touches_all = False

    @property
    def plan(self) -> Path:
        """The folder of the plan as it is now."""
        return self.top / self.folder

    def alter(self) -> None:
        """Alter what the entry says, or take it away; once."""
        if self.done:
            return
        file = self.plan / self.path
        if self.dice.random() < 0.15:
            file.unlink()
            self.done = "deleted"
            return
        text = file.read_text(encoding="utf-8")
        pattern, new = self.dice.choice(
            [
                (r"percent: \d+", "percent: 99"),
                (r"covered: \d+", "covered: 89"),
                (r"summary: .*", "summary: 已全部完成"),
                (r"unit: metrology", "unit: office"),
                (r"status: .*", "status: done"),
            ]
        )
        altered = re.sub(pattern, new, text)
        if altered == text:
            pattern, altered = "percent", f"{text}percent: 98\n"
            altered = re.sub(r"percent: \d+\n", "", text) + "percent: 98\n"
        file.write_text(altered, encoding="utf-8")
        self.done = pattern

    def commit(self, message: str = "edit", on: str = "2019-03-10") -> None:
        """Commit all there is."""
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--allow-empty", "--message", message, on=on)

    def move(self) -> None:
        """Move the plan's folder with all in it; nothing is committed."""
        goal = self.dice.choice([folder for folder in FOLDERS if folder != self.folder])
        aside = self.top.parent / "aside"
        self.plan.rename(aside) if self.folder else self._from_top(aside)
        target = self.top / goal
        if goal:
            target.parent.mkdir(parents=True, exist_ok=True)
            aside.rename(target)
        else:
            for child in aside.iterdir():
                child.rename(target / child.name)
            aside.rmdir()
        self.folder = goal

    def _from_top(self, aside: Path) -> None:
        aside.mkdir()
        for child in self.top.iterdir():
            if child.name in {"plan.yaml", "units.yaml", "sections", "tasks", "progress"}:
                child.rename(aside / child.name)

    def side_branch(self) -> None:
        """Record something honest on a branch of its own, from the state that was reviewed."""
        git(self.top, "switch", "--quiet", "--create", "side")
        commit(self.plan, said(40, "percent: 45", about="T02", tag="00000b"), on="2019-02-10")
        git(self.top, "switch", "--quiet", "main")
        commit(self.plan, said(41, "percent: 46", about="T03", tag="00000c"), on="2019-02-11")


def plainly(attack: Attack) -> None:
    """Commit it as any edit."""
    attack.alter()
    attack.commit()


def moved_with_it(attack: Attack) -> None:
    """Move the plan in the same commit."""
    attack.move()
    attack.alter()
    attack.commit()


def moved_before(attack: Attack) -> None:
    """Move the plan in a commit before."""
    attack.move()
    attack.commit()
    plainly(attack)


def moved_after(attack: Attack) -> None:
    """Move the plan in a commit after."""
    plainly(attack)
    attack.move()
    attack.commit()


def taken_away_and_back(attack: Attack) -> None:
    """Remove the whole plan, and add it elsewhere in another commit."""
    aside = attack.top.parent / "kept"
    shutil.copytree(attack.plan, aside, ignore=shutil.ignore_patterns(".git"))
    git(attack.top, "rm", "-r", "--quiet", "--", attack.folder or ".")
    attack.commit()
    attack.folder = attack.dice.choice(FOLDERS)
    shutil.copytree(aside, attack.plan, dirs_exist_ok=True)
    shutil.rmtree(aside)
    attack.alter()
    attack.commit()


def with_a_copy_left(attack: Attack) -> None:
    """Leave an unaltered copy of the plan elsewhere, and perhaps let the plan itself become the copy."""
    copy = attack.top / attack.dice.choice(("archive", "旧", "a/plan"))
    shutil.copytree(attack.plan, copy, ignore=shutil.ignore_patterns(".git", copy.name, "a"))
    attack.alter()
    attack.commit()


def behind_a_copy(attack: Attack) -> None:
    """Leave an unaltered copy of the plan elsewhere, and move the plan itself."""
    copy = attack.top / "archive"
    shutil.copytree(attack.plan, copy, ignore=shutil.ignore_patterns(".git", copy.name))
    attack.move()
    attack.alter()
    attack.commit()


def in_a_merge(attack: Attack) -> None:
    """Alter it in the merge commit itself."""
    attack.side_branch()
    git(attack.top, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    attack.alter()
    attack.commit("Merge branch 'side'")


def on_a_side_branch(attack: Attack) -> None:
    """Alter it on a branch and merge that."""
    attack.side_branch()
    git(attack.top, "switch", "--quiet", "side")
    plainly(attack)
    git(attack.top, "switch", "--quiet", "main")
    git(attack.top, "merge", "--quiet", "--no-ff", "--message", "Merge branch 'side'", "side")


def left_out_of_a_merge(attack: Attack) -> None:
    """Merge a branch without what it recorded."""
    attack.side_branch()
    (added,) = said(40, about="T02", tag="00000b")
    attack.path = Path(added)
    attack.entry = attack.path.stem
    attack.reviewed = git(attack.top, "rev-parse", "side").strip()
    git(attack.top, "merge", "--quiet", "--strategy=ours", "--message", "Merge branch 'side'", "side")
    attack.done = "left out"


def dated(attack: Attack) -> None:
    """Commit it with dates of one's own."""
    attack.alter()
    git(attack.top, "add", "--all")
    author, committer = (f"张三 <z@x> {attack.dice.choice(DATES)}" for _ in range(2))
    raw_commit(attack.top, author, committer=committer)


def as_a_link(attack: Attack) -> None:
    """Put a link to an altered file in its place, or an executable."""
    attack.alter()
    file = attack.plan / attack.path
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to("nowhere.yaml")
    elif attack.dice.random() < 0.5:
        file.chmod(0o755)
    else:
        goal = attack.top / "notes.txt"
        file.rename(goal)
        file.symlink_to(os.path.relpath(goal, file.parent))
    attack.commit()


def under_attributes(attack: Attack) -> None:
    """Say of the files in .gitattributes that they are not to be compared."""
    place = attack.dice.choice((".gitattributes", ".git/info/attributes"))
    (attack.top / place).parent.mkdir(exist_ok=True)
    (attack.top / place).write_text("\n".join(attack.dice.sample(ATTRIBUTES, 3)) + "\n", encoding="utf-8")
    plainly(attack)


def under_settings(attack: Attack) -> None:
    """Set git up to show or compare differently."""
    for name, value in attack.dice.sample(SETTINGS, 4):
        git(attack.top, "config", name, value)
    plainly(attack)


def replaced(attack: Attack) -> None:
    """Have git show the old object in place of the altered one."""
    plainly(attack)
    kind = attack.dice.choice(("commit", "tree", "blob"))
    place = f"{attack.folder}/{attack.path.as_posix()}".removeprefix("/")
    of = {"commit": "", "tree": "^{tree}", "blob": f":{place}"}[kind]
    new = git(attack.top, "rev-parse", f"HEAD{of}", fails=True).strip()
    old = git(attack.top, "rev-parse", f"{attack.reviewed}{of}", fails=True).strip()
    if new != old:
        git(attack.top, "replace", new, old, fails=True)


def grafted(attack: Attack) -> None:
    """Have git believe that the commit has no parents."""
    plainly(attack)
    head = git(attack.top, "rev-parse", "HEAD").strip()
    (attack.top / ".git/info").mkdir(exist_ok=True)
    (attack.top / ".git/info/grafts").write_text(f"{head}\n", encoding="utf-8")


def altered_back(attack: Attack) -> None:
    """Alter it in one commit and restore it in the next; for as long as that it stood."""
    plainly(attack)
    git(attack.top, "checkout", "--quiet", "HEAD~1", "--", ".")
    attack.commit()


def taken_out_and_in(attack: Attack) -> None:
    """Delete it in one commit and add it altered in another."""
    file = attack.plan / attack.path
    text = file.read_bytes()
    file.unlink()
    attack.commit()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)
    plainly(attack)


def renamed(attack: Attack) -> None:
    """Give it another id."""
    attack.alter()
    file = attack.plan / attack.path
    if file.exists():
        file.rename(file.with_name(f"{attack.entry[:-6]}ffffff.yaml"))
    attack.commit()


def under_another_task(attack: Attack) -> None:
    """Move it to another task's folder, and let it speak of that task."""
    attack.alter()
    file = attack.plan / attack.path
    if file.exists():
        holder = attack.dice.choice([task for task in TASKS if task != file.parent.name])
        text = file.read_text(encoding="utf-8").replace(f"about: {file.parent.name}", f"about: {holder}")
        goal = attack.plan / "progress" / holder / file.name
        goal.parent.mkdir(parents=True, exist_ok=True)
        file.unlink()
        goal.write_text(text, encoding="utf-8")
    attack.commit()


def renumbered(attack: Attack) -> None:
    """Give its task another number, with all entries."""
    old, new = attack.path.parts[1], "T40"
    attack.alter()
    text = (attack.plan / "tasks" / f"{old}.yaml").read_text(encoding="utf-8")
    (attack.plan / "tasks" / f"{old}.yaml").unlink()
    (attack.plan / "tasks" / f"{new}.yaml").write_text(text.replace(old, new), encoding="utf-8")
    (attack.plan / "progress" / old).rename(attack.plan / "progress" / new)
    for file in (attack.plan / "progress" / new).iterdir():
        held = file.read_text(encoding="utf-8")
        file.write_text(held.replace(f"about: {old}", f"about: {new}"), encoding="utf-8")
    attack.commit()


def reformatted(attack: Attack) -> None:
    """Write all entries anew, in another order of keys, with a comment and other line ends."""
    attack.touches_all = True
    attack.alter()
    for file in (attack.plan / "progress").rglob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        attack.dice.shuffle(lines)
        end = attack.dice.choice(("\n", "\r\n"))
        file.write_bytes(end.join(("# tidied", *lines, "")).encode())
    attack.commit()


def hidden_from_the_index(attack: Attack) -> None:
    """Tell the index not to look at the file, and commit nothing."""
    flag = attack.dice.choice(("--assume-unchanged", "--skip-worktree"))
    place = f"{attack.folder}/{attack.path.as_posix()}".removeprefix("/")
    while not attack.done or attack.done == "deleted":  # a file that is skipped may be missing
        git(attack.top, "checkout", "--quiet", "--", ".")
        attack.done = ""
        attack.alter()
    git(attack.top, "update-index", flag, "--", place)


def staged(attack: Attack) -> None:
    """Stage it, and leave the working tree as it was."""
    attack.alter()
    git(attack.top, "add", "--all")
    git(attack.top, "restore", "--source=HEAD", "--worktree", ".")


DISGUISES: Final[tuple[Callable[[Attack], None], ...]] = (
    plainly,
    moved_with_it,
    moved_before,
    moved_after,
    taken_away_and_back,
    with_a_copy_left,
    behind_a_copy,
    in_a_merge,
    on_a_side_branch,
    left_out_of_a_merge,
    dated,
    as_a_link,
    under_attributes,
    under_settings,
    replaced,
    grafted,
    altered_back,
    taken_out_and_in,
    renamed,
    under_another_task,
    renumbered,
    reformatted,
    hidden_from_the_index,
    staged,
)
#: What can be worn over any other: it changes where the plan lies, or how git is asked.
OVER: Final = (moved_after, under_attributes, under_settings, plainly)


def run(count: int, seed: int, disguises: tuple[Callable[[Attack], None], ...] = DISGUISES) -> Outcome:
    """Make attacks in turn through all disguises; return what was tried and what was missed."""
    dice = random.Random(seed)  # noqa: S311 - a seed makes the run repeatable
    outcome = Outcome(Counter(), Counter(), [], [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ground = reviewed_repository(folder)
        for number in range(count):
            disguise = disguises[number % len(disguises)]
            attack = Attack(shutil.copytree(ground, folder / f"{number}" / "repository", symlinks=True), dice)
            worn = [disguise]
            if dice.random() < 0.3 and disguise not in {staged, hidden_from_the_index}:
                worn.append(dice.choice(OVER))
            for wear in worn:
                wear(attack)
            names = "+".join(wear.__name__ for wear in worn)
            outcome.tried[disguise.__name__] += 1
            what = f"{number}: {names}: {attack.done} {attack.path} in “{attack.folder}”"
            rightly, wrongly = found(attack)
            outcome.found.update(rightly)
            if not rightly:
                outcome.missed.append(f"missed {what}")
            outcome.alarmed.extend(f"false alarm of {guard} {what}" for guard in sorted(wrongly))
            shutil.rmtree(attack.top.parent)
    return outcome


def reviewed_repository(folder: Path) -> Path:
    """Make a repository with three tasks and a dozen entries in several commits."""
    first = (task(INDICATOR), task("due: 2019-03-01", "T02"), task("", "T03"))
    top = repository(folder / "ground", *first)
    for number, on in enumerate(DAYS):
        for about in TASKS:
            more = f"percent: {on + number}\nstatus: in-progress\n"
            more += f"actuals: {{covered: {on}}}\n" if about == "T01" else ""
            entry = said(on, more, about=about, tag=f"0000{number}{about[-1]}")
            commit(top / "plan", entry, on=str(next(iter(entry)))[13:23])
    return top


def found(attack: Attack) -> tuple[frozenset[str], frozenset[str]]:
    """Return the guards that name the entry that was attacked, and those that name another."""
    guards = {
        "diff": (["diff", f"{attack.reviewed}..HEAD"], ["diff"], ["diff", "--staged"]),
        "audit": (["audit"],),
    }
    rightly, wrongly = set(), set()
    for guard, runs in guards.items():
        for words in runs:
            named = accused(output([*words, "--format", "json"], attack.top))
            if any(attack.entry in name for name in named):
                rightly.add(guard)
            others = [name for name in named if ENTRY_ID.search(name) and attack.entry not in name]
            if others and not attack.touches_all:
                wrongly.add(guard)
    return frozenset(rightly), frozenset(wrongly)


def accused(told: dict[str, list[dict[str, object]]] | None) -> list[str]:
    """Return what is said of each entry that was tampered with."""
    found = (told or {}).get("findings", []) + [
        change for change in (told or {}).get("changes", []) if change["tampers"]
    ]
    return [json.dumps(one, ensure_ascii=False) for one in found]


def output(words: list[str], folder: Path) -> dict[str, list[dict[str, object]]] | None:
    """Return what a command of qtrack says as JSON, None where it says nothing."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        qtrack(words, ENVIRON | {"PATH": os.environ["PATH"]}, folder, NOW)
    told: dict[str, list[dict[str, object]]] | None = json.loads(out.getvalue()) if out.getvalue() else None
    return told


def report(outcome: Outcome) -> str:
    """Return the figures, and whatever went wrong."""
    kinds = ", ".join(f"{name} {number}" for name, number in sorted(outcome.tried.items()))
    figures = (
        f"{sum(outcome.tried.values())} tried; {outcome.found['diff']} found by diff, "
        f"{outcome.found['audit']} by audit, {len(outcome.missed)} missed; "
        f"{len(outcome.alarmed)} false alarms"
    )
    return "\n".join((*outcome.missed, *outcome.alarmed, kinds, figures))


def main() -> int:
    """Run as many attacks as asked for, from a seed."""
    count, seed = ([*map(int, sys.argv[1:]), 2000, 1] if len(sys.argv) < 2 else [*map(int, sys.argv[1:]), 1])[
        :2
    ]
    outcome = run(count, seed)
    sys.stdout.write(report(outcome) + "\n")
    return 1 if outcome.missed or outcome.alarmed else 0


if __name__ == "__main__":
    sys.exit(main())
