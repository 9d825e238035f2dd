"""The benchmark measures what it says it does, and runs; how long anything takes fails nothing here."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qtrack.cli.main import main
from qtrack.model.problem import Problem
from qtrack.store.tree import FolderTree, Tree
from qtrack.store.yaml.nodes import read_raw
from tests.benchmark.contest import exponent, figure, multiples
from tests.benchmark.history import plan_history
from tests.benchmark.plans import LEAD, TASK, Size, make_plan
from tests.benchmark.process import ROOT, environment, peak_memory, run, run_to_first_screen
from tests.benchmark.rows import ROWS
from tests.cli.conftest import NOW

SMALL = Size("small", 32, 120)


@pytest.mark.slow
def test_a_short_run_prints_every_row_and_writes_manual_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("en", "zh"):
        page = tmp_path / "qtrack/manual" / name / "speed.md"
        page.parent.mkdir(parents=True)
        shutil.copyfile(ROOT / "qtrack/manual" / name / "speed.md", page)
    (tmp_path / ".github/pictures").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmark", "--quick", "--write", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    with capsys.disabled():
        sys.stdout.write(f"\n{done.stdout}")
    assert (done.returncode, done.stderr) == (0, "")
    english, chinese = (rows_of(tmp_path / "qtrack/manual" / name / "speed.md") for name in ("en", "zh"))
    assert english[: len(ROWS)] == [row.name for row in ROWS]
    assert chinese[: len(ROWS)] == [row.chinese for row in ROWS]
    picture = ET.parse(tmp_path / ".github/pictures/speed.svg").getroot()  # noqa: S314 - made just now
    assert [each.tag.rpartition("}")[2] for each in picture][:2] == ["title", "desc"]
    assert len([each for each in picture if each.tag.endswith("polyline")]) == 4
    for told in ("status: ", "validate: ", "show: ", "record: ", "audit over 20 commits"):
        assert told in done.stdout


def rows_of(page: Path) -> list[str]:
    """Return the first cells of the table on a page."""
    table = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [line.split(" | ")[0].removeprefix("| ") for line in table[2:]]


def test_its_plans_are_sound_with_lights_of_several_colours_and_two_reasons_a_red_task(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--plan", str(make_plan(tmp_path / "plan", SMALL, NOW.date()))]
    environ = {"QTRACK_LANG": "en"}
    assert main(["validate", "--strict", *where], environ, tmp_path, NOW) == 0
    capsys.readouterr()
    assert main(["status", "--format", "json", *where], environ, tmp_path, NOW) == 0
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    assert len(tasks) == SMALL.tasks
    reds = [task for task in tasks if task["light"] == "red"]
    assert {task["light"] for task in tasks} >= {"red", "yellow", "green"}
    assert 1.5 <= sum(len(task["reasons"]) for task in reds) / len(reds) <= 2.5


def test_time_that_grows_evenly_has_the_exponent_1_and_by_the_square_2() -> None:
    assert exponent({250: 1.0, 1_000: 4.0, 10_000: 40.0}) == pytest.approx(1)
    assert exponent({10: 1.0, 100: 100.0}) == pytest.approx(2)


def test_a_figure_is_the_median_between_the_quartiles() -> None:
    assert figure([1, 2, 3, 4, 100]) == (3, 2, 4)
    assert figure([7.0]) == (7, 7, 7)


def test_every_command_takes_every_turn_between_floors_that_follow_floors() -> None:
    ran: list[str] = []

    def take(name: str, seconds: float) -> float:
        behind = 1 if ran[-1:] == ["floor"] else 10  # what a command leaves behind slows the next one down
        ran.append(name)
        return seconds * behind * (100 - len(ran))  # on a machine that grows quicker

    runs = {"a": lambda: take("a", 1), "b": lambda: take("b", 3)}
    found = multiples(runs, lambda: take("floor", 0.5), 4)
    assert sorted(ran) == ["a"] * 5 + ["b"] * 5 + ["floor"] * 19
    assert [each.median for each in found.values()] == [
        pytest.approx(2, rel=0.02),
        pytest.approx(6, rel=0.02),
    ]


def test_a_command_that_fails_stops_the_benchmark(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    with pytest.raises(AssertionError, match="broken"):
        run((sys.executable, "-c", "exit('broken')"), environ)
    with pytest.raises(AssertionError, match="broken"):
        run_to_first_screen((sys.executable, "-c", "print('\\n' * 30); exit('broken')"), environ)
    with pytest.raises(AssertionError, match="nothing"):
        run_to_first_screen((sys.executable, "-c", ""), environ)


def test_peak_memory_is_the_commands_own_not_that_of_whoever_asks(tmp_path: Path) -> None:
    ours = bytearray(200_000_000)
    bare = peak_memory((sys.executable, "-ISc", ""), environment(tmp_path))
    held = peak_memory((sys.executable, "-ISc", "bytearray(40_000_000)"), environment(tmp_path))
    assert bare < 40 < held < len(ours) / 2**20


WAITS = "print('\\n' * 30, flush=True); input(); [0 for _ in range(10**9)]"


def test_a_first_screen_takes_what_is_done_before_a_key_is_waited_for(tmp_path: Path) -> None:
    began = time.monotonic()
    waits = run_to_first_screen((sys.executable, "-c", WAITS), environment(tmp_path))
    assert 0 < waits < time.monotonic() - began


def test_recording_costs_the_same_however_many_entries_other_tasks_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_plan(tmp_path / "plan", SMALL, NOW.date())
    asked: list[str] = []
    read, scan = FolderTree.read, os.scandir

    def watched_read(tree: FolderTree, path: str) -> bytes:
        asked.append(path)
        return read(tree, path)

    def watched_scan(path: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
        asked.append(Path(os.path.relpath(path, root)).as_posix())
        return scan(path)

    monkeypatch.setattr(FolderTree, "read", watched_read)
    monkeypatch.setattr(os, "scandir", watched_scan)
    arguments = ["record", TASK, "--unit", LEAD, "--summary", "有进展", "--plan", str(root)]
    assert main(arguments, {"QTRACK_LANG": "en"}, tmp_path, NOW) == 0
    monkeypatch.undo()
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"plan/progress/{TASK}/")
    scanned = {"/".join(path.split("/")[:2]) for path in asked if path.startswith("progress")}
    assert scanned == {f"progress/{TASK}"}
    assert len(list((root / "progress").rglob("*.yaml"))) == SMALL.entries + 1


def test_nothing_of_a_history_is_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = plan_history(tmp_path, 20, 40)
    read: list[tuple[str, bytes | Problem]] = []

    def watched(tree: Tree, path: str) -> bytes | Problem:
        read.append((path, read_raw(tree, path)))
        return read[-1][1]

    monkeypatch.setattr("qtrack.store.reading.load.read_raw", watched)
    assert main(["changes"], {"QTRACK_LANG": "en"}, top, NOW) == 0
    assert len(set(read)) == len(read) > 40
