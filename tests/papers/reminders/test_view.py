"""A sheet of reminder in words."""

from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import render_paper
from qtrack.papers.reminders.view import asked, chase_paper
from tests.small import UNITS, Files, day, english, head, plan_of, said, task

OFFICE = head("office: office\n")
PHONE = {
    "units.yaml": UNITS.replace(
        "short: 办公室, kind: division", "short: 办公室, kind: division, phone: 0591-8765"
    )
}

REMINDED = said(
    45,
    "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-02-20}\n",
    unit="office",
    tag="000009",
)


def limits(*files: Files, on: int = 50) -> list[str]:
    """Return the lines of the original time limit of the one sheet."""
    page = chase_paper(ReportContext(plan_of(REMINDED, *files), day(on)))
    (sheet,) = page.sheets
    (lines,) = [lines for label, lines in asked(sheet, page) if english(label) == "Original time limit"]
    return [line if isinstance(line, str) else english(line) for line in lines]


def test_the_time_limit_is_that_of_the_plan_with_the_day_of_each_time_that_has_passed() -> None:
    assert limits() == ["ongoing"]
    assert limits(task("due: 2019-03-01\n")) == ["by 1 March 2019"]
    monthly = task(
        "due: 2019-04-10\n"
        "deliverables:\n"
        "  - {id: T01.1, title: 甲, due: 2019-02-01}\n"
        "  - {id: T01.2, title: 调度, every: month}\n"
    )
    assert limits(monthly) == [
        "by 10 April 2019",
        "T01.1: by 1 February 2019",
        "T01.2: every month",
        "T01.2 (2019-01): 31 January 2019",
    ]
    done = said(40, "status: done\nperiod: 2019-01\n", about="T01.2")
    assert limits(monthly, done)[3:] == []


def test_a_milestone_that_has_passed_has_its_day() -> None:
    interim = task(
        "indicators:\n"
        "  - {id: labs, name: 实验室, unit: 家, target: 40, kind: reach, due: 2019-04-10,"
        " milestones: [{date: 2019-01-20, target: 10}, {date: 2019-03-10, target: 20}]}\n"
    )
    assert limits(interim)[-1] == "实验室: 20 January 2019"
    assert limits(interim, said(10, "actuals: {labs: 10}\n"))[-1] != "实验室: 20 January 2019"
    on_the_day = {path: text.replace("2019-01-20", f"{day(45)}") for path, text in interim.items()}
    assert limits(on_the_day)[1:] == []


def sheets(*files: Files, on: int = 60) -> str:
    page = chase_paper(ReportContext(plan_of(OFFICE, *files), day(on)))
    return render_paper("chase", page, PaperForm.MARKDOWN, Translator("zh"))


def test_a_sheet_is_a_letter_that_can_be_signed_and_sealed() -> None:
    text = sheets(REMINDED, PHONE, task("source: 第5项\n"))
    assert text.partition("\n---\n")[0].partition("\n## ")[2] == (
        "催办单〔2019〕1号\n\n"
        "提醒，第1次催办\n\n"
        "计量处：\n\n"
        "| 催办 | |\n"
        "| :-- | :-- |\n"
        "| 事项 | 健全量传溯源体系 |\n"
        "| 来源 | 闽质监〔2018〕251号 第5项 |\n"
        "| 牵头单位 | 计量处 |\n"
        "| 责任（配合）单位 | 省计量科学研究院、各市县局 |\n"
        "| 原定时限 | 持续推进 |\n"
        "| 当前进展与差距 | 截至2019年2月14日未报进度，序时进度45.0% |\n"
        "| 办理要求 | 有进展 |\n"
        "| 反馈时限 | 2019年2月20日 |\n"
        "| 联系人及电话 | 办公室，0591-8765 |\n\n"
        "省质监局办公室（盖章）\n\n"
        "2019年2月14日\n\n"
        "| 反馈 | |\n"
        "| :-- | :-- |\n"
        "| 进展情况 |  |\n"
        "| 存在的问题 |  |\n"
        "| 下一步措施 |  |\n"
        "| 预计完成 |  |\n"
        "| 联系人及电话 |  |\n\n"
        "单位负责人（签字）：\n\n"
        "计量处（盖章）\n"
    )


def test_its_figures_are_those_of_the_day_of_issue_by_what_was_recorded_then() -> None:
    later = said(44, "percent: 30\n", recorded=f"{day(47)}T09:00:00+08:00", unit="institute", tag="000010")
    early = said(43, "percent: 20\n", unit="institute", tag="000011")
    told = "截至2019年2月14日亮黄灯：进度20.0%，落后序时进度25.0个百分点；最近报送2月12日"
    for on in (45, 60, 100):
        assert told in sheets(REMINDED, early, later, on=on)


def test_without_a_registered_telephone_the_contact_stands_alone() -> None:
    assert "| 联系人 | 办公室 |" in sheets(REMINDED)


def test_one_that_was_sent_again_is_not_open_any_more() -> None:
    again = said(
        55,
        "chases: {number: 2019-002, level: warn, unit: metrology, reply_by: 2019-03-02}\n",
        unit="office",
        tag="000010",
    )
    text = sheets(REMINDED, again)
    assert text.count("\n## ") == 1
    assert "催办单〔2019〕2号\n\n警示，第2次催办" in text
    page = chase_paper(
        ReportContext(plan_of(OFFICE, REMINDED, again), day(60), period=Period.parse("2019-02"))
    )
    assert len(page.sheets) == 2
