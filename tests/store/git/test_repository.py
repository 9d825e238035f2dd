"""git as a process: in our own environment, with one sentence where it refuses."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.store.git.objects import objects_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.trees import tree_of
from qtrack.store.tree import NotAFileError
from tests.conftest import ROOT
from tests.repositories import commit, git
from tests.repositories import repository as repository_with_a_plan
from tests.small import HEAD, UNITS, english, said

AT = datetime(2018, 10, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make an empty repository of its own."""
    found = Repository(tmp_path / "own")
    found.root.mkdir()
    found.start("qtrack demo", "demo@example.invalid")
    return found


def test_programs_are_started_in_one_module_each() -> None:
    starts = [
        path.relative_to(ROOT / "qtrack").as_posix()
        for path in (ROOT / "qtrack").rglob("*.py")
        if re.search(r"subprocess\.\w+\(|os\.(?:system|popen|exec|spawn)", path.read_text(encoding="utf-8"))
    ]
    homes = [
        "git/repository.py",
        "programs/browser.py",
        "programs/computer.py",
        "programs/editor.py",
        "programs/pager.py",
        "user/shells.py",
    ]
    assert sorted(starts) == [f"store/{home}" for home in homes]


def test_a_repository_starts_empty_on_main_with_its_own_name(repository: Repository) -> None:
    assert repository.git("symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert repository.git("config", "--local", "user.name") == "qtrack demo\n"
    assert repository.git("config", "--local", "user.email") == "demo@example.invalid\n"
    assert repository.git("config", "--local", "commit.gpgsign") == "false\n"
    assert repository.git("status", "--porcelain") == ""


def test_a_commit_holds_everything_and_is_dated(repository: Repository) -> None:
    (repository.root / "方案.yaml").write_text("一", encoding="utf-8")
    repository.commit("第一次", AT)
    assert repository.git("log", "--format=%an|%ae|%cn|%s|%aI|%cI").split("|")[:4] == [
        "qtrack demo",
        "demo@example.invalid",
        "qtrack demo",
        "第一次",
    ]
    assert repository.git("log", "--format=%at %ct") == f"{int(AT.timestamp())} {int(AT.timestamp())}\n"
    assert repository.git("ls-files", "-z") == "方案.yaml\0"
    assert repository.git("status", "--porcelain") == ""


def test_hooks_of_the_user_do_not_stop_a_commit(repository: Repository) -> None:
    hook = repository.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (repository.root / "a").write_text("a", encoding="utf-8")
    repository.commit("in spite of the hook", AT)
    assert repository.git("log", "--format=%s") == "in spite of the hook\n"


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"])
def test_another_repository_named_by_a_hook_is_left_alone(
    name: str, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv(name, str(other))
    monkeypatch.setenv("GIT_PREFIX", "plan/")
    (repository.root / "a").write_text("a", encoding="utf-8")
    repository.commit("here", AT)
    assert repository.git("rev-parse", "--show-toplevel").strip() == str(repository.root.resolve())
    assert list(other.iterdir()) == []


@pytest.mark.parametrize("language", ["C", "zh_CN.UTF-8"])
def test_what_git_refuses_is_said_with_its_own_last_line(
    language: str, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(QtrackError) as refused:
        repository.git("cat-file", "-e", "nowhere")
    assert english(refused.value.message) == "git cat-file failed: fatal: Not a valid object name nowhere."
    assert refused.value.exit_code is ExitCode.USAGE


def test_a_silent_refusal_is_said_with_its_code(repository: Repository) -> None:
    with pytest.raises(QtrackError) as refused:
        repository.git("config", "--get", "no.such")
    assert english(refused.value.message) == "git config failed: 1."


def test_without_git_it_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    with pytest.raises(QtrackError) as refused:
        repository.git("status")
    assert english(refused.value.message) == "git was not found on this computer."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "Install git."


def test_asking_says_none_where_git_says_no(repository: Repository) -> None:
    assert repository.ask("rev-parse", "--verify", "--quiet", "nowhere") is None
    assert repository.ask("rev-parse", "--is-inside-work-tree") == "true\n"


def test_nothing_of_git_reaches_the_terminal(
    repository: Repository, capfd: pytest.CaptureFixture[str]
) -> None:
    repository.git("status")
    repository.ask("cat-file", "-e", "nowhere")
    assert capfd.readouterr() == ("", "")


def test_the_environment_of_this_process_stays_as_it_is(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    before = dict(os.environ)
    repository.git("status")
    assert dict(os.environ) == before


def test_names_of_files_need_not_be_utf8(repository: Repository) -> None:
    name = os.fsdecode(b"\xb7\xbd\xb0\xb8")
    (repository.root / name).write_text("x", encoding="utf-8")
    repository.commit("GBK", AT)
    assert repository.git("ls-files", "-z") == f"{name}\0"
    assert repository.git("ls-files", "-z", "--", name) == f"{name}\0"


def test_who_a_person_is_comes_before_no_demonstration(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "张三")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "zhang@example.invalid")
    (repository.root / "a").write_text("a", encoding="utf-8")
    repository.commit("first", AT)
    assert repository.git("log", "--format=%an %ce") == "qtrack demo demo@example.invalid\n"


PARTIAL = msg("This is a partial clone; “git fetch --refetch --no-filter” brings what it lacks.")
STRANGER = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}


def test_a_repository_that_git_refuses_is_no_missing_one(repository: Repository, tmp_path: Path) -> None:
    assert Repository(tmp_path).prefix() is None
    assert repository.prefix() == ""
    with pytest.raises(QtrackError) as refused:
        Repository(repository.root, STRANGER).prefix()
    said = english(refused.value.message)
    assert said.startswith(f"git refuses to read the repository in {repository.root}: fatal: ")
    assert "ownership" in said


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give away a folder"
)
def test_how_to_trust_a_repository_of_another_user_is_said(repository: Repository) -> None:
    os.chown(repository.root, 12345, 12345)
    with pytest.raises(QtrackError) as refused:
        repository.prefix()
    assert refused.value.hint is not None
    assert english(refused.value.hint) == (
        "It belongs to another user; if you trust it: "
        f"git config --global --add safe.directory '{repository.root}'"
    )


def test_a_repository_that_takes_itself_for_bare_is_told(repository: Repository) -> None:
    repository.git("config", "core.bare", "true")
    assert repository.prefix(on_disk=False) == ""
    with pytest.raises(QtrackError) as refused:
        repository.prefix()
    assert english(refused.value.message) == (
        f"{repository.root} lies in a git repository without a working tree."
    )


def test_an_object_that_is_lost_is_told(tmp_path: Path) -> None:
    top = repository_with_a_plan(tmp_path)
    with objects_of(Repository(top)) as objects:
        tree = tree_of(objects, "HEAD").below("plan")
        for kind, name in (("commit", tree.blob("plan.yaml")), ("blob", "0" * 40)):
            with pytest.raises(NotAFileError):
                objects.read(name, kind)
        assert tree.read("plan.yaml").decode() == HEAD


def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    top = repository_with_a_plan(tmp_path)
    commit(top / "plan", said(3))
    git(top, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--no-checkout", top.as_uri(), str(clone))
    git(clone, "checkout", "--quiet", "HEAD", "--", "plan/units.yaml")
    found = Repository(clone)
    with objects_of(found) as objects:
        tree = tree_of(objects, "HEAD").below("plan")
        for _ in range(2):
            with pytest.raises(QtrackError) as refused:
                tree.read("plan.yaml")
            assert refused.value.hint == PARTIAL
            assert tree.read("units.yaml").decode() == UNITS  # what is there is read after that, too
    with pytest.raises(QtrackError) as refused:
        found.git("cat-file", "blob", tree.blob("plan.yaml"))
    assert refused.value.hint == PARTIAL
    git(clone, "fetch", "--quiet", "--refetch", "--no-filter")
    with objects_of(found) as objects:
        assert tree_of(objects, "HEAD").below("plan").read("plan.yaml").decode() == HEAD
