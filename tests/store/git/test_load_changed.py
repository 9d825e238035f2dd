"""The plan of an earlier commit, of which only what differs is read."""

from pathlib import Path

from qtrack.store.git.load_changed import load_without_entries
from qtrack.store.git.objects import objects_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.revisions import commit_id
from qtrack.store.git.trees import tree_of
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.repositories import commit, lay, repository
from tests.small import said, task

MORE = {**task("", "T02"), **task("due: 2019-04-01\n", "T10")}


def test_the_plan_of_then_is_whole_though_tasks_that_stayed_are_taken_from_now(tmp_path: Path) -> None:
    top = repository(tmp_path, MORE)
    commit(top / "plan", {**task("due: 2019-03-01\n", "T02"), "tasks/T10.yaml": None, **task("", "T11")})
    disk = FolderTree(top / "plan")
    now = load(disk).plan
    assert now is not None
    with objects_of(Repository(top)) as objects:
        then = tree_of(objects, commit_id(objects.repository, "HEAD~1") or "").below("plan")
        found = load_without_entries(then, disk, now)
        assert found is not None
        assert found.plan is not None
        assert found.plan == load(then, entries_of=()).plan
        assert found.plan.tasks[0] is now.tasks[0]


def test_a_plan_that_stayed_is_that_of_now(tmp_path: Path) -> None:
    top = repository(tmp_path, MORE)
    lay(top / "plan", said(3, "percent: 20\n"))
    disk = FolderTree(top / "plan")
    now = load(disk).plan
    assert now is not None
    with objects_of(Repository(top)) as objects:
        then = tree_of(objects, commit_id(objects.repository, "HEAD") or "").below("plan")
        assert load_without_entries(then, disk, now) is None
