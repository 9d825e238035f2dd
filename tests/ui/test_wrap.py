"""Lines broken as Chinese is, and as English is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qtrack.ui.wrap import fold

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
