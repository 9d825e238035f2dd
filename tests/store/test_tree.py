"""The files of a folder."""

import os
from pathlib import Path

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.store.load import load
from qtrack.store.tree import FolderTree, reason
from tests.small import SMALL, english, plan_of, small_plan


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
    assert stopped.value.exit_code is ExitCode.CANNOT


def test_a_link_is_not_followed_into_a_folder(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (root / "round").symlink_to(root)
    assert sorted(FolderTree(root).paths()) == sorted([*SMALL, "round"])


def test_a_plan_on_disk_loads_like_the_same_plan_in_memory(tmp_path: Path) -> None:
    assert load(FolderTree(small_plan(tmp_path))).plan == plan_of()


def test_the_reason_is_in_the_words_of_the_system() -> None:
    assert reason(PermissionError(13, os.strerror(13))) == msg("Permission denied")
    assert reason(OSError()) == "OSError"
