"""Small pieces of pages."""

from decimal import Decimal

import pytest

from qtrack.locale.message import Translator, msg
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.labels import LEVELS, LIGHTS, OCCURRENCES, STATUSES, percent, signed
from qtrack.ui.line import plain
from qtrack.ui.text import (
    LIGHT_STYLES,
    counts_line,
    flowing,
    light_piece,
    reasons_line,
)

ZH, EN = Translator("zh"), Translator("en")


@pytest.mark.parametrize("words", [LIGHTS, STATUSES, OCCURRENCES, LEVELS])
@pytest.mark.parametrize("translator", [ZH, EN])
def test_every_member_has_a_word_of_its_own(words: dict[object, object], translator: Translator) -> None:
    (kind,) = {type(each) for each in words}
    assert set(words) == set(kind)  # type: ignore[call-overload] # an enumeration yields its members
    said = [translator.say(each) for each in words.values()]  # type: ignore[arg-type] # messages, all of them
    assert len(set(said)) == len(said)
    assert all(said)


def test_every_light_has_a_style() -> None:
    assert set(LIGHT_STYLES) == set(Light)
    assert [light_piece(each, ZH)[0] for each in Light] == ["红", "黄", "绿", "蓝", "未评"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "-"),
        (Decimal("33.0"), "33%"),
        (Decimal("29.7"), "29.7%"),
        (Decimal(0), "0%"),
        (Decimal("1E+2"), "100%"),
    ],
)
def test_a_percentage_is_written_without_zeros_that_say_nothing(value: Decimal | None, written: str) -> None:
    assert percent(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "-"),
        (3, "+3"),
        (Decimal("-18.5"), "-18.5"),
        (Decimal("0.0"), "0"),
        (0, "0"),
        (Decimal("52.30"), "+52.3"),
    ],
)
def test_a_difference_has_its_sign(value: Decimal | int | None, written: str) -> None:
    assert signed(value) == written


def test_counts_leave_out_what_does_not_occur_unless_asked() -> None:
    counts = dict.fromkeys(Light, 0) | {Light.RED: 2, Light.NONE: 1}
    assert plain(counts_line(counts, ZH, zeros=False)) == "红 2  未评 1"
    assert plain(counts_line(counts, EN, zeros=True)) == "red 2  yellow 0  green 0  blue 0  unrated 1"


def reason(words: str, brief: str = "") -> LightReason:
    return LightReason("code", Light.RED, msg(words), msg(brief) if brief else None)


def test_a_line_of_reasons_names_two_and_counts_the_rest() -> None:
    three = [reason("blocked"), reason("due today"), reason("dropped")]
    assert reasons_line(three[:1], ZH) == "受阻"
    assert reasons_line(three[:2], ZH) == "受阻；今天到期"
    assert reasons_line(three, ZH) == "受阻；今天到期；另有 1 条原因"
    assert reasons_line(three, EN) == "blocked; due today; 1 more"


def test_a_line_of_reasons_is_brief_where_figures_have_columns() -> None:
    assert (
        reasons_line([reason("blocked", "due today"), reason("dropped")], EN, brief=True)
        == "due today; dropped"
    )


def test_short_lines_stand_in_one_until_there_is_no_room() -> None:
    words = [("红 1",), (("黄", "red"), " 2"), ("绿 3",)]
    assert list(flowing(words, 20)) == [("红 1", "  ", ("黄", "red"), " 2", "  ", "绿 3")]
    assert [plain(line) for line in flowing(words, 15)] == ["红 1  黄 2", "绿 3"]
    assert [plain(line) for line in flowing(words, 3)] == ["红", "1", "黄", "2", "绿", "3"]
