"""Which plan the files are, from real repositories."""

from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store.git.head_revision import stamp
from tests.repositories import commit, git, lay, repository
from tests.small import HEAD, head, small_plan


def edited(top: Path) -> bool:
    """Return whether the plan's files are others than the last commit's."""
    found = stamp(top / "plan")
    assert found is not None
    return found[1]


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


def test_edits_are_found_that_git_was_told_to_pass_over(tmp_path: Path) -> None:
    top = repository(tmp_path, {"templates/weekly.md.j2": "x"})
    git(top, "update-index", "--assume-unchanged", "plan/plan.yaml", "plan/templates/weekly.md.j2")
    git(top, "config", "status.showUntrackedFiles", "no")
    for path in ("plan.yaml", "templates/weekly.md.j2", "templates/unit.md.j2"):
        assert edited(top) is False
        lay(top / "plan", {path: HEAD + "short: 小方案\n"})
        assert edited(top) is True
        lay(top / "plan", {path: {"plan.yaml": HEAD, "templates/weekly.md.j2": "x"}.get(path)})


def test_what_no_paper_is_made_from_is_no_edit(tmp_path: Path) -> None:
    top = repository(tmp_path)
    lay(top / "plan", {"README.md": "x", ".gitignore": "x", "progress/T01/.gitkeep": "", "notes/a.txt": "x"})
    lay(top / "plan", {"progress/T01/.2019-01-10-000001.yaml.0a0b0c0d.tmp": "x"})
    assert edited(top) is False


def test_line_ends_are_no_edit(tmp_path: Path) -> None:
    top = repository(tmp_path)
    lay(top / "plan", {"plan.yaml": HEAD.replace("\n", "\r\n")})
    assert edited(top) is False
    lay(top / "plan", {"plan.yaml": None})
    assert edited(top) is True


def test_a_repository_that_git_refuses_is_said(tmp_path: Path) -> None:
    top = repository(tmp_path)
    (top / ".git" / "HEAD").write_text("x", encoding="utf-8")
    with pytest.raises(QtrackError, match="git refuses to read"):
        stamp(top / "plan")


def test_a_plan_outside_git_or_never_committed_has_none(tmp_path: Path) -> None:
    small_plan(tmp_path)
    assert stamp(tmp_path / "plan") is None
    git(tmp_path, "init", "--quiet")
    assert stamp(tmp_path / "plan") is None
