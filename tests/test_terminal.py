"""The terminal of the tests shows what a person would see."""

import os
import shutil
from pathlib import Path

import pytest

from tests.terminal import CTRL_C, ENTER, TmuxWindow, Window

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no pty")


def test_it_shows_what_was_typed_and_answered_and_how_it_ended(tmp_path: Path) -> None:
    ask = 'stty size; printf "单位："; read -r unit; printf "%s。\\n" "$unit"; exit 5'
    with Window(["sh", "-c", ask], tmp_path, os.environ) as window:
        assert window.see("单位：") == "24 80\n单位："
        window.type("计量处" + ENTER)
        assert window.end() == 5
        assert window.text == "24 80\n单位：计量处\n计量处。"


def test_a_wide_sign_that_does_not_fit_is_carried_over(tmp_path: Path) -> None:
    with Window(["printf", "a计量处"], tmp_path, os.environ, columns=4, lines=3) as window:
        window.end()
        assert window.text == "a计\n量处"


def test_what_was_cleared_or_written_over_is_gone(tmp_path: Path) -> None:
    with Window(["printf", r"计量\rab处\n标准\033[2K\r末"], tmp_path, os.environ) as window:
        window.end()
        assert window.text == "ab处\n末"


def test_ctrl_c_reaches_the_command(tmp_path: Path) -> None:
    script = 'trap "echo so; exit 7" INT; echo begun; while :; do sleep 0.05; done'
    with Window(["sh", "-c", script], tmp_path, os.environ) as window:
        window.see("begun")
        window.type(CTRL_C)
        assert window.end() == 7
        assert "so" in window.text


def test_what_does_not_come_is_a_failure_that_shows_the_screen(tmp_path: Path) -> None:
    with (
        Window(["echo", "计量"], tmp_path, os.environ) as window,
        pytest.raises(AssertionError, match=r"It ended without “标准”:\n\s*计量"),
    ):
        window.see("标准")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
def test_tmux_shows_the_same(tmp_path: Path) -> None:
    ask = 'printf "计量\\033]2;题\\a\\n单位："; read -r unit; printf "%s。\\n" "$unit"; read -r more'
    seen = []
    for terminal in (Window, TmuxWindow):
        with terminal(["sh", "-c", ask], tmp_path, os.environ) as window:
            window.see("单位：")
            assert (window.line, window.title) == ("单位：", "题")
            window.type("计量处" + ENTER)
            seen.append(window.see("计量处。"))
    assert seen == ["计量\n单位：计量处\n计量处。"] * 2
