"""The tour of the manual: the screens that it shows are those of a real terminal of 80 columns and 24 lines.

A person at bash is played: commands and keys are typed, and each screen is held to the page, byte for byte.
With --update-golden the pages are written anew.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT, Demonstration
from tests.repositories import git
from tests.terminal import ENTER, TmuxWindow, Window

NEEDED: Final = [program for program in ("bash", "less", "sed") if shutil.which(program) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="there is no pty"),
    pytest.mark.skipif(bool(NEEDED), reason=f"lacking: {NEEDED}"),
]

SCREEN: Final = re.compile(r"^```screen\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: An entry's id: the day, and six digits that are never the same for what is recorded in the tour.
ENTRY: Final = re.compile(r"(\d{4}-\d\d-\d\d-)([0-9a-f]{6})(?![0-9a-f])")
COMMIT: Final = re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}(?![0-9a-f])")
#: The prompt of the shell, and behind it, as the title of the window, how many commands there were.
PROMPT: Final = r"$ \[\e]2;\#\a\]"


class Person:
    """Somebody at a shell, who waits for what the screen shows before the next key."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._commands = 1
        self._wait()

    def run(self, command: str) -> str:
        """Run a command on a cleared screen until the shell asks for the next, and return the screen."""
        self.start(command)
        self._wait()
        return self._window.text

    def start(self, command: str) -> None:
        """Type a command on a cleared screen, and leave it running."""
        for line in ("clear", command):
            self._window.type(line + ENTER)
            self._commands += 1
            if line == "clear":
                self._wait()

    def page(self, command: str) -> str:
        """Run a command that shows a long page, return its first screen, and leave the pager."""
        self.start(command)
        self._window.until(lambda: self._window.line == ":", "the pager")
        shown = self._window.text
        self._window.type("q")
        self._wait()
        return shown

    def ask(self, command: str) -> str:
        """Start a command that asks, and return the screen when it does."""
        self.start(command)
        self._window.until(self._asked, "a question")
        return self._window.text

    def answer(self, keys: str) -> str:
        """Answer a question, and return the screen at the next."""
        before = self._answered(keys)
        self._window.until(lambda: self._window.text != before and self._asked(), "a question")
        return self._window.text

    def end(self, keys: str) -> str:
        """Answer the last question, and return the screen when the shell asks again."""
        self._answered(keys)
        self._wait()
        return self._window.text

    def _answered(self, keys: str) -> str:
        typed = without_blanks(self._window.line + keys)
        self._window.type(keys)
        self._window.until(lambda: without_blanks(self._window.line) == typed, keys)
        before = self._window.text
        self._window.type(ENTER)
        return before

    def _asked(self) -> bool:
        return self._window.line.endswith((":", "：", "]"))

    def _wait(self) -> None:
        number = str(self._commands)
        self._window.until(lambda: self._window.title == number and self._window.line == "$", "the prompt")


def without_blanks(line: str) -> str:
    """Take out what the screen does not tell of the end of a line."""
    return line.replace(" ", "")


def tour(person: Person) -> Iterator[str]:
    """Yield the screens of the tour, in the order in which an office works."""
    yield person.run("qtrack status --as-of 2019-06-28")
    yield person.page("qtrack status --as-of 2019-06-28 --all")
    yield person.page("qtrack show T05 --as-of 2019-06-28")
    person.run("qtrack config unit 计财科技处")
    yield person.run("qtrack mine --as-of 2019-06-28")
    yield person.run('qtrack record 5 40% "设备采购完成招标" --next "签订合同" -d 2019-06-28')
    person.ask("qtrack record T22 -d 2019-06-28")
    yield person.answer("石墨烯")
    for words in ("22.7", "进行中", "10", "新址获批", "设备尚未采购", "八月底前完成采购", "样例〔2019〕30号"):
        person.answer(words)
    yield person.answer("")  # no more evidence
    yield person.end("")
    person.ask("qtrack correct T22 15%")
    yield person.end("y")
    person.ask("qtrack undo")
    yield person.end("y")
    yield person.page("qtrack status --as-of 2019-06-28 --since 2019-06-21")
    yield person.page("qtrack chase --as-of 2019-06-28")
    yield person.run('qtrack return T08 --unit 办公室 --reason "缺少佐证材料" -d 2019-06-28')
    yield person.page("qtrack report weekly --of 2019-W26")
    person.run("git add plan/progress && git commit -qm 第26周进展")
    person.run("sed -i 's/red_gap: 30/red_gap: 40/' plan/plan.yaml")
    yield person.page("qtrack diff --effect --as-of 2019-06-28")
    yield person.run("qtrack changes --since 2019-04-01")


@pytest.fixture(name="home")
def home_of_a_person(tmp_path: Path) -> Path:
    """Make the home of somebody who has qtrack and a name, and nothing else set."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    program = home / "bin" / "qtrack"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qtrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return home


NO_TMUX: Final = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")


@pytest.mark.parametrize("terminal", [Window, pytest.param(TmuxWindow, marks=NO_TMUX)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_screens_of_the_tour_are_those_of_a_terminal(
    language: str,
    terminal: type[Window],
    home: Path,
    tmp_path: Path,
    demonstration: Demonstration,
    *,
    update_golden: bool,
) -> None:
    demo = tmp_path / "demo"
    shutil.copytree(demonstration.folder, demo)
    steady = Steady(demo)
    environ = {
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
        "QTRACK_LANG": language,
        "PS1": PROMPT,
    }
    with terminal(["bash", "--norc", "-i"], demo, environ) as window:
        seen = [steady(screen) + "\n" for screen in tour(Person(window))]
    page = ROOT / "qtrack" / "manual" / language / "tour.md"
    text = page.read_text(encoding="utf-8")
    assert len(SCREEN.findall(text)) == len(seen)
    if update_golden:
        screens = iter(seen)
        page.write_text(
            SCREEN.sub(lambda _: f"```screen\n{next(screens)}```", text), encoding="utf-8", newline="\n"
        )
    else:
        assert SCREEN.findall(text) == seen


class Steady:
    """Puts in the place of ids that are never the same, of entries and of commits, as many steady signs."""

    def __init__(self, demo: Path) -> None:
        entries = ENTRY.findall(git(demo, "ls-tree", "-r", "--name-only", "HEAD"))
        self._entries: dict[str, str] = {digits: digits for _, digits in entries}
        commits = git(demo, "log", "--reverse", "--format=%H").split()
        self._commits = {commit[:8]: f"c0de{number:04}" for number, commit in enumerate(commits, 1)}

    def __call__(self, screen: str) -> str:
        """Return a screen with steady ids; what the tour recorded is numbered in the order it appears."""
        with_entries = ENTRY.sub(lambda found: found[1] + self._entry(found[2]), screen)
        return COMMIT.sub(lambda found: self._commits.get(found[0], found[0]), with_entries)

    def _entry(self, digits: str) -> str:
        return self._entries.setdefault(digits, f"{len(self._entries):06}")
