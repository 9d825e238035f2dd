"""Entries to files: whole or not at all, never over another, and read again as they were written."""

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from qtrack.errors import QtrackError
from qtrack.model.entry import Entry
from qtrack.model.ids import ENTRY_ID
from qtrack.store import entries as module
from qtrack.store.entries import alone, new_entry_id, write_entry
from qtrack.store.yaml.entry_text import entry_text
from tests.conftest import ROOT
from tests.small import english
from tests.store.test_disk import files_below
from tests.store.yaml.test_entry_text import ENTRY, WHOLE


def test_an_id_is_the_date_and_six_digits_that_differ() -> None:
    ids = {new_entry_id(date(2019, 1, 20)) for _ in range(50)}
    assert len(ids) == 50
    assert all(ENTRY_ID.fullmatch(each) and each.startswith("2019-01-20-") for each in ids)


def test_writing_makes_one_file_and_tells_its_name(tmp_path: Path) -> None:
    written = write_entry(tmp_path, WHOLE)
    assert files_below(tmp_path) == [written.path]
    assert re.fullmatch(r"progress/T01/2019-01-20-[0-9a-f]{6}\.yaml", written.path)
    assert written.id == Path(written.path).stem
    assert (tmp_path / written.path).read_bytes() == entry_text(WHOLE).encode()
    assert msgspec.structs.replace(written, id="", path="") == WHOLE


def test_an_entry_with_an_id_keeps_it(tmp_path: Path) -> None:
    written = write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-abcdef"))
    assert written.path == "progress/T01/2019-01-20-abcdef.yaml"
    assert files_below(tmp_path) == [written.path]


def test_an_entry_is_never_written_over_another(tmp_path: Path) -> None:
    taken = tmp_path / "progress/T01/2019-01-20-000001.yaml"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine", encoding="utf-8")
    ids = iter(["2019-01-20-000001", "2019-01-20-000001", "2019-01-20-000002"])
    written = write_entry(tmp_path, ENTRY, lambda _: next(ids))
    assert written.id == "2019-01-20-000002"
    assert taken.read_text(encoding="utf-8") == "mine"
    with pytest.raises(FileExistsError):
        write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-000001"))
    assert taken.read_text(encoding="utf-8") == "mine"
    assert len(files_below(tmp_path)) == 2


def refusal(root: Path, entry: Entry = ENTRY, **more: Any) -> str:  # noqa: ANN401 - handed on
    with pytest.raises(QtrackError) as error:
        write_entry(root, entry, **more)
    return english(error.value.message)


def test_where_every_name_is_taken_it_says_so(tmp_path: Path) -> None:
    write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-000001"))
    said = refusal(tmp_path, new_id=lambda _: "2019-01-20-000001")
    assert said == "No free name was found for an entry about T01."
    assert files_below(tmp_path) == ["progress/T01/2019-01-20-000001.yaml"]


def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path) -> None:
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "T01").write_text("x", encoding="utf-8")
    said = refusal(tmp_path, new_id=lambda _: "2019-01-20-000001")
    path = tmp_path / "progress/T01/2019-01-20-000001.yaml"
    assert said == f"{path} cannot be written: File exists. Nothing was changed."


HOLDER = """
import sys, time
from pathlib import Path
from qtrack.store.entries import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_is_alone_does_not_wait_and_leaves_nothing(tmp_path: Path) -> None:
    started = time.monotonic()
    for _ in range(2):
        with alone(tmp_path):
            pass
    assert time.monotonic() - started < 1
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_not_given_back_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with holder(tmp_path) as process:
        with pytest.raises(QtrackError) as refused, alone(tmp_path):
            pass
        process.kill()
    assert english(refused.value.message) == "Another qtrack is recording into this plan."
    with alone(tmp_path / "another"):  # which is not there
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_the_dead_give_it_back_at_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    threading.Timer(0.2, lambda: process.send_signal(signal.SIGKILL)).start()
    started = time.monotonic()
    with process, alone(tmp_path):
        assert process.wait(timeout=10) == -signal.SIGKILL
    assert time.monotonic() - started > 0.1


def test_what_is_done_stays_done_though_the_lock_cannot_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = os.close

    def refuse(number: int) -> None:
        close(number)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "close", refuse)
    with alone(tmp_path):
        pass


def test_where_there_are_no_locks_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(module, "_lock", refuse)
    with alone(tmp_path), alone(tmp_path):
        pass
