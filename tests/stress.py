"""Many processes that record at once: every entry present, none written over, all whole.

A command of its own: `python -m tests.stress [PROCESSES] [ENTRIES]` lets so many processes record so many
entries each, a few of them as commands of their own, while one more reads the plan all the time. Then they
write entries under names that they contend for. All of it with hard links and without. It prints the
figures.
"""

import errno
import io
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
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Final, NamedTuple

from qtrack.checks import run_checks
from qtrack.checks.ground import Ground
from qtrack.cli.main import main as qtrack
from qtrack.model.entry import Entry
from qtrack.model.problem import Level
from qtrack.store.load import load
from qtrack.store.tree import FolderTree
from qtrack.store.write import write_entry
from tests.small import small_plan, task

ROOT: Final = Path(__file__).parent.parent
TASKS: Final = tuple(f"T{number:02d}" for number in range(1, 33))
NOW: Final = datetime(2019, 2, 19, 9, 12, 44, tzinfo=timezone(timedelta(hours=8)))
DAY: Final = date(2019, 2, 18)
ENVIRON: Final = {"QTRACK_LANG": "en", "LOGNAME": "zhangsan"}

#: What a process does: with its number and how many entries; it returns (path, summary) of each reported.
Work = Callable[[Path, int, int], list[tuple[str, str]]]


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


def record(root: Path, number: int, entries: int) -> list[tuple[str, str]]:
    """Record by the command line, some processes their first entry by a command of its own."""
    told = []
    for turn in range(entries):
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
    return done.stdout.strip()


def _run_here(arguments: list[str]) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = qtrack(arguments, ENVIRON, ROOT, NOW)
    assert code == 0, err.getvalue()
    return out.getvalue().strip()


def contend(root: Path, number: int, entries: int) -> list[tuple[str, str]]:
    """Write entries of one task under names of which half are taken in the end."""
    dice = random.Random(number)  # noqa: S311 - a seed makes the run repeatable
    names = 2 * SPACE[0]
    told = []
    for turn in range(entries):
        entry = Entry("T01", "metrology", DAY, NOW, f"进程{number}第{turn}条")
        written = write_entry(root, entry, lambda day: f"{day}-{dice.randrange(names):06x}")
        told.append((str(root / written.path), entry.summary))
    return told


#: How many processes begin with a command that is a process of its own.
OWN: Final = 2

#: How many entries all processes contend with; set before they are started.
SPACE: Final = [0]


def no_links(_: Path, __: Path) -> None:
    """Refuse as a folder without hard links does."""
    raise OSError(errno.EPERM, "Operation not permitted")


def _work(job: Job, root: Path, number: int, start: Any, told: Any) -> None:  # noqa: ANN401 - of multiprocessing
    if not job.links:
        Path.hardlink_to = no_links  # type: ignore[method-assign, assignment] # for this process alone
    start.wait()
    try:
        told.put(job.work(root, number, job.entries))
    except BaseException:
        told.put([])
        raise


def _read(root: Path, stop: Event, reads: Any) -> None:  # noqa: ANN401 - of multiprocessing
    """Read the plan until told to stop; count how often it was sound, and the problems."""
    sound, wrong = 0, 0
    while not stop.is_set():
        problems = load(FolderTree(root), entries_of=random.choice(TASKS)).problems  # noqa: S311 - any will do
        sound, wrong = sound + (not problems), wrong + len(problems)
    reads.put((sound, wrong))


def run(job: Job) -> Figures:
    """Let the processes work at once on one new plan and return what came of it."""
    SPACE[0] = job.total
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("fork")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = small_plan(Path(folder), *(task("", each) for each in TASKS[1:]))
        start, told, reads = context.Barrier(job.processes), context.Queue(), context.Queue()
        stop = context.Event()
        reader = context.Process(target=_read, args=(root, stop, reads))
        workers = [
            context.Process(target=_work, args=(job, root, number, start, told))
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
    problems = [*loaded.problems, *run_checks(Ground(loaded.plan, today))]
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


def main(processes: int = 16, entries: int = 200) -> int:
    """Run and print the figures."""
    found = runs(processes, entries)
    sys.stdout.write("".join(f"{each}\n" for each in found))
    return 0 if all(each.sound for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
