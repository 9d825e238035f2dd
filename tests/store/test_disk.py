"""Files on the disk: whole or not at all, never over another, and what is left where a writer dies."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from qtrack.errors import QtrackError
from qtrack.store import disk
from qtrack.store.disk import NameTakenError, write_file, write_new
from qtrack.store.migrate import replace_files
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.small import english, small_plan

NAME: Final = "progress/T01/2019-01-20-00000a.yaml"
HIDDEN: Final = "progress/T01/.2019-01-20-00000a.yaml"
TEXT: Final = "summary: 完成建标\n"


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def everything_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refusing(code: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the hard links away, as in a shared folder."""
    monkeypatch.setattr(Path, "hardlink_to", refusing(errno.ENOTSUP))


def refusal(root: Path) -> str:
    with pytest.raises(QtrackError) as error:
        write_new(root, NAME, TEXT)
    return english(error.value.message)


def test_a_new_file_is_there_whole(tmp_path: Path) -> None:
    write_new(tmp_path, NAME, TEXT)
    assert files_below(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_bytes() == TEXT.encode()


def test_it_is_on_the_disk_before_it_has_its_name_and_its_folders_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    link, sync, sync_folder = Path.hardlink_to, os.fsync, disk._sync_folder  # noqa: SLF001 - watched only

    def watched(name: str, call: Callable[..., None]) -> Callable[..., None]:
        def watch(*arguments: Path) -> None:
            done.append(name or arguments[0].name)
            call(*arguments)

        return watch

    monkeypatch.setattr(os, "fsync", watched("sync", sync))
    monkeypatch.setattr(Path, "hardlink_to", watched("name", link))
    monkeypatch.setattr(disk, "_sync_folder", watched("", sync_folder))
    write_new(tmp_path, NAME, TEXT)
    assert [each for each in done if each != "sync"] == ["name", "T01", "progress", tmp_path.name]
    assert done[0] == "sync"
    assert done.count("sync") == 4 or os.name == "nt"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("broken", ["mkdir", "open", "sync", "name", "folder"])
def test_what_is_refused_changes_nothing_and_leaves_nothing(
    broken: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = refusing(code)
    if broken in {"mkdir", "open"}:
        monkeypatch.setattr(Path, broken, refuse)
    elif broken == "sync":
        monkeypatch.setattr(os, "fsync", refuse)
    elif broken == "name":
        monkeypatch.setattr(Path, "hardlink_to", refuse)
        monkeypatch.setattr(Path, "rename", refuse)
    else:
        monkeypatch.setattr(disk, "_sync_folder", refuse)
    said = refusal(tmp_path)
    monkeypatch.undo()
    assert said == f"{tmp_path / NAME} cannot be written: {os.strerror(code)}. Nothing was changed."
    assert everything_below(tmp_path) == []


def test_a_plan_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    assert "No such file or directory" in refusal(tmp_path / "plan")
    assert everything_below(tmp_path) == []


def test_a_folder_that_another_writer_took_back_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, times = Path.mkdir, iter([True, False])

    def made_and_taken_back(path: Path) -> None:
        make(path)
        if path.name == "T01" and next(times):
            path.rmdir()

    monkeypatch.setattr(Path, "mkdir", made_and_taken_back)
    write_new(tmp_path, NAME, TEXT)
    assert files_below(tmp_path) == [NAME]


def test_a_folder_that_cannot_be_forced_to_the_disk_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def sync_files(number: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{number}"):  # noqa: PTH112 - a link of the kernel's
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(number)

    monkeypatch.setattr(os, "fsync", sync_files)
    write_new(tmp_path, NAME, TEXT)
    assert files_below(tmp_path) == [NAME]


def test_an_entry_that_can_neither_be_promised_nor_taken_back_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_sync_folder", refusing(errno.EIO))
    monkeypatch.setattr(Path, "unlink", refusing(errno.EIO))
    said = refusal(tmp_path)
    path = tmp_path / NAME
    assert said == f"{path} is written, but the disk does not promise to keep it: Input/output error."
    assert path.read_bytes() == TEXT.encode()


def test_a_link_that_was_made_though_the_answer_was_lost_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = Path.hardlink_to

    def asked_twice(path: Path, draft: Path) -> None:
        link(path, draft)
        link(path, draft)

    monkeypatch.setattr(Path, "hardlink_to", asked_twice)
    write_new(tmp_path, NAME, TEXT)
    assert files_below(tmp_path) == [NAME]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_without_hard_links_a_file_is_never_written_over(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", refusing(code))
    write_new(tmp_path, NAME, TEXT)
    with pytest.raises(NameTakenError):
        write_new(tmp_path, NAME, "other\n")
    assert files_below(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_bytes() == TEXT.encode()


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_a_name_that_somebody_claims_is_taken(tmp_path: Path) -> None:
    claim = tmp_path / f"{HIDDEN}.claim.tmp"
    claim.parent.mkdir(parents=True)
    claim.touch()
    with pytest.raises(NameTakenError):
        write_new(tmp_path, NAME, TEXT)
    assert files_below(tmp_path) == [claim.relative_to(tmp_path).as_posix()]


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_the_name_is_never_on_an_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    rename = Path.rename

    def look(draft: Path, path: Path) -> None:
        seen.append(files_below(tmp_path))
        rename(draft, path)
        seen.append(files_below(tmp_path))

    monkeypatch.setattr(Path, "rename", look)
    write_new(tmp_path, NAME, TEXT)
    (before, after) = seen
    assert NAME not in before
    assert (tmp_path / NAME).read_bytes() == TEXT.encode()
    assert after == [f"{HIDDEN}.claim.tmp", NAME]
    assert files_below(tmp_path) == [NAME]


@pytest.mark.usefixtures("no_links")
def test_windows_renames_over_nothing_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(draft: Path, path: Path) -> None:
        if path.exists():
            raise FileExistsError(errno.EEXIST, "File exists")
        draft.replace(path)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr("qtrack.store.disk.os.name", "nt")
    write_new(tmp_path, NAME, TEXT)
    with pytest.raises(NameTakenError):
        write_new(tmp_path, NAME, "other\n")
    monkeypatch.undo()
    assert files_below(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_bytes() == TEXT.encode()


LEFT: Final = (f"{HIDDEN}.0123abcd.tmp", f"{HIDDEN}.claim.tmp")
NOT_OURS: Final = ("progress/T01/.notes.0123abcd.tmp", "progress/T01/2019-01-20-00000b.yaml.tmp")


def leave(root: Path, hours: float) -> None:
    """Leave leftovers, and files of others, that are some hours old."""
    for name in (*LEFT, *NOT_OURS):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half", encoding="utf-8")
        when = path.stat().st_mtime - 3600 * hours
        os.utime(path, (when, when))


def test_leftovers_are_nobodys_entries_and_no_problem(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    leave(root, 2)
    loaded = load(FolderTree(root))
    assert loaded.plan is not None
    assert loaded.plan.entries == ()
    assert [each.place.path for each in loaded.problems] == sorted(NOT_OURS)


def test_old_leftovers_are_cleared_by_the_next_entry_beside_them(tmp_path: Path) -> None:
    leave(tmp_path, 2)
    write_new(tmp_path, NAME.replace("T01", "T02"), TEXT)
    assert set(LEFT) < set(files_below(tmp_path))
    write_new(tmp_path, NAME.replace("00000a", "00000c"), TEXT)
    assert not set(LEFT) & set(files_below(tmp_path))
    assert set(NOT_OURS) < set(files_below(tmp_path))


def test_leftovers_that_may_still_be_in_use_stay(tmp_path: Path) -> None:
    leave(tmp_path, 0.9)
    write_new(tmp_path, NAME.replace("00000a", "00000c"), TEXT)
    assert set(LEFT) < set(files_below(tmp_path))


class KilledError(BaseException):
    """The process ends here."""


def test_a_writer_that_is_killed_leaves_a_draft_and_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KilledError

    monkeypatch.setattr(disk, "_publish", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)  # the dead clean up nothing
    with pytest.raises(KilledError):
        write_new(tmp_path, NAME, TEXT)
    (left,) = files_below(tmp_path)
    assert re.fullmatch(re.escape(HIDDEN) + r"\.[0-9a-f]{8}\.tmp", left)


def test_a_report_is_written_over_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "a.md"
    write_file(path, "一\n")
    write_file(path, "二\n")
    assert files_below(tmp_path) == ["reports/a.md"]
    assert path.read_bytes() == "二\n".encode()


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    write_file(path, "一\n")
    monkeypatch.setattr(Path, "replace", refusing(errno.ENOTSUP))
    with pytest.raises(QtrackError) as error:
        write_file(path, "二\n")
    monkeypatch.undo()
    assert (
        english(error.value.message)
        == f"{path} cannot be written: Operation not supported. Nothing was changed."
    )
    assert files_below(tmp_path) == ["a.md"]
    assert path.read_text(encoding="utf-8") == "一\n"


def test_a_report_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(QtrackError):
        write_file(tmp_path / "a.md", "x")
    assert files_below(tmp_path) == []


def test_of_several_files_all_are_replaced_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_files(tmp_path, {"a.yaml": "1", "b.yaml": "1"})
    goals = iter(["a.yaml"])
    replace = Path.replace

    def only_the_first(draft: Path, path: Path) -> Path:
        if path.name != next(goals, ""):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(draft, path)

    monkeypatch.setattr(Path, "replace", only_the_first)
    with pytest.raises(QtrackError):
        replace_files(tmp_path, {"a.yaml": "2", "b.yaml": "2", "c.yaml": "2"})
    assert {each: (tmp_path / each).read_text() for each in files_below(tmp_path)} == {
        "a.yaml": "1",
        "b.yaml": "1",
    }
