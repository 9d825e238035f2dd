"""qtrack as a process of its own: pipes, encodings, colours, and what a hurried user does to it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small import TASK, said, small_plan

QTRACK = [sys.executable, "-X", "dev", "-W", "error", "-m", "qtrack"]
FOREIGN = ("QTRACK_", "LC_", "LANG", "PYTHON", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM")
SNEAKY = TASK.replace("健全量传溯源体系", '"红\\e[31m\\x9b31m\\a\\u202e→😀"')


def environ(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh", "PYTHONUTF8": "0"} | dict(more)


def qtrack(folder: Path, *arguments: str, **more: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [*QTRACK, *arguments], cwd=folder, env=environ(more), capture_output=True, check=False, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a plan with a title and a summary that try to steer the terminal."""
    found = tmp_path_factory.mktemp("process")
    small_plan(
        found, {"tasks/T01.yaml": SNEAKY}, said(20, 'percent: 20\nsummary: "\\e]0;x\\a\\x9b1m\\u2067完"\n')
    )
    return found


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp936", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [("status",), ("show", "T01"), ("validate",), ("record", "--help"), ("status", "--plan", "无")],
)
def test_no_encoding_of_the_console_is_a_crash(
    arguments: tuple[str, ...], encoding: str, folder: Path
) -> None:
    code, out, err = qtrack(
        folder,
        *arguments,
        "--as-of" if arguments[0] in {"status", "show"} else "--lang",
        "2019-02-19" if arguments[0] in {"status", "show"} else "zh",
        PYTHONIOENCODING=encoding,
    )
    assert code in {0, 1, 2}
    assert b"Traceback" not in err
    assert b"qtrack's own" not in err
    assert (out + err).decode(encoding)


def test_a_gbk_console_reads_chinese_and_sees_plain_signs_for_the_rest(folder: Path) -> None:
    code, out, _ = qtrack(folder, "status", "--as-of", "2019-02-19", PYTHONIOENCODING="gbk")
    assert code == 0
    assert "质量提升工作方案  截至 2019-02-19" in out.decode("gbk")
    assert "→?" in out.decode("gbk")


def test_an_ascii_console_still_tells_ids_dates_and_figures(folder: Path) -> None:
    code, out, _ = qtrack(folder, "status", "--as-of", "2019-02-19", "--lang", "en", PYTHONIOENCODING="ascii")
    assert code == 0
    assert re.search(rb"T01 yellow .* 30 points behind +20% +50%", out)


def test_without_a_locale_python_makes_the_console_utf_8(folder: Path) -> None:
    code, out, _ = qtrack(folder, "status", "--as-of", "2019-02-19", LC_ALL="C")
    assert code == 0
    assert "截至" in out.decode()


@pytest.mark.parametrize(
    "arguments", [("status", "--as-of", "2019-02-19"), ("show", "T01", "--as-of", "2019-02-19")]
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_codes_of_the_plan_never_reach_the_terminal(
    arguments: tuple[str, ...], form: str, folder: Path
) -> None:
    code, out, err = qtrack(folder, *arguments, "--format", form)
    assert (code, err) == (0, b"")
    assert not set("\x1b\x07\x9b\u202e\u2067") & set(out.decode())


@pytest.mark.parametrize(
    ("more", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm-256color"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color"}, False),
    ],
)
def test_a_pipe_is_coloured_only_on_demand(more: dict[str, str], folder: Path, *, coloured: bool) -> None:
    code, out, err = qtrack(folder, "status", "--as-of", "2019-02-19", **more)
    assert (code, err) == (0, b"")
    assert bool(re.search(rb"\x1b\[[\d;]*4[0-7]", out)) is coloured


def test_a_pipe_is_never_wrapped(folder: Path) -> None:
    _, narrow, _ = qtrack(folder, "show", "T01", "--as-of", "2019-02-19", COLUMNS="20")
    _, wide, _ = qtrack(folder, "show", "T01", "--as-of", "2019-02-19", COLUMNS="200")
    assert narrow == wide


@pytest.mark.parametrize(
    "arguments", ["status --as-of 2019-06-28", "--help", "status --as-of 2019-06-28 --format json"]
)
def test_a_reader_that_leaves_early_is_met_with_silence(arguments: str) -> None:
    command = f'{{ "$PYTHON" -X dev -m qtrack {arguments}; echo "left $?" >&2; }} | head -1'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env=environ({"PYTHON": sys.executable, "PYTHONUNBUFFERED": ""}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b"left 0\n"


def test_a_reader_that_is_gone_before_the_first_word_is_met_with_silence(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [*QTRACK, "status", "--as-of", "2019-02-19"],
        cwd=folder,
        env=environ({}),
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_a_full_disk_behind_stdout_is_a_sentence(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a disk that is always full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*QTRACK, "status", "--as-of", "2019-02-19"],
            cwd=folder,
            env=environ({}),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert "系统拒绝：".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_it_with_130_and_no_word(tmp_path: Path) -> None:
    """A plan whose head is a pipe that nobody writes to keeps the process waiting."""
    root = small_plan(tmp_path)
    waiting = root / "tasks" / "T02.yaml"
    os.mkfifo(waiting)
    process = subprocess.Popen(
        [*QTRACK, "status"], cwd=tmp_path, env=environ({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.05)
    for _ in range(100):
        try:
            held = os.open(waiting, os.O_WRONLY | os.O_NONBLOCK)  # only once it has come to read
            break
        except OSError:
            time.sleep(0.05)
    else:
        process.kill()
        process.communicate()
        pytest.skip("the pipe is not read; a plan's files need not be files of another kind")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    os.close(held)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_the_module_and_the_command_are_one(folder: Path) -> None:
    code, out, err = qtrack(folder, "--version")
    assert (code, err) == (0, b"")
    assert out.startswith(b"qtrack ")
