"""`qtrack init`: a plan to begin with that is in order, by options or by questions, and its repository."""

import subprocess
import sys
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Runner, everything
from tests.repositories import git
from tests.screens import Terminal

GIVEN = (
    "--title",
    "提升：方案",
    "--number",
    "闽办〔2019〕1号",
    "--issuer",
    "省办公厅",
    "--issued",
    "2019-01-05",
)


def test_four_files_in_a_repository_with_the_hook(folder: Path, run: Runner) -> None:
    ran = run("init", "mine", *GIVEN, "--end", "2020年", environ=CHINESE)
    assert (ran.code, ran.out) == (
        0,
        ("mine 中有了方案：一个部分、一条措施、一项任务、一个单位。\n"
        "已建 git 仓库；每次提交前检查方案。\n"
        "接着在其中：“qtrack edit plan”、“qtrack new task M01 …”、“git add .”、“git commit”。\n"),
    )  # fmt: skip
    top = folder / "mine"
    assert (top / "plan/plan.yaml").read_text("utf-8") == (
        "# 方案是什么，从哪天算起，到哪天为止。\n"
        "format: 2\n"
        "title: 提升：方案\n"
        "document:\n"
        "  number: 闽办〔2019〕1号\n"
        "  issuer: 省办公厅\n"
        "  issued: 2019-01-05\n"
        "start: 2019-01-05\n"
        "end: 2020-12-31\n"
        "office: office\n"
        "language: zh\n"
        "# 去掉行首的井号，即要求每月在这一天前报送：\n"
        "# reporting: {every: month, by_day: 25}\n"
    )
    files = sorted(path for path in everything(top) if not path.startswith(".git/"))
    assert files == ["plan/plan.yaml", "plan/sections/S1.yaml", "plan/tasks/T01.yaml", "plan/units.yaml"]
    assert (top / ".git/hooks/pre-commit").read_text("utf-8").startswith("#!/bin/sh\nqtrack validate && ")
    assert run("validate", "--strict", cwd=top).code == 0
    for path in ("plan.yaml", "tasks/T01.yaml"):
        file = top / "plan" / path
        file.write_text(
            file.read_text("utf-8").replace("# reporting", "reporting").replace("# due", "due"), "utf-8"
        )
    assert run("validate", "--strict", cwd=top).code == 0
    assert run("set", "T01", "title", "建立台账", cwd=top).code == 0


def test_the_hook_stops_a_plan_with_errors(
    folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "mine", *GIVEN, "--end", "2020-12-31").code == 0
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    top = folder / "mine"
    git(top, "add", ".")
    (top / "plan/tasks/T01.yaml").write_text("x\n", "utf-8")
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qam", "x"],
        cwd=top,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, "plan/tasks/T01.yaml:1:1" in done.stdout + done.stderr) == (1, True)


def test_on_a_terminal_it_asks_for_what_is_not_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    err = Terminal()
    typed = "\n新方案\n1号\n办公室\n哪天\n2019-01-05\n2020-12-31\n"
    for name, stream in (("stdin", Terminal(typed)), ("stdout", Terminal()), ("stderr", err)):
        monkeypatch.setattr(sys, name, stream)
    assert main(["init", "mine"], CHINESE, folder, NOW) == 0
    assert "方案标题：方案标题：文号：发文机关：成文日期，如 2019-06-28：" in err.getvalue()
    assert "title: 新方案\n" in (folder / "mine/plan/plan.yaml").read_text("utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal("x\n"))
    assert main(["init", "other"], ENGLISH, folder, NOW) == 130
    assert not (folder / "other").exists()


def test_what_is_there_is_never_touched(folder: Path, run: Runner) -> None:
    before = everything(folder)
    said = (
        "plan holds files already; nothing was written. Name one that is empty or does not exist yet, such "
        "as “qtrack init my-plan”."
    )
    assert run("init", "plan", *GIVEN) == (2, "", f"qtrack: {said}\n")
    assert (
        run("init", "mine").err
        == "qtrack: --title is missing. Write it behind “qtrack init DIR”, or be asked on a terminal.\n"
    )
    ran = run("init", "mine", *GIVEN, "--end", "2018-01-01")
    assert "The plan ends on 2018-01-01, before it was issued on 2019-01-05." in ran.err
    assert everything(folder) == before


def test_in_a_repository_no_other_is_made(folder: Path, run: Runner) -> None:
    git(folder, "init", "--quiet")
    ran = run("init", "mine", *GIVEN, "--end", "2020-12-31")
    assert ran.out.splitlines()[1] == "It lies in a git repository that is there already."
    assert not (folder / "mine/.git").exists()
