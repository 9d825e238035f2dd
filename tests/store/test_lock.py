"""The lock of a plan: one at a time, given back by whoever dies, and nothing is left of it."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store import entries as module
from qtrack.store.entries import alone
from tests.conftest import ROOT
from tests.small import english

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
