"""The rules of the lights stand in the manual in both languages, number by number."""

import re
from typing import Final

import pytest

from qtrack.pages.manual import topic_text

CODE: Final = re.compile(r"`([^`]+)`")


def rules(language: str) -> list[str]:
    """Return the numbered rules in their order, each with its tables and examples."""
    section = topic_text("lights", language).partition("\n## ")[0]
    parts = re.split(r"^(\d+)\. ", section, flags=re.MULTILINE)[1:]
    assert [int(number) for number in parts[::2]] == list(range(1, len(parts) // 2 + 1))
    return [re.sub(r"\s+", " ", text) for text in parts[1::2]]


ENGLISH: Final = rules("en")
CHINESE: Final = rules("zh")


def figures(text: str) -> set[str]:
    """Return the numbers and dates of a rule, those of Chinese dates as 03-31."""
    plain = re.sub(r"(\d+)月(\d+)日", lambda day: f"{int(day[1]):02}-{int(day[2]):02}", text)
    return set(re.findall(r"\d+(?:[-.]\d+)*", plain))


def test_both_languages_have_as_many_rules() -> None:
    assert len(ENGLISH) == len(CHINESE) > 40


@pytest.mark.parametrize("number", range(1, len(ENGLISH) + 1))
def test_a_rule_names_the_same_codes_and_figures_in_both_languages(number: int) -> None:
    english, chinese = ENGLISH[number - 1], CHINESE[number - 1]
    assert set(CODE.findall(chinese)) == set(CODE.findall(english))
    assert figures(chinese) == figures(english)
