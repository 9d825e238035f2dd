"""A list as a workbook, read back by another library than wrote it."""

import io
import sys
import zipfile
from datetime import datetime
from typing import Final

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qtrack.errors import QtrackError
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS
from qtrack.ui.table import Kind, Sheet
from qtrack.ui.workbook.sheet import workbook

#: What a program of the office might run, follow or make something else of.
HOSTILE: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "http://example.org/",
    "mailto:a@b.c",
    "{=1+1}",
    "'quoted",
    "_x0041_",
    "1e5",
    "2019-06-28",
    "<b>&amp;</b>",
    "a\nb",
    "\tx",
)


def sheet(*rows: str, kind: Kind = Kind.TEXT, head: str = "head", title: str = "title") -> Sheet:
    return Sheet(title, ["a note"], [(head, kind)], [[row] for row in rows])


def read(made: bytes) -> Worksheet:
    page = load_workbook(io.BytesIO(made)).active
    assert isinstance(page, Worksheet)
    return page


def below(made: bytes) -> list[object]:
    """Return what stands below the title, the note and the head."""
    return [cell.value for (cell,) in read(made).iter_rows(min_row=4)]


def part(made: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(made)).read(name).decode()


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LIGHT])
def test_a_text_is_a_text_whatever_it_begins_with(kind: Kind) -> None:
    made = workbook(sheet(*HOSTILE, kind=kind, head="=1+1", title="=1+1"))
    assert [cell.data_type for (cell,) in read(made).iter_rows(min_row=4)] == ["s"] * len(HOSTILE)
    assert below(made) == list(HOSTILE)
    page = part(made, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "<hyperlink" not in page
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in zipfile.ZipFile(io.BytesIO(made)).namelist()


def test_figures_and_dates_are_such() -> None:
    assert below(workbook(sheet("12", "-3.5", "0", kind=Kind.NUMBER))) == [12, -3.5, 0]
    assert below(workbook(sheet("+3", "-3.5", kind=Kind.DIFFERENCE))) == [3, -3.5]
    assert below(workbook(sheet("33.3%", "0.1%", "100%", kind=Kind.PERCENT))) == [0.333, 0.001, 1]
    assert below(workbook(sheet("2019-06-28", kind=Kind.DATE))) == [datetime(2019, 6, 28)]  # noqa: DTZ001
    assert below(workbook(sheet("2019-06-28 16:54", kind=Kind.MOMENT))) == [
        datetime(2019, 6, 28, 16, 54)  # noqa: DTZ001
    ]


@pytest.mark.parametrize(
    ("kind", "formatted"),
    [(Kind.PERCENT, "0.0%"), (Kind.DIFFERENCE, "+0.0;-0.0;0.0"), (Kind.DATE, "yyyy-mm-dd")],
)
def test_figures_of_a_column_have_one_form(kind: Kind, formatted: str) -> None:
    text = {Kind.PERCENT: "3%", Kind.DIFFERENCE: "3"}.get(kind, "2019-06-28")
    assert read(workbook(sheet(text, kind=kind)))["A4"].number_format == formatted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ongoing", Kind.DATE),
        ("1899-12-31", Kind.DATE),
        ("12345678901234567890.5", Kind.NUMBER),
        ("31%\n1. 90.7%", Kind.PERCENT),
        ("31", Kind.PERCENT),
        ("NaN", Kind.NUMBER),
        ("1e999", Kind.NUMBER),
    ],
)
def test_what_a_workbook_would_not_keep_exactly_stays_a_text(text: str, kind: Kind) -> None:
    assert below(workbook(sheet(text, kind=kind))) == [text]


@pytest.mark.parametrize("light", Light)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_light_is_its_word_on_its_colour(light: Light, language: str) -> None:
    from qtrack.locale.message import Translator  # noqa: PLC0415 - of this test alone

    word = Translator(language).say(LIGHTS[light])
    cell = read(workbook(sheet(word, kind=Kind.LIGHT)))["A4"]
    colours = {Light.RED: "C00000", Light.YELLOW: "FFD966", Light.GREEN: "2E7D32", Light.BLUE: "1F4E79"}
    assert cell.value == word
    assert cell.fill.fgColor.rgb == f"FF{colours.get(light, 'D9D9D9')}"


def test_a_page_prints_across_a4_with_its_head_on_every_sheet() -> None:
    page = read(workbook(sheet(*map(str, range(99)))))
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:A102"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert 'paperSize="9"' in part(workbook(sheet("x")), "xl/worksheets/sheet1.xml")


def test_chinese_takes_twice_the_room_and_no_line_is_hidden() -> None:
    narrow, wide = (
        read(workbook(sheet(text))).column_dimensions["A"].width
        for text in ("abcdefghijklmnopqrst", "\u4e2d" * 20)
    )
    assert narrow < wide < 2 * narrow + 1
    rows = read(workbook(sheet("x", "a\nb\nc", "\u4e2d" * 200))).row_dimensions
    assert rows[4].height < rows[5].height
    assert rows[6].height > rows[4].height


def test_the_same_list_gives_the_same_bytes() -> None:
    made = workbook(sheet("x"))
    assert made == workbook(sheet("x"))
    assert "2000-01-01T00:00:00Z" in part(made, "docProps/core.xml")
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {1980}


@pytest.mark.parametrize("title", ["a/b:c*d?e[f]g\\h", "\u4e2d" * 99, "''"])
def test_a_sheet_gets_a_name_that_it_may_have(title: str) -> None:
    assert read(workbook(sheet("x", title=title)))["A1"].value == title


def test_an_empty_list_is_its_head() -> None:
    assert below(workbook(sheet())) == []


def test_without_xlsxwriter_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter.workbook", None)
    with pytest.raises(QtrackError, match="which is not installed") as refused:
        workbook(sheet("x"))
    assert refused.value.hint is not None
    assert refused.value.hint.text == "“pip install 'qtrack[office]'” brings it."
