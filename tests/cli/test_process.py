"""qtrack as a process of its own: pipes, encodings, colours, and what a hurried user does to it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.screens import CODES
from tests.small import TASK, said, small_plan

QTRACK = [sys.executable, "-m", "qtrack"]
STRICT = [sys.executable, "-X", "dev", "-W", "error", "-m", "qtrack"]  # Python complains of every slip
FOREIGN = ("QTRACK_", "LC_", "LANG", "PYTHON", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM")
ODD = TASK.replace("健全量传溯源体系", "红→😀")
SNEAKY = TASK.replace("健全量传溯源体系", '"红\\e[31m\\x9b31m\\a\\u202e"')
STATUS = ("status", "--as-of", "2019-02-19")
SHOW = ("show", "T01", "--as-of", "2019-02-19")


def environ(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh"} | dict(more)


def qtrack(folder: Path, *arguments: str, **more: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [*QTRACK, *arguments], cwd=folder, env=environ(more), capture_output=True, check=False, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a plan with a title that few consoles can show."""
    found = tmp_path_factory.mktemp("process")
    small_plan(found, {"tasks/T01.yaml": ODD}, said(20, "percent: 20\n"))
    return found


@pytest.fixture(scope="module")
def sneaky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a plan with a title and a summary that try to steer the terminal."""
    found = tmp_path_factory.mktemp("sneaky")
    told = said(20, 'percent: 20\nsummary: "\\e]0;x\\a\\x9b1m\\u2067完"\n', about="T0\x1b[1")
    small_plan(found, {"tasks/T01.yaml": SNEAKY, "tasks/\x1b[31m.yaml": "x"}, told)
    return found


AS_OF = ("--as-of", "2019-02-19")
VIEWS = [
    STATUS,
    SHOW,
    (*STATUS, "--since", "2019-01-10"),
    (*STATUS, "--format", "markdown"),
    ("units", *AS_OF),
    ("units", "计量处", *AS_OF),
    ("due", *AS_OF),
    ("indicators", *AS_OF),
    ("find", "红", *AS_OF),
    ("history", *AS_OF),
    ("report", "weekly", *AS_OF),
    ("report", "weekly", *AS_OF, "--format", "html"),
]


def is_file(arguments: tuple[str, ...]) -> bool:
    return "--format" in arguments or arguments[0] in {"report", "form"}


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.parametrize(
    "arguments", [STATUS, SHOW, ("record", "--help"), ("status", "--plan", "无")], ids=" ".join
)
def test_no_encoding_of_the_console_is_a_crash(
    arguments: tuple[str, ...], encoding: str, folder: Path
) -> None:
    code, out, err = qtrack(folder, *arguments, PYTHONIOENCODING=encoding)
    assert code == (2 if "无" in arguments else 0)
    assert b"Traceback" not in err
    assert (out + err).decode(encoding)


#: In processes of their own, a few; test_surroundings holds every command to the same in one process.
FILES = [(*STATUS, "--format", "markdown"), ("schema", "task")]


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [(FILES[0], "gbk"), (FILES[-1], "ascii"), (("form", "计量处"), "utf-16")],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_file_is_utf_8_whatever_the_console_speaks(
    arguments: tuple[str, ...], encoding: str, folder: Path
) -> None:
    code, out, err = qtrack(folder, *arguments, PYTHONIOENCODING=encoding)
    assert (code, err.replace(b"\xff\xfe", b"")) == (0, b"")
    moments = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+")
    assert moments.sub(b"", out) == moments.sub(b"", qtrack(folder, *arguments)[1])
    assert re.search("[红计]", out.decode())


LOST = (
    "警告：有 1 个字符是 gbk 编码里没有的，以“?”代替；"
    "设 PYTHONIOENCODING=utf-8，或改用 JSON、CSV、Markdown 格式，就不会缺字。\n"
)


def test_a_gbk_console_reads_chinese_and_sees_plain_signs_for_the_rest(folder: Path) -> None:
    code, out, err = qtrack(folder, *STATUS, PYTHONIOENCODING="gbk")
    assert (code, err.decode("gbk")) == (0, LOST)
    assert "质量提升工作方案  截至 2019-02-19" in out.decode("gbk")
    assert "→?" in out.decode("gbk")


def test_a_console_without_chinese_is_spoken_to_in_english(folder: Path) -> None:
    code, out, err = qtrack(folder, "status", "--as-of", "节后", PYTHONIOENCODING="ascii")
    assert (code, out) == (2, b"")
    assert err.startswith(b'qtrack: --as-of is "??", which is not a date.')


def test_an_ascii_console_still_tells_ids_dates_and_figures(folder: Path) -> None:
    code, out, _ = qtrack(folder, *STATUS, "--lang", "en", PYTHONIOENCODING="ascii")
    assert code == 0
    assert re.search(rb"T01 yellow .* 30 points behind +20% +50%", out)


def test_without_a_locale_python_makes_the_console_utf_8(folder: Path) -> None:
    code, out, _ = qtrack(folder, *STATUS, LC_ALL="C")
    assert code == 0
    assert "截至" in out.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("validate",),
        ("validate", "--format", "json"),
        ("validate", "--format", "github"),
    ],
    ids=" ".join,
)
def test_codes_of_the_plan_never_reach_the_terminal(arguments: tuple[str, ...], sneaky: Path) -> None:
    code, out, err = qtrack(sneaky, *arguments)
    assert code in {1, 2}
    assert not set("\x1b\x07\x9b\u202e\u2067") & set((out + err).decode())


@pytest.mark.parametrize(
    ("more", "coloured"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm-256color"}, False),
    ],
)
def test_a_pipe_is_coloured_only_on_demand(more: dict[str, str], folder: Path, *, coloured: bool) -> None:
    code, out, err = qtrack(folder, *STATUS, **more)
    assert (code, err) == (0, b"")
    assert bool(re.search(rb"\x1b\[[\d;]*4[0-7]", out)) is coloured


@pytest.mark.parametrize("arguments", [each for each in VIEWS[2:] if "--format" not in each], ids=" ".join)
def test_every_view_has_colour_only_on_demand(arguments: tuple[str, ...], folder: Path) -> None:
    """A light is told by its word, too, so nothing is lost without colour."""
    terminal = {"TERM": "xterm-256color"}
    code, out, err = qtrack(folder, *arguments, **terminal)
    assert (code, err) == (0, b"")
    assert b"\x1b" not in out
    asked = {**terminal, "FORCE_COLOR": "1"}
    assert CODES.sub("", qtrack(folder, *arguments, **asked)[1].decode()) == out.decode()


def test_a_pipe_is_never_wrapped(folder: Path) -> None:
    _, narrow, _ = qtrack(folder, *SHOW, COLUMNS="20")
    _, wide, _ = qtrack(folder, *SHOW, COLUMNS="200")
    assert narrow == wide


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "status --as-of 2019-06-28 --format json",
        "history --format json --as-of 2019-06-28",
        "report weekly --as-of 2019-06-28 --format html",
    ],
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
        [*STRICT, *STATUS],
        cwd=folder,
        env=environ({}),
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", [(*STATUS, "--format", "json"), ("--version",)], ids=" ".join)
def test_a_full_disk_behind_stdout_is_a_sentence(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*STRICT, *arguments], cwd=ROOT, env=environ({}), stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = "qtrack：结果无法输出：磁盘空间不足。请查看标准输出指向哪里。\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


WAITING = """
import sys, time
from qtrack import __main__ as process
from qtrack.cli import main
def status(context):
    print("ready", flush=True)
    time.sleep(60)
main.load_command = lambda name: status
sys.argv = ["qtrack", "status"]
process.run()
"""


def test_an_interrupt_ends_it_with_130_and_no_word(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-X", "dev", "-c", WAITING],
        cwd=folder,
        env=environ({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_the_module_and_the_command_are_one(folder: Path) -> None:
    code, out, err = qtrack(folder, "--version")
    assert (code, err) == (0, b"")
    assert out.startswith(b"qtrack ")


RINGS = """
import gc, os, sys
os._exit = sys.exit
looked = []
gc.callbacks.append(lambda phase, told: looked.append(phase))
from qtrack.__main__ import run
sys.argv = ["qtrack", "--help"]
looked.clear()
try:
    run()
finally:
    print(looked, file=sys.stderr)
"""


def test_a_run_is_too_short_to_look_for_rings_of_objects(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RINGS], cwd=folder, env=environ({}), capture_output=True, check=True
    )
    assert done.stderr == b"[]\n"
