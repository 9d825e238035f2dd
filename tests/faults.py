"""What is left when `qtrack record` is killed, or refused by the system, at any call that touches the disk.

A command of its own: `python -m tests.faults [EVERY]` runs `record` under strace, which kills it (as
kill -9 does) on entering each call in turn, with hard links and without; then it lets each call on the
plan fail as on a full, a broken and a forbidden disk. With EVERY greater than 1 only every so-many-th
of the calls that have nothing to do with the plan. It prints the figures, and whatever went wrong.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.model.entry import Entry
from qtrack.store.entries import write_entry
from qtrack.store.reading.load import load
from qtrack.store.tree import LEFTOVER, FolderTree
from tests.small import small_plan

ROOT: Final = Path(__file__).parent.parent
SUMMARY: Final = "完成建标12项，其中省级最高标准3项"
_LATER: Final = datetime(2019, 2, 2, 9, tzinfo=timezone(timedelta(hours=8)))
ANOTHER: Final = Entry("T01", "metrology", _LATER.date(), _LATER, SUMMARY)
CALLS: Final = (
    "openat,?open,?creat,write,pwrite64,fsync,fdatasync,close,link,linkat,unlink,unlinkat,"
    "rename,renameat,renameat2,mkdir,mkdirat,rmdir,ftruncate,exit_group"
)
#: As on a memory stick or a shared folder.
NO_LINKS: Final = ("-e", "inject=link,linkat:error=EPERM")
ERRORS: Final = ("ENOSPC", "EIO", "EACCES")

_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\((.*)", re.MULTILINE)


class Call(NamedTuple):
    """The `nth` call of a name within a run, and whether it touches the plan or tells of the entry."""

    name: str
    nth: int
    of_plan: bool
    text: str

    @property
    def tells(self) -> bool:
        """Whether it writes to stdout."""
        return self.name == "write" and self.text.startswith("1<")

    @property
    def ends(self) -> bool:
        """Whether everything is done and told before it."""
        return self.name == "exit_group"

    @property
    def changes(self) -> bool:
        """Whether the disk is another after it, or the person knows more."""
        steps = {"mkdir", "write", "fsync", "link", "linkat", "unlink", "rename"}
        return (self.of_plan and (self.name in steps or "O_CREAT" in self.text)) or self.tells or self.ends


class Outcome(NamedTuple):
    """One run with one fault: what it told, what is there, and what is wrong with that."""

    fault: str
    code: int
    reported: bool
    present: bool
    wrong: str


#: What Python runs.
QTRACK: Final = ("-m", "qtrack")


class Place:
    """A folder with the small plan, in which `record` is run once, by qtrack or another program."""

    def __init__(self, folder: Path, program: Sequence[str] = QTRACK) -> None:
        self.folder = folder
        self.program = program
        self.root = small_plan(folder)
        self.before = self.paths()

    def paths(self) -> set[str]:
        """Return all there is below the plan's folder."""
        return {path.relative_to(self.root).as_posix() for path in self.root.rglob("*")}

    def record(self, *options: str, calls: str = CALLS) -> subprocess.CompletedProcess[str]:
        """Record one entry under strace; the log of these calls is left beside the plan."""
        log = str(self.folder / "log")
        return subprocess.run(
            [
                *("strace", "-f", "-y", "-s", "9999", "-o", log, "-e", f"trace={calls}", *options),
                *(sys.executable, *self.program, "record", "T01", "--unit", "metrology"),
                *("--summary", SUMMARY, "--date", "2019-02-01", "--plan", str(self.root)),
            ],
            cwd="/",
            env=environ(),
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=60,
        )

    @staticmethod
    def reported(said: str) -> str:
        """Return the file that was told of; it is told as seen from the top of the disk."""
        return f"/{said.splitlines()[-1]}" if said.strip() else ""

    def calls(self) -> list[Call]:
        """Return what the last run did, in its order."""
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        counts: dict[str, int] = {}
        found = []
        for name, rest in _CALL.findall(log):
            counts[name] = counts.get(name, 0) + 1
            found.append(Call(name, counts[name], str(self.root) in rest and rest[:1] != "1", rest))
        return found

    def entries(self) -> tuple[Entry, ...]:
        """Load the plan and return its entries."""
        loaded = load(FolderTree(self.root))
        assert loaded.plan is not None, loaded.problems
        return tuple(loaded.plan.entries)

    def problems(self) -> list[str]:
        """Return what is wrong with the plan by the clock of this computer, which recorded."""
        loaded = load(FolderTree(self.root))
        assert loaded.plan is not None, loaded.problems
        found = run_checks(CheckContext(loaded.plan, datetime.now(_LATER.tzinfo).date()))
        return [f"{each.place.path}: {each.message.text}" for each in (*loaded.problems, *found)]

    def wrong_with(self, reported: str) -> Iterator[str]:
        """Yield what must not be, whatever happened."""
        yield from self.problems()
        entries = self.entries()
        paths = {str(self.root / each.path) for each in entries}
        if len(entries) > 1 or any(each.summary != SUMMARY for each in entries):
            yield "an entry is not whole"
        if reported and reported not in paths:
            yield f"{reported} was reported and is not there"
        new = self.paths() - self.before - {"progress", "progress/T01"} - {each.path for each in entries}
        strange = {each for each in new if not re.fullmatch(LEFTOVER, each.rpartition("/")[2])}
        if strange:
            yield f"{strange} was left behind"
        yield from self._wrong_after(new)

    def _wrong_after(self, leftovers: set[str]) -> Iterator[str]:
        """Record once more, an hour later: that works, and clears what was left."""
        for each in leftovers:
            os.utime(self.root / each, (1, 1))
        many = len(self.entries())
        write_entry(self.root, ANOTHER)
        if len(self.entries()) != many + 1:
            yield "the next entry is missing"
        if self.paths() & leftovers:
            yield f"{leftovers} was not cleared"


def environ() -> dict[str, str]:
    """Return surroundings in which every run makes the same calls."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "VIRTUAL_ENV"}}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "QTRACK_LANG": "en",
        "QTRACK_BY": "zhangsan",  # or git would be asked, whose own calls are none of ours
    }


def strace_works() -> bool:
    """Tell whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-e", "trace=none", "true"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def baseline(scratch: Path, *more: str, program: Sequence[str] = QTRACK) -> list[Call]:
    """Return the calls of a run without faults, which must end well."""
    place = Place(Path(tempfile.mkdtemp(dir=scratch)), program)
    done = place.record(*more)
    assert (done.returncode, len(place.entries()), place.problems()) == (0, 1, []), done.stderr
    return place.calls()


def durable(calls: Sequence[Call]) -> bool:
    """Tell whether the entry was forced to the disk before it got its name, its folder before it was told."""
    steps = [
        "draft" if ".tmp>" in each.text else "name" if each.name in {"link", "linkat", "rename"} else "folder"
        for each in calls
        if each.of_plan and each.name in {"fsync", "link", "linkat", "rename"} and "EPERM" not in each.text
    ]
    tells = [at for at, each in enumerate(calls) if each.tells]
    syncs = [at for at, each in enumerate(calls) if each.name == "fsync"]
    return steps == ["draft", "name", "folder", "folder", "folder"] and max(syncs) < min(tells)


def killed(folder: Path, call: Call, *more: str, program: Sequence[str] = QTRACK) -> Outcome:
    """Kill `record` on entering a call."""
    place = Place(folder, program)
    fault = f"killed at {call.name} {call.nth}{' without links' if more else ''}"
    kill = f"inject={call.name}:signal=KILL:when={call.nth}"
    done = place.record(*more, "-e", kill, calls=f"{call.name},link,linkat" if more else call.name)
    reported = place.reported(done.stdout)
    wrong = [*place.wrong_with(reported)]
    if done.returncode != -signal.SIGKILL:
        wrong.append(f"was not killed: {done.returncode} {done.stderr.strip()}")
    present = any(each.date == date(2019, 2, 1) for each in place.entries())
    shutil.rmtree(folder)
    return Outcome(fault, done.returncode, bool(reported), present, "; ".join(wrong))


def refused(folder: Path, call: Call, error: str) -> Outcome:
    """Let one call fail; either the entry is written all the same, or one sentence says why it is not."""
    place = Place(folder)
    done = place.record("-e", f"inject={call.name}:error={error}:when={call.nth}", calls=call.name)
    wrong = []
    present = bool(place.entries())
    left = {each for each in place.paths() - place.before if "/." in each}
    if call.tells and not (done.returncode == 0 and "is recorded" in done.stderr):
        wrong.append(f"the entry was not told of otherwise: {done.returncode} {done.stderr}")
    if done.returncode == 0:
        if not present:
            wrong.append("nothing was written, and nothing said")
    else:
        if done.returncode != 2 or done.stderr.count("\n") != 1 or not done.stderr.startswith("qtrack: "):
            wrong.append(f"exit {done.returncode}: {done.stderr}")
        if place.paths() - left != place.before:
            wrong.append(f"{place.paths() - place.before} was left behind")
    if left and call.name != "unlink":
        wrong.append(f"{left} was left behind")
    wrong += place.wrong_with(place.reported(done.stdout))
    fault = f"{error} at {call.name} {call.nth} ({call.text[:90]})"
    shutil.rmtree(folder)
    return Outcome(fault, done.returncode, bool(done.stdout.strip()), present, "; ".join(wrong))


class Faults(NamedTuple):
    """Which faults to make: kills with links and without, and calls to refuse."""

    kills: list[Call]
    kills_without_links: list[Call]
    refusals: list[tuple[Call, str]]


def chosen(calls: Sequence[Call], every: int) -> list[Call]:
    """Return the calls on the plan, and every so-many-th of the others."""
    return [
        each for at, each in enumerate(calls) if each.of_plan or each.tells or each.ends or at % every == 0
    ]


def run(scratch: Path, faults: Faults) -> list[Outcome]:
    """Make all faults, each in a folder of its own, as many at once as there are processors."""
    jobs: list[tuple[str, Call, str]] = [
        *(("kill", each, "") for each in faults.kills),
        *(("kill without links", each, "") for each in faults.kills_without_links),
        *(("refuse", *each) for each in faults.refusals),
    ]

    def one(numbered: tuple[int, tuple[str, Call, str]]) -> Outcome:
        number, (what, call, error) = numbered
        folder = scratch / str(number)
        if what == "refuse":
            return refused(folder, call, error)
        return killed(folder, call, *(NO_LINKS if "without" in what else ()))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, enumerate(jobs)))


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the figures of a run."""
    kills = [each for each in outcomes if each.fault.startswith("killed")]
    others = [each for each in outcomes if not each.fault.startswith("killed")]
    told = [each for each in outcomes if each.reported]
    figures = (
        (len(kills), "kills"),
        (sum(not each.wrong for each in kills), "survived"),
        (sum(each.present for each in kills), "of them with the entry there"),
        (sum(each.reported for each in kills), "of them after it was reported"),
        (len(others), "calls refused"),
        (sum(not each.wrong for each in others), "met"),
        (sum(each.code == 2 for each in others), "of them with one sentence"),
        (sum(each.code == 0 for each in others), "of them overcome"),
        (len(told), "entries reported as written"),
        (sum(each.present for each in told), "present"),
        (sum(not each.present for each in told), "lost"),
    )
    lines = [f"wrong: {each.fault}: {each.wrong}" for each in outcomes if each.wrong]
    return "\n".join([*lines, *(f"{number:6} {name}" for number, name in figures)])


def main(every: int) -> int:
    """Make every fault there is and print what came of it."""
    if not strace_works():
        sys.stdout.write("strace is not here or may not trace; nothing was tried\n")
        return 2
    subprocess.run(
        [sys.executable, "-m", "qtrack", "record", "--help"], cwd=ROOT, capture_output=True, check=True
    )
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        calls, without = baseline(scratch), baseline(scratch, *NO_LINKS)
        forced = durable(calls) and durable(without)
        refusals = [(call, error) for call in calls if call.of_plan or call.tells for error in ERRORS]
        of_plan = [each for each in without if each.of_plan or each.tells or each.ends]
        outcomes = run(scratch, Faults(chosen(calls, every), of_plan, refusals))
    sys.stdout.write(
        f"forced to the disk before it is told: {'yes' if forced else 'NO'}\n{report(outcomes)}\n"
    )
    return 1 if not forced or any(each.wrong for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:] or ("1",))))
