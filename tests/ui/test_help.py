"""Help pages as text."""

import pytest

from qtrack.ui.help import help_text
from tests.screens import shown, widest_line


def drawn(language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    screen = shown(language).screen
    day = screen.say("Show what was so on this date, as 2019-06-28; else today.")
    return help_text(
        screen,
        "qtrack show ID [OPTIONS]",
        "Show one task whole: its place, who answers for it, deliverables, indicators, entries.",
        arguments=[("ID", screen.say("A task or section: T18, t18, 18, S1."))],
        options=[("--as-of DATE", day), ("--version", "")],
        example="qtrack show T18",
    )


def test_a_page_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn("zh", 80, monkeypatch) == (
        "用法：qtrack show ID [OPTIONS]\n"
        "\n"
        "显示一项任务的全部：所属、责任、事项、指标、进展条目。\n"
        "\n"
        "参数：\n"
        "  ID  任务或部分：T18、t18、18、S1。\n"
        "\n"
        "选项：\n"
        "  --as-of DATE  截至这一天的情况，如 2019-06-28；默认今天。\n"
        "  --version\n"
        "\n"
        "例如：\n"
        "  qtrack show T18"
    )


def test_a_page_in_english_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn("en", 50, monkeypatch) == (
        "Usage: qtrack show ID [OPTIONS]\n"
        "\n"
        "Show one task whole: its place, who answers for\n"
        "it, deliverables, indicators, entries.\n"
        "\n"
        "Arguments:\n"
        "  ID  A task or section: T18, t18, 18, S1.\n"
        "\n"
        "Options:\n"
        "  --as-of DATE  Show what was so on this date, as\n"
        "                2019-06-28; else today.\n"
        "  --version\n"
        "\n"
        "For example:\n"
        "  qtrack show T18"
    )


def test_a_long_name_stands_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    options = [("--an-option-that-is-rather-long VALUE", "Print the version.")]
    assert help_text(shown().screen, "x", "", options=options).split("\n")[-2:] == [
        "  --an-option-that-is-rather-long VALUE",
        " " * 32 + "Print the version.",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [10, 20, 40, 60, 80, 100, 300])
def test_nothing_is_lost_on_any_terminal(language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow, wide = drawn(language, width, monkeypatch), drawn(language, 100, monkeypatch)
    assert "".join(narrow.split()) == "".join(wide.split())
    assert widest_line(narrow) <= max(width, 36)
    assert len(narrow.split("\n")) < 40
