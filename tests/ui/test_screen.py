"""The door out: what it lets through, what it makes plain, and when it is coloured."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator, msg
from qtrack.ui.line import clean, escape
from qtrack.ui.screen import UNLIMITED, Screen, standard_screen
from tests.screens import shown

LOST = "\N{REPLACEMENT CHARACTER}"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("完成建标12项", "完成建标12项"),
        ("a\nb\tc", "a\nb\tc"),
        ("\x1b[31mred", f"{LOST}[31mred"),
        ("bell\x07", f"bell{LOST}"),
        ("csi\x9b31m", f"csi{LOST}31m"),
        ("del\x7f", f"del{LOST}"),
        ("over\rwritten", f"over{LOST}written"),
        ("\u202eleft", f"{LOST}left"),
        ("zero\u200bwidth", f"zero{LOST}width"),
        ("\ufeffmark", f"{LOST}mark"),
    ],
)
def test_control_codes_are_taken_out_of_a_text(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_what_is_cleaned_once_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(each in cleaned for each in "\x1b\x07\x9b\r\x7f\x00\u202e")
    assert len(cleaned) == len(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_control_codes_within_json_are_read_back(text: str) -> None:
    raw = escape(json.dumps(text, ensure_ascii=False))
    assert json.loads(raw) == text
    assert clean(raw) == raw


def test_a_line_is_a_message_or_a_text_of_the_users_and_both_are_cleaned() -> None:
    on = shown("zh")
    on.screen.line(msg("There is no unit “{name}”.", name="\x1b[2J"))
    on.screen.line("任务{x}\x07")
    on.screen.line(msg("blocked"))
    assert on.out.getvalue() == f"没有单位“{LOST}[2J”。\n任务{{x}}{LOST}\n受阻\n"
    assert on.err.getvalue() == ""


def test_talk_goes_to_stderr_after_the_data_and_is_cleaned() -> None:
    on = shown("en")
    on.screen.line("data")
    on.screen.talk(msg("warning: {text}", text="\x1b]0;title\x07"))
    assert on.out.getvalue() == "data\n"
    assert on.err.getvalue() == f"warning: {LOST}]0;title{LOST}\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "qtrack: git was not found on this computer. Install git.\n"),
        ("zh", "qtrack：本机没有 git。请安装 git。\n"),
    ],
)
def test_a_failure_is_one_line_with_its_remedy(language: str, said: str) -> None:
    on = shown(language)
    on.screen.fail(QtrackError(msg("git was not found on this computer."), msg("Install git.")))
    assert on.err.getvalue() == said
    assert on.out.getvalue() == ""


def test_data_is_written_as_it_is() -> None:
    on = shown()
    on.screen.write('{"a": "\\u001b"}\n')
    assert on.out.getvalue() == '{"a": "\\u001b"}\n'


@pytest.mark.parametrize(
    ("shell", "text", "warned"),
    [
        ("powershell", "\ufeff编号\r\n", True),
        ("powershell", "编号".encode(), True),
        ("powershell", "{}\n", False),
        ("pwsh", "\ufeff编号\r\n", False),
        ("cmd", "\ufeff编号\r\n", False),
    ],
)
def test_of_what_windows_powershell_recodes_there_is_a_word(
    shell: str, text: str | bytes, warned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtrack.ui.screen._ON_WINDOWS", True)
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, ""))
    reading, writing = os.pipe()
    err = io.StringIO()
    with os.fdopen(reading, "rb") as end, os.fdopen(writing, "w", encoding="gbk", newline="") as out:
        Screen(Translator("en"), {}, out, err).write(text)
        out.flush()
        assert end.read1() == (text.encode() if isinstance(text, str) else text)
    assert err.getvalue().endswith("-o FILE writes it as it is.\n") is warned


def test_a_file_is_not_recoded_whichever_shell_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtrack.ui.screen._ON_WINDOWS", True)
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("powershell", ""))
    err = io.StringIO()
    with (tmp_path / "f").open("w", encoding="gbk") as out:
        Screen(Translator("en"), {}, out, err).write("\ufeff编号")
    assert err.getvalue() == ""


def test_a_pipe_is_as_wide_as_it_takes_and_a_terminal_as_wide_as_it_is() -> None:
    assert shown().screen.width == UNLIMITED
    assert shown(terminal=True).screen.width == 40


@pytest.mark.parametrize(
    ("terminal", "environ", "coloured"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(
    environ: dict[str, str], *, terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    on = shown(terminal=terminal, environ=environ)
    on.screen.show([(("红", "red"),)])
    assert on.out.getvalue() == ("\x1b[31m红\x1b[0m\n" if coloured else "红\n")


def test_no_line_of_a_page_ends_in_blanks_even_within_a_style() -> None:
    on = shown(terminal=True)
    on.screen.show([(("a  b  ", "bold"),), (("c", "bold"), ("   ", "red")), ("d ",)])
    assert on.out.getvalue() == "\x1b[1ma  b\x1b[0m\n\x1b[1mc\x1b[0m\nd\n"


def test_markup_emoji_and_highlights_are_left_alone() -> None:
    on = shown(terminal=True)
    on.screen.show([("[red]x[/red] :smile: 12",)])
    assert on.out.getvalue() == "[red]x[/red] :smile: 12\n"


def test_the_standard_screen_is_of_this_process(capsys: pytest.CaptureFixture[str]) -> None:
    screen = standard_screen(Translator("en"), {})
    assert isinstance(screen, Screen)
    assert not screen.is_terminal
    screen.line("x")
    screen.talk(msg("blocked"))
    assert capsys.readouterr() == ("x\n", "blocked\n")


def test_the_screen_is_the_only_door() -> None:
    """No module but these writes to a standard stream; what a shell completes is for no person to read."""
    doors = {"ui/screen.py", "ui/terminal.py", "cli/main.py", "cli/completion/answer.py"}
    code = Path(__file__).parents[2] / "qtrack"
    found = {
        path.relative_to(code).as_posix()
        for path in code.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("sys.stdout", "sys.stderr", "print("))
    }
    assert found - {"ui/screen.py"} <= doors
