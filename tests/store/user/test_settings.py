"""What is set for qtrack is found without git where its files are plain, and as git finds it elsewhere."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.store.git.repository import Repository
from qtrack.store.user.settings import (
    Place,
    Setting,
    name_in_git,
    plain_pairs,
    read_settings,
    write_file_setting,
)
from tests.repositories import git, repository


def told(environ: Mapping[str, str], folder: Path | None) -> dict[str, tuple[str, str]]:
    """Return what is set, by name: the value and the place."""
    return {name: (one.value, one.place.value) for name, one in read_settings(environ, folder).items()}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home whose settings git knows, too."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    return folder


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a repository with a plan."""
    return repository(tmp_path / "top")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", {}),
        ("[qtrack]\n\tunit = 计量处\n\tby=张三\n", {"unit": "计量处", "by": "张三"}),
        ("[core]\n\tbare = false\n[QTrack]\r\n\tUnit = a b \r\n[user]\n\tunit = x\n", {"unit": "a b"}),
        ('[qtrack]\n\tpager = "less -R # 1"\n# no\n\n; no\n', {"pager": "less -R # 1"}),
        (
            '[qtrack]\n\teditor = "\\"C:\\\\Program Files\\\\ed.exe\\" -w"\n',
            {"editor": '"C:\\Program Files\\ed.exe" -w'},
        ),
        ("[qtrack]\n\tunit = a\n[x]\n[qtrack]\n\tunit = b\n\tlang =\n", {"unit": "b", "lang": ""}),
        ('[remote "origin"]\n\turl = https://example.invalid/qtrack.git\n', {}),
    ],
)
def test_what_is_plain_is_read_as_git_reads_it(text: str, pairs: dict[str, str], tmp_path: Path) -> None:
    assert plain_pairs(text.encode()) == pairs
    file = tmp_path / "config"
    file.write_bytes(text.encode())
    for name, value in pairs.items():
        assert git(tmp_path, "config", "--file", str(file), "--get", f"qtrack.{name}") == f"{value}\n"


@pytest.mark.parametrize(
    "text",
    [
        "[include]\n\tpath = other\n",
        '[includeIf "gitdir:x"]\n\tpath = other\n',
        "[extensions]\n\tworktreeConfig = true\n",
        "[qtrack] unit = x\n",
        '[qtrack "x"]\n\tunit = x\n',
        "[core] [qtrack]\n\tunit = x\n",
        "[qtrack]\n\tunit = a\\\nb\n",
        "[qtrack]\n\tunit = a # said by hand\n",
        "[qtrack]\n\tunit\n",
        '[qtrack]\n\tunit = "a\n',
    ],
)
def test_what_is_not_plain_is_left_to_git(text: str) -> None:
    assert plain_pairs(text.encode()) is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    file = tmp_path_factory.mktemp("settings") / "config"
    write_file_setting(file, "unit", "x")
    write_file_setting(file, "by", value)
    assert plain_pairs(file.read_bytes()) == {"unit": "x", "by": value}
    assert git(file.parent, "config", "--file", "config", "--null", "--get", "qtrack.by") == f"{value}\0"
    write_file_setting(file, "by", "")
    assert plain_pairs(file.read_bytes()) == {"unit": "x"}


def test_the_nearer_goes_before(home: Path, top: Path) -> None:
    environ = {"HOME": str(home), "QTRACK_BY": "李四"}
    git(top, "config", "--file", str(home / ".gitconfig"), "qtrack.unit", "of the user")
    git(top, "config", "--file", str(home / ".gitconfig"), "qtrack.by", "of the user")
    git(top, "config", "--file", str(home / ".gitconfig"), "qtrack.lang", "en")
    write_file_setting(home / ".config/qtrack/config", "lang", "zh")
    git(top, "config", "qtrack.unit", "of the repository")
    assert told(environ, top / "plan") == {
        "unit": ("of the repository", "local"),
        "by": ("李四", "variable"),
        "lang": ("zh", "file"),
    }
    assert told(environ, None)["unit"] == ("of the user", "global")


def test_plain_files_are_read_without_git(home: Path, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    with (top / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[qtrack]\n\tunit = 计量处\n\tpager = most\n")
    assert told({"HOME": str(home)}, top / "plan") == {
        "unit": ("计量处", "local"),
        "pager": ("most", "local"),
    }


def test_the_name_of_the_user_is_read_from_plain_files_as_git_reads_it(home: Path, top: Path) -> None:
    environ, plan = {"HOME": str(home)}, top / "plan"
    (home / ".gitconfig").write_text("[user]\n\tname = 张三\n[core]\n\tname = x\n", encoding="utf-8")
    for said, name in (
        ("", "张三"),
        ("[user]\n\tname = 李 四\n", "李 四"),
        ("[user]\n\tname = 王五\n", "王五"),
    ):
        with (top / ".git/config").open("a", encoding="utf-8") as file:
            file.write(said)
        assert name_in_git(environ, plan) == name == Repository(plan).setting("user.name")
    assert name_in_git(environ | {"GIT_CONFIG_KEY_0": "user.name"}, plan) == ""
    (home / ".gitconfig").write_text("[include]\n\tpath = more\n", encoding="utf-8")
    assert name_in_git(environ, plan) == ""


def test_what_is_included_counts(home: Path, top: Path) -> None:
    (home / ".gitconfig").write_text("[include]\n\tpath = more\n", encoding="utf-8")
    (home / "more").write_text("[qtrack]\n\tunit = 计量处\n", encoding="utf-8")
    assert told({"HOME": str(home)}, top / "plan") == {"unit": ("计量处", "global")}


def test_a_second_working_tree_has_the_settings_of_its_repository(home: Path, top: Path) -> None:
    git(top, "config", "qtrack.unit", "计量处")
    git(top, "worktree", "add", "-q", "../second")
    assert told({"HOME": str(home)}, top.parent / "second/plan") == {"unit": ("计量处", "local")}


def test_what_git_is_given_for_one_run_counts(home: Path, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "qtrack.unit", "GIT_CONFIG_VALUE_0": "计量处"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert told({"HOME": str(home), **variables}, top / "plan") == {"unit": ("计量处", "command")}


def test_programs_of_a_repository_that_is_not_ones_own_are_not_trusted(
    home: Path, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(top, "config", "qtrack.pager", "malice")
    assert told({"HOME": str(home)}, top / "plan") == {"pager": ("malice", "local")}
    monkeypatch.setattr("qtrack.store.user.settings._mine", lambda _: False)
    monkeypatch.setattr(Repository, "ask", lambda *_: None)  # as git says of such a repository
    assert told({"HOME": str(home)}, top / "plan") == {}


def test_without_git_there_is_nothing_of_git(home: Path, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".gitconfig").write_text("[include]\n\tpath = more\n", encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert told({"HOME": str(home)}, top / "plan") == {}


@pytest.mark.skipif(os.name == "nt", reason="other folders there")
def test_an_empty_variable_says_nothing_but_that_no_pager_is_wanted() -> None:
    environ = {"QTRACK_UNIT": "", "QTRACK_PAGER": ""}
    assert list(read_settings(environ, None).values()) == [Setting("pager", "", Place.VARIABLE)]
