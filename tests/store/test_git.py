"""git as a process: in our own environment, with one sentence where it refuses."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.store.git import Repository
from tests.small import english

AT = datetime(2018, 10, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make an empty repository of its own."""
    found = Repository(tmp_path / "own")
    found.root.mkdir()
    found.start("qtrack demo", "demo@example.invalid")
    return found


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
    assert repository.git("ls-files") == "方案.yaml\n"
    assert repository.git("status", "--porcelain") == ""


def test_hooks_of_the_user_do_not_stop_a_commit(repository: Repository) -> None:
    hook = repository.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (repository.root / "a").write_text("a", encoding="utf-8")
    repository.commit("in spite of the hook")
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
    repository.commit("here")
    assert repository.git("rev-parse", "--show-toplevel").strip() == str(repository.root.resolve())
    assert list(other.iterdir()) == []


@pytest.mark.parametrize("language", ["C", "zh_CN.UTF-8"])
def test_what_git_refuses_is_said_with_its_own_last_line(
    language: str, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(QtrackError) as refused:
        repository.git("cat-file", "-e", "nowhere")
    assert english(refused.value.message) == "git cat-file failed: fatal: Not a valid object name nowhere"
    assert refused.value.exit_code is ExitCode.CANNOT


def test_a_silent_refusal_is_said_with_its_code(repository: Repository) -> None:
    with pytest.raises(QtrackError) as refused:
        repository.git("config", "--get", "no.such")
    assert english(refused.value.message) == "git config failed: 1"


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


def test_git_speaks_of_chinese_paths_as_they_are(repository: Repository) -> None:
    (repository.root / "闽 质监.yaml").write_text("x", encoding="utf-8")
    assert repository.git("status", "--porcelain") == '?? "闽 质监.yaml"\n'
    plain = subprocess.run(
        ["git", "-c", "core.quotepath=on", "status", "--porcelain"],
        cwd=repository.root,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "\\351" in plain.stdout
