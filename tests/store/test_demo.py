"""The folder of a demonstration: whole or not at all."""

import re
import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator
from qtrack.model.entry import Entry
from qtrack.store.demo import TextEdit, make_demo
from qtrack.store.git.repository import Repository
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.small import english, said, small_plan

ZONE = timezone(timedelta(hours=8))
START = datetime(2019, 1, 1, 9, tzinfo=ZONE)
EN = Translator("en")


def entry(day: int, tag: str, recorded: datetime | None = None) -> Entry:
    when = date(2019, 1, day)
    return Entry(
        about="T01",
        unit="metrology",
        date=when,
        recorded=recorded or datetime(2019, 1, day, 10, 30, tzinfo=ZONE),
        summary="有进展",
        id=f"{when}-{tag * 6}",
    )


ENTRIES = (entry(2, "a"), entry(4, "b"), entry(8, "c"), entry(22, "d"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Make a small plan with an entry, and files beside it that are nobody's business."""
    root = small_plan(tmp_path / "source", said(5))
    (root / ".cache").write_text("x", encoding="utf-8")
    return root


def log(folder: Path) -> list[str]:
    return Repository(folder).git("log", "--reverse", "--format=%s %aI").splitlines()


def test_there_is_a_commit_a_week_dated_by_its_last_entry(plan: Path, tmp_path: Path) -> None:
    assert make_demo(tmp_path / "demo", plan, ENTRIES, START, EN) == 4
    assert log(tmp_path / "demo") == [
        "Copy the plan for a demonstration 2019-01-01T09:00:00+08:00",
        "Sample entries of 2019-W01, invented 2019-01-04T10:30:00+08:00",
        "Sample entries of 2019-W02, invented 2019-01-08T10:30:00+08:00",
        "Sample entries of 2019-W04, invented 2019-01-22T10:30:00+08:00",
    ]
    assert Repository(tmp_path / "demo").git("status", "--porcelain") == ""


def test_no_commit_is_dated_before_the_plan(plan: Path, tmp_path: Path) -> None:
    early = entry(1, "e", datetime(2019, 1, 1, 8, tzinfo=ZONE))
    make_demo(tmp_path / "demo", plan, [early], START, EN)
    assert {line.rpartition(" ")[2] for line in log(tmp_path / "demo")} == {"2019-01-01T09:00:00+08:00"}


def test_the_plan_is_copied_without_its_own_entries_and_hidden_files(plan: Path, tmp_path: Path) -> None:
    make_demo(tmp_path / "demo", plan, ENTRIES, START, EN)
    copied = load(FolderTree(tmp_path / "demo" / "plan"))
    assert copied.problems == ()
    assert copied.plan is not None
    assert [each.id for each in copied.plan.entries] == [each.id for each in ENTRIES]
    assert (
        (tmp_path / "demo" / "README.md")
        .read_text(encoding="utf-8")
        .startswith("# A demonstration, not facts\n")
    )
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {".git", "README.md", "plan"}
    assert not (tmp_path / "demo" / "plan" / ".cache").exists()


def test_the_same_entries_make_the_same_commits(plan: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_demo(tmp_path / name, plan, ENTRIES, START, EN)
    one, two = (Repository(tmp_path / name).git("log", "--format=%H") for name in ("one", "two"))
    assert one == two


def test_a_plan_without_samples_is_one_commit(plan: Path, tmp_path: Path) -> None:
    assert make_demo(tmp_path / "demo", plan, (), START, EN) == 1


def test_an_edit_of_the_plan_is_a_commit_of_its_own_and_the_plan_ends_as_it_is(
    plan: Path, tmp_path: Path
) -> None:
    at = datetime(2019, 1, 5, 15, tzinfo=ZONE)
    edit = TextEdit(at, "plan.yaml", "end: 2019-03-31", "end: 2019-04-10", "延长十天")
    edits = (edit._replace(path="tasks/T99.yaml"), edit._replace(after="nowhere"), edit)
    assert make_demo(tmp_path / "demo", plan, ENTRIES, START, EN, edits=edits) == 5
    repository = Repository(tmp_path / "demo")
    assert log(tmp_path / "demo")[1:3] == [
        "Sample entries of 2019-W01, invented 2019-01-04T10:30:00+08:00",
        "延长十天 2019-01-05T15:00:00+08:00",
    ]
    changed = repository.git("log", "--format=", "-p", "-U0", "-1", "--grep=延长", "--", "plan").splitlines()
    assert changed[-2:] == ["-end: 2019-03-31", "+end: 2019-04-10"]
    head = (tmp_path / "demo" / "plan" / "plan.yaml").read_bytes()
    assert head == (plan / "plan.yaml").read_bytes()


def test_an_empty_folder_is_taken_and_parents_are_made(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert make_demo(tmp_path / "empty", plan, (), START, EN) == 1
    assert make_demo(tmp_path / "a" / "b" / "demo", plan, (), START, EN) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"source", "empty", "a"}


def refusal(target: Path, plan: Path, entries: tuple[Entry, ...] = ()) -> tuple[str, str]:
    with pytest.raises(QtrackError) as refused:
        make_demo(target, plan, entries, START, EN)
    hint = refused.value.hint
    return english(refused.value.message), english(hint)


def test_a_folder_that_holds_something_is_left_as_it_is(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a").write_text("a", encoding="utf-8")
    (tmp_path / "file").write_text("b", encoding="utf-8")
    for name in ("mine", "file"):
        assert refusal(tmp_path / name, plan) == (
            f"{tmp_path / name} holds something already.",
            "Name a folder that does not exist yet: “qtrack demo DIR”.",
        )
    assert refusal(Path("/"), plan)[0] == "/ holds something already."
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["a"]
    assert {path.name for path in tmp_path.iterdir()} == {"source", "mine", "file"}


def test_where_git_refuses_nothing_is_left_and_an_empty_folder_stays(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("demo", "empty"):
        assert refusal(tmp_path / name, plan)[0] == "git was not found on this computer."
    assert {path.name for path in tmp_path.iterdir()} == {"source", "empty"}


def test_where_the_disk_refuses_nothing_is_left(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    assert refusal(tmp_path / "demo", plan) == (
        f"{tmp_path / 'demo'} cannot be made: No space left on device.",
        "Name a folder in a place that may be written to.",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_two_samples_of_one_name_are_refused_and_not_lost(plan: Path, tmp_path: Path) -> None:
    twice = msgspec.structs.replace(ENTRIES[0], summary="另一条")
    assert re.search("cannot be made", refusal(tmp_path / "demo", plan, (ENTRIES[0], twice))[0])
    assert not (tmp_path / "demo").exists()


def test_a_demonstration_within_another_repository_is_its_own(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = Repository(tmp_path / "outer")
    outer.root.mkdir()
    outer.start("somebody", "somebody@example.invalid")
    monkeypatch.setenv("GIT_DIR", str(outer.root / ".git"))
    make_demo(outer.root / "demo", plan, ENTRIES, START, EN)
    assert len(log(outer.root / "demo")) == 4
    assert outer.ask("rev-parse", "--verify", "--quiet", "HEAD") is None
