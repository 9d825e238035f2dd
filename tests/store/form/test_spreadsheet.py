"""Tables as spreadsheets save them: every encoding and separator is one table."""

import codecs
from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.errors import QtrackError
from qtrack.locale.message import Message
from qtrack.store.form.cells import CellError, cell_date, cell_figures, cell_list, cell_number, cell_period
from qtrack.store.form.spreadsheet import (
    Table,
    decode_table,
    read_table,
    write_table,
)
from tests.conftest import ROOT
from tests.small import english, wide

LINES = sorted(
    {
        line
        for path in (ROOT / "plan").rglob("*.yaml")
        for line in path.read_text(encoding="utf-8").split("\n")
        if not line.isascii()
    }
)
ROWS = (("编号", "进展情况", "进度"), ("T01", "完成“甲”，乙\n丙", "40%"), ("T02", "a;b", ""))
TABLE = Table(ROWS[0], ((2, ROWS[1]), (3, ROWS[2])))

#: What days are counted from, and what nobody hears.
TODAY: Final = date(2019, 6, 26)
UNHEARD: Final[list[Message]] = []

NO_TEXT = "no text in UTF-8 or GBK"
CUT = "a character is cut or damaged"
SAVE = "Save it from the spreadsheet as “CSV UTF-8”."


def saved(separator: str) -> str:
    return "".join(separator.join(f'"{each}"' for each in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-be"])
def test_every_encoding_and_separator_is_the_same_table(encoding: str, separator: str) -> None:
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    assert read_table(mark + saved(separator).encode(encoding), "x.csv") == TABLE
    assert read_table(mark + f"sep={separator}\r\n{saved(separator)}".encode(encoding), "x.csv") == TABLE


@pytest.mark.parametrize(
    "text",
    [
        "办公室",
        "2018年报",
        "王堃",
        "黄堃已到岗",
        "500㎡",
        "见〔2019〕12号—附件·一",
        "√",
        "朱镕基、陶喆、㛃三位同志已到岗，并完成交接",
        "Ω≥4×10℃",
    ],
)
def test_what_is_written_in_gbk_is_read(text: str) -> None:
    for encoding in ("gb18030", "gbk") if text.isascii() or "㛃" not in text else ("gb18030",):
        assert decode_table(f"about,summary\nT01,{text}\n".encode(encoding), "x").endswith(f",{text}\n")


@given(st.sampled_from(LINES), st.data())
def test_a_line_of_the_plan_is_read_in_gbk_and_refused_where_it_is_cut_in_utf8(
    text: str, data: st.DataObject
) -> None:
    gbk = f"编号,进展\n{text}".encode("gb18030")  # one sign alone may be one of UTF-8, too
    assert decode_table(gbk, "x") == f"编号,进展\n{text}"
    raw = text.encode()[: data.draw(st.integers(1, len(text.encode())))]
    try:
        assert decode_table(raw, "x") == raw.decode()
    except QtrackError as refused:
        assert CUT in english(refused.message)  # noqa: PT017 - or else it is read as it was


def test_empty_rows_keep_their_numbers_and_empty_columns_at_the_end_are_none() -> None:
    raw = "a,b,,\n\n,,\n1\n1,2,3\n"
    assert read_table(raw.encode(), "x") == Table(("a", "b"), ((4, ("1", "")), (5, ("1", "2", "3"))))


@pytest.mark.parametrize(
    ("raw", "said", "hint"),
    [
        (b"", "x is empty.", "“qtrack form UNIT” writes one that is ready to fill."),
        (b",,\n\n", "x is empty.", "“qtrack form UNIT” writes one that is ready to fill."),
        (
            b"\xd0\xcf\x11\xe0abc",
            "x is a workbook of old kind (.xls), or has a password.",
            "Save it as an Excel workbook (.xlsx) without a password, or as “CSV UTF-8”.",
        ),
        (b"\xff\xff\xff", f"x, line 1: {NO_TEXT}.", SAVE),
        (b"a\nb\0c", f"x, line 2: {NO_TEXT}.", SAVE),
        ("甲,乙\n丙\0".encode("gbk"), f"x, line 2: {NO_TEXT}.", SAVE),
        # cut in the last character, and damaged in one before it
        ("about,summary\nT01,完成".encode()[:-1], f"x, line 2: {CUT}.", SAVE),
        ("about,summary\nT01,完".encode()[:-2], f"x, line 2: {CUT}.", SAVE),
        (
            "编号,进展\nT01,完成\nT02,完成\n".encode().replace(b"\xae\x8c", b"\x8c", 1),
            f"x, line 2: {CUT}.",
            SAVE,
        ),
        (codecs.BOM_UTF16_LE + "a,b\n甲".encode("utf-16-le")[:-1], f"x, line 2: {CUT}.", SAVE),
        ("编号,进展\nT01,完成设备采购".encode("gbk")[:-1], f"x, line 1: {NO_TEXT}.", SAVE),
        # of other encodings
        ("about,summary\nT01,完成招標\n".encode("big5"), f"x, line 2: {NO_TEXT}.", SAVE),
        ("編號,進展情況\nT01,已建立標準化處\n".encode("big5"), f"x, line 1: {NO_TEXT}.", SAVE),
        ("about,summary\nT01,計量標準を整備した\n".encode("shift-jis"), f"x, line 2: {NO_TEXT}.", SAVE),
        ("about,summary\nT01,déjà réglé\n".encode("latin-1"), f"x, line 2: {NO_TEXT}.", SAVE),
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


@pytest.mark.parametrize("taken_for", ["gbk", "cp437", "cp1252"])
@pytest.mark.parametrize("kept_as", ["utf-16", "utf-8-sig", "utf-8"])
def test_what_a_pipe_of_powershell_damaged_is_refused_with_the_way_around(
    taken_for: str, kept_as: str
) -> None:
    written = write_table([["编号", "进展情况"], ["T01", "完成"]]).encode()
    with pytest.raises(QtrackError) as refused:
        read_table(written.decode(taken_for, "replace").encode(kept_as), "x")
    assert english(refused.value.message) == "x went through a pipe that took UTF-8 for another encoding."


def test_what_a_pipe_of_powershell_takes_for_what_it_is_is_read() -> None:
    written = write_table(ROWS).encode()
    assert read_table(written.decode("utf-8-sig").encode("utf-16"), "x") == TABLE


@pytest.mark.parametrize("text", ["-12.5", "+3", "-1", "+0.5%"])
def test_a_figure_with_a_sign_stays_a_figure(text: str) -> None:
    assert write_table([["h"], [text]]) == f"\ufeffh\r\n{text}\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "@a", "\uff1dcmd", "'=1", "''@x"])
def test_no_cell_is_a_formula_and_every_one_is_read_as_it_was(text: str) -> None:
    written = write_table([["h"], [text]])
    assert written == f"\ufeffh\r\n'{text}\r\n"
    assert read_table(written.encode(), "x").rows == ((2, (text,)),)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.text("'=+-@, \";\n\t")


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5))
def test_what_is_written_is_read_again(cells: list[list[str]]) -> None:
    text = write_table([["a", "b", "c"], *cells])
    rows = [tuple(each.strip().strip("\ufeff").strip() for each in row) for row in cells]
    table = read_table(text.encode(), "x")
    assert text.encode().startswith(codecs.BOM_UTF8)
    assert [tuple(each.strip("\ufeff").strip() for each in cells) for _, cells in table.rows] == [
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
    assert cell_date(text, TODAY, UNHEARD.append) == date(2019, 3, 29)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3月", "“3月” is not a date; write it as 2020-12-31"),
        ("gestern", "“gestern” is not a date; write it as 2020-12-31"),
        ("3/4/2019", "“3/4/2019” can be 2019-03-04, 2019-04-03; write the one that is meant"),
        ("2019年2月30日", "the calendar has no 2019年2月30日"),
        ("123456", "“123456” is not a date; write it as 2020-12-31"),
    ],
)
def test_what_is_no_date_is_refused(text: str, said: str) -> None:
    with pytest.raises(CellError) as refused:
        cell_date(text, TODAY, UNHEARD.append)
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
        ("-0", "", "0"),
        ("-0.0%", "%", "0"),
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
        ("2019年度", "2019"),
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
    assert cell_period(text, TODAY, UNHEARD.append) == period
    assert cell_period(wide(text), TODAY, UNHEARD.append) == period


def test_lists_and_figures() -> None:
    assert cell_list("甲； 乙;丙\n丁;;") == ("甲", "乙", "丙", "丁")
    assert cell_figures("a=1；b\uff1d2; c：3") == (("a", "1"), ("b", "2"), ("c", "3"))
    with pytest.raises(CellError) as refused:
        cell_figures("a=1; 5")
    assert english(refused.value.message) == "“5” is no figure; write ID=VALUE, several with “;” between"
