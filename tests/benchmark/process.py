"""What one command takes: the processor time of its own and of what it started, or its peak memory."""

import ctypes
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
QTRACK: Final = (sys.executable, "-m", "qtrack")
_LINES, _COLUMNS = 24, 80
_PAUSE: Final = 0.02  # seconds
_STILL: Final = 3  # pauses
_AT_MOST: Final = 5.0  # seconds that a page takes to be drawn whole


#: A child begins with the peak memory of its parent, so a small one stands between.
_PEAK: Final = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
os.write(2, f" {used.ru_maxrss}".encode())
sys.exit(os.waitstatus_to_exitcode(status))
"""


def environment(folder: Path) -> dict[str, str]:
    """Return an environment whose caches and settings are of the benchmark alone."""
    foreign = ("QTRACK_", "GIT_", "LC_", "LANG", "LESS", "PAGER", "PYTHON", "COLUMNS", "LINES", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "XDG_CACHE_HOME": str(folder),
        "LANG": "C.UTF-8",
        "QTRACK_LANG": "zh",
        "LOGNAME": "zhangsan",
        "TERM": "xterm-256color",
    }


def run(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Return the seconds of a command that writes into a pipe; raise AssertionError where it fails."""
    with subprocess.Popen(
        command,
        cwd="/",
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        said = b""
        while some := os.read(process.stdout.fileno(), 65536):
            said = some[-2000:]
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{' '.join(command)}: {said.decode(errors='replace')}"
    return used.ru_utime + used.ru_stime


def peak_memory(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Return the most memory that a command had at a time, in MiB."""
    done = subprocess.run(
        [sys.executable, "-ISc", _PEAK, *command],
        env=environ,
        capture_output=True,
        check=True,
    )
    return int(done.stderr.split()[-1]) / 1024


def run_to_first_screen(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Run a command on a terminal of 80x24 until its first screen stands and it waits for a key, or ends.

    What the pager itself takes is not counted. Raise AssertionError where nothing is shown.
    """
    process, screen = pty.fork()
    if not process:
        os.chdir("/")
        os.execvpe(command[0], list(command), environ)  # noqa: S606 - the command itself, without a shell
    ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    shown, still, before = b"", 0, -1.0
    while still < _STILL and not _ended(process):
        shown += _read(screen)
        spent = _processor_time(process)
        still = still + 1 if spent == before and shown.count(b"\n") >= _LINES - 1 else 0
        before = spent
    if still:
        os.write(screen, b"q")  # as a person leaves the pager
        until = time.monotonic() + _AT_MOST
        while not _ended(process) and time.monotonic() < until:
            _read(screen)
        os.kill(process, signal.SIGTERM)
    os.close(screen)
    _, status, used = os.wait4(process, 0)
    assert shown, f"nothing was shown by {command}"
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGTERM}, shown.decode(errors="replace")
    return before if still else used.ru_utime + used.ru_stime


def _read(screen: int) -> bytes:
    """Return what is shown on a terminal within a pause."""
    until, shown = time.monotonic() + _PAUSE, b""
    while (left := until - time.monotonic()) > 0 and select.select([screen], [], [], left)[0]:
        try:
            shown += os.read(screen, 65536)
        except OSError:  # Linux says so where the other end is closed
            time.sleep(left)
    return shown


def _ended(process: int) -> bool:
    """Tell whether a process has ended; what it used is still to be asked for."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _processor_time(process: int) -> float:
    clock = ctypes.c_int()
    assert ctypes.CDLL(None).clock_getcpuclockid(process, ctypes.byref(clock)) == 0
    return time.clock_gettime(clock.value)
