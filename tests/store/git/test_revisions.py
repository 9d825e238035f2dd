"""Plans read from git's objects: the same files as on disk, wherever one stands, and nothing is written."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store.git.load_changed import load_pair
from qtrack.store.git.objects import Objects, objects_of
from qtrack.store.git.repository import Repository, surroundings
from qtrack.store.git.revisions import states, where_in
from qtrack.store.git.sides import State
from qtrack.store.git.trees import index_tree, same, tree_of
from qtrack.store.reading.load import load
from qtrack.store.tree import LINK, FolderTree
from tests.repositories import commit, git, lay, repository
from tests.small import SMALL, english, said, task

NAMES = {"附件/说明 一.txt": "说明", "附件/a b.txt": "x"}


@contextmanager
def opened(
    root: Path, typed: str | None = None, *, staged: bool = False, folder: bool = True
) -> Iterator[tuple[State, State]]:
    """Yield the two states that are compared, with the plan on disk at `root` or in commits only."""
    git_ = Repository(root)
    with objects_of(git_) as objects:
        yield states(objects, where_in(git_, root if folder else None, None), typed, staged=staged)


def held(state: State) -> dict[str, bytes]:
    return {path: state.tree.read(path) for path in state.tree.paths()}


def on_disk(folder: Path) -> dict[str, bytes]:
    tree = FolderTree(folder)
    return {path: tree.read(path) for path in tree.paths()}


@pytest.mark.parametrize("quoted", ["true", "false"])
@pytest.mark.parametrize("name", ["plan", "方案/2018 年"])
def test_a_commit_holds_the_files_that_stood_on_disk(tmp_path: Path, quoted: str, name: str) -> None:
    top = repository(tmp_path, NAMES, said(3), plan=name)
    git(top, "config", "core.quotepath", quoted)
    with opened(top / name) as (old, new):
        assert held(old) == on_disk(top / name) == held(new)
        assert "附件/说明 一.txt" in held(old)
        assert old.prefix == name


def test_the_index_is_neither_the_commit_nor_the_disk(tmp_path: Path) -> None:
    plan = repository(tmp_path, NAMES) / "plan"
    lay(plan, task("due: 2019-03-01"))
    git(plan, "add", ".")
    lay(plan, task("due: 2019-04-01"))
    with opened(plan, staged=True) as (old, new):
        assert held(old)["tasks/T01.yaml"].decode() == SMALL["tasks/T01.yaml"]
        assert held(new)["tasks/T01.yaml"].endswith(b"due: 2019-03-01\n")
        assert "附件/说明 一.txt" in held(new)
        assert english(new.name) == "the index" if not isinstance(new.name, str) else False


def test_revisions_are_named_as_git_names_them(tmp_path: Path) -> None:
    top = repository(tmp_path)
    plan = top / "plan"
    git(top, "switch", "--quiet", "--create", "topic")
    commit(plan, task("due: 2019-03-01"))
    git(top, "switch", "--quiet", "main")
    commit(plan, said(3))
    for typed, before, after in (
        ("HEAD~1..HEAD", False, True),
        ("HEAD~1..", False, True),
        ("HEAD~1", False, True),
        ("topic..main", False, True),
        ("topic...main", False, True),
        ("main...topic", False, False),
    ):
        with opened(plan, typed) as (old, new):
            assert any("progress" in path for path in held(old)) is before, typed
            assert any("progress" in path for path in held(new)) is after, typed
    with opened(plan, "topic..main") as (old, _):
        assert b"due" in held(old)["tasks/T01.yaml"]
    with opened(plan, "topic...main") as (old, _):
        assert b"due" not in held(old)["tasks/T01.yaml"]


def test_a_bare_repository_needs_no_disk(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01"))
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    with opened(bare, "HEAD~1..HEAD", folder=False) as (old, new):
        assert b"due" not in held(old)["tasks/T01.yaml"]
        assert b"due" in held(new)["tasks/T01.yaml"]
        assert new.prefix == "plan"
    with pytest.raises(QtrackError, match="working tree"), opened(bare, folder=False):
        pass


def test_a_shallow_clone_says_what_it_lacks(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01"))
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), str(clone))
    with opened(clone / "plan") as (old, _):
        assert b"due" in held(old)["tasks/T01.yaml"]
    with pytest.raises(QtrackError) as refused, opened(clone / "plan", "HEAD~1"):
        pass
    assert refused.value.hint is not None
    assert "unshallow" in refused.value.hint.text


def test_a_linked_worktree_is_a_working_tree(tmp_path: Path) -> None:
    top = repository(tmp_path)
    linked = tmp_path / "linked"
    git(top, "worktree", "add", "--quiet", str(linked))
    lay(linked / "plan", task("due: 2019-03-01"))
    with opened(linked / "plan") as (old, new):
        assert held(old) != held(new)
    with opened(top / "plan") as (old, new):
        assert held(old) == held(new)


def test_before_the_first_commit_there_is_nothing(tmp_path: Path) -> None:
    top = repository(tmp_path)
    git(top, "update-ref", "-d", "HEAD")
    with opened(top / "plan", staged=True) as (old, new):
        assert held(old) == {}
        assert held(new) == on_disk(top / "plan")


@pytest.mark.parametrize(
    "typed", ["nowhere", "HEAD~9..HEAD", "HEAD..nowhere", "nowhere...HEAD", "-q", "--all"]
)
def test_a_revision_that_is_not_there_is_refused(tmp_path: Path, typed: str) -> None:
    plan = repository(tmp_path) / "plan"
    with pytest.raises(QtrackError, match="no revision"), opened(plan, typed):
        pass


def test_unrelated_histories_have_no_common_ancestor(tmp_path: Path) -> None:
    top = repository(tmp_path)
    git(top, "switch", "--quiet", "--orphan", "other")
    git(top, "commit", "--quiet", "--allow-empty", "--message", "other")
    git(top, "switch", "--quiet", "main")
    with pytest.raises(QtrackError, match="common ancestor"), opened(top / "plan", "main...other"):
        pass


def test_a_range_leaves_no_room_for_the_index(tmp_path: Path) -> None:
    plan = repository(tmp_path) / "plan"
    with pytest.raises(QtrackError, match="--staged"), opened(plan, "HEAD..HEAD", staged=True):
        pass


def test_an_index_amid_a_merge_is_refused(tmp_path: Path) -> None:
    top = repository(tmp_path)
    git(top, "switch", "--quiet", "--create", "topic")
    commit(top / "plan", task("due: 2019-03-01"))
    git(top, "switch", "--quiet", "main")
    commit(top / "plan", task("due: 2019-04-01"))
    git(top, "merge", "topic", fails=True)
    with pytest.raises(QtrackError, match="conflict"), opened(top / "plan", staged=True):
        pass


def test_where_git_is_not_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    lay(tmp_path / "plan", SMALL)
    with pytest.raises(QtrackError, match="no git repository"):
        where_in(Repository(tmp_path / "plan"), tmp_path / "plan", None)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top / "plan", said(3))
    lay(top / "plan", task("due: 2019-03-01"))

    def seen() -> dict[str, tuple[str, int]]:
        return {
            str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in top.rglob("*")
            if path.is_file()
        }

    before = seen()
    for typed, staged in ((None, False), (None, True), ("HEAD~1..HEAD", False), ("HEAD~1...HEAD", False)):
        with opened(top / "plan", typed, staged=staged) as (old, new):
            load_pair(old.tree, new.tree)
    assert seen() == before


def test_only_what_differs_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {path: text for number in range(2, 60) for path, text in task("", f"T{number:02d}").items()}
    top = repository(tmp_path, many, said(3))
    commit(top / "plan", task("due: 2019-03-01", "T07"))
    read: list[str] = []
    reading = Objects.read

    def noted(objects: Objects, name: str, kind: str = "blob") -> bytes:
        read.extend([name] if kind == "blob" else [])
        return reading(objects, name, kind)

    monkeypatch.setattr(Objects, "read", noted)
    with opened(top / "plan", "HEAD~1..HEAD") as (old, new):
        before, after = load_pair(old.tree, new.tree)
    assert len(read) == 2 * len(["plan.yaml", "units.yaml", "sections/S1.yaml", "tasks/T07.yaml"])
    assert before is not None
    assert after is not None
    assert before.plan is not None
    assert after.plan is not None
    assert [each.id for each in after.plan.tasks] == ["T07"]
    assert before.problems == after.problems == ()


@pytest.mark.parametrize("broken", ["plan.yaml", "units.yaml"])
def test_a_side_whose_head_is_broken_borrows_that_of_the_other(tmp_path: Path, broken: str) -> None:
    plan = repository(tmp_path) / "plan"
    lay(plan, {broken: "<<<<<<< HEAD\n"} | task("due: 2019-03-01"))
    with opened(plan) as (old, new):
        before, after = load_pair(old.tree, new.tree)
    assert before is not None
    assert after is not None
    assert after.plan is not None
    assert [each.place.path for each in after.problems] == [broken]
    assert after.plan.tasks[0].due is not None


def test_a_side_without_a_plan_is_told_from_a_broken_one(tmp_path: Path) -> None:
    plan = repository(tmp_path) / "plan"
    git(plan, "rm", "-r", "--quiet", ".")
    git(plan.parent, "commit", "--quiet", "--message", "gone")
    with opened(plan.parent, "HEAD~1..HEAD", folder=False) as (old, new):
        before, after = load_pair(old.tree, new.tree)
    assert before is not None
    assert after is None


def test_line_ends_of_a_checkout_say_nothing(tmp_path: Path) -> None:
    plan = repository(tmp_path) / "plan"
    lay(plan, {path: text.replace("\n", "\r\n") for path, text in SMALL.items()})
    with opened(plan) as (old, new):
        assert all(same(old.tree, new.tree, path) for path in SMALL)


def test_a_file_that_git_has_lost_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    top = repository(tmp_path)
    name = git(top, "rev-parse", "HEAD:plan/tasks/T01.yaml").strip()
    (top / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with objects_of(Repository(top)) as objects:
        loaded = load(tree_of(objects, "HEAD").below("plan"))
    assert [each.check for each in loaded.problems] == ["file-unreadable"]
    assert loaded.broken == {"T01"}


def test_a_link_is_the_same_problem_on_the_disk_in_a_commit_and_in_the_index(tmp_path: Path) -> None:
    top = repository(tmp_path)
    (top / "plan" / "tasks" / "T02.yaml").symlink_to("T01.yaml")
    (top / "plan" / "progress").symlink_to(tmp_path)
    commit(top, {})
    with objects_of(Repository(top)) as objects:
        trees = (
            FolderTree(top / "plan"),
            tree_of(objects, "HEAD").below("plan"),
            index_tree(objects, "plan"),
        )
        found = [load(tree).problems for tree in trees]
    assert found[0] == found[1] == found[2]
    assert [(each.place.path, each.check, each.message) for each in found[0]] == [
        ("progress", "file-unreadable", LINK),
        ("tasks/T02.yaml", "file-unreadable", LINK),
    ]


def test_a_plan_at_the_top_of_its_repository(tmp_path: Path) -> None:
    top = tmp_path / "repository"
    lay(top, SMALL)
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top, {})
    lay(top, task("due: 2019-03-01"))
    with opened(top) as (old, new):
        before, after = load_pair(old.tree, new.tree)
        assert new.prefix == ""
    assert before is not None
    assert after is not None
    assert before.problems == after.problems == ()
    with objects_of(Repository(top)) as objects:
        assert index_tree(objects, "").blob("plan.yaml")


def test_a_hook_speaks_of_its_own_repository_only(tmp_path: Path) -> None:
    top = repository(tmp_path)
    other = repository(tmp_path / "other")
    environ = {"GIT_INDEX_FILE": ".git/next-index-1.lock", "GIT_DIR": ".git", "GIT_WORK_TREE": "."}
    assert surroundings(top / "plan", top, environ) == {"GIT_INDEX_FILE": str(top / ".git/next-index-1.lock")}
    assert surroundings(other / "plan", top, environ) == {}
    assert surroundings(top / "plan", top, {}) == {}
    assert surroundings(top / "plan", top, {"GIT_INDEX_FILE": "x"}) == {"GIT_INDEX_FILE": str(top / "x")}
