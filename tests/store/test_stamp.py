"""Which plan the files are, from real repositories."""

from pathlib import Path

from qtrack.store.stamp import stamp
from tests.repositories import commit, git, lay, repository
from tests.small import head, small_plan


def test_a_plan_has_the_commit_that_touched_it_last(tmp_path: Path) -> None:
    top = repository(tmp_path)
    first = git(top, "rev-parse", "HEAD").strip()
    assert stamp(top / "plan") == (first[:12], False)
    commit(top, {"README.md": "x"})
    assert stamp(top / "plan") == (first[:12], False)
    commit(top / "plan", head("short: 小方案\n"))
    assert stamp(top / "plan") == (git(top, "rev-parse", "HEAD").strip()[:12], False)


def test_edits_that_were_not_committed_are_told(tmp_path: Path) -> None:
    top = repository(tmp_path)
    lay(top, {"elsewhere.txt": "x"})
    assert stamp(top / "plan") == (git(top, "rev-parse", "HEAD").strip()[:12], False)
    lay(top / "plan", {"tasks/T09.yaml": "id: T09\n"})
    assert stamp(top / "plan") == (git(top, "rev-parse", "HEAD").strip()[:12], True)


def test_a_plan_outside_git_or_never_committed_has_none(tmp_path: Path) -> None:
    small_plan(tmp_path)
    assert stamp(tmp_path / "plan") is None
    git(tmp_path, "init", "--quiet")
    assert stamp(tmp_path / "plan") is None
