"""A plan read with a snapshot is the plan that reading everything gives, whatever happened to its files."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.standing.assess import assess
from qtrack.store.reading import snapshot as module
from qtrack.store.reading.load import load
from qtrack.store.reading.plan import Findings, PlanReading
from qtrack.store.reading.snapshot import Snapshot
from qtrack.store.tree import FolderTree
from tests.small import day, head, said, small_plan, task

TODAY: Final = day(60)


def rewrite(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return edit


def write(files: dict[str, str]) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")

    return edit


def replaced_by_an_older_file(root: Path) -> None:
    file = root / "tasks/T02.yaml"
    if not file.exists():
        return
    draft = file.with_suffix(".tmp")
    draft.write_text(file.read_text(encoding="utf-8").replace("健全", "完善"), encoding="utf-8")
    os.utime(draft, ns=(0, file.stat().st_mtime_ns))
    draft.replace(file)


def times_turned_back(root: Path) -> None:
    for file in root.rglob("*.yaml"):
        os.utime(file, ns=(0, file.stat().st_mtime_ns - 10**12))


def taken_out_and_put_back(root: Path) -> None:
    """Do what a checkout of another branch and back does."""
    shutil.copytree(root, root.with_name("other"))
    shutil.rmtree(root)
    root.with_name("other").rename(root)


EDITS: Final[dict[str, Callable[[Path], None]]] = {
    "an entry": write(said(20, "percent: 40", tag="0000aa")),
    "an entry of another": write(said(21, "percent: 41", about="T02", tag="0000ab")),
    "the same id twice": write(said(20, "percent: 42", about="T02", tag="0000aa")),
    "a correction": write(said(30, "corrects: 2019-01-10-000001", tag="0000ac")),
    "an entry with an error": write(said(25, "percent: 400", tag="0000ad")),
    "an entry of nobody": write(said(25, unit="nobody", tag="0000ae")),
    "one digit": rewrite("progress/T01/2019-01-10-000001.yaml", "percent: 10", "percent: 20"),
    "one digit back": rewrite("progress/T01/2019-01-10-000001.yaml", "percent: 20", "percent: 10"),
    "a reminder": write(
        said(
            26,
            "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-01-30}",
            unit="office",
            tag="0000af",
        )
    ),
    "a deleted entry": lambda root: (root / "progress/T01/2019-01-10-000001.yaml").unlink(missing_ok=True),
    "a deleted folder": lambda root: shutil.rmtree(root / "progress" / "T02", ignore_errors=True),
    "a deleted task": lambda root: (root / "tasks/T02.yaml").unlink(missing_ok=True),
    "the task again": write(task("", "T02")),
    "another title": rewrite("tasks/T01.yaml", "健全", "完善"),
    "a task that cannot be read": rewrite("tasks/T01.yaml", "id: T01", "id: [T01"),
    "a task that can": rewrite("tasks/T01.yaml", "id: [T01", "id: T01"),
    "another section": rewrite("sections/S1.yaml", "夯实", "巩固"),
    "another zone": write(head("timezone: Europe/Paris")),
    "the zone": write(head("")),
    "another name": rewrite("units.yaml", "计量处", "计量科"),
    "no head": lambda root: (root / "plan.yaml").unlink(missing_ok=True),
    "a stray file": write({"tasks/T03.yaml.bak": "", "progress/T01/.DS_Store": ""}),
    "a silenced check": write(task("due: 2019-09-01   # qtrack: allow dates-in-plan\n", "T02")),
    "an older file": replaced_by_an_older_file,
    "times turned back": times_turned_back,
    "taken out and put back": taken_out_and_put_back,
    "nothing": lambda _: None,
}


def told(reading: PlanReading) -> object:
    plan = reading.loaded.plan
    whole = plan and (plan.head, plan.register, plan.sections, plan.tasks, tuple(plan.entries))
    return whole, reading.loaded.problems, reading.loaded.broken, reading.loaded.suppressions


def look(root: Path, file: Path | None, on: date) -> object:
    """Read and assess as a paper does, on a day and on one before it, and keep what it found; return all."""
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    found: list[object] = [told(reading)]
    if reading.loaded.plan is None:
        return found
    for as_of, known_at in ((on, None), (on - timedelta(days=48), on - timedelta(days=48))):
        kept = reading.standings(as_of, known_at)
        try:
            standing = assess(reading.loaded.plan, as_of, known_at, kept=kept)
        except KeyError:  # of a measure that nobody knows; the checks would have refused the plan
            return found
        new = [held for held in standing.everything if held.id not in kept]
        reading.keep(Findings(), new, as_of, known_at)
        found += [told_of(held) for held in standing.everything]
    return found


def told_of(standing: object) -> object:
    return {name: getattr(standing, name) for name in type(standing).__struct_fields__}  # type: ignore[attr-defined]


@settings(max_examples=120, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.booleans(), st.integers(0, 1)), max_size=7)
)
def test_a_plan_read_again_is_the_plan_read_anew(
    steps: list[tuple[str, bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    root = small_plan(
        folder,
        task("", "T02"),
        said(10, "percent: 10"),
        said(12, about="T02", recorded="2019-01-12T23:30:00+08:00"),
    )
    file = folder / "cache" / "qtrack" / "x.sqlite"
    for edit, late, days in [("nothing", True, 0), *steps]:
        EDITS[edit](root) if root.exists() else None
        on = TODAY + timedelta(days=days)
        with pytest.MonkeyPatch.context() as patch:
            if late:  # so long after the edit that its times are settled; the next one has other times
                time.sleep(0.01)
                patch.setattr("qtrack.store.reading.snapshot.time.time", lambda real=time.time: real() + 10)
            assert look(root, file, on) == look(root, None, on), (edit, steps)


def test_what_did_not_change_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, file = small_plan(tmp_path, said(10)), tmp_path / "cache" / "qtrack" / "x.sqlite"
    monkeypatch.setattr(module, "TICK", -60.0)
    look(root, file, TODAY)
    read, asked = FolderTree.read, list[str]()

    def noted(tree: FolderTree, path: str) -> bytes:
        asked.append(path)
        return read(tree, path)

    monkeypatch.setattr(FolderTree, "read", noted)
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert reading.changed == set()
    assert entries(reading) == ["2019-01-10-000001"]
    assert asked == []
    write(said(11, tag="000002"))(root)
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert reading.changed == {"progress/T01/"}
    assert entries(reading) == ["2019-01-10-000001", "2019-01-11-000002"]
    assert asked == ["progress/T01/2019-01-11-000002.yaml"]


def entries(reading: PlanReading) -> list[str]:
    assert reading.loaded.plan is not None
    return [entry.id for entry in reading.loaded.plan.entries]


def test_what_changed_just_now_is_not_trusted(tmp_path: Path) -> None:
    root, file = small_plan(tmp_path, said(10)), tmp_path / "cache" / "qtrack" / "x.sqlite"
    look(root, file, TODAY)
    assert PlanReading(FolderTree(root), Snapshot(file, root)).changed


def test_a_plan_of_which_one_task_is_read(tmp_path: Path) -> None:
    root = small_plan(tmp_path, task("", "T02"), said(10), said(12, about="T02"))
    whole = load(FolderTree(root)).plan
    part = PlanReading(FolderTree(root), Snapshot(None, root), frozenset({"T02"})).loaded.plan
    assert whole is not None
    assert part is not None
    assert [one.id for one in part.tasks] == ["T02"]
    assert [entry.about for entry in part.entries] == ["T02"]
    assert (part.head, part.register, part.sections) == (whole.head, whole.register, whole.sections)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Make a plan of which all is kept, and return its folder and the snapshot."""
    root, file = small_plan(tmp_path, said(10, "percent: 10")), tmp_path / "cache" / "qtrack" / "x.sqlite"
    monkeypatch.setattr(module, "TICK", -60.0)
    look(root, file, TODAY)
    return root, file


def test_the_timezone_and_the_office_are_those_of_the_files(
    kept: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, file = kept
    write(head("office: office\ntimezone: Asia/Urumqi\n"))(root)
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert (reading.zone, reading.has_office) == ("Asia/Urumqi", True)
    look(root, file, TODAY)
    with monkeypatch.context() as patch:
        patch.setattr(FolderTree, "read", lambda *_: pytest.fail("a file was read"))
        reading = PlanReading(FolderTree(root), Snapshot(file, root))
        assert (reading.zone, reading.has_office) == ("Asia/Urumqi", True)
    write(head(""))(root)
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert (reading.zone, reading.has_office) == ("Asia/Shanghai", False)


def test_standings_that_another_run_put_there_meanwhile_are_not_taken(kept: tuple[Path, Path]) -> None:
    root, file = kept
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert reading.standings(TODAY)
    look(root, file, TODAY + timedelta(days=30))
    assert reading.standings(TODAY) == {}


def test_the_standings_of_three_days_are_kept_the_latest_first(kept: tuple[Path, Path]) -> None:
    root, file = kept
    later, before = TODAY + timedelta(days=30), TODAY - timedelta(days=48)
    assert Snapshot(file, root).days == (f"{before} {before}", str(TODAY))
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    assert reading.standings(before, before)
    assert reading.standings(TODAY)
    assert not reading.standings(before)
    look(root, file, later)
    assert Snapshot(file, root).days[1:] == (str(later), f"{before} {before}")
    assert not PlanReading(FolderTree(root), Snapshot(file, root)).standings(TODAY)


def test_files_that_another_run_read_meanwhile_are_not_taken_for_sound(kept: tuple[Path, Path]) -> None:
    root, file = kept
    PlanReading(FolderTree(root), Snapshot(file, root)).keep(Findings(TODAY, TODAY))
    snapshot = Snapshot(file, root)
    write(said(20, "percent: 400", tag="000002"))(root)
    look(root, file, TODAY)
    reading = PlanReading(FolderTree(root), snapshot)
    assert not reading.was_sound(TODAY)
    assert reading.to_check(TODAY) is None


def test_a_run_that_another_overtook_keeps_nothing(kept: tuple[Path, Path]) -> None:
    root, file = kept
    reading = PlanReading(FolderTree(root), Snapshot(file, root))
    write(said(20, "percent: 400", tag="000002"))(root)
    look(root, file, TODAY)
    reading.keep(Findings(TODAY, TODAY))
    assert Snapshot(file, root).fact("sound") == b""
    assert file.exists()


def test_moments_of_an_hour_that_comes_twice_are_in_order(tmp_path: Path) -> None:
    root, file = (
        small_plan(tmp_path, head("timezone: America/New_York")),
        tmp_path / "c" / "qtrack" / "x.sqlite",
    )
    early = said(10, recorded="2019-11-03T05:30:00Z", tag="000002")
    late = said(10, recorded="2019-11-03T06:10:00Z", tag="000001")
    write({**early, **late})(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TICK", -60.0)
        for _ in "anew", "kept":
            plan = PlanReading(FolderTree(root), Snapshot(file, root)).loaded.plan
            assert plan is not None
            assert [f"{entry.recorded}" for entry in plan.entries] == [
                "2019-11-03 01:30:00-04:00",
                "2019-11-03 01:10:00-05:00",
            ]
            look(root, file, TODAY)
