"""The page of a task on terminals and in pipes."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from qtrack.pages.task import show_task
from qtrack.records.task import task_page
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import Demonstration
from tests.screens import colours, plain, shown, widest_line
from tests.small import TASK, day, head, plan_of, said, section, task

INDICATORS = """\
due: 2019-04-10
source: 第1项
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year, covers: 2018-2020}
indicators:
  - {id: standards, name: 计量标准, unit: 项, baseline: 100, target: 200, kind: reach, due: 2019-04-10}
  - {id: coverage, name: 覆盖率, unit: '%', target: 95, kind: hold, due: 2019-04-10}
"""


def drawn(
    *files: Mapping[str, str], language: str = "zh", on: int = 50, of: str = "T01", known: date | None = None
) -> str:
    standing = assess(plan_of(*files), day(on), known)
    holder = standing.of(of)
    assert holder is not None
    screen = shown(language)
    show_task(task_page(standing, holder), screen.screen)
    return screen.text


def test_a_task_whole() -> None:
    corrected = said(30, "actuals: {standards: 105}\nsummary: 误录\n", tag="00000a")
    correction = said(
        30,
        "actuals: {standards: 150.0, coverage: 94}\nsummary: 更正\nevidence: [甲, 乙]\n"
        "corrects: 2019-01-30-00000a\n",
        tag="00000b",
        recorded="2019-02-03T09:00:00+08:00",
    )
    part = said(
        40,
        "status: blocked\npercent: 40\nby: 张三\nsummary: 场地未定\nproblems: 无场地\nnext: 选址\n",
        about="T01.1",
        unit="institute",
        tag="00000c",
    )
    assert drawn(task(INDICATORS), corrected, correction, part) == (
        "T01 健全量传溯源体系  截至 2019-02-19\n"
        "红 覆盖率为 94%，低于 95%\n"
        "   达 30%，应达 44.4%，落后 14.4 个百分点\n"
        "   T01.1 受阻\n"
        "   T01.1 距时限 10 天\n"
        "所属       一、夯实质量基础 （一）提升计量能力\n"
        "来源       闽质监〔2018〕251号 第1项\n"
        "牵头       计量处\n"
        "责任       省计量科学研究院\n"
        "按职责落实 各市县局\n"
        "完成时限   2019-04-10\n"
        "状态       进行中\n"
        "进度       30%\n"
        "序时       44.4%\n"
        "差值       -14.4 个百分点\n"
        "\n"
        "指标\n"
        "指标        目标值 完成值 日期        进度 序时 差值\n"
        "计量标准     200项    150 2019-01-30   50%  50%    0\n"
        "standards\n"
        "覆盖率    保持 95%     94 2019-01-30 98.9%    -    -\n"
        "coverage\n"
        "\n"
        "事项\n"
        "编号  事项                              状态     进度 完成时限\n"
        "T01.1 建成计量中心                      受阻      40% 2019-03-01\n"
        "T01.2 发布年度报告（覆盖 2018-2020 年） 未启动      -\n"
        "      每年：2019 本年应办\n"
        "\n"
        "进展条目（新的在前）\n"
        "2019-02-09  T01.1  省计量院  （张三记录）  受阻  40%  2019-02-09-00000c\n"
        "  进展情况：场地未定\n"
        "  存在的问题：无场地\n"
        "  下一步措施：选址\n"
        "2019-01-30  T01  计量处  2019-01-30-00000b  2019-02-03 记录\n"
        "  进展情况：更正\n"
        "  指标数据：计量标准 150项、覆盖率 94%\n"
        "  佐证材料：甲、乙\n"
        "  更正：2019-01-30-00000a\n"
        "2019-01-30  T01  计量处  2019-01-30-00000a\n"
        "  进展情况：误录\n"
        "  指标数据：计量标准 105项\n"
        "  已被更正：2019-01-30-00000b\n"
    )


LONG = """\
format: 2
title: 三年方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-09-30}
start: 2018-09-30
end: 2020-12-31
"""
RETURNING = """\
deliverables:
  - {id: T01.1, title: 每月上报, every: month, first: 2018-10}
  - {id: T01.2, title: 每季度调度, every: quarter, first: 2019}
indicators:
  - {id: batches, name: 检测批次, unit: 批, target: 50, kind: reach, due: 2020-12-31, every: year}
  - id: labs
    name: 实验室
    unit: 家
    target: 40
    baseline: 0
    kind: reach
    due: 2020-12-31
    milestones: [{date: 2018-12-31, target: 10}, {date: 2019-12-31, target: 30}]
"""


def test_what_returns_is_a_row_of_periods_that_fits_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    files = (
        {"plan.yaml": LONG},
        task(RETURNING),
        said(date(2018, 10, 9), "status: done", about="T01.1"),
        said(date(2019, 1, 9), "status: done\nperiod: 2018-11", about="T01.1"),
        said(date(2018, 12, 10), "status: dropped\nperiod: 2018-12", about="T01.1"),
        said(date(2019, 2, 1), "actuals: {batches: 20, labs: 12}"),
    )
    standing = assess(plan_of(*files), date(2019, 6, 28))
    for language, lines in (
        (
            "zh",
            [
                "检测批次（2019 年）",
                "每年：2018 未完成、2019 本年应办、\n2020 未到期\n",
                "2018-12-31 前达 10：逾期完成",
                "2019-12-31 前达 30：未到期",
                "      每月：2018-10 已完成、2018-11 逾期完成、2018-12 已\n",
                "      取消、2019-01 至 2019-05 未完成、2019-06 本月到\n",
                "      期、2019-07 至 2020-12 未到期\n",
                "      每季度：2019Q1 未完成、2019Q2 本季到期、2019Q3 至\n      2020Q4 未到期\n",
            ],
        ),
        (
            "en",
            [
                "检测批次 (2019)",
                "10 by 2018-12-31: done late",
                "2018-12 dropped, 2019-01 to 2019-05 missed,",
            ],
        ),
    ):
        screen = shown(language, terminal=True)
        show_task(task_page(standing, standing.tasks[0]), screen.screen)
        text = "\n".join(each.rstrip() for each in plain(screen.text).split("\n"))
        assert widest_line(text) <= 80
        for line in lines:
            assert line in text


def test_a_task_without_entries_says_how_to_make_one() -> None:
    assert drawn(language="en") == (
        "T01 健全量传溯源体系  as of 2019-02-19\n"
        "unrated no entries yet\n"
        "place   一、夯实质量基础 （一）提升计量能力\n"
        "source  闽质监〔2018〕251号\n"
        "lead    计量处\n"
        "shared  省计量科学研究院\n"
        "by duty 各市县局\n"
        "due     ongoing\n"
        "status  not started\n"
        "share   -\n"
        "pace    50%\n"
        "gap     -\n"
        "\n"
        "Entries, newest first\n"
        "  none yet; “qtrack record T01” makes the first\n"
    )


def test_where_a_unit_and_its_parts_disagree_both_are_shown() -> None:
    parts = task("deliverables:\n  - {id: T01.1, title: 建成计量中心}\n")
    told = (said(30, "percent: 60\n"), said(31, "percent: 20\n", about="T01.1"))
    assert "进度       60%（单位自报 60%，按各事项测算 20%）\n" in drawn(parts, *told)
    assert "share   60% (said 60%, computed from the parts 20%)\n" in drawn(parts, *told, language="en")


def test_a_section_with_goals_of_its_own_has_a_page_without_units() -> None:
    goals = section("due: 2019-04-10\ndeliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    page = drawn(goals, of="S1")
    assert page.startswith("S1 夯实质量基础  截至 2019-02-19\n")
    assert "所属     一、夯实质量基础\n" in page
    assert "牵头" not in page
    assert "S1.1 质量总体水平提升 未启动      -\n" in page


def test_who_was_late_to_report_is_named_in_the_facts() -> None:
    asked = head("reporting: {every: month, by_day: 15}\n")
    assert "未按时报送 计量处、省计量科学研究院\n" in drawn(asked, said(1), on=80)
    assert "未按时报送 省计量科学研究院\n" in drawn(asked, said(60), on=80)
    assert "未按时报送" not in drawn(asked, said(60), said(61, unit="institute"), on=80)


def test_control_codes_and_markup_of_every_field_stay_text() -> None:
    sneaky = '"[b]\\e[31m\\x9b\\u202e[/b]"'
    told = said(
        30, f"by: {sneaky}\nsummary: {sneaky}\nproblems: {sneaky}\nnext: {sneaky}\nevidence: [{sneaky}]\n"
    )
    page = drawn({"tasks/T01.yaml": TASK.replace("健全量传溯源体系", sneaky) + f"source: {sneaky}\n"}, told)
    assert (
        page.count("[b]\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[/b]")
        == 7
    )
    assert not {"\x1b", "\x9b", "\u202e"} & set(page)


@pytest.mark.parametrize(("language", "width"), [("zh", 60), ("en", 80), ("zh", 120)])
def test_no_page_is_wider_than_the_terminal_or_cut(
    demonstration: Demonstration, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    standing = assess(plan, date(2019, 6, 28))
    for holder in standing.everything:
        screen = shown(language, terminal=True)
        show_task(task_page(standing, holder), screen.screen)
        assert widest_line(screen.text) <= width
        together = "".join(screen.text.split())
        assert "…" not in together
        for entry in holder.entries:
            assert "".join(entry.summary.split()) in together


@pytest.mark.parametrize("of", ["T04", "T18", "T20"])
def test_a_task_of_the_demonstration_is_drawn_as_the_golden_file_has_it(
    demonstration: Demonstration,
    of: str,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[str, str], None],
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    standing = assess(plan, date(2019, 6, 28))
    holder = standing.of(of)
    assert holder is not None
    on = shown("zh", terminal=True)
    show_task(task_page(standing, holder), on.screen)
    golden(f"pages/show-{of}.txt", plain(on.out.getvalue()))
    golden(f"pages/show-{of}-colours.txt", colours(on.out.getvalue()))
