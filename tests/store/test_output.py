"""Files that a person names: where they may lie, what they replace, and what they are written through."""

import os
import stat
import threading
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store.output import refuse_place, write_output
from tests.small import english

OTHER = "{} lies in the plan's folder, where only the plan itself belongs."
GITS = "{} lies in a folder of git's own."


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Make a plan's folder beside a repository's."""
    (tmp_path / "plan" / "tasks").mkdir(parents=True)
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "plan" / "tasks" / "T01.yaml").write_text("id: T01\n", encoding="utf-8")
    (tmp_path / ".git" / "config").write_text("[core]\n", encoding="utf-8")
    return tmp_path / "plan"


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def refusal(path: Path, plan: Path) -> str:
    with pytest.raises(QtrackError) as error:
        write_output(path, "x", plan)
    return english(error.value.message)


def test_nothing_is_written_into_the_plan_or_a_folder_of_gits(plan: Path, tmp_path: Path) -> None:
    before = held(tmp_path)
    bare = tmp_path / "store.git"
    for each in ("objects", "refs"):
        (bare / each).mkdir(parents=True)
    (bare / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (tmp_path / "into").symlink_to(plan / "tasks")
    (tmp_path / "file").symlink_to(plan / "tasks" / "T01.yaml")
    (tmp_path / "new").symlink_to(plan / "new.yaml")
    (tmp_path / "config").symlink_to(tmp_path / ".git" / "config")
    for name in (
        "plan",
        "plan/new",
        "plan/tasks/T01.yaml",
        "plan/a/b/c",
        "x/../plan/new",
        "into/new",
        "file",
        "new",
    ):
        assert refusal(tmp_path / name, plan) == OTHER.format(tmp_path / name)
    for name in (".git", ".git/config", ".git/hooks/pre-commit", "a/.GIT/x", "config", "store.git/config"):
        assert refusal(tmp_path / name, plan) == GITS.format(tmp_path / name)
    (tmp_path / "alias").symlink_to(plan)
    assert refusal(plan / "x.md", tmp_path / "alias") == OTHER.format(plan / "x.md")
    assert {name: text for name, text in held(tmp_path).items() if name in before} == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.name == "a") == []


def test_what_is_new_has_the_rights_that_the_umask_leaves(plan: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_output(tmp_path / "reports" / "a.md", "一\n", plan) is False
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "reports" / "a.md").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o660, 0o666, 0o755])
def test_what_is_replaced_keeps_its_rights(mode: int, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("一\n", encoding="utf-8")
    path.chmod(mode)
    number = path.stat().st_ino
    assert write_output(path, "二\n", plan) is True
    assert (stat.S_IMODE(path.stat().st_mode), path.read_text(encoding="utf-8")) == (mode, "二\n")
    assert path.stat().st_ino != number  # another file, so that it was whole at any time


def test_a_draft_is_its_users_alone(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("一\n", encoding="utf-8")
    path.chmod(0o600)
    seen: list[int] = []
    sync = os.fsync

    def look(number: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(number).st_mode))
        sync(number)

    monkeypatch.setattr(os, "fsync", look)
    write_output(path, "二\n", plan)
    assert seen == [0o600]


def test_of_a_link_the_goal_is_replaced_and_the_link_stays(plan: Path, tmp_path: Path) -> None:
    goal = tmp_path / "share" / "a.md"
    goal.parent.mkdir()
    goal.write_text("一\n", encoding="utf-8")
    goal.chmod(0o600)
    for name, leads in (("link", "share/a.md"), ("twice", "link"), ("dangling", "share/b.md")):
        (tmp_path / name).symlink_to(leads)
    assert write_output(tmp_path / "twice", "二\n", plan) is True
    assert write_output(tmp_path / "dangling", "三\n", plan) is False
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "twice").is_symlink()
    assert (goal.read_text(encoding="utf-8"), stat.S_IMODE(goal.stat().st_mode)) == ("二\n", 0o600)
    assert (tmp_path / "share" / "b.md").read_text(encoding="utf-8") == "三\n"
    (tmp_path / "round").symlink_to("round")
    assert "Too many levels of symbolic links" in refusal(tmp_path / "round", plan)


def test_a_pipe_and_a_device_take_the_text_and_stay(plan: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert write_output(pipe, "一\n", plan) is False
    reader.join(timeout=10)
    assert read == ["一\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    ours, theirs = os.openpty()  # a device that nobody would miss
    (tmp_path / "terminal").symlink_to(os.ttyname(theirs))
    assert write_output(tmp_path / "terminal", "一\n", plan) is False
    assert os.read(ours, 99).decode() == "一\r\n"
    assert (tmp_path / "terminal").is_symlink()
    os.close(ours)
    os.close(theirs)


def test_what_is_no_file_is_refused(plan: Path, tmp_path: Path) -> None:
    assert refusal(tmp_path, plan) == f"{tmp_path} is no file that can be written."
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "Not a directory" in refusal(tmp_path / "file" / "x.md", plan)


def test_what_is_read_only_is_not_replaced(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("一\n", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    assert "Permission denied" in refusal(path, plan)
    assert path.read_text(encoding="utf-8") == "一\n"


def test_the_papers_beside_the_plan_and_what_is_named_like_it_are_elsewhere(
    plan: Path, tmp_path: Path
) -> None:
    for name in ("reports/a.md", "plan.md", "planning/a.md", ".github/a.md", "a.git", ".gitignore"):
        refuse_place(tmp_path / name, plan)
