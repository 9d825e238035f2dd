"""The first screen of a terminal: what matters now, in the lines that the screen has.

With --update-golden the files under golden/ are written anew from what is drawn; look at the
difference before you keep it.
"""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Final

import pytest

from qtrack.model.plan import Plan
from qtrack.pages.board.overview import show_overview
from qtrack.records.board import board
from qtrack.records.overview import Overview, overview
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import ROOT, Demonstration
from tests.screens import plain, shown, widest_line
from tests.small import day, head, plan_of, said, task

AS_OF: Final = date(2019, 6, 28)
LANGUAGES: Final = ("zh", "en")
SIZES: Final = ((80, 24), (120, 40), (80, 60), (200, 24))
NAMES: Final = ("demo", "shipped", "ended")


def page_of(plan: Plan, on: date, order: TaskOrder = TaskOrder.SEVERITY) -> Overview:
    standing = assess(plan, on)
    return overview(standing, board(standing, Filters()), order)


@pytest.fixture(scope="module")
def pages(demonstration: Demonstration) -> dict[str, Overview]:
    plans = [load(FolderTree(folder)).plan for folder in (demonstration.folder / "plan", ROOT / "plan")]
    demo, shipped = (plan for plan in plans if plan is not None)
    return {
        "demo": page_of(demo, AS_OF),
        "shipped": page_of(shipped, AS_OF),
        "ended": page_of(shipped, date(2026, 11, 25)),
    }


def draw(page: Overview, language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Draw the page on a terminal of so many columns and lines, and return its lines without colours."""
    columns, lines = map(str, size)
    monkeypatch.setenv("COLUMNS", columns)
    on = shown(language, terminal=True, environ={"LINES": lines})
    show_overview(page, on.screen)
    drawn = on.out.getvalue()
    assert widest_line(drawn) <= size[0]
    return plain(drawn).splitlines()


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
def test_it_is_drawn_as_the_golden_file_has_it(
    size: tuple[int, int],
    pages: dict[str, Overview],
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[str, str], None],
) -> None:
    drawn = draw(pages["demo"], "zh", size, monkeypatch)
    golden(f"pages/overview-{size[0]}.txt", "\n".join(drawn) + "\n")


@pytest.mark.parametrize(("name", "language", "size"), list(product(NAMES, LANGUAGES, SIZES)))
def test_it_fits_with_the_command_above_it_and_the_next_below(
    name: str,
    language: str,
    size: tuple[int, int],
    pages: dict[str, Overview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = pages[name]
    drawn = draw(page, language, size, monkeypatch)
    assert len(drawn) <= size[1] - 2
    rows = [
        line for line in drawn if line[:1] in {"T", "S"} and line.split()[1] in {"红", "黄", "red", "yellow"}
    ]
    assert [row.split()[0] for row in rows] == [held.id for held in page.pressing][: len(rows)]
    assert len(rows) >= 4
    if len(rows) < len(page.pressing):
        assert any("qtrack status --all --order severity" in line for line in drawn)


def test_a_higher_screen_shows_more(pages: dict[str, Overview], monkeypatch: pytest.MonkeyPatch) -> None:
    shown_ids = [
        [line.split()[0] for line in draw(pages["demo"], "zh", (80, lines), monkeypatch) if line[:1] == "T"]
        for lines in (24, 28, 60)
    ]
    fewer, more, all_ = map(len, shown_ids)
    assert fewer < more < all_ == len([held for held in pages["demo"].pressing if held.id[0] == "T"])


def test_even_on_the_smallest_screen_the_three_worst_stand(
    pages: dict[str, Overview], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(pages["demo"], "zh", (40, 10), monkeypatch)
    assert [line.split()[0] for line in drawn if " 红 " in line and line[0] in "TS"] == ["T23", "T20", "S1"]


SMALL: Final = plan_of(
    head("short: 小方案\nreporting: {every: month, by_day: 15}\n"),
    task("due: 2019-03-01\n"),
    task("", "T02"),
    task("", "T03"),
    said(48, "percent: 70\n"),
    said(48, "percent: 10\n", about="T02"),
    said(48, "percent: 60\n", about="T03"),
    said(48, "status: done\n", about="T01", tag="000002"),
)


def test_a_small_plan_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert draw(page_of(SMALL, day(50)), "en", (80, 24), monkeypatch) == [
        "小方案  as of 2019-02-19",
        "3 tasks  red 1  yellow 1  green 1  blue 0  unrated 0  not reported in time 3",
        "",
        "T02 red    健全量传溯源体系 40 points behind   计量处",
        "T01 yellow 健全量传溯源体系 13.3 points behind 计量处",
        "",
        "No report by 2019-02-15: 省计量院 3",
        "",
        "Due within 14 days: 1",
        "03-01 T01 健全量传溯源体系 计量处",
        "",
        "1 other task, listed by “qtrack status --all”:",
        "S1 一、夯实质量基础  green 1",
        "",
        "red overdue/>30 behind  yellow 10 behind/due soon/stuck  green fine",
    ]


def test_where_nothing_is_left_out_it_says_what_tells_more(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(said(40, "percent: 10\n"))
    assert draw(page_of(plan, day(80)), "zh", (80, 24), monkeypatch) == [
        "质量提升工作方案  截至 2019-03-21",
        "任务 1 项  红 1  黄 0  绿 0  蓝 0  未评 0",
        "14 天内没有到期的。",
        "",
        "T01 红 健全量传溯源体系 落后 70 个百分点 计量处",
        "“qtrack status --all”还列出进度、序时和时限。",
        "",
        "红 逾期/落后超30点",
    ]


@pytest.mark.parametrize(
    ("rule", "legend"),
    [
        ("yinchuan", "red overdue/>30 behind  yellow 10 behind/due soon/stuck"),
        ("sanya", "red overdue/>50% behind  yellow behind pace/stuck"),
        ("ouhai", "red overdue  green fine"),
        ("{rule: yinchuan, red_gap: 40}", "red overdue/>40 behind  yellow 10 behind/due soon/stuck"),
    ],
)
def test_the_legend_tells_the_rule_of_the_plan(
    rule: str, legend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = rule if rule[0] == "{" else f"{{rule: {rule}}}"
    plan = plan_of(
        head(f"lights: {rule}\n"),
        task("due: 2019-02-01\n"),
        task("", "T02"),
        said(20, "percent: 30\n", about="T02"),
    )
    assert draw(page_of(plan, day(50)), "en", (80, 24), monkeypatch)[-1] == legend
