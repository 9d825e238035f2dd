"""Many processes that record at once: every entry present, none written over, all whole.

A command of its own: `python -m tests.stress [PROCESSES] [ENTRIES]` lets so many processes record so many
entries each, a few of them as commands of their own, while one more reads the plan all the time. Then all of
them write an entry at once, again and again, and each time all want the same name first, then the same
next one. All of it with hard links and without. It prints the figures.
"""

import errno
import io
import itertools
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta, timezone
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import Any, Final, NamedTuple

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.cli.main import main as qtrack
from qtrack.model.entry import Entry
from qtrack.model.problem import Level
from qtrack.store.entries import write_entry
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.small import small_plan, task

ROOT: Final = Path(__file__).parent.parent
TASKS: Final = tuple(f"T{number:02d}" for number in range(1, 33))
NOW: Final = datetime(2019, 2, 19, 9, 12, 44, tzinfo=timezone(timedelta(hours=8)))
DAY: Final = date(2019, 2, 18)
ENVIRON: Final = {"QTRACK_LANG": "en", "LOGNAME": "zhangsan"}

#: How long a process waits for the others before something must be wrong.
PATIENCE: Final = 60

#: What a process does in the plan's folder, with its number; it returns (path, summary) of each reported.
Work = Callable[["Job", Path, int, Barrier], list[tuple[str, str]]]


class Job(NamedTuple):
    """What so many processes are to do, each for so many entries, on a disk with hard links or without."""

    name: str
    work: Work
    processes: int
    entries: int
    links: bool

    @property
    def total(self) -> int:
        """How many entries there will be."""
        return self.processes * self.entries


class Figures(NamedTuple):
    """What came of one run."""

    name: str
    processes: int
    reported: int
    present: int
    lost: int
    overwritten: int
    unsound: int
    left: int
    reads: int
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.overwritten or self.unsound or self.left)

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.processes} processes, {self.reported} entries reported, {self.present} "
            f"present, {self.lost} lost, {self.overwritten} written over, {self.unsound} problems, "
            f"{self.left} files left behind, {self.reads} sound reads meanwhile, {self.seconds:.1f} s"
        )


def record(job: Job, root: Path, number: int, _: Barrier) -> list[tuple[str, str]]:
    """Record by the command line, some processes their first entry by a command of its own."""
    told = []
    for turn in range(job.entries):
        summary = f"进程{number}第{turn}条"
        about = TASKS[(number * 7 + turn) % len(TASKS)]
        arguments = ["record", about, "--unit", "metrology", "--summary", summary, "--date", str(DAY)]
        arguments += ["--plan", str(root)]
        told.append((_run_own(arguments) if turn == 0 and number < OWN else _run_here(arguments), summary))
    return told


def _run_own(arguments: list[str]) -> str:
    environ = os.environ | ENVIRON | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "qtrack", *arguments],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()[-1]


def _run_here(arguments: list[str]) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = qtrack(arguments, ENVIRON, ROOT, NOW)
    assert code == 0, err.getvalue()
    return out.getvalue().splitlines()[-1]


def contend(job: Job, root: Path, number: int, together: Barrier) -> list[tuple[str, str]]:
    """Write entries of one task, each turn at once with all others and under the names that they want."""
    told = []
    for turn in range(job.entries):
        names = (f"{DAY}-{name:06x}" for name in itertools.count(turn * job.processes))
        entry = Entry("T01", "metrology", DAY, NOW, f"进程{number}第{turn}条")
        together.wait(PATIENCE)
        written = write_entry(root, entry, lambda _: next(names))  # noqa: B023 - called before the next turn
        told.append((str(root / written.path), entry.summary))
    return told


#: How many processes begin with a command that is a process of its own.
OWN: Final = 2


def no_links(_: Path, __: Path) -> None:
    """Refuse as a folder without hard links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


def dawdle(path: Path) -> bool:
    """Look whether a name is taken, and let time pass before anything is made of the answer."""
    taken = _LOOK(path)
    time.sleep(0.002)
    return taken


_LOOK: Final = os.path.lexists


def _work(job: Job, root: Path, number: int, together: Barrier, told: Any) -> None:  # noqa: ANN401 - of multiprocessing
    if not job.links:  # all this for this process alone
        Path.hardlink_to = no_links  # type: ignore[method-assign, assignment]
        os.path.lexists = dawdle  # type: ignore[assignment]
    together.wait(PATIENCE)
    try:
        told.put(job.work(job, root, number, together))
    except BaseException:
        told.put([])
        raise


def _read(root: Path, stop: Event, reads: Any) -> None:  # noqa: ANN401 - of multiprocessing
    """Read the plan until told to stop; count how often it was sound, and the problems."""
    sound, wrong = 0, 0
    while not stop.is_set():
        problems = load(FolderTree(root), entries_of=random.choice(TASKS)).problems  # noqa: S311 - any will do
        sound, wrong = sound + (not problems), wrong + len(problems)
        time.sleep(0.005)  # the others are to have the processors
    reads.put((sound, wrong))


def run(job: Job) -> Figures:
    """Let the processes work at once on one new plan and return what came of it."""
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("fork")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = small_plan(Path(folder), *(task("", each) for each in TASKS[1:]))
        together, told, reads = context.Barrier(job.processes), context.Queue(), context.Queue()
        stop = context.Event()
        reader = context.Process(target=_read, args=(root, stop, reads))
        workers = [
            context.Process(target=_work, args=(job, root, number, together, told))
            for number in range(job.processes)
        ]
        for each in (reader, *workers):
            each.start()
        reported = [pair for _ in workers for pair in told.get()]
        stop.set()
        sound, wrong = reads.get()
        for each in (reader, *workers):
            each.join()
        found = _figures(job, root, reported)
    seconds = time.monotonic() - began
    return found._replace(unsound=found.unsound + wrong, reads=sound, seconds=seconds)


def _figures(job: Job, root: Path, reported: list[tuple[str, str]]) -> Figures:
    loaded = load(FolderTree(root))
    assert loaded.plan is not None
    today = datetime.now(NOW.tzinfo).date()  # commands of their own have the clock of this computer
    problems = [*loaded.problems, *run_checks(CheckContext(loaded.plan, today))]
    there = {str(root / each.path): each.summary for each in loaded.plan.entries}
    files = [path for path in (root / "progress").rglob("*") if path.is_file()]
    return Figures(
        job.name,
        job.processes,
        len(reported),
        sum(str(ROOT / path) in there for path, _ in reported),
        job.total - sum(each in there.values() for _, each in reported),
        sum(there.get(str(ROOT / path)) != summary for path, summary in reported),
        sum(each.level is not Level.HINT for each in problems),
        len(files) - len(there),
        0,
        0.0,
    )


def runs(processes: int, entries: int) -> list[Figures]:
    """Make every run: by the command line and for contended names, with hard links and without."""
    return [
        run(Job(f"{name}{'' if links else ' without hard links'}", work, processes, entries, links))
        for name, work in (("record", record), ("contend", contend))
        for links in (True, False)
    ]


def main(processes: int = 8, entries: int = 50) -> int:
    """Run and print the figures."""
    found = runs(processes, entries)
    sys.stdout.write("".join(f"{each}\n" for each in found))
    return 0 if all(each.sound for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
