"""A plan is found again by its plan.yaml, wherever a commit, the index or the working tree has it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.store.git.objects import objects_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.revisions import commit_id
from qtrack.store.git.sides import plan_folders
from qtrack.store.git.trees import tree_of
from tests.repositories import commit, git, lay, repository
from tests.small import SMALL, said, task

ENTRY, TEXT = next(iter(said(3, "percent: 20\n").items()))
ALTERED = {ENTRY: TEXT.replace("20", "90")}
DUE = task("due: 2019-03-01\n")

Diff = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Diff:
    """Return what runs `qtrack diff --fail-on tampering`: its code, the kinds, and the sentences."""

    def run(cwd: Path, *arguments: str, lang: str = "en") -> tuple[int, list[str], list[str]]:
        command = ["diff", "--format", "json", "--fail-on", "tampering", *arguments]
        code = main(command, {"QTRACK_LANG": lang}, cwd)
        printed = capsys.readouterr()
        found = json.loads(printed.out)["changes"] if printed.out else []
        return code, [change["kind"] for change in found], [change["text"] for change in found]

    return run


def move(top: Path, old: str, new: str, files: dict[str, str]) -> None:
    """Move the plan's folder, empty for the top, and lay files over it; all is staged."""
    (top / new).mkdir(parents=True, exist_ok=True)
    for name in ("plan.yaml", "units.yaml", "sections", "tasks", "progress"):
        git(top, "mv", str(Path(old, name)), str(Path(new, name)))
    lay(top / new, files)
    git(top, "add", "--all")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("plan", "", "the plan moved from plan to the top of the repository"),
        (".", "plan", "the plan moved from the top of the repository to plan"),
        ("部门/质量/plan", "dept/质量/方案", "the plan moved from 部门/质量/plan to dept/质量/方案"),
    ],
)
def test_a_moved_plan_is_compared_with_what_it_was(
    tmp_path: Path, diff: Diff, old: str, new: str, shown: str
) -> None:
    top = repository(tmp_path, DUE, {ENTRY: TEXT}, plan=old)
    move(top, old, new, ALTERED | task("due: 2019-04-01\n"))
    kinds = ["entry-altered", "due-postponed", "plan-moved"]
    for arguments in (["--staged"], []):
        code, found, texts = diff(top / new, *arguments)
        assert (code, found, texts[-1]) == (1, kinds, shown), arguments
    commit(top, {}, "搬")
    assert diff(top / new, "HEAD~1..HEAD")[:2] == (1, kinds)
    assert diff(top / new, "HEAD..HEAD~1")[:2] == (1, ["entry-altered", "plan-moved", "due-advanced"])


def test_a_hook_at_the_top_sees_where_the_plan_went(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    move(top, "plan", "部门/方案", ALTERED)
    for arguments in (["--staged"], []):
        assert diff(top, *arguments)[:2] == (1, ["entry-altered", "plan-moved"]), arguments
    commit(top, {}, "搬")
    assert diff(top, "HEAD~1..HEAD")[:2] == (1, ["entry-altered", "plan-moved"])


def test_a_move_alone_is_one_plain_change(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    move(top, "plan", "方案", {})
    assert diff(top / "方案", "--staged", lang="zh") == (0, ["plan-moved"], ["方案由“plan”移到“方案”"])


def test_a_plan_that_is_found_nowhere_is_removed(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    git(top, "rm", "-r", "--quiet", "plan")
    for arguments in (["--staged"], []):
        assert diff(top, *arguments)[:2] == (1, ["plan-removed"]), arguments


def test_another_plan_in_the_place_of_one_that_vanished_is_told_as_its_end(
    tmp_path: Path, diff: Diff
) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    git(top, "rm", "-r", "--quiet", "plan")
    other = {"plan.yaml": SMALL["plan.yaml"].replace("质量提升", "另一个"), "units.yaml": "units: []\n"}
    commit(top / "新方案", other, "换")
    code, kinds, _ = diff(top / "新方案", "HEAD~1..HEAD")
    assert code == 1
    assert {"entry-deleted", "task-removed", "plan-moved"} <= set(kinds)


def test_a_copy_is_compared_with_what_was_copied(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    lay(top / "方案", SMALL | ALTERED)
    git(top, "add", "--all")
    code, kinds, texts = diff(top / "方案", "--staged")
    assert (code, kinds) == (1, ["entry-altered", "plan-moved"])
    assert texts[-1] == "the plan was copied from plan to 方案"
    assert diff(top / "plan", "--staged")[:2] == (0, [])
    commit(top, {}, "抄")
    git(top, "rm", "-r", "--quiet", "plan")
    assert diff(top, "--staged")[:2] == (1, ["entry-altered", "plan-moved"])


def test_a_second_plan_is_added_beside_the_first(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    commit(top / "2020", SMALL, "新")
    assert diff(top / "2020", "HEAD~1..HEAD")[:2] == (0, ["plan-added"])


def test_plans_are_folders_with_more_than_plan_yaml(tmp_path: Path) -> None:
    top = repository(tmp_path, plan="a/b")
    commit(
        top, {"docs/plan.yaml": "x: 1\n", "a/b/tasks/plan.yaml": "x: 1\n", "c/plan.yaml": "", "c/tasks/x": ""}
    )
    with objects_of(Repository(top)) as objects:
        tree = tree_of(objects, commit_id(objects.repository, "HEAD") or "")
        assert sorted(plan_folders(tree)) == ["a/b", "c"]


def test_a_range_from_before_the_move_is_compared_where_the_plan_lay(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT})
    commit(top / "other", SMALL, "另一个")
    commit(top / "plan", ALTERED, "改")
    move(top, "plan", "方案", {})
    commit(top, {}, "搬")
    assert diff(top / "方案", "HEAD~2..HEAD~1")[:2] == (1, ["entry-altered"])


def test_what_a_sparse_checkout_leaves_out_is_read_as_it_is_staged(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path, {ENTRY: TEXT}, task("", "T02"))
    git(top, "sparse-checkout", "set", "--no-cone", "/plan/plan.yaml", "/plan/units.yaml", "/plan/sections")
    assert not (top / "plan" / "tasks").exists()
    assert diff(top)[:2] == (0, [])
    assert diff(top / "plan", "HEAD")[:2] == (0, [])
    lay(top / "plan", ALTERED)
    assert diff(top)[:2] == (1, ["entry-altered"])
    git(top, "checkout", "--quiet", "--", ".")
    git(top, "sparse-checkout", "set", "--no-cone", "/nothing")
    assert not (top / "plan").exists()
    assert diff(top)[:2] == (0, [])
    git(top, "rm", "--quiet", "--cached", "--sparse", f"plan/{ENTRY}")
    assert diff(top)[:2] == (1, ["entry-deleted"])


def test_nothing_comes_before_the_first_commit(tmp_path: Path, diff: Diff) -> None:
    top = repository(tmp_path)
    root = git(top, "rev-parse", "HEAD").strip()
    empty = git(top, "hash-object", "-t", "tree", "/dev/null").strip()
    for before in (f"{root}^", "HEAD~1", "HEAD~", "HEAD^1", empty):
        assert diff(top, f"{before}..HEAD")[:2] == (0, ["plan-added"]), before
    assert diff(top, "HEAD~2..HEAD")[0] == 2
    commit(top / "plan", DUE)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), str(clone))
    assert diff(clone, "HEAD^..HEAD")[0] == 2
