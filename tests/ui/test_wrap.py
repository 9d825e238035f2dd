"""Lines broken as Chinese is, and as English is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qtrack.ui.line import Line, plain
from qtrack.ui.wrap import fit, fold, folded, indented

CHINESE = st.text("质量强省工作方案，。；（）“”、abc 123%", max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("质量强省", 8, ["质量强省"]),
        ("质量强省", 6, ["质量强", "省"]),
        ("one two three", 7, ["one two", "three"]),
        ("质量，强省", 4, ["质", "量，", "强省"]),
        ("质量（强省）", 6, ["质量", "（强", "省）"]),
        ("落后 19 个百分点", 9, ["落后", "19 个百分", "点"]),
        ("一\n二", 10, ["一", "二"]),
        ("unbreakable", 4, ["unbreakable"]),
        ("2019-06-28", 4, ["2019-06-28"]),
        ("a  b", 10, ["a  b"]),
        ("质量  强省  2 项", 10, ["质量  强省", "2 项"]),
        ("质量  未评 1  蓝 2", 12, ["质量  未评 1", "蓝 2"]),
        ("质量  落后 19 个百分点", 14, ["质量  落后", "19 个百分点"]),
    ],
)
def test_a_text_is_broken_where_it_may_be(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


@given(CHINESE, st.integers(12, 40))
def test_nothing_is_lost_but_blanks(text: str, width: int) -> None:
    assert "".join("".join(fold(text, width)).split()) == "".join(text.split())


@given(CHINESE, st.integers(1, 40))
def test_no_line_begins_with_a_sign_that_closes_or_ends_with_one_that_opens(text: str, width: int) -> None:
    lines = fold(text.replace(" ", ""), width)
    assert not [line for line in lines[1:] if line[:1] in set("，。；、）”%")]
    assert not [line for line in lines[:-1] if line[-1:] in set("（“")]


@given(st.text("质量强省", max_size=60), st.integers(2, 40))
def test_pure_chinese_fits_any_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in fold(text, width))


def test_a_word_that_is_wider_than_the_line_is_cut() -> None:
    assert fit("a unbreakable 质量", 4) == ["a", "unbr", "eaka", "ble", "质量"]
    assert fit("质", 1) == ["质"]
    assert fit("a  ", 9) == ["a  "]


def test_where_a_word_is_cut_no_line_begins_with_a_sign_that_closes_it() -> None:
    assert fit("〔2019〕3号", 5) == ["〔201", "9〕", "3号"]
    assert fit("no-share、", 8) == ["no-shar", "e、"]
    assert fit("a“质“量”", 5) == ["a“质", "“量”"]
    assert fit("量，", 2) == ["量", "，"]  # no line has room for both
    assert fit("a量）", 3) == ["a", "量", "）"]


def test_styles_stay_where_they_are_when_a_line_is_folded() -> None:
    line: Line = (("质量", "bold"), "强省 ", ("工作方案", "red"), "。")
    assert list(folded(line, 6)) == [
        (("质量", "bold"), "强"),
        ("省 ", ("工", "red")),
        (("作方", "red"),),
        (("案", "red"), "。"),
    ]
    assert list(folded(line, 100)) == [line]


def test_lines_stand_below_the_first_as_far_in_as_they_should() -> None:
    assert [plain(line) for line in folded(("质量强省",), 8, 4, ("红  ",))] == ["红  质量", "    强省"]
    assert list(indented("质量强省", 2, 6)) == [(("  质量", "dim"),), (("  强省", "dim"),)]
    assert list(indented("a\nb", 1, 100, "")) == [((" a", ""),), ((" b", ""),)]


@given(CHINESE, CHINESE, st.integers(1, 40))
def test_a_folded_line_has_the_lines_of_its_text(one: str, other: str, width: int) -> None:
    drawn = [plain(line).rstrip() for line in folded((one, (other, "red")), width)]
    assert drawn == [line.rstrip() for line in fit(one + other, width)]
    assert all(cell_len(line) <= max(width, 2) for line in drawn)
