"""What changed since a date, on terminals and in files; on the demonstration held to golden files.

With --update-golden the files under golden/ are written anew from what is drawn; look at the
difference before you keep it.
"""

import csv
import io
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Final

import pytest

from qtrack.locale.message import Translator
from qtrack.pages.board.show import BOARD, show_board
from qtrack.records.board import Board, board
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Then
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.ui.labels import LIGHTS
from tests.conftest import Demonstration
from tests.screens import plain, printed, shown, widest_line
from tests.small import day, plan_of, said, task

SINCE, AS_OF = date(2019, 5, 31), date(2019, 6, 28)
LANGUAGES: Final = ("zh", "en")


@pytest.fixture(scope="module")
def page(demonstration: Demonstration) -> Board:
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    return board(assess(plan, AS_OF), Filters(), Then(SINCE))


def draw(page: Board, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    on = shown(language, terminal=True)
    show_board(page, on.screen)
    return on.out.getvalue()


def test_changes_are_drawn_as_the_golden_file_has_it(
    page: Board, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden("pages/status-since.txt", plain(draw(page, "zh", 80, monkeypatch)))


@pytest.mark.parametrize(("language", "width"), list(product(LANGUAGES, (40, 80, 109, 110, 200))))
def test_no_line_is_wider_than_the_terminal_nor_ends_in_blanks(
    page: Board, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(page, language, width, monkeypatch)
    assert widest_line(drawn) <= width
    assert not [line for line in plain(drawn).split("\n") if line.endswith(" ")]


def test_the_changes_fit_one_screen(page: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to what turned stands within the first twelve lines, whatever follows."""
    head = draw(page, "zh", 80, monkeypatch).split("\n")[:12]
    told = "\n".join(head)
    found = page.changes
    ids = [each.id for each in found.turned]
    ids += [each.id for each in found.finished] + [each.id for each in found.newly_late]
    assert [each for each in ids if each not in told] == []


def drawn_small(*told: dict[str, str], since: int, on: int, language: str = "zh") -> str:
    plan = plan_of(*told)
    on_screen = shown(language)
    show_board(board(assess(plan, day(on)), Filters(), Then(day(since))), on_screen.screen)
    return on_screen.text


def test_a_small_page_whole() -> None:
    second = task("due: 2019-02-25\n", "T02")
    told = said(20, "status: done\npercent: 100\n", about="T02", tag="000002")
    drawn = drawn_small(second, said(10, "percent: 20\n"), told, since=15, on=40)
    assert drawn.split("\n")[:10] == [
        "质量提升工作方案  截至 2019-02-09",
        "任务 2 项  红 0  黄 1 (+1)  绿 0 (-1)  蓝 1 (+1)  未评 0 (-1)",
        "",
        "2019-01-15 以来（与当日的方案和记录相比）",
        "转黄   1  T01",
        "转蓝   1  T02",
        "新办结 1  T02",
        "新滞后 1  T01",
        "",
        "黄 S1 一、夯实质量基础  黄 1  蓝 1",
    ]
    assert " 由绿转黄（时间推移）、新滞后；落后 20 个百分点 " in drawn
    assert " 由未评转蓝（时间推移、新报送）；2019-01-20 完成 " in drawn


@pytest.mark.parametrize(
    ("every", "period", "named"),
    [
        ("year", "2019", "T01.1（2019 年度）"),
        ("quarter", "2019Q1", "T01.1（2019Q1）"),
        ("month", "2019-01", "T01.1（2019-01）"),
    ],
)
def test_only_a_year_is_called_one(every: str, period: str, named: str) -> None:
    duty = task(f"deliverables: [{{id: T01.1, title: 调度, every: {every}}}, {{id: T01.2, title: 乙}}]\n")
    told = said(20, f"status: done\nperiod: '{period}'\n", about="T01.1")
    lines = drawn_small(duty, told, since=15, on=21).split("\n")
    assert [each for each in lines if each.startswith("新办结")] == [f"新办结 1  {named}"]


def test_where_nothing_changed_nothing_else_is_drawn() -> None:
    assert drawn_small(said(20, "percent: 20\n"), since=21, on=22, language="en") == (
        "质量提升工作方案  as of 2019-01-22\n"
        "1 task  red 0  yellow 0  green 1  blue 0  unrated 0\n\n"
        "Since 2019-01-21, as it was on that day\n"
        "Nothing changed.\n"
    )


def test_csv_has_the_light_before_in_a_column(page: Board) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(BOARD, page, "csv")[1:], newline="")))
    lights = page.changes.lights
    assert len(rows) == len(page.tasks)
    for row in rows:
        assert row["before"] == Translator("en").say(LIGHTS[lights[row["id"]]])
    assert {row["id"] for row in rows if row["before"] != row["light"]} == {
        each.id for each in page.changes.turned
    }


def test_markdown_has_a_table_of_changes_below_that_of_tasks(page: Board) -> None:
    text = printed(BOARD, page, "markdown", "zh")
    tasks, _, told = text.partition("\n## 2019-05-31 以来（与当日的方案和记录相比）\n\n")
    assert tasks.count("\n| T") == len(page.tasks)
    rows = [line for line in told.split("\n") if line.startswith("| ")][2:]
    ended = (*page.changes.finished, *page.changes.dropped)
    everything = (*page.changes.turned, *ended, *page.changes.newly_late)
    assert len(rows) == len(everything)
    assert "| 由黄转红 | T05 | 提升智能装备检测和计量测试能力 |" in told
    assert "| 新办结 | T14.4 |" in told


def test_markdown_says_where_nothing_changed() -> None:
    plan = plan_of(said(20, "percent: 20\n"))
    page = board(assess(plan, day(22)), Filters(), Then(day(21)))
    assert printed(BOARD, page, "markdown", "zh").endswith(
        "\n\n## 2019-01-21 以来（与当日的方案和记录相比）\n\n没有变化。\n"
    )
