"""Forms that were filled as workbooks: what cells say, and what is refused, made by openpyxl and by hand."""

import io
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.workbook import Workbook as Written

from qtrack.errors import QtrackError
from qtrack.store.form.workbook import read_workbook
from tests.small import english

HEAD: Final = ("ID", "Percent", "Progress")
ROW: Final = ("T01", 40, "done")
NO_WORKBOOK: Final = "x is no Excel workbook, or is damaged."
TOO_LARGE: Final = "x is larger than a form can be."


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def made(*rows: tuple[Any, ...], change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """Return a workbook of one sheet with these rows."""
    book = Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    change(page)
    return saved(book)


def of_cell(value: object, number_format: str = "General") -> bytes:
    """Return a workbook with a value below a head."""

    def fill(page: Worksheet) -> None:
        page["A2"].value = value
        page["A2"].number_format = number_format

    return made(("head",), change=fill)


def repacked(raw: bytes, **changed: Callable[[str], str | bytes]) -> bytes:
    """Return an archive with parts that are otherwise, named by the end of their names without points."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            key = part.filename.rpartition("/")[2].replace(".", "_").strip("[]")
            text: str | bytes = old.read(part)
            for name, change in changed.items():
                if key.replace("]", "") == name:
                    text = change(old.read(part).decode())
            new.writestr(part.filename, text)
    return target.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(QtrackError) as refused:
        read_workbook(raw, "x")
    return english(refused.value.message)


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (40, "General", "40"),
        (0.4, "0%", "40%"),
        (0.571, "0.0%", "57.1%"),
        (0.07, "0%", "7%"),
        (40, '0"%"', "40"),
        (40, r"0\%", "40"),
        (0.1 + 0.2, "General", "0.3"),
        (1650.0, "#,##0", "1650"),
        (-3.5, "General", "-3.5"),
        (1e15, "General", "1000000000000000"),
        (datetime(2019, 6, 28), "yyyy-mm-dd", "2019-06-28"),  # noqa: DTZ001 - a workbook knows no timezone
        (date(2019, 6, 28), 'yyyy"年"m"月"d"日"', "2019-06-28"),
        (datetime(2019, 6, 28, 16, 5), "yyyy-mm-dd hh:mm", "2019-06-28 16:05:00"),  # noqa: DTZ001
        (time(16, 5), "hh:mm", "16:05:00"),
        (True, "General", "TRUE"),
        ("2019年6月28日", "@", "2019年6月28日"),
        ("40%", "@", "40%"),
        ("'=1+1", "@", "'=1+1"),
        ("  a\r\nb\rc ", "@", "a\nb\nc"),
        (" 完成 ", "General", " 完成 ".strip()),
    ],
)
def test_a_cell_says_what_a_person_would_type(value: object, number_format: str, said: str) -> None:
    table = read_workbook(of_cell(value, number_format), "x")
    assert table.rows == ((2, (said,)),)
    assert table.wrong == ()


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_is_a_text(text: str) -> None:
    def fill(page: Worksheet) -> None:
        page["A2"].value = text
        page["A2"].data_type = "s"

    assert read_workbook(made(("head",), change=fill), "x").rows == ((2, (text,)),)


def with_value(xml: str) -> str:
    return re.sub("<v ?/>|<v></v>", "<v>5</v>", xml)


def test_a_formula_says_what_it_came_to() -> None:
    raw = made(HEAD, ("T01", "=2+3", "done"))
    assert read_workbook(repacked(raw, sheet1_xml=with_value), "x").rows == ((2, ("T01", "5", "done")),)


def test_a_formula_that_came_to_an_empty_text_says_nothing() -> None:
    raw = repacked(
        made(HEAD, ("T01", '=""', "done")), sheet1_xml=lambda xml: xml.replace('r="B2"', 'r="B2" t="str"')
    )
    table = read_workbook(raw, "x")
    assert (table.rows, table.wrong) == (((2, ("T01", "", "done")),), ())


@pytest.mark.parametrize("text", ["=2+3", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "=[1]Sheet1!A1"])
def test_a_formula_without_a_value_is_wrong_with_its_place(text: str) -> None:
    table = read_workbook(made(HEAD, ("T01", text, "done")), "x")
    assert [english(table.told("x", one)) for one in table.wrong] == [
        "x, sheet “Sheet”, cell B2 “Percent”: this formula has no value; type the value itself"
    ]


def test_what_is_wrong_with_a_cell_is_told_with_its_place() -> None:
    def fill(page: Worksheet) -> None:
        page["A2"].value = "#REF!"
        page["A2"].data_type = "e"
        page["C3"].value = "x" * 10
        page.merge_cells("B2:B3")

    raw = repacked(made(HEAD, change=fill), sheet1_xml=lambda xml: xml.replace("x" * 10, "x" * 32_768))
    table = read_workbook(raw, "x")
    assert [english(table.told("x", one)) for one in table.wrong] == [
        "x, sheet “Sheet”, cell A2 “ID”: “#REF!” is an error of the spreadsheet; type the value itself",
        "x, sheet “Sheet”, cell C3 “Progress”: this has more than 32767 characters",
        "x, sheet “Sheet”, cell B2 “Percent”: the cells B2:B3 are merged; unmerge them, and fill each",
    ]


def test_what_is_wrong_beside_the_form_has_a_place_too() -> None:
    def fill(page: Worksheet) -> None:
        page["AB3"].value = "=1"
        page.merge_cells("Z1:AA1")

    table = read_workbook(made(HEAD, ROW, change=fill), "x")
    assert [english(table.told("x", one)) for one in table.wrong] == [
        "x, sheet “Sheet”, cell AB3: this formula has no value; type the value itself",
        "x, sheet “Sheet”, cell Z1: the cells Z1:AA1 are merged; unmerge them, and fill each",
    ]


def test_what_excel_writes_before_the_end_of_a_pasted_line_is_none_of_the_text() -> None:
    assert read_workbook(of_cell("a_x000D_\nb"), "x").rows == ((2, ("a\nb",)),)


def test_rows_keep_their_numbers_and_what_is_empty_is_left_out() -> None:
    def fill(page: Worksheet) -> None:
        page["B4"].value = "head"
        page["C4"].value = None
        page["B7"].value = 1
        page["D7"].value = "beside"

    table = read_workbook(made(change=fill), "x")
    assert (table.header, table.header_row) == (("", "head"), 4)
    assert table.rows == ((7, ("", "1", "", "beside")),)


@pytest.mark.parametrize("at", [27, 52, 53, 703])
def test_a_place_is_called_as_the_spreadsheet_calls_it(at: int) -> None:
    names = tuple(f"c{number}" for number in range(1, at + 1))

    def fill(page: Worksheet) -> None:
        page.cell(2, at).value = "=1"

    table = read_workbook(made(names, change=fill), "x")
    letters = {27: "AA", 52: "AZ", 53: "BA", 703: "AAA"}[at]
    assert english(table.told("x", table.wrong[0])).startswith(f"x, sheet “Sheet”, cell {letters}2 ")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_says_nothing(state: str) -> None:
    book = Workbook()
    page: Any = book.active
    page.append(HEAD)
    page.append(ROW)
    hidden: Any = book.create_sheet("other")
    hidden.append(("T02", 99, "forged"))
    hidden.sheet_state = state
    book.create_sheet("empty")
    assert read_workbook(saved(book), "x").rows == ((2, ("T01", "40", "done")),)


def test_several_sheets_with_something_are_refused() -> None:
    book = Workbook()
    for title in ("a", "b"):
        book.create_sheet(title).append(HEAD)
    assert refusal(saved(book)) == "x has something on several sheets: a, b."


def test_an_empty_workbook_is_refused() -> None:
    assert refusal(made()) == "x is empty."


@pytest.mark.parametrize(
    "content_type",
    ["application/vnd.ms-excel.sheet.macroEnabled.main+xml", "application/vnd.ms-excel.intlmacrosheet+xml"],
)
def test_macros_are_refused(content_type: str) -> None:
    ordinary = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    raw = repacked(made(HEAD, ROW), Content_Types_xml=lambda xml: xml.replace(ordinary, content_type))
    assert refusal(raw) == "x has macros, and is not read."


def test_a_project_of_macros_is_refused_whatever_the_types_say() -> None:
    raw = io.BytesIO(made(HEAD, ROW))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refusal(raw.getvalue()) == "x has macros, and is not read."


LAUGHS: Final = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: LAUGHS + xml,
        lambda xml: xml.replace("<worksheet", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet', 1),
        lambda xml: ('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS + xml).encode("utf-16"),
        lambda xml: ('<?xml version="1.0" encoding="utf-16"?>' + xml).encode("utf-16-be"),
        lambda xml: b'<?xml version="1.0" encoding="cp037"?>' + xml.encode("cp037"),
        lambda xml: xml[: len(xml) // 2],
        lambda xml: "<a>" * 50_000 + xml,
        lambda xml: xml.replace('t="n"><v>40', f't="n"><v>{"9" * 5000}'),
        lambda xml: xml.replace('r="A2"', 'r="ZZZZZZ2"'),
        lambda xml: xml.replace("<v>40</v>", "<v>x</v>"),
        lambda xml: xml.replace('t="n"><v>40</v>', 't="s"><v>99</v>'),
        lambda _: "",
    ],
)
def test_a_damaged_or_forged_sheet_is_refused(change: Callable[[str], str | bytes]) -> None:
    assert refusal(repacked(made(HEAD, ROW), sheet1_xml=change)) == NO_WORKBOOK


@pytest.mark.parametrize(
    "rows",
    [
        "<row/>" * 2_000_000,
        "<row><c/></row>" * 1_100_000,
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row><c r="ZZZ1"/></row>' * 400,
        '<row r="1"><c t="inlineStr"><is><t>' + "x" * 61_000_000 + "</t></is></c></row>",
        '<row r="1"><c><f>1</f></c></row>' * 2_001,
        "</sheetData><dataValidations>" + "<dataValidation/>" * 60_000 + "</dataValidations><sheetData>",
    ],
    ids=["empty rows", "empty cells", "far row", "far cells", "bomb", "formulas", "others"],
)
def test_more_than_a_form_can_be_is_refused(rows: str) -> None:
    raw = repacked(
        made(HEAD, ROW),
        sheet1_xml=lambda xml: re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", xml),
    )
    assert len(raw) < 10_000_000
    assert refusal(raw) == TOO_LARGE


@pytest.mark.parametrize("mark", ['<?xml version="1.0" ', '<mergeCell x="', "<row a"])
def test_what_is_never_closed_costs_no_time(mark: str) -> None:
    assert refusal(repacked(made(HEAD, ROW), sheet1_xml=lambda _: mark * 500_000)) in {NO_WORKBOOK, TOO_LARGE}


def test_one_long_text_in_many_cells_is_refused() -> None:
    target = io.BytesIO()
    with Written(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for at in range(700):
            page.write_string(at, 0, "x" * 32_000)
    assert len(target.getvalue()) < 10_000
    assert refusal(target.getvalue()) == TOO_LARGE


def test_a_sheet_that_is_listed_often_is_refused() -> None:
    listed = '<sheet name="n" sheetId="{0}" state="visible" r:id="rId1"/>'
    raw = repacked(
        made(HEAD, *[ROW] * 3000),
        workbook_xml=lambda xml: re.sub("<sheets>.*</sheets>", f"<sheets>{listed * 99}</sheets>", xml),
    )
    assert refusal(raw) == TOO_LARGE


def test_thirty_thousand_rows_that_are_empty_but_coloured_are_read() -> None:
    raw = repacked(
        made(HEAD, ROW),
        sheet1_xml=lambda xml: xml.replace(
            "</sheetData>", '<row s="0"><c s="0"/><c s="0"/></row>' * 30_000 + "</sheetData>"
        ),
    )
    assert read_workbook(raw, "x").rows == ((2, ("T01", "40", "done")),)


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\0" * 100,
        made(HEAD, ROW)[:-30],
        made(HEAD, ROW)[:2000] + b"\xff" * 200 + made(HEAD, ROW)[2200:],
    ],
)
def test_a_damaged_archive_is_refused(raw: bytes) -> None:
    assert refusal(raw) == NO_WORKBOOK


def archive(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return target.getvalue()


def test_another_archive_is_refused() -> None:
    assert refusal(archive(mimetype="application/vnd.oasis.opendocument.spreadsheet")) == NO_WORKBOOK
    assert refusal(archive()) == NO_WORKBOOK


def test_another_way_of_packing_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made(HEAD, ROW))) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as new,
    ):
        for part in old.namelist():
            new.writestr(part, old.read(part))
    assert refusal(target.getvalue()) == NO_WORKBOOK


def test_a_file_of_more_bytes_than_any_form_is_refused() -> None:
    assert refusal(b"PK\x03\x04" + b"\0" * 20_000_000) == TOO_LARGE


def test_without_openpyxl_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refusal(b"PK") == "Files of Excel and Word need the package openpyxl, which is not installed."
