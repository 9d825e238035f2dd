"""`qtrack config`: who one is, said once, and what other commands make of it."""

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qtrack.cli.commands import load_command
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import parameters_of
from qtrack.cli.settings import SETTABLE
from tests.cli.conftest import CHINESE, ENGLISH, Run, Runner, everything
from tests.repositories import git, repository
from tests.small import said, small_plan, task

#: Runs a command line in a repository, in English, by somebody who has a home.
Asker = Callable[..., Run]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the home of somebody with git."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    return folder


@pytest.fixture
def top(home: Path) -> Path:
    """Make a repository with a plan."""
    return repository(home.parent / "top")


@pytest.fixture
def ask(run: Runner, top: Path, home: Path) -> Asker:
    """Return what runs a command line in the repository."""

    def ask(*words: str, environ: Mapping[str, str] = ENGLISH, cwd: Path = top) -> Run:
        return run(*words, cwd=cwd, environ={"HOME": str(home), **environ})

    return ask


def test_it_lists_what_holds_and_from_where(ask: Asker, top: Path) -> None:
    git(top, "config", "qtrack.unit", "计量处")
    git(top, "config", "user.name", "张三")
    done = ask(
        "config", environ=CHINESE | {"QTRACK_PAGER": "cat", "EDITOR": "sh", "QTRACK_AS_OF": "2019-02-18"}
    )
    assert done == Run(
        0,
        "设置   含义         值         来源\n"
        "unit   单位         计量处     本仓库 git 设置中的 qtrack.unit\n"
        "by     记录人       张三       git 的 user.name\n"
        "lang   语言         zh         LANG=zh_CN.UTF-8\n"
        "format 输出格式     table      默认\n"
        "pager  分页程序     cat        QTRACK_PAGER\n"
        "editor 编辑器       sh         EDITOR\n"
        "as-of  页面截至日期 2019-02-18 QTRACK_AS_OF\n"
        "\n"
        "“qtrack config 项目 值”设置一项，“qtrack config --unset 项目”取消。\n",
        "",
    )


def test_git_keeps_it_for_the_plan_or_for_all(ask: Asker, top: Path, home: Path) -> None:
    assert (
        ask("config", "unit", "计量处").out
        == "unit = 计量处, by qtrack.unit in git's settings of this repository\n"
    )
    assert git(top, "config", "--local", "qtrack.unit") == "计量处\n"
    assert (
        ask("config", "--global", "by", "张三").out == "by = 张三, by qtrack.by in your own settings of git\n"
    )
    assert "by = 张三" in (home / ".gitconfig").read_text("utf-8")
    assert ask("config", "by") == Run(0, "张三\n", "")
    done = ask("config", "--global", "unit", "办公室")
    assert (
        done.err
        == "warning: qtrack.unit in git's settings of this repository is “计量处”, and goes before it.\n"
    )
    assert ask("config", "unit").out == "计量处\n"
    assert ask("config", "单位", "").out == "unit is taken back.\n"
    assert ask("config", "unit").out == "办公室\n"
    assert ask("config", "--unset", "unit").err == (
        "qtrack: unit is not set there, but by qtrack.unit in your own settings of git. "
        "“qtrack config --global --unset unit” takes it back.\n"
    )
    assert ask("config", "--global", "--unset", "unit").code == 0
    assert ask("config", "unit") == Run(
        2, "", "qtrack: unit is not set. “qtrack config unit VALUE” sets it.\n"
    )


def test_without_git_a_file_of_ones_own_keeps_it(ask: Asker, folder: Path, home: Path) -> None:
    file = home / ".config/qtrack/config"
    done = ask("config", "unit", "计量处", cwd=folder)
    assert done.out == f"unit = 计量处, by unit in {file}\n"
    assert file.read_text("utf-8") == "[qtrack]\n\tunit = 计量处\n"
    assert ask("record", "T01", "--summary", "x", cwd=folder).code == 0
    assert ask("config", "--unset", "unit", cwd=folder).code == 0
    assert file.read_text("utf-8") == "[qtrack]\n"
    assert ask("config", "lang", "zh", cwd=home).code == 0
    assert ask("config", "unit", cwd=folder).err.startswith("qtrack：unit 没有设置。")


def test_as_json_it_says_the_same(ask: Asker) -> None:
    row = {"name": "unit", "value": "计量处", "source": "local", "wrong": None}
    place = {"place": "qtrack.unit in git's settings of this repository"}
    expected = {"format": 1, "settings": [row | place]}
    assert json.loads(ask("config", "unit", "计量处", "--format", "json").out) == expected
    assert json.loads(ask("config", "unit", "--format", "json").out) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("unit", "计量"), "“计量” fits 2 names. "),
        (("lang", "fr"), "lang cannot be “fr”. It can be en, zh."),
        (
            ("format", "xls"),
            "format cannot be “xls”. It can be table, text, json, csv, markdown, html, github, gitlab.",
        ),
        (("pager", "nosuch -x"), "There is no program “nosuch -x” on this computer."),
        (("editor", "nosuch"), "There is no program “nosuch” on this computer."),
        (
            ("by", "张\n三"),
            "The value of by has signs that cannot be seen, or several lines. Write it in one line.",
        ),
        (
            ("as-of", "2019-01-01"),
            "as-of is set by the variable QTRACK_AS_OF alone. Such as QTRACK_AS_OF=2019-06-28.",
        ),
        (("colour", "x"), "KEY cannot be “colour”. It can be unit, by, lang, format, pager, editor, as-of."),
        (
            ("--unset",),
            "--unset takes the name of one setting, and no value. Such as “qtrack config --unset unit”.",
        ),
        (("--unset", "unit", "x"), "--unset takes the name of one setting, and no value."),
        (("--unset", "unit"), "unit is not set. “qtrack config” lists what is."),
        (("--global",), "--global says where a setting is kept, and none is given."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    words: tuple[str, ...], said: str, ask: Asker, top: Path
) -> None:
    before = everything(top)
    done = ask("config", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"qtrack: {said}")
    assert everything(top) == before


def test_a_unit_that_is_set_is_that_of_what_is_recorded(ask: Asker, top: Path) -> None:
    git(top, "config", "qtrack.unit", "计量处")
    assert "unit: metrology\n" in ask("record", "T01", "--summary", "x", "--dry-run").out
    assert (
        "unit: institute\n" in ask("record", "T01", "--unit", "省计量院", "--summary", "x", "--dry-run").out
    )
    office = {**ENGLISH, "QTRACK_UNIT": "办公室"}
    assert "unit: office\n" in ask("record", "T01", "--summary", "x", "--dry-run", environ=office).out
    assert ask("form").out.startswith("\ufeffID,")
    assert ask("status", environ=office).out == ask("status").out


def test_the_own_unit_judges(run: Runner, tmp_path: Path) -> None:
    small_plan(
        tmp_path, said(20, "status: done\n"), task("deliverables:\n  - {id: T01.1, title: 方案}\n", "T02")
    )
    office = ENGLISH | {"QTRACK_UNIT": "办公室"}

    def entry(*words: str, environ: Mapping[str, str] = office) -> str:
        return run(*words, "--dry-run", cwd=tmp_path, environ=environ).out

    assert "unit: office\n" in entry("close", "T01", "--evidence", "1号")
    assert "unit: office\n" in entry("return", "T01", "--reason", "x")
    assert "unit: office\n" in entry("withdraw", "000001", "--reason", "x")
    assert "unit: metrology\n" in entry("withdraw", "000001", "--reason", "x", environ=ENGLISH)
    assert run("close", "T01", "--evidence", "x", cwd=tmp_path).err == (
        "qtrack: --verified-by is missing. Name it, or “qtrack config unit UNIT” sets your own once; "
        "see “qtrack close --help”.\n"
    )


def test_a_unit_that_the_plan_has_not_is_told_where_it_is_used(ask: Asker, top: Path) -> None:
    git(top, "config", "qtrack.unit", "计量")
    told = ask("record", "T01", "--summary", "x").err
    assert told.startswith(
        "qtrack: qtrack.unit in git's settings of this repository is “计量”: “计量” fits 2 names. "
    )
    assert told.endswith(" “qtrack config unit VALUE” changes it.\n")
    assert ask("record", "T01", "--unit", "计量处", "--summary", "x", "--dry-run").code == 0
    assert ask("status").code == 0
    assert "→ “计量” fits 2 names." in ask("config").out


def test_who_records_is_known_to_git(ask: Asker, top: Path) -> None:
    def by(*words: str, environ: Mapping[str, str] = ENGLISH) -> str:
        entry = ask(
            "record", "T01", "--unit", "计量处", "--summary", "x", "--dry-run", *words, environ=environ
        ).out
        return next(line for line in entry.splitlines() if line.startswith("by"))

    assert by() == "by: zhangsan"
    git(top, "config", "user.name", "张三")
    assert by() == "by: 张三"
    git(top, "config", "qtrack.by", "李四")
    assert by() == "by: 李四"
    assert by(environ=ENGLISH | {"QTRACK_BY": "王五"}) == "by: 王五"
    assert by("--by", "赵六", environ=ENGLISH | {"QTRACK_BY": "王五"}) == "by: 赵六"


def test_the_form_that_is_set_holds_where_a_command_has_it(ask: Asker, top: Path) -> None:
    git(top, "config", "qtrack.format", "csv")
    assert ask("status").out == ask("status", "--format", "csv").out
    assert ask("show", "T01").out == ask("show", "T01", "--format", "table").out
    assert ask("status", "--format", "json", environ=ENGLISH | {"QTRACK_FORMAT": "markdown"}).out[0] == "{"
    git(top, "config", "qtrack.format", "xls")
    assert ask("status").err == (
        "qtrack: qtrack.format in git's settings of this repository is “xls”. "
        "“qtrack config format VALUE” changes it.\n"
    )
    assert ask("explain").code == 0
    assert "→ format cannot be “xls”." in ask("config").out


def test_a_paper_has_the_form_that_is_set_if_it_can(ask: Asker) -> None:
    html = ask("report", "weekly", "--of", "2019-W07", environ=ENGLISH | {"QTRACK_FORMAT": "html"})
    assert html.out.startswith("<!DOCTYPE html>")
    table = ask("report", "weekly", "--of", "2019-W07", environ=ENGLISH | {"QTRACK_FORMAT": "csv"})
    assert table == ask("report", "weekly", "--of", "2019-W07")


def test_every_form_of_a_command_can_be_set() -> None:
    declared = [
        one for name in COMMANDS for one in parameters_of(load_command(name)) if one.shown == "--format"
    ]
    assert {form for one in declared for form in one.metavar.split("|")} - {"xlsx", "docx", "pdf"} == set(
        SETTABLE
    )


def test_a_language_that_is_none_is_told_and_passed_over(ask: Asker, top: Path) -> None:
    git(top, "config", "qtrack.lang", "zh")
    assert ask("status").out == ask("status", environ=CHINESE).out
    assert ask("status", environ={"QTRACK_LANG": "en"}).out.partition("\n")[0].endswith("as of 2019-02-19")
    git(top, "config", "qtrack.lang", "fr")
    done = ask("status")
    assert done.out.partition("\n")[0].endswith("as of 2019-02-19")
    assert done.err == (
        "warning: qtrack.lang in git's settings of this repository is “fr”; "
        "“qtrack config lang VALUE” changes it.\n"
    )
    assert "language     English, by LANG" in ask("doctor").out


def test_a_day_that_is_set_is_that_of_pages_and_of_nothing_that_is_written(ask: Asker) -> None:
    day = ENGLISH | {"QTRACK_AS_OF": "昨天"}
    done = ask("status", environ=day)
    assert (done.out, done.err) == (ask("status", "--as-of", "2019-02-18").out, "昨天 = 2019-02-18\n")
    assert (
        ask("status", "--as-of", "2019-02-17", environ=day).out == ask("status", "--as-of", "2019-02-17").out
    )
    written = ask("record", "T01", "--unit", "计量处", "--summary", "x", "--dry-run", environ=day)
    assert "date: 2019-02-19\n" in written.out
    assert ask("chase", "--issue", environ=day) == ask("chase", "--issue")
    wrong = ENGLISH | {"QTRACK_AS_OF": "bald"}
    assert (
        ask("status", environ=wrong).err
        == "qtrack: QTRACK_AS_OF is “bald”, which is not a date. Write it as 2019-06-28.\n"
    )


def test_a_warm_page_starts_no_process(ask: Asker, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (top / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[qtrack]\n\tunit = 计量处\n\tformat = csv\n")
    first = ask("status")
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert ask("status") == first


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_pager_and_the_editor_that_are_set_are_used(ask: Asker, tmp_path: Path) -> None:
    script = tmp_path / "fails"
    script.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    script.chmod(0o755)
    assert ask("config", "editor", str(script)).code == 0
    done = ask("record", "T01", "--edit", environ=ENGLISH | {"VISUAL": "nosuch"})
    assert f"The editor “{script}” failed with exit code 3." in done.err
