"""`qtrack record --from FORM.xlsx`: the same entries and the same refusals as the same form as CSV."""

import csv
import io
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from tests.cli.conftest import CHINESE, Runner, everything
from tests.cli.test_record_file import BAD, CHINESE_FORM, OTHER, PARTS, entries
from tests.small import small_plan

Rows = list[list[Any]]

#: The rows of the Chinese form with the kinds of cells that Excel makes of what is typed.
CELLS: Final = {
    "2019/2/18": date(2019, 2, 18),
    "40%": 0.4,
    "1,650项": 1650,
    "2019年": 2019,
    "2019-02-19": date(2019, 2, 19),
}


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, OTHER)


def keep(path: Path, rows: Rows, title: str = "填报表") -> None:
    book = Workbook()
    page: Any = book.active
    page.title = title
    for row in rows:
        page.append(row)
    for (cell,) in page.iter_rows(min_col=5, max_col=5, min_row=2):
        cell.number_format = "0%"
    book.save(path)


def rows_of(text: str) -> Rows:
    return [[CELLS.get(cell, cell) or None for cell in row] for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("typed", [True, False], ids=["as cells", "as text"])
def test_a_workbook_makes_the_entries_of_the_same_csv(typed: bool, run: Runner, folder: Path) -> None:
    keep(folder / "f.xlsx", rows_of(CHINESE_FORM) if typed else list(csv.reader(io.StringIO(CHINESE_FORM))))
    done = run("record", "--from", "f.xlsx", environ=CHINESE)
    assert (done.code, done.err) == (0, "写入 2 条、未填报 1 行。\n变灯：T01 未评 → 绿\n")
    report, first = entries(folder)
    assert (str(first.date), str(first.percent), first.summary) == ("2019-02-18", "40", "完成招标")
    assert first.evidence == ("闽质监〔2019〕12号", "照片")
    assert first.actuals == {"standards": Decimal(1650), "share": 80}
    assert (report.about, str(report.date), report.period) == ("T01.2", "2019-02-01", "2019")
    (folder / "f.csv").write_text(CHINESE_FORM, encoding="utf-8")
    assert run("record", "--from", "f.csv").err.startswith("0 entries written, 2 were there already")


def test_every_problem_is_told_with_its_cell_and_nothing_is_written(run: Runner, folder: Path) -> None:
    keep(folder / "f.xlsx", list(csv.reader(io.StringIO(BAD))))
    before = everything(folder)
    said = run("record", "--from", "f.xlsx").err.splitlines()
    (folder / "f.csv").write_text(BAD, encoding="utf-8")
    of_csv = run("record", "--from", "f.csv").err.splitlines()
    (folder / "f.csv").unlink()
    assert [line.partition(": ")[2] for line in said[:-1]] == [
        line.partition(": ")[2] for line in of_csv[:-1]
    ]
    assert said[0] == "f.xlsx, sheet “填报表”, cell A2 “编号”: the plan has no T99"
    assert "f.xlsx, sheet “填报表”, cell J5: “多” stands in a column without a name" in said
    assert said[-1] == "qtrack: f.xlsx has 18 problems. Nothing was written."
    assert everything(folder) == before


def test_a_formula_without_a_value_refuses_the_rows_that_are_right(run: Runner, folder: Path) -> None:
    rows = rows_of(CHINESE_FORM)
    rows[3][0] = "=cmd|' /C calc'!A0"
    keep(folder / "f.xlsx", rows)
    before = everything(folder)
    assert run("record", "--from", "f.xlsx", environ=CHINESE) == (
        2,
        "",
        (
            "f.xlsx 工作表“填报表”A4“进展情况”：公式没有算出的值；请直接填数值或文字\n"
            "qtrack：f.xlsx 有 1 处问题。没有写入任何内容。\n"
        ),
    )
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["品名", "数量"], ["甲", 1]], "“品名”：没有这个列名"),
        ([["编号", "进展情況"], ["T01", "好"]], "B1“进展情況”：没有这个列名；是否指“进展情况”？"),
        (
            [["编号", "事项", "进展情况"], ["T01", "修建公路", "好"]],
            "B2“事项”：方案中 T01 是“健全量传溯源体系”",
        ),
        ([["编号", "进展情况"], ["T77", "好"]], "A2“编号”：方案中没有 T77"),
    ],
    ids=["foreign", "renamed", "another plan", "another issue of the plan"],
)
def test_another_workbook_than_a_form_of_the_plan_is_refused(
    rows: Rows, said: str, run: Runner, folder: Path
) -> None:
    keep(folder / "f.xlsx", rows)
    before = everything(folder)
    done = run("record", "--from", "f.xlsx", "--unit", "计量处", "--date", "2019-02-18", environ=CHINESE)
    assert done.code == 2
    assert said in done.err
    assert everything(folder) == before


def test_a_row_twice_is_one_fact(run: Runner, folder: Path) -> None:
    keep(
        folder / "f.xlsx",
        [["编号", "单位", "日期", "进展情况"], *[["T01", "计量处", date(2019, 2, 18), "好"]] * 2],
    )
    assert run("record", "--from", "f.xlsx").err.startswith("1 entry written, 1 was there already.\n")
    assert run("record", "--from", "f.xlsx").err == "0 entries written, 2 were there already.\n"


def test_a_workbook_comes_through_stdin_too(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder / "f.xlsx", rows_of(CHINESE_FORM))
    raw = (folder / "f.xlsx").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert run("record", "--from", "-", "--dry-run").code == 0
