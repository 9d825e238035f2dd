"""The pager: which program it is, that it gets a page as it comes, and how it is left."""

import os
import signal
import subprocess
import sys
from itertools import repeat
from pathlib import Path

import pytest

from qtrack.store.programs.pager import page, pager_of
from tests.conftest import Demonstration
from tests.screens import plain

LESS = ["less", "-FRX"]


@pytest.mark.skipif(os.name == "nt", reason="programs are found otherwise")
@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, LESS),
        ({"PAGER": "most -s"}, ["most", "-s"]),
        ({"PAGER": ""}, LESS),
        ({"PAGER": "most", "QTRACK_PAGER": "less '+/a b'"}, ["less", "+/a b"]),
        ({"PAGER": "most", "QTRACK_PAGER": ""}, []),
        ({"QTRACK_PAGER": "cat"}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "most '"}, []),
        ({"TERM": "dumb"}, []),
    ],
)
def test_the_pager_is_the_one_that_is_named_or_less(environ: dict[str, str], command: list[str]) -> None:
    assert pager_of(environ) == command


def test_it_gets_a_page_as_it_comes_and_may_leave_before_its_end(tmp_path: Path) -> None:
    with (tmp_path / "shown").open("w", encoding="utf-8") as out:
        assert page(["head", "-n", "2"], repeat("标准\n" * 100), out, os.environ)
    assert (tmp_path / "shown").read_text(encoding="utf-8") == "标准\n标准\n"


@pytest.mark.parametrize("program", ["nonesuch", "."])
def test_of_one_that_does_not_start_nothing_is_taken(program: str, tmp_path: Path) -> None:
    chunks = iter(["a\n"])
    with (tmp_path / "shown").open("w", encoding="utf-8") as out:
        assert not page([program], chunks, out, os.environ)
    assert list(chunks) == ["a\n"]


pty_only = pytest.mark.skipif(os.name == "nt", reason="there is no pty")


def started(folder: Path, pager: str, lines: int) -> tuple[subprocess.Popen[str], int]:
    """Start `status` on a terminal of so many lines, in a process group of its own."""
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    size = {"COLUMNS": "80", "LINES": str(lines), "TERM": "xterm", "NO_COLOR": "1", "QTRACK_PAGER": pager}
    process = subprocess.Popen(
        [sys.executable, "-m", "qtrack", "status", "--as-of", "2019-06-28", "--section", "S5"],
        cwd=folder,
        env=os.environ | size | {"QTRACK_LANG": "zh"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    os.close(theirs)
    return process, ours


def shown(ours: int, until: str = "\0") -> str:
    """Return what a terminal shows, until some words, else until its end."""
    read = b""
    try:
        while until.encode() not in read and (more := os.read(ours, 65536)):
            read += more
    except OSError:  # Linux ends a terminal's last read so
        pass
    return read.decode().replace("\r\n", "\n")


@pty_only
@pytest.mark.parametrize(("lines", "paged"), [(10, True), (100, False)])
def test_a_page_longer_than_the_screen_goes_to_the_pager(
    demonstration: Demonstration, lines: int, *, paged: bool
) -> None:
    process, ours = started(demonstration.folder, "head -n 2", lines)
    on_screen = plain(shown(ours)).split("\n")
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0
    assert on_screen[0] == "质量强省工作方案  截至 2019-06-28"
    assert (len(on_screen) == len(("a line", "another", ""))) is paged
    os.close(ours)


@pty_only
def test_ctrl_c_is_the_pagers_and_ends_no_more_than_the_page(demonstration: Demonstration) -> None:
    process, ours = started(demonstration.folder, "sh -c 'echo begun; exec sleep 60'", 10)
    assert shown(ours, "begun") == "begun\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0
    os.close(ours)
