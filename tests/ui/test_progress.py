"""The bar of a long command: on a terminal only, after a while only, gone at the end."""

import time
from collections.abc import Callable
from io import StringIO

import pytest

from qtrack.locale.message import Translator, msg
from qtrack.ui import progress
from qtrack.ui.progress import Steps
from qtrack.ui.screen import Screen


class Terminal(StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Say that a person is looking."""
        return True


def told(err: StringIO, work: Callable[[], None]) -> str:
    with Steps(Screen(Translator("en"), {}, StringIO(), err), count=2) as steps:
        steps.begin(msg("reading the plan"))
        work()
        steps.begin(msg("laying out the paper"))
        work()
    return err.getvalue()


def a_while() -> None:
    time.sleep(0.3)


def test_long_work_is_told_step_by_step_and_the_bar_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    text = told(Terminal(), a_while)
    assert "reading the plan" in text
    assert "laying out the paper" in text
    assert text.endswith("\x1b[2K")


def test_quick_work_and_pipes_are_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(Terminal(), lambda: None) == ""
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    assert told(StringIO(), a_while) == ""
