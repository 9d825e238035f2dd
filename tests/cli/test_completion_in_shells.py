"""`qtrack completion` in real shells: installed, asked by the key of a person, answered in the line."""

import os
import re
import selectors
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

import pytest

from qtrack.store.user.shells import Shell, script_of
from tests.cli.conftest import CHINESE, Runner
from tests.conftest import ROOT
from tests.repositories import lay
from tests.small import task

#: How each shell is started as by a person; what all users of the machine have set is left out.
STARTS: Final = {"bash": ["bash", "-i"], "zsh": ["zsh", "-d", "-i"], "fish": ["fish", "-i"]}
TAB: Final = "\t"
_PATIENCE: Final = 20.0
_CODES: Final = re.compile(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|\][^\a\x1b]*(\a|\x1b\\)|[()][0-9A-B]|[=>])")
#: A child of its own makes the terminal, since one of many threads must not.
_SPAWN: Final = "import os, pty, sys; os.environ['TERM'] = 'xterm'; pty.spawn(sys.argv[1:])"


class Typist:
    """A person at a shell: types, and reads what comes."""

    def __init__(self, shell: str, home: Path, cwd: Path) -> None:
        environ = {
            "HOME": str(home),
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "QTRACK_LANG": "zh",
            "COLUMNS": "80",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SPAWN, *STARTS[shell]],
            cwd=cwd,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)

    def __enter__(self) -> Self:
        self.type("stty cols 80 rows 40; echo be''gun\n", "begun")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def type(self, keys: str, until: str) -> str:
        """Type, and return what came until this was there; fail where it does not come."""
        assert self._process.stdin is not None
        self._process.stdin.write(keys.encode())
        self._process.stdin.flush()
        came, last = "", time.monotonic() + _PATIENCE
        while until not in came:
            assert time.monotonic() < last, f"{until} did not come: {came}"
            came = _CODES.sub("", came + "".join(self._read(0.2)))
        return came

    def _read(self, seconds: float) -> Iterator[str]:
        out = self._process.stdout
        assert out is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            if waiting.select(seconds):
                yield (out.read() or b"").decode(errors="replace")


@pytest.fixture(params=STARTS)
def shell(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    return name


@pytest.fixture
def typist(shell: str, folder: Path, tmp_path: Path, run: Runner) -> Iterator[Typist]:
    """Install completion for a person, and let them begin a shell."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    program = home / "bin" / "qtrack"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m qtrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lay(folder / "plan", task("deliverables: [{id: T11.1, title: 修订规范}]", "T11") | task("", "T12"))
    assert run("completion", shell, "--install", environ=CHINESE | {"HOME": str(home)}).code == 0
    with Typist(shell, home, folder) as typist:
        yield typist


def test_a_list_shows_ids_with_chinese_titles(typist: Typist) -> None:
    came = typist.type(f"qtrack show T1{TAB}{TAB}", "T12")
    assert re.search(r"T11\W+红 健全量传溯源体系", came)


def test_what_is_sure_is_filled_in(typist: Typist) -> None:
    typist.type(f"qtrack reco{TAB}", "record ")
    typist.type("\x15", "")
    typist.type(f"qtrack units --light=ye{TAB}", "yellow")


def test_a_number_becomes_the_id(typist: Typist) -> None:
    typist.type(f"qtrack show 12{TAB}", "T12")


def test_a_chinese_name_is_filled_in(typist: Typist) -> None:
    typist.type(f"qtrack units 福{TAB}", "福州局")
    typist.type("\x15", "")
    typist.type(f'qtrack units "厦{TAB}', "厦门局")


def test_an_indicator_waits_for_its_value(typist: Typist, folder: Path) -> None:
    lay(
        folder / "plan",
        task(
            "indicators: [{id: rate, name: 合格率, unit: 分, target: 90, kind: reach, due: 2019-04-01}]",
            "T12",
        ),
    )
    typist.type(f"qtrack record T12 --actual ra{TAB}", "rate=")
    typist.type("20", "20")


def test_files_are_completed_by_the_shell(typist: Typist, folder: Path) -> None:
    (folder / "填报表.csv").write_text("", encoding="utf-8")
    typist.type(f"qtrack record --from 填{TAB}", "填报表.csv")


def test_whatever_is_wrong_nothing_is_said(typist: Typist, folder: Path) -> None:
    (folder / "plan/plan.yaml").write_text("[", encoding="utf-8")
    for line in ("qtrack show T", "qtrack nonsense x", 'qtrack show "', "qtrack correct "):
        typist.type(f"{line}{TAB}", line[-2:])
        said = typist.type("\x15echo a''live\n", "alive")
        assert not re.search(r"Traceback|rror|not found|Unknown|qtrack：", said), said


def test_the_shell_that_runs_is_found_out(shell: str) -> None:
    done = subprocess.run(
        [shell, "-c", f"{sys.executable} -m qtrack completion; true"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == script_of(Shell(shell))
