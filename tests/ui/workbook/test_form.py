"""A form as a workbook, read back by another library than wrote it."""

import io
import sys
import zipfile
from datetime import datetime
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator
from qtrack.ui.table import Kind
from qtrack.ui.workbook.form import Form, FormColumn, form_workbook

KEY: Final = FormColumn(head="ID", note="its id", key=True)
TITLE: Final = FormColumn(head="title", note="to be read", read=True, sentences=True)
DATE: Final = FormColumn(head="date", note="the day", kind=Kind.DATE, free="2019-06-28")
STATUS: Final = FormColumn(head="status", note="of the list", choices=("open", "done"))
SHARE: Final = FormColumn(head="share", note="0 to 100", kind=Kind.NUMBER, limits=(0, 100))
TEXT: Final = FormColumn(head="text", note="a sentence", sentences=True)
FORM: Final = Form(
    "a & b/c",
    [KEY, TITLE, DATE, STATUS, SHARE, TEXT],
    [["T01", "=1+1", "2019-06-27", "", "", ""], ["T02", "+b", "2019-06-27", "", "", ""]],
    frozenset({(1, 4)}),
)


def made(form: Form = FORM, language: str = "en") -> bytes:
    return form_workbook(form, Translator(language))


def read(form: Form = FORM) -> Any:  # noqa: ANN401 - openpyxl's kinds of sheets are many
    return load_workbook(io.BytesIO(made(form))).active


def test_a_form_has_its_rows_and_free_ones_below() -> None:
    page = read()
    day, free = datetime(2019, 6, 27), datetime(2019, 6, 28)  # noqa: DTZ001 - a workbook knows no timezone
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows == [
        ["ID", "title", "date", "status", "share", "text"],
        ["T01", "=1+1", day, None, None, None],
        ["T02", "+b", day, None, None, None],
        *[[None, None, free, None, None, None]] * 10,
    ]
    assert page["B2"].data_type == "s"


def test_only_what_is_typed_is_open_and_coloured() -> None:
    page = read()
    assert page.protection.sheet
    assert not page.protection.formatRows
    open_ = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    asked = {"C2", "D2", "E2", "F2", "C3", "D3", "F3"}
    assert open_ == asked | {f"{letter}{row}" for letter in "ACDEF" for row in range(4, 14)}
    colours = {(cell.coordinate in open_, cell.fill.fgColor.rgb) for row in page.iter_rows() for cell in row}
    assert colours == {(True, "FFFFFBE6"), (False, "FFF2F2F2")}


def test_every_head_has_a_note() -> None:
    assert [cell.comment.text for (cell,) in read().iter_cols(max_row=1)] == [
        *("its id", "to be read", "the day", "of the list", "0 to 100", "a sentence")
    ]


def test_choices_drop_down_and_a_number_has_limits() -> None:
    rules = {str(one.sqref): one for one in read().data_validations.dataValidation}
    assert rules.keys() == {"A2:A13", "D2:D13", "E2:E13"}
    assert (rules["A2:A13"].type, rules["A2:A13"].formula1) == ("list", "$A$2:$A$3")
    assert (rules["D2:D13"].type, rules["D2:D13"].formula1) == ("list", '"open,done"')
    assert (rules["E2:E13"].type, rules["E2:E13"].formula1, rules["E2:E13"].formula2) == (
        "decimal",
        "0",
        "100",
    )
    assert {one.errorStyle for one in rules.values()} == {"warning"}
    assert {one.error for one in rules.values()} == {"This is none of those meant. Keep it?"}


@pytest.mark.parametrize("choices", [("a,b", "c"), tuple("x" * 30 for _ in range(9))], ids=["comma", "long"])
def test_what_a_list_cannot_have_is_typed(choices: tuple[str, ...]) -> None:
    column = FormColumn(head="h", note="n", choices=choices)
    form = Form("t", [column], [[""]], frozenset())
    assert read(form).data_validations.dataValidation == []


def test_what_is_typed_as_a_text_stays_one_and_a_figure_is_one() -> None:
    page = read()
    assert [page[f"{letter}2"].number_format for letter in "ACDEF"] == [
        *("@", "yyyy-mm-dd", "@", "General", "@")
    ]


def test_it_prints_across_a4_with_its_heads_on_every_sheet() -> None:
    page = read()
    assert page.freeze_panes == "C2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.page_setup.paperSize == 9
    assert page.oddHeader.left.text == "a && b/c"
    assert page.title == "a & bc"


def test_rows_show_what_they_have_and_grow_with_what_is_typed() -> None:
    long = Form("t", [TITLE, TEXT], [["\u4e2d" * 300, ""], ["x", ""]], frozenset())
    rows = read(long).row_dimensions
    assert rows[2].height > 3 * rows[3].height
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(made(long))).read("xl/worksheets/sheet1.xml")


def test_a_form_without_rows_is_its_heads() -> None:
    page = read(Form("t", FORM.columns, [], frozenset()))
    assert page.max_row == 1
    assert page.data_validations.dataValidation == []


def test_the_same_form_gives_the_same_bytes() -> None:
    assert made() == made()
    assert {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(made())).infolist()} == {1980}


def test_no_cell_is_a_formula_or_a_link() -> None:
    archive = zipfile.ZipFile(io.BytesIO(made()))
    text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "<hyperlink" not in text


def test_without_xlsxwriter_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter.workbook", None)
    with pytest.raises(QtrackError, match="which is not installed"):
        made()
