"""`--all-plans`: every plan of a repository, wherever it lies, by diff, validate and a hook at the top."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner
from tests.cli.test_diff import committed, hook
from tests.repositories import commit, git, lay, repository
from tests.small import SMALL, said, task

ENTRY, TEXT = next(iter(said(3, "percent: 20\n").items()))
ALTERED = {ENTRY: TEXT.replace("percent: 20", "percent: 90")}
SECOND = "部门/方案"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a repository with a plan at `plan/` and another deep below."""
    made = repository(tmp_path, {ENTRY: TEXT})
    other = ENTRY.replace("000001", "000002")
    commit(made / SECOND, SMALL | {other: TEXT}, "另一个方案")
    return made


def kinds(run: Runner, top: Path, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    ran = run("diff", "--all-plans", "--format", "json", "--fail-on", "tampering", *arguments, cwd=top)
    assert ran.out, ran.err
    return ran.code, [(change["kind"], change["path"]) for change in json.loads(ran.out)["changes"]]


def test_each_plan_is_compared(top: Path, run: Runner) -> None:
    assert kinds(run, top) == (0, [])
    lay(top / "plan", task("due: 2019-03-01\n"))
    lay(top / SECOND, {ENTRY.replace("000001", "000002"): ALTERED[ENTRY]})
    found = [
        ("entry-altered", f"{SECOND}/{ENTRY.replace('000001', '000002')}"),
        ("due-added", "plan/tasks/T01.yaml"),
    ]
    assert kinds(run, top) == kinds(run, top / "plan") == (1, found)
    git(top, "add", "--all")
    assert kinds(run, top, "--staged") == (1, found)
    commit(top, {}, "改")
    assert kinds(run, top, "HEAD~1..HEAD") == (1, found)
    effect = run("diff", "--all-plans", "HEAD~1..HEAD", "--effect", "--as-of", "2019-03-05", cwd=top)
    assert f"    {SECOND}: T01 健全量传溯源体系: " in effect.out


def test_plans_that_move_come_and_go_are_told(top: Path, run: Runner) -> None:
    git(top, "mv", "plan", "旧方案")
    git(top, "rm", "-r", "--quiet", SECOND)
    lay(top / "第三", {**SMALL, "plan.yaml": SMALL["plan.yaml"].replace("质量提升", "第三个")})
    git(top, "add", "--all")
    code, found = kinds(run, top, "--staged")
    assert code == 1
    assert ("plan-moved", "旧方案/plan.yaml") in found


def test_a_plan_that_is_as_it_was_need_not_be_readable(top: Path, run: Runner) -> None:
    commit(top / "坏", {"plan.yaml": "x", "units.yaml": "x"}, "坏的")
    lay(top / "plan", ALTERED)
    git(top, "add", "--all")
    assert kinds(run, top, "--staged")[1] == [("entry-altered", f"plan/{ENTRY}")]


def test_each_plan_is_validated(top: Path, run: Runner) -> None:
    assert run("validate", "--all-plans", cwd=top).code == 0
    lay(top / SECOND, {"tasks/T01.yaml": "id T01\n"})
    ran = run("validate", "--all-plans", cwd=top)
    assert ran.code == 1
    assert ran.out.startswith(f"{SECOND}/tasks/T01.yaml:1:1: error: ")
    assert run("validate", cwd=top).code == 0
    assert run("validate", "--all-plans", "--plan", "plan", cwd=top).code == 2


def test_without_git_plans_are_looked_for_below(tmp_path: Path, run: Runner) -> None:
    lay(tmp_path / "a/b", SMALL)
    lay(tmp_path / "c", SMALL | {"tasks/T01.yaml": "id T01\n"})
    ran = run("validate", "--all-plans", cwd=tmp_path)
    assert ran.out.startswith("c/tasks/T01.yaml:1:1: error: ")


def test_where_there_is_no_plan_it_says_so(tmp_path: Path, run: Runner) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "plan").rename(tmp_path / "x")
    (tmp_path / "x" / "plan.yaml").unlink()
    for command in ("diff", "validate"):
        ran = run(command, "--all-plans", cwd=tmp_path)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran


def test_a_hook_at_the_top_sees_every_plan(top: Path) -> None:
    hook(top, "pre-commit", "diff --staged --all-plans --fail-on tampering")
    lay(top / "plan", task("due: 2019-04-01"))
    assert committed(top, "--all")
    lay(top / SECOND, {ENTRY.replace("000001", "000002"): ALTERED[ENTRY]})
    assert not committed(top, "--all")
