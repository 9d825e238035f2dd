"""Snapshots of plans, ways to spoil them, and a long walk of edits on which no command may notice one.

`python -m tests.snapshots ROUNDS SEED` edits a plan in a repository at random, so many times, and after each
edit runs commands with the snapshot and without it; what differs it prints with the edits that led there.
"""

import io
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Final
from unittest.mock import patch

from qtrack.cli.main import main
from qtrack.store.reading.snapshot import seal
from tests.cli.conftest import ENGLISH, NOW, Run
from tests.repositories import git
from tests.small import said, small_plan


def forge(file: Path, old: bytes, new: bytes, *, sealed: bool = True) -> None:
    """Put other bytes into what is kept, and seal it again, as only a liar who knows how would."""
    connection = sqlite3.connect(file)
    found = 0
    with connection:
        for table, about in (
            ("files", "name || char(10) || identity"),
            ("standings", "name"),
            ("pages", "name"),
        ):
            question = f"SELECT name, {about}, content, seal FROM {table}"  # noqa: S608 - names of our own
            for name, named, content, before in connection.execute(question).fetchall():
                found += old in content
                text = content.replace(old, new)
                connection.execute(
                    f"UPDATE {table} SET content = ?, seal = ? WHERE name = ?",  # noqa: S608 - as above
                    (text, seal(named, text) if sealed else before, name),
                )
    connection.close()
    assert found


SECTION: Final = """\
id: S2
number: 二
title: 巩固质量工作
measures:
  - {id: M02, number: （一）, title: 提升检测能力}
"""
_TASK: Final = """\
id: {id}
measure: {measure}
title: 健全体系
responsible: {{lead: metrology, shared: [institute], by_duty: [bureaus]}}
"""
#: What may stand in a task beside what each has.
_OF_TASKS: Final = (
    "due: 2019-03-01\n",
    "due: 2020-09-01   # qtrack: allow dates-in-plan\n",
    "due: 2019-02-01   # qtrack: allow dates-in-plan\n",
    "deliverables:\n  - {{id: {id}.1, title: 建标}}\n  - {{id: {id}.2, title: 月报, every: month}}\n",
    "indicators:\n  - {{id: I1, name: 覆盖率, unit: '%', baseline: 10, target: 90}}\n",
    "partners: [office]\n",
    "partners: [nobody]\n",
    "title: 再来一次\n",
    "reporting: {{every: week, by_day: 3}}\n",
    "number: 1.\nremark: 续建\n",
)
_OF_HEADS: Final = (
    "",
    "timezone: Europe/Paris\n",
    "timezone: Pacific/Kiritimati\n",
    "timezone: Mars/Olympus\n",
    "office: office\n",
    "lights: {rule: sanya}\n",
    "lights: {stale_days: 3}\n",
    "reporting: {every: month, by_day: 10}\n",
    "retired: [T03]\n",
    "revisions: [{number: 12号, issued: 2019-02-12, revises: [T01], ends: [T02]}]\n",
    "revisions: [{number: 12号, issued: 2019-02-12, ends: [T01.1]}]\n",
)
_OF_ENTRIES: Final = (
    "percent: 40",
    "percent: 10",
    "percent: 400",
    "status: in-progress",
    "status: blocked\nproblems: 缺钱",
    "status: done\npercent: 100",
    "status: done",
    "status: closed",
    "status: dropped",
    "actuals: {I1: 40}",
    "actuals: {I1: 12.50}",
    "period: 2019-02",
    "evidence: [甲, 乙]",
    "next: |-\n  一\n  二",
    "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-03-30}",
    "chases: {number: 2019-002, level: warn, unit: institute, reply_by: 2019-03-30}",
    "by: 张三   # qtrack: allow entry-date",
    "percent: [",
    "colour: red",
    "corrects: {id}",
    "corrects: {id}\npercent: 77",
    "withdraws: {id}",
    "returns: {id}\nstatus: in-progress",
)
_UNITS: Final = ("metrology", "institute", "office", "fuzhou", "nobody")
_TASKS: Final = ("T01", "T02", "T03")
COMMANDS: Final = (
    ("status",),
    ("status", "--format", "json"),
    ("status", "--unit", "institute"),
    ("status", "--as-of", "2019-02-10"),
    ("status", "--known-at", "2019-02-10", "--format", "json"),
    ("show", "T01"),
    ("show", "T02"),
    ("show", "T02", "--format", "json"),
    ("show", "S1"),
    ("show", "T03"),
    ("show", "T01.1"),
    ("history", "T01"),
    ("history", "T02", "--format", "json"),
    ("history",),
    ("find", "进展"),
    ("find", "\udcff"),
    ("units",),
    ("units", "institute"),
    ("due",),
    ("chase",),
    ("matrix", "bureaus"),
    ("indicators", "--format", "json"),
    ("validate",),
    ("validate", "--strict", "--format", "json"),
    ("record", "T01", "一切顺利", "--unit", "metrology", "--dry-run"),
    ("report", "weekly"),
    ("report", "ledger", "--format", "html"),
)


class Walk:
    """A plan in a repository, edited at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder / "work"
        self.cache = folder / "cache"
        self.cache.mkdir(parents=True)
        self.root = small_plan(self.folder, said(10, "percent: 10"), said(12, tag="000002"))
        (self.root / "tasks/T02.yaml").write_text(_TASK.format(id="T02", measure="M01"), encoding="utf-8")
        git(self.folder, "init", "--quiet")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", "first")
        git(self.folder, "tag", "first")
        self.chance = random.Random(seed)  # noqa: S311 - edits, no secret
        self.days = 0
        self.told: list[str] = []

    def files(self) -> list[Path]:
        """Return the files of the plan, always in one order."""
        found = (path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink())
        return sorted(found)

    def edit(self) -> None:
        """Do one thing to the plan, and say which."""
        names = [name for name in dir(self) if name.startswith("_do_")]
        name = self.chance.choice(
            [*names, *["_do_write_an_entry"] * 9, *["_do_go_back_to_what_was_committed"] * 4]
        )
        self.told.append(name)
        getattr(self, name)()

    def _put(self, path: str, text: str | bytes) -> None:
        self.told.append(f"{path}: {text!r}")
        file = self.root / path
        for above in reversed(file.relative_to(self.root).parents):
            folder = self.root / above
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                return
        if file.is_dir() and not file.is_symlink():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        anew = self.chance.random() < 0.2 or (file.exists() and not file.is_file())  # a pipe has no reader
        file.unlink(missing_ok=True) if anew or file.is_symlink() else None
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def _do_write_an_entry(self) -> None:
        choose = self.chance.choice
        ids = sorted({path.stem for path in self.root.glob("progress/*/*.yaml")})
        more = choose(("", *_OF_ENTRIES)).replace("{id}", choose([*ids, "2019-01-01-ffffff"]))
        about = choose((*_TASKS, "T01", "T02", "T01.1", "T01.2", "S1", "T99"))
        recorded = choose(("", "", "", "2019-02-19T23:30:00+08:00", "2019-02-25T01:00:00-05:00"))
        when = self.chance.randrange(5, 60)
        own = said(
            when, more, about=about, unit=choose(_UNITS), recorded=recorded, tag=f"00000{choose('1234')}"
        )
        for path, text in own.items():
            mark = choose((*[b""] * 20, b"\xef\xbb\xbf"))
            self._put(path, mark + text.encode())

    def _do_write_a_task(self) -> None:
        more = "".join(part for part in _OF_TASKS if self.chance.random() < 0.2)
        name = self.chance.choice(_TASKS)
        measure = self.chance.choice(("M01", "M01", "M02"))
        self._put(f"tasks/{name}.yaml", (_TASK + more).format(id=name, measure=measure))

    def _do_write_a_section(self) -> None:
        self._put("sections/S2.yaml", SECTION.replace("二", self.chance.choice("二三")))

    def _do_change_the_head(self) -> None:
        old = git(self.folder, "show", "first:plan/plan.yaml")
        self._put("plan.yaml", old + self.chance.choice(_OF_HEADS))

    def _do_change_a_name(self) -> None:
        old = git(self.folder, "show", "first:plan/units.yaml")
        self._put("units.yaml", old.replace("计量处", self.chance.choice(("计量科", "计量处", "省局"))))

    def _do_change_one_sign(self) -> None:
        if files := self.files():
            file = self.chance.choice(files)
            old = file.read_bytes()
            pairs = ((b"1", b"2"), (b"2", b"1"), (b"e", b"a"), (b": ", b":  "), (b"percent", b"Percent"))
            file.write_bytes(old.replace(*self.chance.choice(pairs), 1))
            self.told.append(str(file))

    def _do_delete_a_file(self) -> None:
        if files := self.files():
            file = self.chance.choice(files)
            self.told.append(str(file))
            file.unlink()

    def _do_delete_a_folder(self) -> None:
        name = self.chance.choice(("progress", "progress/T01", "progress/T02", "sections", "tasks"))
        self.told.append(name)
        shutil.rmtree(self.root / name, ignore_errors=True)

    def _do_rename_a_file(self) -> None:
        if files := self.files():
            file, other = self.chance.choice(files), self.chance.choice(files)
            goal = self.chance.choice((other, other.parent / file.name, file.with_suffix(".bak")))
            self.told.append(f"{file} {goal}")
            file.replace(goal)

    def _do_copy_a_file(self) -> None:
        if files := self.files():
            file, other = self.chance.choice(files), self.chance.choice(files)
            if file != other.parent / file.name:
                self.told.append(f"{file} {other.parent}")
                shutil.copy2(file, other.parent / file.name)

    def _do_touch_a_file(self) -> None:
        if files := self.files():
            file = self.chance.choice(files)
            moment = self.chance.choice((-86_400, 0, 10**9, time.time(), time.time() + 10**6, 2**33))
            os.utime(file, (moment, moment))

    def _do_replace_a_file_by_an_older(self) -> None:
        if files := self.files():
            file = self.chance.choice(files)
            self.told.append(str(file))
            draft, times = file.with_name(".draft"), file.stat()
            draft.write_bytes(file.read_bytes().replace(b"1", b"3", 1))
            os.utime(draft, ns=(times.st_atime_ns, times.st_mtime_ns - self.chance.choice((0, 10**12))))
            draft.replace(file)

    def _do_put_a_link_or_folder_in_the_place_of_a_file(self) -> None:
        if files := self.files():
            file = self.chance.choice(files)
            self.told.append(str(file))
            kept = file.read_bytes()
            file.unlink()
            way = self.chance.randrange(3)
            if way == 0:
                (self.folder / "elsewhere").write_bytes(kept)
                file.symlink_to(self.folder / "elsewhere")
            elif way == 1:
                file.mkdir()
            else:
                os.mkfifo(file)

    def _do_put_a_link_or_file_in_the_place_of_a_folder(self) -> None:
        name = self.chance.choice(("progress", "progress/T01", "progress/T02", "sections", "tasks"))
        self.told.append(name)
        folder = self.root / name
        if not folder.is_dir() or folder.is_symlink():
            return
        kept = self.folder / "elsewhere.d"
        shutil.rmtree(kept, ignore_errors=True)
        folder.rename(kept)
        if self.chance.random() < 0.5:
            folder.symlink_to(kept)
        else:
            folder.write_bytes(b"")

    def _do_put_something_stray(self) -> None:
        names = (
            "tasks/T03.yaml.bak",
            "progress/T01/.DS_Store",
            "progress/T01/2019.txt",
            "a.yaml",
            "sections/S9",
        )
        self._put(self.chance.choice(names), "")

    def _do_change_rights(self) -> None:
        if files := self.files():
            self.chance.choice(files).chmod(self.chance.choice((0o600, 0o644, 0o000)))

    def _do_move_all_away_and_back(self) -> None:
        self.root.rename(self.folder / "away")
        if self.chance.random() < 0.5:
            shutil.copytree(self.folder / "away", self.root, symlinks=True, ignore=_pipes)
            shutil.rmtree(self.folder / "away")
        else:
            (self.folder / "away").rename(self.root)

    def _do_stash(self) -> None:
        git(self.folder, "stash", "--include-untracked", fails=True)

    def _do_take_out_of_the_stash(self) -> None:
        git(self.folder, "stash", "pop", fails=True)

    def _do_go_back_to_what_was_committed(self) -> None:
        git(self.folder, "reset", "--quiet", "--hard", "first", fails=True)
        git(self.folder, "clean", "-fdq", fails=True)

    def _do_commit(self) -> None:
        git(self.folder, "add", "--all", fails=True)
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", "edit", fails=True)

    def _do_let_days_go_by(self) -> None:
        self.days = self.chance.choice((0, 0, 1, 2, 5, 6, 7, 40, 100, -15))

    def _do_nothing(self) -> None:
        pass

    def run(self, line: tuple[str, ...], kept: str) -> Run:
        """Run a command, with the snapshot or without it."""
        environ = {
            **ENGLISH,
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.cache),
            "QTRACK_CACHE": kept,
        }
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(line, environ, self.folder, NOW + timedelta(days=self.days))
        return Run(code, out.getvalue(), err.getvalue())

    def differing(self) -> Iterator[str]:
        """Run some commands, each with the snapshot and without it, and yield where they do not agree."""
        ahead = self.chance.choice((0, 0, 10, 10, 10, 10, 3600, -3600))
        time.sleep(0.01)  # that what is edited from here on has other times
        with patch("qtrack.store.reading.snapshot.time.time", lambda now=time.time: now() + ahead):
            for line in self.chance.choices(self.chance.sample(COMMANDS, 4), k=6):
                kept, anew = self.run(line, ""), self.run(line, "off")
                if kept != anew:
                    yield f"{line} {ahead}\nkept: {kept}\nanew: {anew}"


def _pipes(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_fifo()]


def walk(folder: Path, steps: int, seed: int) -> list[str]:
    """Edit a plan so many times, and return what differed after the first edit by which anything did."""
    walked = Walk(folder, seed)
    for step in range(steps):
        if found := list(walked.differing()):
            return [f"seed {seed}, step {step}", *walked.told[-25:], *found]
        walked.edit()
    return []


#: After so many edits a walk begins anew.
STEPS: Final = 60

if __name__ == "__main__":
    rounds, first = (int(number) for number in sys.argv[1:3])
    wrong = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as place:
            found = walk(Path(place).resolve(), STEPS, first + number)
        wrong += bool(found)
        print("\n".join(found) if found else f"{first + number}: {STEPS} steps", flush=True)  # noqa: T201 - a command
    sys.exit(bool(wrong))
