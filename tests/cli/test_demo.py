"""`qtrack demo`: a folder to try every command on."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from qtrack.demo import sample_entries
from qtrack.store.git.repository import Repository
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import CHINESE, Runner, everything
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
    first, *weeks = repository.git("log", "--reverse", "--format=%s|%ae").splitlines()
    assert first == "为演示复制方案|demo@example.invalid"
    named = [re.fullmatch(r"(\d{4}-W\d\d) 的样例条目（虚构）\|demo@example.invalid", each) for each in weeks]
    assert all(named)
    in_order = [each[1] for each in named if each]
    assert in_order == sorted(set(in_order))


def test_its_readme_says_that_nothing_of_it_is_true(demonstration: Demonstration) -> None:
    readme = (demonstration.folder / "README.md").read_text(encoding="utf-8")
    assert readme == (
        "# 演示，不是事实\n"
        "\n"
        "plan/progress/ 下的每一条都是“qtrack demo”虚构的样例，供试用命令，"
        "没有任何单位报送过。方案本身是副本。\n"
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
