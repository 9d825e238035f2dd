"""Small pieces of pages."""

from decimal import Decimal

import pytest
from rich.cells import cell_len

from qtrack.locale.message import Translator, msg
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.labels import LEVELS, LIGHTS, OCCURRENCES, STATUSES, percent, signed
from qtrack.ui.text import (
    LIGHT_STYLES,
    counts_text,
    light_text,
    plain_table,
    reasons_line,
    say_all,
    text,
    widest,
)
from tests.screens import shown

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
    assert [light_text(each, ZH).plain for each in Light] == ["红", "黄", "绿", "蓝", "未评"]


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
    assert counts_text(counts, ZH, zeros=False).plain == "红 2  未评 1"
    assert counts_text(counts, EN, zeros=True).plain == "red 2  yellow 0  green 0  blue 0  unrated 1"


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


def test_a_text_of_the_plan_is_no_markup_and_has_no_codes() -> None:
    assert text("[bold]x[/bold]\x1b").plain == "[bold]x[/bold]\N{REPLACEMENT CHARACTER}"


def test_the_widest_counts_columns_and_not_signs() -> None:
    assert widest([]) == 0
    assert widest(["abc", "红灯"]) == 4
    assert widest(["\x1b"]) == 1


def test_labels_are_said_together() -> None:
    assert say_all(ZH, msg("blocked"), msg("dropped")) == ["受阻", "已取消"]


def test_a_table_keeps_its_columns_and_has_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    table = plain_table(["名称", "n"], widths=[8, 4], right=[1])
    table.add_row("很长很长很长", "7")
    table.add_row("短", "1234")
    on = shown(terminal=True)
    on.screen.show(table)
    assert on.text == "名称        n\n很长很长    7\n很长\n短       1234\n"
    assert {cell_len(line) for line in on.text.split("\n")} <= {13, 4, 0}
