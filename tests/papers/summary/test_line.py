"""The line of lights: each issue as it was known then, to one scale, with what turned between issues."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.summary.line import IssueLights, columns, seen
from qtrack.papers.summary.view import Summary, summary
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Direction, Stood, Then, stood
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.papers.papers import LAST_DAY, paper, told_plan
from tests.small import plan_of, said

DAYS = (date(2019, 2, 17), date(2019, 2, 24))


def past(plan: Plan) -> tuple[Stood, ...]:
    return tuple(stood(assess(plan, LAST_DAY), Then(day), Filters()) for day in DAYS)


def page_with_past(plan: Plan) -> Summary:
    week = Period.containing(PeriodKind.WEEK, LAST_DAY)
    return summary(ReportContext(plan, LAST_DAY, None, week, past=lambda: past(plan)))


def test_an_issue_has_the_counts_that_it_had_as_it_was_printed() -> None:
    plan = told_plan()
    printed = []
    for day in (DAYS[1], LAST_DAY):
        week = Period.containing(PeriodKind.WEEK, day)
        printed.append(summary(ReportContext(plan, day, day, week)).counts)
    line = page_with_past(plan).line
    assert [issue.counts for issue in line] == printed
    assert [issue.number for issue in line] == [8, 9]


def test_what_is_reported_late_leaves_past_issues_as_they_were() -> None:
    plan = told_plan()
    late = said(
        40, "status: done\nsummary: 补报", about="T02", unit="fuzhou", recorded="2019-03-02T10:00:00+08:00"
    )
    more = msgspec.structs.replace(plan, entries=(*plan.entries, *plan_of(late).entries))
    assert page_with_past(more).line[0] == page_with_past(plan).line[0]


def test_what_turned_is_what_the_issue_tells_of_itself() -> None:
    page = page_with_past(told_plan())
    ways = [turn.direction for turn in page.changes.turned]
    last = page.line[-1]
    assert (last.better, last.worse) == (ways.count(Direction.BETTER), ways.count(Direction.WORSE)) != (0, 0)


def test_the_first_issue_has_no_line_and_a_paper_without_the_annex_asks_for_no_past() -> None:
    week = Period.containing(PeriodKind.WEEK, LAST_DAY)

    def asked() -> tuple[Stood, ...]:
        raise AssertionError

    assert summary(ReportContext(told_plan(), LAST_DAY, None, week)).line == ()
    for annexes in (frozenset[int](), frozenset({2})):
        assert (
            summary(ReportContext(told_plan(), LAST_DAY, None, week, annexes=annexes, past=asked)).line == ()
        )


def test_there_is_a_line_as_long_as_a_period_begins_within_the_plan() -> None:
    plan, monday = told_plan(), date(2019, 4, 8)
    week = Period.containing(PeriodKind.WEEK, monday)
    for end, issues in ((monday, 2), (monday - timedelta(days=1), 0)):
        own = msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, end=end))
        page = summary(ReportContext(own, week.last_day, None, week, past=lambda: past(plan)))
        assert len(page.line) == issues


def test_columns_share_one_scale_and_the_worst_light_stands_at_the_foot() -> None:
    none = dict.fromkeys(Light, 0)
    line = [
        IssueLights(1, {**none, Light.RED: 1, Light.GREEN: 1}, 0, 0),
        IssueLights(2, {**none, Light.RED: 3, Light.GREEN: 1}, 0, 2),
    ]
    first, second = columns(line)
    assert [(block.light, block.top, block.height) for block in second.blocks] == [
        (Light.RED, Decimal("37.5"), Decimal("112.5")),
        (Light.GREEN, Decimal("0.0"), Decimal("37.5")),
    ]
    assert [block.height for block in first.blocks] == [Decimal("37.5")] * 2
    assert (first.left, first.middle, first.width) == (Decimal("1.5"), Decimal("6.2"), Decimal("9.5"))
    assert second.left > first.left + first.width
    assert seen(line) == {Light.RED, Light.GREEN}


def test_a_block_too_low_for_a_word_has_none_and_stands_in_the_table() -> None:
    none = dict.fromkeys(Light, 0)
    for number, wide in ((10, False), (11, True)):  # pixels
        counts = {**none, Light.RED: number, Light.GREEN: 150 - number}
        (column,) = columns([IssueLights(1, counts, 0, 0)])
        assert [block.wide for block in column.blocks] == [wide, True]


def test_the_line_is_told_in_words_and_as_a_table_in_both_forms() -> None:
    page = page_with_past(told_plan())
    told = (
        "近2期红灯由0项增至2项、黄灯由3项减至1项、绿灯由1项减至0项、蓝灯由0项增至2项；"
        "其间亮灯转好1项次、转差2项次。"
    )
    markdown = paper(page, PaperForm.MARKDOWN)
    assert told in markdown
    assert "| 期次 | 红 |" in markdown
    assert markdown.index("| 第8期 |") < markdown.index("| 第9期 |")
    html = paper(page, PaperForm.HTML)
    assert f'<desc id="line-of-lights-desc">{told}' in html
    assert f'<p class="key">{told}' in html
    assert html.count('<table role="table" class="issues"') == 1


def test_the_values_of_an_indicator_are_drawn_and_told_once() -> None:
    plan = told_plan()
    more = plan_of(said(44, "actuals: {pass-rate: 92, brands: 120}\nsummary: 抽查", about="S1"))
    page = page_with_past(msgspec.structs.replace(plan, entries=(*more.entries, *plan.entries)))
    html = paper(page, PaperForm.HTML)
    assert 'points="0.00,0.00 100.00,100.00"' in html
    told = "先后报数2次，由120个（2月13日）到150个（2月26日）"
    assert html.count(told) == paper(page, PaperForm.MARKDOWN).count(told) == 1
