"""`qtrack help`: the topics of the manual, in both languages, in a pipe and on a terminal."""

import re
from pathlib import Path

import pytest

import qtrack
from qtrack.pages.manual import TOPICS, topic_text, topic_titles
from qtrack.ui.markdown import show_markdown
from tests.cli.conftest import CHINESE, ENGLISH, Runner
from tests.screens import shown, widest_line


@pytest.mark.parametrize(("language", "environ"), [("en", ENGLISH), ("zh", CHINESE)])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_pipe_gets_the_markdown_of_a_topic(
    topic: str, language: str, environ: dict[str, str], run: Runner
) -> None:
    done = run("help", topic, environ=environ)
    assert (done.code, done.err) == (0, "")
    assert done.out == topic_text(topic, language)


def test_without_a_topic_all_are_listed(run: Runner) -> None:
    done = run("help", environ=CHINESE)
    assert [line.split()[0] for line in done.out.splitlines()] == list(TOPICS)
    assert "lights        灯的规则" in done.out.splitlines()
    assert done.err == "“qtrack help 主题”显示其中一个，“qtrack 命令 --help”说明一个命令。\n"


def test_a_topic_may_be_typed_as_its_title(run: Runner) -> None:
    assert run("help", "灯的规则", environ=CHINESE).out == topic_text("lights", "zh")


def test_a_command_shows_its_own_help(run: Runner) -> None:
    assert run("help", "status") == run("status", "--help")


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("lihgts", "“qtrack help lights” is there; “qtrack help” lists all."),
        ("zzz", "“qtrack help” lists them all."),
    ],
)
def test_a_wrong_topic_is_one_sentence(typed: str, what: str, run: Runner) -> None:
    done = run("help", typed, environ=ENGLISH)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"qtrack: TOPIC is “{typed}”, which the manual does not have. {what}\n"


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_headings_blocks_and_tables(topic: str) -> None:
    english, chinese = (shape(topic_text(topic, language)) for language in ("en", "zh"))
    assert chinese == english


def shape(text: str) -> list[str]:
    """Return what a text is made of: its headings, blocks of code and tables, in their order."""
    lines = re.sub(r"^```(\w+)\n.*?^```$", r"```\1", text, flags=re.DOTALL | re.MULTILINE).splitlines()
    return [found[0] for line in lines if (found := re.match(r" *(#+ |```\w+|\|[-:| ]+\|$)", line))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_file_of_the_manual_is_a_topic_with_a_title(language: str) -> None:
    folder = Path(qtrack.__file__).parent / "manual" / language
    assert {path.stem for path in folder.iterdir()} == set(TOPICS) == set(topic_titles(language))
    assert all(topic_text(topic, language).startswith("# ") for topic in TOPICS)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_terminal_gets_lines_that_fit_it(
    topic: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = shown(language, terminal=True)
    show_markdown(topic_text(topic, language), screen.screen)
    assert widest_line(screen.text) <= 80


def test_screens_of_the_tour_are_shown_as_wide_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = shown("zh", terminal=True)
    text = topic_text("tour", "zh")
    show_markdown(text, screen.screen, prose=True)
    screens = re.findall(r"^```screen\n(.*?)\n```$", text, flags=re.DOTALL | re.MULTILINE)
    assert len(screens) > 10
    assert [shot for shot in screens if shot not in screen.text] == []


def test_chinese_lines_of_the_source_are_joined_without_a_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = shown("zh", terminal=True)
    show_markdown("逾期，\n未报送\nT05 **红**\n灯\n", screen.screen)
    assert "逾期，未报送 T05 红灯" in re.sub(r"\x1b\[[\d;]*m", "", screen.text)


def lines_of(markdown: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines that a terminal of so many columns shows, without blanks around them."""
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = shown("zh", terminal=True)
    show_markdown(markdown, screen.screen)
    return [line.strip() for line in screen.text.splitlines() if line.strip()]


def test_chinese_prose_fills_its_lines_and_none_begins_with_a_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = "1. 截至 `D` 的**最近一次报送算数**，较早的不算，除非说得明白，或者另有更正。\n"
    assert lines_of(prose, 40, monkeypatch) == [
        "1 截至 D 的最近一次报送算数，较早的不",
        "算，除非说得明白，或者另有更正。",
    ]


def test_neither_a_heading_nor_a_cell_begins_a_line_with_a_sign_that_closes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert lines_of("## 滞后和逾期事项：单位和原因\n", 15, monkeypatch) == ["滞后和逾期事", "项：单位和原因"]
    table = "| 责任（配合）单位 | 原因 |\n|---|---|\n| 计量处，院 | 落后的；逾期 |\n"
    assert lines_of(table, 17, monkeypatch) == [
        "责任",
        "（配",
        "合）单",
        "位      原因",
        "───────────────",
        "计量    落后",
        "处，院  的；逾",
        "期",
    ]
    many = f"| {'栏 | ' * 9}栏\n|{'---|' * 10}\n| {'- | ' * 9}落后的；逾期\n"
    assert lines_of(many, 10, monkeypatch) == ["栏  落后", "的；逾期"]
