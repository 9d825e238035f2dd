"""The hooks for pre-commit are sound: they name commands that there are, and look at the plan."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from qtrack.cli.names import COMMANDS

ROOT: Final = Path(__file__).parent.parent


@pytest.fixture(name="hooks")
def all_hooks() -> list[dict[str, Any]]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks: list[dict[str, Any]] = yaml.safe_load(text)
    return hooks


def test_each_hook_runs_a_command_that_is_installed(hooks: list[dict[str, Any]]) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert len({each["id"] for each in hooks}) == len(hooks)
    for hook in hooks:
        program, command, *_ = hook["entry"].split()
        assert hook["language"] == "python"
        assert program in scripts
        assert command in COMMANDS


def test_each_hook_looks_at_the_plan_as_a_whole(hooks: list[dict[str, Any]]) -> None:
    assert [each["pass_filenames"] for each in hooks] == [False] * len(hooks)


def test_hooks_and_jobs_read_every_file_anew(hooks: list[dict[str, Any]]) -> None:
    assert all("--no-cache" in hook["entry"].split() for hook in hooks)
    workflow = yaml.safe_load((ROOT / ".github/workflows/plan.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["plan"]["env"] == {"QTRACK_CACHE": "off"}
    for language in ("en", "zh"):
        manual = (ROOT / f"qtrack/manual/{language}/git.md").read_text(encoding="utf-8")
        (block,) = (
            block for block in re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL) if "script:" in block
        )
        assert yaml.safe_load(block)["plan"]["variables"]["QTRACK_CACHE"] == "off"


def test_one_hook_validates_at_every_commit(hooks: list[dict[str, Any]]) -> None:
    hook = next(each for each in hooks if each["id"] == "qtrack-validate")
    assert hook["entry"] == "qtrack validate --all-plans --no-cache"
    assert hook["always_run"] is True  # a commit that only deletes has no files to match
