"""`qtrack form --format xlsx`: the form as a workbook, filled by another program, and recorded."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import CHINESE, ENGLISH, Runner, everything
from tests.cli.test_form import ENDED, HISTORY, PARTS, SHARED
from tests.cli.test_record_file import entries
from tests.small import small_plan

FORM: Final = ("form", "计量处", "--format", "xlsx", "-o", "f.xlsx")
STATUSES: Final = '"未启动,进行中,受阻,已完成,已取消"'


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, SHARED, ENDED, *HISTORY)


def fill(path: Path, change: Callable[[Any], object]) -> None:
    """Fill a form as a spreadsheet does, by the letters of its cells."""
    book = load_workbook(path)
    change(book.active)
    book.save(path)


def test_the_workbook_has_what_the_csv_has_in_the_language_of_the_plan(run: Runner, folder: Path) -> None:
    assert run(*FORM, environ=ENGLISH) == (0, "f.xlsx\n", "")
    page: Any = load_workbook(folder / "f.xlsx").active
    rows = [
        [value.date().isoformat() if isinstance(value, datetime) else value or "" for value in row]
        for row in page.iter_rows(values_only=True)
    ]
    text = run("form", "计量处", environ=CHINESE).out.lstrip("\ufeff").replace("'=", "=")
    expected = list(csv.reader(io.StringIO(text)))
    assert rows[: len(expected)] == expected
    assert page.title == "计量处任务进展填报表"


def test_what_is_typed_where(run: Runner, folder: Path) -> None:
    run(*FORM)
    page: Any = load_workbook(folder / "f.xlsx").active
    open_ = {cell.coordinate for cell in (*page[2], *page[3]) if not cell.protection.locked}
    # The unit, the day and all that is reported; figures in the row of the task alone.
    assert open_ == {f"{letter}{row}" for letter in "DEFHIJKLM" for row in (2, 3)} | {"O2", "Q2"}
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {"A2:A15": "$A$2:$A$5", "H2:H15": STATUSES, "I2:I15": "0"}
    assert page["H1"].comment.text == "从下拉列表中选一个。"
    assert all(cell.comment.text for cell in page[1])


def test_a_group_chooses_which_member_reports(run: Runner, folder: Path) -> None:
    run("form", "各市县局", "--all", "-o", "g.xlsx")
    page: Any = load_workbook(folder / "g.xlsx").active
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert any("福州市市场监管局" in formula for formula in rules.values()), rules


def test_an_untouched_workbook_records_nothing(run: Runner) -> None:
    run(*FORM)
    assert run("record", "--from", "f.xlsx") == (0, "", "0 entries written, 4 rows report nothing.\n")


def test_what_is_filled_in_is_what_is_recorded_once(run: Runner, folder: Path) -> None:
    run(*FORM)
    before = len(entries(folder))

    def change(page: Any) -> None:  # noqa: ANN401
        page["H2"], page["I2"], page["J2"], page["O2"] = "进行中", 0.4, "=完成招标", 151
        page["I2"].number_format = "0%"
        page["J2"].data_type = "s"
        page["A6"], page["E6"], page["J6"] = "T01.1", datetime(2019, 2, 1), "另一条"  # noqa: DTZ001

    fill(folder / "f.xlsx", change)
    done = run("record", "--from", "f.xlsx", environ=CHINESE)
    assert done.code == 0, done.err
    assert done.err.startswith("写入 2 条、未填报 3 行。\n")
    found = {entry.about: entry for entry in entries(folder) if entry.by == "zhangsan"}
    first, second = found["T01"], found["T01.1"]
    assert (first.unit, str(first.date), first.summary) == ("metrology", "2019-02-19", "=完成招标")
    assert (str(first.status), str(first.percent), first.actuals) == (
        "in-progress",
        "40",
        {"standards": Decimal(151)},
    )
    assert (second.unit, str(second.date), second.summary) == ("metrology", "2019-02-01", "另一条")
    assert len(entries(folder)) == before + 2
    assert run("record", "--from", "f.xlsx").err.startswith("0 entries written, 2 were there already")


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("H2", "销了", "H2“状态”：“销了”不是状态"),
        ("I2", 140, "I2“进度”：进度为 140"),
        ("J3", "=A1", "J3“进展情况”：公式没有算出的值"),
        ("A3", "T01", "B3“事项”：方案中 T01 是“健全量传溯源体系”；请核对编号"),
        ("J1", "进展情況", "J1“进展情況”：没有这个列名；是否指“进展情况”？"),
        ("Q3", 5, "J3“进展情况”：进展情况为空"),
    ],
)
def test_what_is_wrong_is_refused_with_its_cell(
    cell: str, value: object, said: str, run: Runner, folder: Path
) -> None:
    run(*FORM)

    def change(page: Any) -> None:  # noqa: ANN401
        page["J2"], page["H3"] = "好", "进行中"
        page["J3"] = "" if cell == "Q3" else "好"
        page[cell] = value

    fill(folder / "f.xlsx", change)
    before = everything(folder)
    done = run("record", "--from", "f.xlsx", environ=CHINESE)
    assert done.code == 2
    assert f"f.xlsx 工作表“计量处任务进展填报表”{said}" in done.err
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        (("-o", "f.xlsx"), b"PK"),
        (("-o", "F.XLSX"), b"PK"),
        (("-o", "f.xlsx", "--format", "csv"), b"\xef\xbb\xbf"),
        (("-o", "f.csv"), b"\xef\xbb\xbf"),
        (("-o", "f.csv", "--format", "Excel"), b"PK"),
    ],
)
def test_a_form_is_what_its_option_says_else_what_its_name_says(
    typed: tuple[str, ...], begins: bytes, run: Runner, folder: Path
) -> None:
    assert run("form", "计量处", *typed).code == 0
    assert (folder / typed[1]).read_bytes().startswith(begins)
