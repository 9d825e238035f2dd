"""`qtrack migrate`: what it says, where there is something to do and where there is nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.store import migrate as store
from tests.small import HEAD, TASK, small_plan

ENGLISH = {"QTRACK_LANG": "en"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The plan is of format 1, the newest; nothing was changed.\n"),
        ("zh", "方案是格式 1，已是最新；没有改动。\n"),
    ],
)
def test_format_1_is_the_newest(
    language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path)
    assert main(["migrate"], {"QTRACK_LANG": language}, tmp_path) == 0
    assert capsys.readouterr() == (said, "")


def test_a_newer_plan_needs_a_newer_qtrack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_plan(tmp_path, {"plan.yaml": HEAD.replace("format: 1", "format: 2")})
    said = "plan.yaml is of format 2; this qtrack reads up to format 1. Install a newer qtrack."
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
        "plan.yaml": HEAD.replace("format: 1", "format: 0"),
        "tasks/T01.yaml": TASK.replace("lead:", "leader:"),
    }
    small_plan(tmp_path, old)
    assert main(["validate"], ENGLISH, tmp_path) == 2
    assert "“qtrack migrate” brings the files to it." in capsys.readouterr().err

    assert main(["migrate"], ENGLISH, tmp_path) == 0
    out, err = capsys.readouterr()
    assert out == "plan/plan.yaml\nplan/tasks/T01.yaml\n"
    assert err == "From format 0 to 1: 2 files changed. Look at them with “git diff”.\n"
    assert main(["validate"], ENGLISH, tmp_path) == 0
