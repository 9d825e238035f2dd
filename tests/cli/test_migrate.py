"""`qtrack migrate`: what it says, where there is something to do and where there is nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.store import migrate as store
from tests.cli.conftest import Runner
from tests.repositories import commit, git, repository
from tests.small import HEAD, TASK, said, small_plan

ENGLISH = {"QTRACK_LANG": "en"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The plan is of format 2, the newest; nothing was changed.\n"),
        ("zh", "方案是格式 2，已是最新；没有改动。\n"),
    ],
)
def test_format_2_is_the_newest(
    language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path)
    assert main(["migrate"], {"QTRACK_LANG": language}, tmp_path) == 0
    assert capsys.readouterr() == (said, "")


def test_a_newer_plan_needs_a_newer_qtrack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_plan(tmp_path, {"plan.yaml": HEAD.replace("format: 2", "format: 3")})
    said = "plan.yaml is of format 3; this qtrack reads up to format 2. Install a newer qtrack."
    for command in (["migrate"], ["validate"], ["status"]):
        assert main(command, ENGLISH, tmp_path) == 2
        assert capsys.readouterr() == ("", f"qtrack: {said}\n")


def test_an_older_plan_is_brought_to_the_newest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(texts: Mapping[str, str]) -> Mapping[str, str]:
        return {path: text.replace("leader:", "lead:") for path, text in texts.items()}

    monkeypatch.setitem(store.STEPS, 0, step)
    old = {
        "plan.yaml": HEAD.replace("format: 2", "format: 0"),
        "tasks/T01.yaml": TASK.replace("lead:", "leader:"),
    }
    small_plan(tmp_path, old)
    assert main(["validate"], ENGLISH, tmp_path) == 2
    assert "“qtrack migrate” brings the files to it." in capsys.readouterr().err

    assert main(["migrate"], ENGLISH, tmp_path) == 0
    out, err = capsys.readouterr()
    assert out == "plan/plan.yaml\nplan/tasks/T01.yaml\n"
    assert err == "From format 0 to 2: 2 files changed. Look at them with “git diff”.\n"
    assert main(["validate"], ENGLISH, tmp_path) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        *("status", "show T01", "record T01 40% 有进展", "validate", "due", "mine --unit 计量处", "doctor"),
        *("report weekly --of 2019-W07", "report ledger", "history", "form", "find 量传", "chase"),
    ],
)
def test_a_plan_of_format_1_is_read_as_one_of_format_2(arguments: str, tmp_path: Path, run: Runner) -> None:
    told = []
    for stated in ("1", "2"):
        top = repository(
            tmp_path / stated, said(40), {"plan.yaml": HEAD.replace("format: 2", f"format: {stated}")}
        )
        done = run(*arguments.split(), cwd=top)
        told.append((done.code, done.out.replace(str(top), ""), done.err.replace(str(top), "")))
    assert told[0] == told[1]


def test_the_migration_is_no_edit_of_the_plan(tmp_path: Path, run: Runner) -> None:
    """Git's older side is of format 1, the newer one of format 2; what else was edited is told."""
    top = repository(tmp_path / "git", {"plan.yaml": HEAD.replace("format: 2", "format: 1")}, said(2))
    assert run("migrate", cwd=top).out == "plan/plan.yaml\n"
    assert run("diff", cwd=top) == (0, "From HEAD to the working tree: no change in meaning.\n", "")
    git(top, "commit", "--quiet", "--all", "--message", "migrate")
    commit(top / "plan", {"tasks/T01.yaml": TASK.replace("健全", "完善")})
    assert "T01" in run("diff", "HEAD~2..HEAD", cwd=top).out
    assert run("audit", cwd=top).code == 0
    assert "完善" in run("changes", cwd=top).out
