"""The rows of the table: what is run, on which plan, and the goal of each."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmark.contest import Run
from tests.benchmark.plans import LEAD, TASK, WORD, Size, make_plan, new_entry
from tests.benchmark.process import QTRACK, ROOT, environment, peak_memory, run, run_to_first_screen

STATUS: Final = "`status`"
WEEKLY_ANEW: Final = "`report weekly`, made anew each time"
MEMORY: Final = "peak memory of `status`, MiB"
_SETTLED: Final = 2.1  # seconds; what changed later than that ago is read again
_DAY: Final = timedelta(days=1)


class Row(NamedTuple):
    """A row by its name in English and Chinese, with the goals at S, M and L; None where there is none."""

    name: str
    chinese: str
    goals: tuple[float | None, float | None, float | None]


_ASKED: Final = (1.1, 1.25, 1.6)
_LISTS: Final = (1.2, 2.5, 15)
ROWS: Final = (
    Row(STATUS, "`status`", (1.15, 1.7, 6.5)),
    Row("`status` on a terminal, its first screen", "终端上 `status` 的第一屏", (1.35, 2, 7)),
    Row("`status` after one new entry", "新增一条进展后的 `status`", (1.2, 2, 7.5)),
    Row("`status` with nothing kept", "没有任何缓存时的 `status`", (1.4, 8, 70)),
    Row(f"`show {TASK}`", f"`show {TASK}`", _ASKED),
    Row(f"`history {TASK}`", f"`history {TASK}`", _ASKED),
    Row(f"`record {TASK}`", f"`record {TASK}`", _ASKED),
    Row("Tab behind `show`", "`show` 后按 Tab", _ASKED),
    Row("Tab behind `correct`", "`correct` 后按 Tab", _ASKED),
    Row("`validate`, nothing wrong", "`validate`，没有问题", (1.1, 1.6, 7)),
    Row("`units`", "`units`", _LISTS),
    Row("`due`", "`due`", _LISTS),
    Row("`due --within DAYS`, other days each time", "`due --within 天数`，每次天数不同", _LISTS),
    Row("`chase`", "`chase`", _LISTS),
    Row("`matrix`", "`matrix`", _LISTS),
    Row(f"`find {WORD}`, in each 50th entry", f"`find {WORD}`，每 50 条进展中有 1 条", _LISTS),
    Row("`report weekly`", "`report weekly`", (1.8, 4.5, 40)),
    Row(WEEKLY_ANEW, "重新生成的 `report weekly`", (None, None, None)),
    Row("`report weekly --format html`", "`report weekly --format html`", (2.0, 5.5, 40)),
    Row("`--version`", "`--version`", (0.95, None, None)),
    Row("`--help`", "`--help`", (1.2, None, None)),
    Row(MEMORY, "`status` 占用内存峰值（MiB）", (28, 48, 150)),
)


class Ground:
    """Where the commands of one size run: a plan that stays as it is, and a copy that is written into."""

    def __init__(self, folder: Path, size: Size, today: date) -> None:
        self._today = today
        self._environ = environment(folder / "cache")
        self._kept = folder / "cache" / "qtrack"
        self._cold = folder / "cold"
        self.plan = make_plan(folder / "plan", size, today)
        self._copy = shutil.copytree(self.plan, folder / "copy")
        self._touched = time.monotonic()
        self._days = count(30)

    def run(self, *arguments: str) -> float:
        """Run a command on the plan."""
        return run((*QTRACK, *arguments, "--plan", str(self.plan)), self._environ)

    def tab(self, typed: str) -> float:
        """Ask what may come next in a line, as a shell does."""
        line = {"_QTRACK_LINE": f"qtrack {typed} ", "QTRACK_PLAN": str(self.plan)}
        return run((*QTRACK, "--complete", "zsh"), self._environ | line)

    def memory(self) -> float:
        """Return the peak memory of status."""
        return peak_memory((*QTRACK, "status", "--plan", str(self.plan)), self._environ)

    def floor(self) -> float:
        """Run the floor."""
        return run((QTRACK[0], str(ROOT / "tests/benchmark/floor.py")), self._environ)

    def plain(self, option: str) -> float:
        """Run qtrack with one option and nothing else."""
        return run((*QTRACK, option), self._environ)

    def due_anew(self) -> float:
        """Run due as it was never asked before, so that no page that is kept can be shown again."""
        return self.run("due", "--within", f"{next(self._days)}d")

    def weekly_anew(self) -> float:
        """Run the weekly where everything is known but no page is kept."""
        for file in self._kept.glob("*.sqlite"):
            with closing(sqlite3.connect(file)) as kept, kept:
                kept.execute("DELETE FROM pages WHERE name LIKE '%--annex%'")
        return self.run("report", "weekly", "--annex", "all")

    def first_screen(self) -> float:
        """Run status on a terminal."""
        return run_to_first_screen((*QTRACK, "status", "--plan", str(self.plan)), self._environ)

    def cold(self) -> float:
        """Run status where nothing is kept."""
        environ = self._environ | {"XDG_CACHE_HOME": str(self._cold)}
        used = run((*QTRACK, "status", "--plan", str(self.plan)), environ)
        shutil.rmtree(self._cold, ignore_errors=True)
        return used

    def record(self) -> float:
        """Record into the copy, which is put back as it was."""
        self.settle(self._copy)
        before = set(self._entries())
        day = str(self._today - _DAY)
        said = (TASK, "--unit", LEAD, "--percent", "45", "--summary", "组织现场考核", "--date", day)
        used = run((*QTRACK, "record", *said, "--plan", str(self._copy)), self._environ)
        (new,) = set(self._entries()) - before
        self._remove(new)
        return used

    def status_of_new(self) -> float:
        """Run status on the copy with one entry more than it knows."""
        self.settle(self._copy)
        new = new_entry(self._copy, self._today)
        used = run((*QTRACK, "status", "--plan", str(self._copy)), self._environ)
        self._remove(new)
        return used

    def settle(self, plan: Path) -> None:
        """Wait until nothing has changed lately, and have what is there known."""
        time.sleep(max(0.0, self._touched + _SETTLED - time.monotonic()))
        run((*QTRACK, "status", "--plan", str(plan)), self._environ)

    def _entries(self) -> Iterator[Path]:
        return (self._copy / "progress" / TASK).iterdir()

    def _remove(self, entry: Path) -> None:
        entry.unlink()
        self._touched = time.monotonic()


def runs_on(ground: Ground) -> dict[str, Run]:
    """Return what stands behind each row but the memory's."""
    by_name: dict[str, Run] = {
        STATUS: partial(ground.run, "status"),
        "`status` on a terminal, its first screen": ground.first_screen,
        "`status` after one new entry": ground.status_of_new,
        "`status` with nothing kept": ground.cold,
        f"`record {TASK}`": ground.record,
        "`due --within DAYS`, other days each time": ground.due_anew,
        WEEKLY_ANEW: ground.weekly_anew,
        "Tab behind `show`": partial(ground.tab, "show"),
        "Tab behind `correct`": partial(ground.tab, "correct"),
        "`--version`": partial(ground.plain, "--version"),
        "`--help`": partial(ground.plain, "--help"),
    }
    words = {row.name: row.name.split("`")[1].split() for row in ROWS if row.name != MEMORY}
    others = {name: partial(ground.run, *each) for name, each in words.items() if name not in by_name}
    return by_name | others
