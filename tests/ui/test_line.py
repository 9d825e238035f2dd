"""Lines of styled pieces, and the columns that they take."""

import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qtrack.ui.line import plain, trimmed, width_of


def test_every_sign_takes_the_columns_that_rich_gives_it() -> None:
    signs = map(chr, range(sys.maxunicode + 1))
    assert [sign for sign in signs if width_of(sign) != cell_len(sign)] == []


@given(st.text(), st.text("质量A ①“”…☀\ufe0f\u200d👩"))
def test_a_text_takes_the_columns_that_rich_gives_it(text: str, odd: str) -> None:
    assert width_of(text) == cell_len(text)
    assert width_of(odd) == cell_len(odd)


def test_a_line_is_its_text_or_its_pieces_clean_and_without_blanks_at_the_end() -> None:
    line = ("标准 ", ("\x1b[1m", "red"), "", ("  ", "bold"), " ")
    assert plain(line) == "标准 \N{REPLACEMENT CHARACTER}[1m   "
    assert trimmed(line) == [("标准 ", ""), ("\N{REPLACEMENT CHARACTER}[1m", "red")]
    assert trimmed(("  ", (" ", "red"))) == []
