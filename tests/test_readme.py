"""The README is true: its commands run, its captures are what qtrack prints.

The two commands that install are run, letter by letter, by `.ci/run`. With --update-golden the
captures are written anew.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CAPTURE = re.compile(r"<!-- capture: (.*?) -->\n```text\n(.*?)```", re.DOTALL)
TOURS = ("tour", "试用")


def installs(block: str) -> bool:
    return "venv" in block


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `qtrack` is the one under test and speaks Chinese."""
    programs = tmp_path_factory.mktemp("programs")
    qtrack = programs / "qtrack"
    # `diff` says by exit code 1 that there are differences, which is no failure here.
    ends = 'code=$?\n[ "$1" = diff ] && [ $code = 1 ] && exit 0\nexit $code\n'
    qtrack.write_text(f'#!/bin/sh\n"{sys.executable}" -m qtrack "$@"\n{ends}', encoding="utf-8")
    qtrack.chmod(0o755)
    foreign = ("QTRACK_", "GIT_", "LC_", "LANG")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "QTRACK_LANG": "zh",
    }


def bash(script: str, folder: Path, environ: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environ,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("tour", TOURS)
def test_every_command_that_is_shown_runs(tour: str, tmp_path: Path, shell: dict[str, str]) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    text = README.read_text(encoding="utf-8").partition(f"<!-- run: {tour} -->")[2]
    for other in TOURS:
        text = text.partition(f"<!-- run: {other} -->")[0]
    blocks = [block for block in BLOCK.findall(text) if not installs(block)]
    assert len(blocks) >= 6
    bash("".join(blocks), tmp_path, shell)


def test_no_command_stands_outside_the_tours() -> None:
    before = README.read_text(encoding="utf-8").partition("<!-- run:")[0]
    assert all(installs(block) for block in BLOCK.findall(before))


def test_captures_are_what_qtrack_prints(
    tmp_path: Path, shell: dict[str, str], *, update_golden: bool
) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    bash("qtrack demo demo", tmp_path, shell)
    text = README.read_text(encoding="utf-8")
    captures = CAPTURE.findall(text)
    assert captures
    for command, shown in captures:
        printed = on_terminal(command, tmp_path / "demo", shell)
        if update_golden:
            text = text.replace(
                f"<!-- capture: {command} -->\n```text\n{shown}",
                f"<!-- capture: {command} -->\n```text\n{printed}",
            )
            README.write_text(text, encoding="utf-8")
        else:
            assert shown == printed


def on_terminal(command: str, folder: Path, environ: dict[str, str]) -> str:
    """Run a command on a terminal of 80 columns without colour, and return what it prints."""
    import pty  # noqa: PLC0415 - not on Windows

    main, side = pty.openpty()
    with os.fdopen(main, "rb") as screen:
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=folder,
            env=environ | {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
            stdout=side,
        )
        os.close(side)
        printed = b""
        try:
            while more := screen.read1():
                printed += more
        except OSError:  # Linux ends a terminal's last read so
            pass
        assert process.wait() == 0
    return printed.decode().replace("\r\n", "\n")


def test_every_command_is_named() -> None:
    from qtrack.cli.commands import COMMANDS  # noqa: PLC0415

    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"| `qtrack {name}" not in text] == []


def test_its_pictures_are_those_that_the_script_draws() -> None:
    script = (ROOT / ".ci/pictures.py").read_text(encoding="utf-8")
    drawn = re.findall(r"^def (\w+)\(browser: Browser, demo: Path, picture: Path\)", script, re.MULTILINE)
    shown = re.findall(r"\.github/pictures/(\w+)\.png", README.read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(shown)
    assert sorted(drawn) == sorted(each.stem for each in (ROOT / ".github/pictures").iterdir())
