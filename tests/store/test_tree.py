"""Where the plan is, and the files of a folder."""

import os
from pathlib import Path

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.store.disk import write_new
from qtrack.store.reading.load import load
from qtrack.store.tree import LARGEST_FILE, LINK, FolderTree, NotAFileError, find_plan, reason
from tests.small import SMALL, english, plan_of, said, small_plan


def refused(named: str | None, environ: dict[str, str], cwd: Path) -> tuple[str, str]:
    with pytest.raises(QtrackError) as error:
        find_plan(named, environ, cwd)
    assert error.value.exit_code is ExitCode.USAGE
    assert error.value.hint is not None
    return english(error.value.message), english(error.value.hint)


@pytest.mark.parametrize("inside", ["", "plan", "plan/tasks", "src/deep/down"])
def test_the_plan_is_found_from_here_upward(inside: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    cwd = tmp_path / inside
    cwd.mkdir(parents=True, exist_ok=True)
    assert find_plan(None, {}, cwd) == root


def test_the_nearest_plan_is_the_one(tmp_path: Path) -> None:
    small_plan(tmp_path)
    nearer = small_plan(tmp_path / "demo")
    assert find_plan(None, {}, tmp_path / "demo") == nearer


def test_a_folder_beside_is_not_looked_into(tmp_path: Path) -> None:
    small_plan(tmp_path / "beside")
    (tmp_path / "here").mkdir()
    what, remedy = refused(None, {}, tmp_path / "here")
    assert (
        what
        == f"There is no plan here: neither {tmp_path / 'here'} nor a folder above it holds plan/plan.yaml."
    )
    assert remedy == (
        "Go to the plan's folder, or name it with --plan or QTRACK_PLAN; "
        "“qtrack demo DIR” makes one to try things on."
    )


@pytest.mark.parametrize("named", ["work", "work/plan", "./work/../work/plan"])
def test_a_named_folder_is_the_plans_own_or_the_one_above(named: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path / "work")
    assert find_plan(named, {}, tmp_path).resolve() == root
    assert find_plan(None, {"QTRACK_PLAN": named}, tmp_path).resolve() == root
    assert find_plan(str(tmp_path / named), {}, Path("/")).resolve() == root


def test_the_option_goes_before_the_environment_and_both_before_the_search(tmp_path: Path) -> None:
    small_plan(tmp_path)
    one, two = small_plan(tmp_path / "one"), small_plan(tmp_path / "two")
    assert find_plan("one", {"QTRACK_PLAN": "two"}, tmp_path) == one
    assert find_plan(None, {"QTRACK_PLAN": "two"}, tmp_path) == two


def test_an_empty_name_is_no_name(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    assert find_plan("", {"QTRACK_PLAN": ""}, tmp_path) == root


@pytest.mark.parametrize(
    ("named", "environ", "source"),
    [("nowhere", {}, "--plan"), (None, {"QTRACK_PLAN": "nowhere"}, "QTRACK_PLAN")],
)
def test_a_named_folder_without_a_plan_is_refused_though_one_is_here(
    named: str | None, environ: dict[str, str], source: str, tmp_path: Path
) -> None:
    small_plan(tmp_path)
    assert refused(named, environ, tmp_path) == (
        f"{source} is “nowhere”, where there is no plan.yaml.",
        "Name the folder that holds plan.yaml, such as --plan plan.",
    )


def test_a_folder_called_plan_yaml_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "plan" / "plan.yaml").mkdir(parents=True)
    refused(None, {}, tmp_path)


def test_a_name_that_no_file_can_have_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    refused("x" * 5000, {}, tmp_path)
    refused("a\0b", {}, tmp_path)


def test_a_folder_that_may_not_be_entered_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", forbidden)
    refused(None, {}, tmp_path)


# --- its files ------------------------------------------------------------------------------------


def test_all_files_are_found_below_the_root_with_slashes(tmp_path: Path) -> None:
    tree = FolderTree(small_plan(tmp_path))
    assert sorted(tree.paths()) == sorted(SMALL)
    assert sorted(tree.paths("tasks")) == ["tasks/T01.yaml"]
    assert tree.read("tasks/T01.yaml") == SMALL["tasks/T01.yaml"].encode()


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(FolderTree(tmp_path / "nowhere").paths()) == []
    assert list(FolderTree(small_plan(tmp_path)).paths("progress/T99")) == []


def test_a_missing_file_is_told_from_an_unreadable_one(tmp_path: Path) -> None:
    tree = FolderTree(small_plan(tmp_path))
    with pytest.raises(FileNotFoundError):
        tree.read("tasks/T99.yaml")


def test_a_folder_that_is_a_file_stops_the_work_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("")
    with pytest.raises(QtrackError) as stopped:
        list(FolderTree(tmp_path / "plan").paths())
    assert (
        english(stopped.value.message) == f"The folder {tmp_path / 'plan'} cannot be read: Not a directory."
    )
    assert stopped.value.hint is not None
    assert stopped.value.exit_code is ExitCode.USAGE


def test_a_link_is_not_followed_into_a_folder(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (root / "round").symlink_to(root)
    assert sorted(FolderTree(root).paths()) == sorted([*SMALL, "round"])


def test_a_plan_on_disk_loads_like_the_same_plan_in_memory(tmp_path: Path) -> None:
    assert load(FolderTree(small_plan(tmp_path))).plan == plan_of()


def test_the_reason_is_in_the_words_of_the_system() -> None:
    assert reason(PermissionError(13, os.strerror(13))) == msg("Permission denied")
    assert reason(OSError()) == "OSError"


def refusal(tree: FolderTree, path: str) -> str:
    """Return why a path is no file of the plan."""
    with pytest.raises(NotAFileError) as refused:
        tree.read(path)
    return english(refused.value.message)


def test_no_link_is_read_wherever_it_leads(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    for name, goal in (
        ("T02", "T01.yaml"),
        ("T03", "/etc/hostname"),
        ("T04", "nowhere"),
        ("T05", "T05.yaml"),
        ("T06", "."),
    ):
        (root / "tasks" / f"{name}.yaml").symlink_to(goal)
        assert refusal(FolderTree(root), f"tasks/{name}.yaml") == LINK.text


@pytest.mark.parametrize("goal", ["elsewhere", "nowhere", "progress", "plan/tasks"])
def test_no_way_leads_through_a_link(goal: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (tmp_path / "elsewhere" / "T01").mkdir(parents=True)
    (root / "progress").symlink_to(tmp_path / goal if goal != "progress" else "progress")
    assert "progress" in set(FolderTree(root).paths())
    for under in ("progress", "progress/T01"):
        with pytest.raises(QtrackError) as stopped:
            list(FolderTree(root).paths(under))
        said = f"{root / 'progress'} is a link, of which git keeps only where it leads to."
        assert english(stopped.value.message) == said
    with pytest.raises(QtrackError):
        write_new(root, "progress/T01/2019-01-20-00000a.yaml", "x")
    assert list((tmp_path / "elsewhere").rglob("*")) == [tmp_path / "elsewhere" / "T01"]


def test_the_plan_itself_may_be_a_link(tmp_path: Path) -> None:
    root = small_plan(tmp_path, said(20))
    (tmp_path / "link").symlink_to(root)
    assert load(FolderTree(tmp_path / "link")).plan == plan_of(said(20))
    assert list(FolderTree(tmp_path / "link").paths("progress/T01"))


def test_a_folder_or_a_pipe_where_a_file_belongs_is_refused_at_once(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (root / "tasks/T02.yaml").mkdir()
    os.mkfifo(root / "tasks/T03.yaml")
    tree = FolderTree(root)
    assert {"tasks/T02.yaml", "tasks/T03.yaml"} <= set(tree.paths())
    assert refusal(tree, "tasks/T02.yaml") == "this is a folder; a file belongs here"
    assert refusal(tree, "tasks/T03.yaml") == "this is no file with text; a file belongs here"


def test_of_a_huge_file_only_so_much_is_read_that_its_size_is_plain(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (root / "tasks/T02.yaml").write_bytes(b"#" * (2 * LARGEST_FILE))
    (root / "tasks/T03.yaml").write_bytes(b"#" * LARGEST_FILE)
    tree = FolderTree(root)
    assert LARGEST_FILE < len(tree.read("tasks/T02.yaml")) < LARGEST_FILE + 100_000
    assert len(tree.read("tasks/T03.yaml")) == LARGEST_FILE
