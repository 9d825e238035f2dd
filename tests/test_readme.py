"""README, its Chinese sister and the manual are true: commands run, captures are what qtrack prints.

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

from qtrack.cli.names import COMMANDS
from qtrack.pages.manual import TOPICS, topic_text

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CAPTURE = re.compile(r"<!-- capture: (.*?) -->\n```text\n(.*?)```", re.DOTALL)
PAGES = (README, ROOT / "README.zh.md")


def installs(block: str) -> bool:
    return "venv" in block


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `qtrack` is the one under test and speaks Chinese."""
    programs = tmp_path_factory.mktemp("programs")
    qtrack = programs / "qtrack"
    # `diff` says by exit code 1 that there are differences, which is no failure here; to show nothing is one.
    script = f"""#!/bin/bash
        if [ -t 1 ]; then exec "{sys.executable}" -m qtrack "$@"; fi
        "{sys.executable}" -m qtrack "$@" 2>"$0.said" | tee "$0.shown"
        code=${{PIPESTATUS[0]}}
        cat "$0.said" >&2
        [ "$1" = diff ] && [ $code = 1 ] && code=0
        [ -s "$0.shown" ] || [ -s "$0.said" ] || {{ echo "nothing is shown by $*" >&2; exit 9; }}
        exit $code
    """
    qtrack.write_text(script, encoding="utf-8")
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_that_is_shown_runs(page: Path, tmp_path: Path, shell: dict[str, str]) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    blocks = [block for block in BLOCK.findall(page.read_text(encoding="utf-8")) if not installs(block)]
    assert len(blocks) >= 6
    assert blocks[0].startswith("qtrack demo")
    bash("".join(blocks), tmp_path, shell)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_recorded_falls_on_the_day_of_the_demonstration(page: Path) -> None:
    commands = "".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()
    recorded = [line for line in commands if re.match(r"qtrack (record (?!--)|close|return)", line)]
    assert len(recorded) == 5
    assert [line for line in recorded if not re.search(r" -d 2019-06-28( |$)", line)] == []


def test_every_command_of_the_manual_runs(tmp_path: Path, shell: dict[str, str]) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    blocks = {
        language: [shown for text in manual(language) for shown in BLOCK.findall(text)]
        for language in ["en", "zh"]
    }
    assert without_comments(blocks["zh"]) == without_comments(blocks["en"])
    assert blocks["en"]
    bash("qtrack demo demo && cd demo\n" + "".join(blocks["en"]), tmp_path, shell)


def without_comments(blocks: list[str]) -> list[str]:
    return [re.sub(r" +#.*", "", block) for block in blocks]


def manual(language: str) -> list[str]:
    return [topic_text(topic, language) for topic in TOPICS]


def test_captures_are_what_qtrack_prints(
    tmp_path: Path, shell: dict[str, str], *, update_golden: bool
) -> None:
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    bash("qtrack demo demo", tmp_path, shell)
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        captures = CAPTURE.findall(text)
        assert captures
        for command, shown in captures:
            printed = on_terminal(command, tmp_path / "demo", shell)
            if update_golden:
                text = text.replace(
                    f"<!-- capture: {command} -->\n```text\n{shown}",
                    f"<!-- capture: {command} -->\n```text\n{printed}",
                )
                page.write_text(text, encoding="utf-8")
            else:
                assert shown == printed


def on_terminal(command: str, folder: Path, environ: dict[str, str]) -> str:
    """Run a command on a terminal of 80 columns without colour, and return what it prints, errors too."""
    import pty  # noqa: PLC0415 - not on Windows

    main, side = pty.openpty()
    with os.fdopen(main, "rb") as screen:
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=folder,
            env=environ | {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
            stdout=side,
            stderr=side,
        )
        os.close(side)
        printed = b""
        try:
            while more := screen.read1():
                printed += more
        except OSError:  # Linux ends a terminal's last read so
            pass
        assert process.wait() in {0, 2}
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_is_named(language: str) -> None:
    text = topic_text("commands", language)
    assert [name for name in COMMANDS if f"| `qtrack {name}" not in text] == []


def test_its_pictures_are_those_that_the_script_draws() -> None:
    script = (ROOT / ".ci/pictures.py").read_text(encoding="utf-8")
    drawn = re.findall(r"^def (\w+)\(browser: Browser, demo: Path, picture: Path\)", script, re.MULTILINE)
    shown = re.findall(r"\.github/pictures/(\w+)\.png", README.read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(shown)
    assert sorted(drawn) == sorted(each.stem for each in (ROOT / ".github/pictures").glob("*.png"))
