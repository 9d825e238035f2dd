"""The scorecard: what each unit leads, and what it has of the points."""

from decimal import Decimal

from qtrack.locale.message import Translator
from qtrack.model.period import Period, PeriodKind
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import render_paper
from qtrack.papers.scorecard.view import Scorecard, cells, scorecard, shares
from qtrack.records.selection.filters import Filters
from tests.small import END, Files, day, plan_of, said, split_target, task

EN = Translator("en")
TOLD = said(90, "percent: 33.3\n")
LED = {
    "tasks/T02.yaml": "id: T02\nmeasure: M01\ntitle: 乙\nweight: 2.5\n"
    "responsible: {lead: institute, co_leads: [metrology]}\ndue: 2019-02-10\n",
}
SPLIT = """\
id: T03
measure: M01
title: 丙
responsible: {lead: institute, shared: [bureaus]}
""" + split_target("labs", "检测机构")


def of(*files: Files, unit: str | None = None, on: int = 100) -> Scorecard:
    period = Period.containing(PeriodKind.YEAR, END)
    return scorecard(ReportContext(plan_of(*files), day(on), period=period, filters=Filters(unit=unit)))


def told(page: Scorecard) -> list[tuple[str, Decimal, Decimal, Decimal | None]]:
    return [(sheet.unit.id, sheet.weight, sheet.points, sheet.share) for sheet in page.sheets]


def test_points_are_the_weight_times_the_share_that_is_done_and_units_have_their_sum() -> None:
    page = of(task("weight: 5\n"), LED, TOLD)
    assert page.weighed
    assert told(page) == [
        ("metrology", Decimal("7.5"), Decimal("1.67"), Decimal("22.2")),  # 5 x 33.3 % = 1.665
        ("institute", Decimal("2.5"), Decimal("0.00"), Decimal("0.0")),
    ]
    first, second = page.sheets[0].rows
    assert [EN.show(cell) for cell in cells(first).values()] == [
        "1",
        "健全量传溯源体系",
        "5",
        "33.3%",
        "1.67",
        "",
    ]
    assert [EN.show(cell) for cell in cells(second)["late"]] == ["59 days overdue"]


def test_without_weights_each_task_counts_one_and_with_some_the_others_nothing() -> None:
    page = of(task(""), TOLD)
    assert (page.weighed, told(page)) == (
        False,
        [("metrology", Decimal(1), Decimal("0.33"), Decimal("33.3"))],
    )
    page = of(task(""), LED, TOLD)
    assert told(page)[0] == ("metrology", Decimal("2.5"), Decimal("0.00"), Decimal("0.0"))
    assert (page.sheets[0].rows[0].weight, page.sheets[0].rows[0].points) == (None, None)


def test_work_that_was_dropped_with_consent_has_no_points_to_be_had() -> None:
    dropped = said(80, "status: dropped\n")
    closed = said(85, "status: closed\n", unit="office", tag="000002")
    assert told(of(task("weight: 5\n"), dropped, closed))[0][1:] == (Decimal(0), Decimal(0), None)
    assert told(of(task("weight: 5\n"), dropped))[0][1] == Decimal(5)


def test_a_unit_has_a_sheet_for_its_shares_of_targets_too() -> None:
    figure = said(80, "actuals: {labs: 150}\n", about="T03", unit="fuzhou")
    page = of({"tasks/T03.yaml": SPLIT}, figure, unit="fuzhou")
    (sheet,) = page.sheets
    assert (sheet.rows, sheet.share) == ((), None)
    assert [EN.say(line) for line in shares(sheet)] == ["丙: 检测机构 300 家, 150 家 (50.0%)"]
    for more, told in (
        (said(80, "actuals: {labs: 0}\n", about="T03", unit="fuzhou"), "0 家 (0.0%)"),
        ({}, "no figure yet (-)"),
    ):
        (sheet,) = of({"tasks/T03.yaml": SPLIT}, more, unit="fuzhou").sheets
        assert [EN.say(line) for line in shares(sheet)] == [f"丙: 检测机构 300 家, {told}"]


def test_every_form_tells_the_same_points() -> None:
    page = of(task("weight: 5\n"), LED, TOLD)
    zh = Translator("zh")
    text = render_paper("scorecard", page, PaperForm.MARKDOWN, zh)
    assert text.startswith("# 质量提升工作方案2019年度考核评分表\n")
    assert "| 计量处 | 7.5 | 1.67 | 22.2% |" in text
    assert "| | 合计 | 7.5 | 22.2% | 1.67 | |" in text
    table = render_paper("scorecard", page, PaperForm.CSV, zh)
    assert "计量处,,合计,7.5,22.2%,1.67," in table
    html = render_paper("scorecard", page, PaperForm.HTML, zh)
    assert all(number in html for number in ("1.67", "22.2%", "7.5"))
