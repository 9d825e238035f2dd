"""Tables as spreadsheets save them: every encoding and separator is one table."""

import codecs
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.errors import QtrackError
from qtrack.store.cells import CellError, cell_date, cell_figures, cell_list, cell_number, cell_period
from qtrack.store.spreadsheet import BYTE_ORDER_MARK, Table, TableRow, read_table, write_table
from tests.small import english, wide

ROWS = (("编号", "进展情况", "进度"), ("T01", "完成“甲”，乙\n丙", "40%"), ("T02", "a;b", ""))
TABLE = Table(ROWS[0], (TableRow(2, ROWS[1]), TableRow(3, ROWS[2])))


def saved(separator: str) -> str:
    return "".join(separator.join(f'"{each}"' for each in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_and_separator_is_the_same_table(encoding: str, separator: str) -> None:
    assert read_table(saved(separator).encode(encoding), "x.csv") == TABLE
    assert read_table(f"sep={separator}\r\n{saved(separator)}".encode(encoding), "x.csv") == TABLE


def test_empty_rows_keep_their_numbers_and_empty_columns_at_the_end_are_none() -> None:
    raw = "a,b,,\n\n,,\n1\n1,2,3\n"
    assert read_table(raw.encode(), "x") == Table(
        ("a", "b"), (TableRow(4, ("1", "")), TableRow(5, ("1", "2"), ("3",)))
    )


@pytest.mark.parametrize(
    ("raw", "said", "hint"),
    [
        (b"", "x is empty.", "“qtrack form UNIT” writes one that is ready to fill."),
        (b",,\n\n", "x is empty.", "“qtrack form UNIT” writes one that is ready to fill."),
        (
            b"PK\x03\x04abc",
            "x is a workbook, not a CSV file.",
            "Save it from the spreadsheet as “CSV UTF-8”.",
        ),
        (b"\xff\xff\xff", "x is not text in UTF-8 or GBK.", "Save it from the spreadsheet as “CSV UTF-8”."),
        (b"a\0b", "x is not text in UTF-8 or GBK.", "Save it from the spreadsheet as “CSV UTF-8”."),
        (
            b'a,b\n1,2\n"3,4\n',
            "x, row 3: a cell cannot be read.",
            "Look whether a quote that opens there is closed.",
        ),
        (b"a" * 20_000_001, "x has more than 20000000 bytes.", "Record it in several files."),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, said: str, hint: str) -> None:
    with pytest.raises(QtrackError) as refused:
        read_table(raw, "x")
    assert refused.value.hint is not None
    assert (english(refused.value.message), english(refused.value.hint)) == (said, hint)


@pytest.mark.parametrize("text", ["-12.5", "+3", "-1", "+0.5%"])
def test_a_figure_with_a_sign_stays_a_figure(text: str) -> None:
    assert write_table([["h"], [text]]) == f"h\r\n{text}\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "@a", "\uff1dcmd", "'=1", "''@x"])
def test_no_cell_is_a_formula_and_every_one_is_read_as_it_was(text: str) -> None:
    written = write_table([["h"], [text]])
    assert written == f"h\r\n'{text}\r\n"
    assert read_table(written.encode(), "x").rows[0].cells == (text,)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.text("'=+-@, \";\n\t")


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5))
def test_what_is_written_is_read_again(cells: list[list[str]]) -> None:
    text = BYTE_ORDER_MARK + write_table([["a", "b", "c"], *cells])
    rows = [tuple(each.strip().strip("\ufeff").strip() for each in row) for row in cells]
    table = read_table(text.encode(), "x")
    assert text.encode().startswith(codecs.BOM_UTF8)
    assert [tuple(each.strip("\ufeff").strip() for each in row.cells) for row in table.rows] == [
        row for row in rows if any(row)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2019-3-29",
            "2019/3/29",
            "2019/03/29",
            "2019.3.29",
            "2019年3月29日",
            "20190329",
            "43553",
            "43553.0",
        ),
        *(wide("2019-03-29"), "2019/3/29 0:00", "2019-03-29 00:00:00", " 2019 年 3 月 29 日 "),
    ],
)
def test_a_date_may_be_written_in_many_ways(text: str) -> None:
    assert cell_date(text) == date(2019, 3, 29)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3月29日", "“3月29日” is not a date; write it as 2020-12-31"),
        ("3/29/2019", "“3/29/2019” is not a date; write it as 2020-12-31"),
        ("2019年2月30日", "the calendar has no 2019年2月30日"),
        ("123456", "“123456” is not a date; write it as 2020-12-31"),
    ],
)
def test_what_is_no_date_is_refused(text: str, said: str) -> None:
    with pytest.raises(CellError) as refused:
        cell_date(text)
    assert english(refused.value.message) == said


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("40", "%", "40"),
        ("40%", "%", "40"),
        (wide("40%"), "%", "40"),
        ("40.00 %", "%", "40"),
        ("1,650", "项", "1650"),
        ("1,650.5项", "项", "1650.5"),
        ("-3", "", "-3"),
        ("0.5", "%", "0.5"),
    ],
)
def test_a_number_may_be_written_in_many_ways(text: str, unit: str, value: str) -> None:
    assert str(cell_number(text, unit)) == value
    assert cell_number(text, unit) == Decimal(value)


@pytest.mark.parametrize("text", ["四十", "4O", "1,65", "1.65E+03", "40%%", ""])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CellError) as refused:
        cell_number(text, "%")
    assert english(refused.value.message) == f"“{text}” is not a number; write digits only, such as 40"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019", "2019"),
        ("2019年", "2019"),
        ("2019年度", "2019年度"),
        ("2019Q1", "2019Q1"),
        ("2019-q1", "2019Q1"),
        ("2019年第二季度", "2019Q2"),
        ("2019年3季度", "2019Q3"),
        ("2019-03", "2019-03"),
        ("2019-3", "2019-03"),
        ("2019年3月", "2019-03"),
        ("2019/3", "2019-03"),
        ("2019/3/1", "2019-03"),  # what a spreadsheet makes of 2019-03
        ("2019-03-01", "2019-03"),
        ("2019/3/2", "2019/3/2"),
        ("2019-13", "2019-13"),
        ("每月", "每月"),
        ("", ""),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert cell_period(text) == period
    assert cell_period(wide(text)) == period


def test_lists_and_figures() -> None:
    assert cell_list("甲； 乙;丙\n丁;;") == ("甲", "乙", "丙", "丁")
    assert cell_figures("a=1；b\uff1d2; c：3") == (("a", "1"), ("b", "2"), ("c", "3"))
    with pytest.raises(CellError) as refused:
        cell_figures("a=1; 5")
    assert english(refused.value.message) == "“5” is no figure; write ID=VALUE, several with “;” between"
