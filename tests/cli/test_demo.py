"""`qtrack demo`: a folder to try every command on."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from qtrack.demo.tell import sample_entries
from qtrack.store.git.repository import Repository
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import CHINESE, ENGLISH, LATER, Runner, everything
from tests.conftest import ROOT, Demonstration
from tests.small import head, small_plan


def test_it_says_what_was_made_and_what_to_try(demonstration: Demonstration) -> None:
    made, lead, *commands, end = demonstration.said.split("\n")
    found = re.fullmatch(r"demo：(\d+) 条虚构的样例条目，(\d+) 次提交。", made)
    assert found
    assert (lead, end) == ("可以试试这三条命令：", "")
    assert len(commands) == 3
    entries, commits = (int(each) for each in found.groups())
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    assert len(plan.entries) == entries > 100
    assert len(Repository(demonstration.folder).git("log", "--format=%H").split()) == commits > 30


def test_the_three_commands_run(demonstration: Demonstration, tmp_path: Path) -> None:
    qtrack = tmp_path / "qtrack"
    qtrack.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m qtrack "$@"\n', encoding="utf-8")
    qtrack.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    before = everything(demonstration.folder)
    commands = [line.strip() for line in demonstration.said.split("\n") if line.startswith("  ")]
    printed = []
    for command in commands:
        without = command.replace(" --save", "")  # the demonstration is shared
        done = subprocess.run(
            ["/bin/sh", "-c", without],
            cwd=demonstration.folder.parent,
            env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, ""), without
        printed.append(done.stdout)
    board, task, paper = printed
    assert board.startswith("质量强省工作方案  截至 2019-06-")
    assert "指标" in task
    assert paper.startswith("<!DOCTYPE html>")
    assert everything(demonstration.folder) == before


def test_its_history_is_a_week_a_commit_and_its_tree_is_clean(demonstration: Demonstration) -> None:
    repository = Repository(demonstration.folder)
    assert repository.git("status", "--porcelain") == ""
    first, *others = repository.git("log", "--reverse", "--format=%s|%ae").splitlines()
    assert first == "为演示复制方案|demo@example.invalid"
    named = [re.fullmatch(r"(\d{4}-W\d\d) 的样例条目（虚构）\|demo@example.invalid", each) for each in others]
    in_order = [each[1] for each in named if each]
    assert in_order == sorted(set(in_order))
    assert len(others) - len(in_order) == 2  # the edits of the plan


def test_its_plan_was_edited_twice_once_in_its_last_week(demonstration: Demonstration, run: Runner) -> None:
    done = run("changes", "--since", "2019-01-01", cwd=demonstration.folder, environ=CHINESE, now=LATER)
    without_ids = re.sub(r"  [0-9a-f]{8}$", "", done.out, flags=re.MULTILINE)
    assert without_ids == (
        "2019-06-26  qtrack demo  显示器件测试装置到货推迟，计量处申请延期，同意T18.4延至2020年底（样例）\n"
        "    T18.4 完成时限由 2020-06-30 推迟到 2020-12-31（推迟 184 天），属放宽\n"
        "\n"
        "2019-04-01  qtrack demo  一季度调度后收紧亮灯：落后30个百分点以上即亮红灯，原为40个（样例）\n"
        "    亮灯阈值“红灯：落后序时进度的百分点”由 40 改为 30\n"
    )
    weekly = ("report", "weekly", "--of", "2019-W26", "--annex", "13")
    paper = run(*weekly, cwd=demonstration.folder, environ=CHINESE, now=LATER)
    assert "本期方案修改1次：" in paper.out


def test_where_there_is_no_plan_it_copies_the_one_that_is_shipped(
    run: Runner, tmp_path_factory: pytest.TempPathFactory, demonstration: Demonstration
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    assert run("demo", "demo", cwd=nowhere).code == 0
    made, known = (everything(folder / "plan") for folder in (nowhere / "demo", demonstration.folder))
    assert made == known


@pytest.mark.parametrize(("options", "environ"), [(["--plan", "none"], {}), ([], {"QTRACK_PLAN": "none"})])
def test_a_plan_that_is_named_must_be_there(
    options: list[str], environ: dict[str, str], run: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    done = run("demo", "demo", *options, cwd=nowhere, environ=ENGLISH | environ)
    assert (done.code, done.out) == (2, "")
    assert "is “none”, where there is no plan.yaml." in done.err
    assert everything(nowhere) == {}


def test_its_readme_says_that_nothing_of_it_is_true(demonstration: Demonstration) -> None:
    readme = (demonstration.folder / "README.md").read_text(encoding="utf-8")
    assert readme == (
        "# 演示，不是事实\n"
        "\n"
        "plan/progress/ 下的每一条都是“qtrack demo”虚构的样例，供试用命令，"
        "没有任何单位报送过。方案本身是副本；git 历史中对方案的修改也是虚构的，改后即为现在的方案。\n"
    )


def test_its_entries_are_those_of_the_samples_whenever_it_is_made(demonstration: Demonstration) -> None:
    shipped = load(FolderTree(ROOT / "plan")).plan
    copy = load(FolderTree(demonstration.folder / "plan")).plan
    assert shipped is not None
    assert copy is not None
    told = {(each.id, each.about, each.summary) for each in sample_entries(shipped)}
    assert {(each.id, each.about, each.summary) for each in copy.entries} == told


def test_its_plan_is_the_shipped_one_without_its_entries(demonstration: Demonstration) -> None:
    def yaml(folder: Path) -> dict[str, bytes]:
        return {
            name: held
            for name, held in everything(folder).items()
            if name.endswith(".yaml") and not name.startswith("progress/")
        }

    assert yaml(demonstration.folder / "plan") == yaml(ROOT / "plan")


def test_it_speaks_the_plans_language_in_files_and_the_terminals_on_screen(run: Runner, folder: Path) -> None:
    small_plan(folder / "one", head("language: en\n"))
    done = run("demo", "made", "--plan", "one", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("made：")
    assert (
        (folder / "made" / "README.md")
        .read_text(encoding="utf-8")
        .startswith("# A demonstration, not facts\n")
    )


@pytest.mark.parametrize("name", ["my demo", "演示", "a;b"])
def test_a_name_that_a_shell_would_take_apart_is_quoted(name: str, run: Runner, folder: Path) -> None:
    done = run("demo", name)
    assert done.code == 0
    for line in done.out.split("\n")[2:-1]:
        assert shlex.split(line)[:3] == ["cd", name, "&&"]
    assert (folder / name / "plan" / "plan.yaml").exists()


def test_it_can_be_made_twice_but_not_into_the_same_folder(run: Runner, folder: Path) -> None:
    assert run("demo", "a").code == run("demo", "b").code == 0
    assert everything(folder / "a" / "plan") == everything(folder / "b" / "plan")
    before = everything(folder)
    assert run("demo", "a") == (
        2,
        "",
        (
            f"qtrack: {folder / 'a'} holds something already. "
            "Name a folder that does not exist yet: “qtrack demo DIR”.\n"
        ),
    )
    assert everything(folder) == before
