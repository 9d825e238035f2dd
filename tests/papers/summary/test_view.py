"""What the weekly summary tells. Week 8 of 2019 is days 49 to 55 of the small plan."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from qtrack.changes.kinds import ChangeKind
from qtrack.locale.message import Message, Translator
from qtrack.model.period import Period, PeriodKind
from qtrack.model.problem import Place
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import render_paper
from qtrack.papers.summary.view import Summary, summary
from qtrack.records.due import due
from qtrack.records.edits import EditLine, PlanEdit, PlanHistory
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Then, TurnCause
from qtrack.records.units import units
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import Files, day, english, head, plan_of, said, section, task

SECOND: dict[str, str] = {
    "tasks/T02.yaml": "id: T02\nmeasure: M01\ntitle: 培育品牌\nresponsible: {by_duty: [bureaus]}\n",
}
PARTS = """\
due: 2019-04-10
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year}
indicators:
  - {id: standards, name: 计量标准, unit: 项, baseline: 100, target: 200, kind: reach, due: 2019-04-10}
"""
LATE = "deliverables: [{id: T01.1, title: 建成计量中心, due: 2019-02-01}]\n"
FIRST, LAST = 49, 55


def paper(*files: Files, on: int = LAST, known: date | None = None) -> Summary:
    return summary(
        ReportContext(plan_of(*files), day(on), known, Period.containing(PeriodKind.WEEK, day(LAST)))
    )


def changed(page: Summary) -> dict[Light, int]:
    """Return by how many tasks the lights changed since the issue before, those that did."""
    before = page.changes.counts_before or page.counts
    return {light: number - before[light] for light, number in page.counts.items() if number != before[light]}


def test_the_head_names_the_plan_and_bounds_the_period() -> None:
    page = paper(head("short: 小方案\noffice: office\n"), known=day(60))
    assert (page.head.plan, page.head.title) == ("小方案", "质量提升工作方案")
    assert (page.head.issuer, page.head.office, page.head.document) == (
        "省质监局",
        "办公室",
        "闽质监〔2018〕251号",
    )
    assert (page.period, page.number) == ("2019-W08", 8)
    assert (page.start, page.last_day, page.head.as_of, page.head.known_at) == (
        day(FIRST),
        day(LAST),
        day(LAST),
        day(60),
    )
    assert (page.changes.since, page.changes.unknown) == (day(FIRST - 1), None)
    assert paper().head.office == ""


def test_counts_are_of_tasks_worst_first_with_shares_and_changes() -> None:
    page = paper(SECOND, said(20, "percent: 20\n"), said(50, "percent: 50\n", tag="000002"))
    assert list(page.counts) == list(Light)
    assert (page.total, page.counts[Light.GREEN], page.counts[Light.NONE]) == (2, 1, 1)
    assert changed(page) == {Light.GREEN: 1, Light.YELLOW: -1}
    assert list(page.shares.values()) == [0, 0, 50, 0, 50]


def test_a_plan_without_tasks_has_no_shares() -> None:
    page = paper({"tasks/T01.yaml": None})
    assert set(page.shares.values()) == {Decimal(0)}
    assert (page.total, page.moved) == (0, ())


def test_a_turn_is_a_light_other_than_a_period_ago() -> None:
    page = paper(SECOND, said(20, "percent: 20\n"), said(50, "percent: 50\n", tag="000002"))
    (turn,) = page.changes.turned
    assert (turn.id, turn.before, turn.now) == ("T01", Light.YELLOW, Light.GREEN)
    assert english(turn.reason) == "at 50%, should be at 55%, 5 points behind"
    assert paper(SECOND).changes.turned == ()


@pytest.mark.parametrize(
    ("on", "recorded", "told"),
    [
        (48, "", []),
        (49, "", [False]),
        (55, "", [False]),
        (55, "2019-03-08T09:00:00+08:00", [False]),
        (48, "2019-02-18T09:00:00+08:00", [True]),
        (20, "2019-02-24T09:00:00+08:00", [True]),
        (20, "2019-02-25T09:00:00+08:00", []),
        (56, "", []),
    ],
)
def test_what_moved_speaks_of_the_period_or_was_recorded_late_in_it(
    on: int, recorded: str, told: list[bool]
) -> None:
    page = paper(said(on, recorded=recorded))
    assert [each.late for each in page.moved] == told
    assert page.reports == len(told)
    assert page.reporting_units == len(told)


def test_what_moved_names_the_part_it_speaks_of() -> None:
    page = paper(task(PARTS), said(50, about="T01.1"), said(51, unit="institute", tag="000002"))
    assert [(told.section, told.entry.about, told.title) for told in page.moved] == [
        ("夯实质量基础", "T01.1", "建成计量中心"),
        ("夯实质量基础", "T01", "健全量传溯源体系"),
    ]
    assert page.reporting_units == 2


@pytest.mark.parametrize(("units", "number"), [("fuzhou xiamen", 2), ("bureaus", 1), ("bureaus fuzhou", 1)])
def test_a_group_that_reports_is_not_counted_beside_its_members(units: str, number: int) -> None:
    told = [said(50, unit=unit, tag=f"00000{at}") for at, unit in enumerate(units.split())]
    assert paper(*told).reporting_units == number


def test_a_corrected_entry_is_not_told_again() -> None:
    wrong = said(50, "percent: 90\n", tag="00000a")
    right = said(50, "percent: 9\ncorrects: 2019-02-19-00000a\n", tag="00000b")
    assert [each.entry.id for each in paper(wrong, right).moved] == ["2019-02-19-00000b"]


def test_what_was_finished_in_the_period_is_listed_once() -> None:
    files = (
        task(PARTS),
        said(50, "status: done\n", about="T01.1", tag="00000a"),
        said(51, "status: done\nperiod: 2019\n", about="T01.2", tag="00000b"),
        said(48, "status: done\n", about="T02", unit="fuzhou", tag="00000c"),
        SECOND,
    )
    assert [(each.id, each.period, each.ended, each.unit) for each in paper(*files).changes.finished] == [
        ("T01.1", "", day(50), "计量处"),
        ("T01.2", "2019", day(51), "计量处"),
    ]
    whole = paper(said(50, "status: done\n", tag="00000a"), said(52, "status: closed\n", tag="00000b"))
    assert [(each.id, each.ended) for each in whole.changes.finished] == [("T01", day(50))]
    gone = paper(said(50, "status: dropped\n"))
    assert (gone.changes.finished, [(each.id, each.ended) for each in gone.changes.dropped]) == (
        (),
        [("T01", day(50))],
    )
    assert (gone.paces.dropped, gone.paces.finished) == (1, 0)
    late = paper(said(45, "status: done\n", recorded="2019-02-20T09:00:00+08:00"))  # day 51
    assert [(each.ended, each.late) for each in late.changes.finished] == [(day(45), True)]


def finished(page: Summary) -> list[tuple[str, bool, int]]:
    return [(row.id, row.late, number) for row, number in page.finished]


def test_the_rows_of_what_was_finished_count_what_each_of_them_is() -> None:
    parts = "".join(f"  - {{id: T01.{number}, title: 事项{number}}}\n" for number in range(1, 6))
    before = said(40, "status: done\n", about="T01.1", tag="000001")
    one = said(49, "status: done\n", about="T01.2", tag="000002")
    page = paper(task("deliverables:\n" + parts), before, one)
    assert finished(page) == [("T01.2", False, 1)]
    whole = said(52, "status: done\n", tag="000003")
    page = paper(task("deliverables:\n" + parts), before, one, whole)
    assert finished(page) == [("T01", False, 4)]
    text = render_paper("weekly", page, PaperForm.MARKDOWN, Translator("zh"))
    assert "本周办结1项，含4个事项：" in text
    late = said(45, "status: done\n", about="T01.3", recorded="2019-02-20T09:00:00+08:00", tag="000004")
    page = paper(task("deliverables:\n" + parts), before, one, late, whole)
    assert finished(page) == [("T01", False, 3), ("T01.3", True, 1)]
    text = render_paper("weekly", page, PaperForm.MARKDOWN, Translator("zh"))
    assert "本周办结2项，含4个事项，其中补报1个：" in text
    assert "本周办结2项：" in text  # of the first pages


def test_a_whole_counts_what_was_not_done_when_the_issue_before_was_made() -> None:
    parts = task(
        "deliverables:\n" + "".join(f"  - {{id: T01.{at}, title: 事项{at}}}\n" for at in range(1, 5))
    )
    before = said(FIRST - 1, "status: done\n", about="T01.1", tag="000001")
    assert finished(paper(parts, before, said(52, "status: done\n", tag="000002"))) == [("T01", False, 3)]
    known = said(40, "status: done\n", about="T01.2", tag="000003")
    late = said(45, "status: done\n", recorded="2019-02-20T09:00:00+08:00", tag="000004")
    assert finished(paper(parts, known, late)) == [("T01", True, 3)]


def test_what_falls_due_of_a_part_is_said_to_be_its_own_leads() -> None:
    led = "deliverables:\n  - {id: T01.1, title: 建标, due: 2019-03-01, lead: institute}\n"
    text = render_paper(
        "weekly", paper(task(led), said(50, "percent: 60\n")), PaperForm.MARKDOWN, Translator("zh")
    )
    assert "3月1日：建标（省计量院）。" in text.partition("附件：")[0]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.integers(1, 4), st.integers(1, 120), max_size=4),
    st.integers(1, 130),
    st.sampled_from(["2019-01", "2019-02", "2019-03"]),
)
def test_what_a_month_finished_is_the_sum_of_its_rows_and_what_was_told_late_apart(
    days: dict[int, int], whole: int, month: str
) -> None:
    parts = "".join(f"  - {{id: T01.{number}, title: 事项{number}}}\n" for number in range(1, 5))
    told = [said(on, "status: done\n", about=f"T01.{part}", tag=f"00000{part}") for part, on in days.items()]
    told.append(said(whole, "status: done\n", tag="000009"))
    period = Period.parse(month)
    assert period
    plan = plan_of(task("deliverables:\n" + parts), *told)
    page = summary(ReportContext(plan, period.last_day, period=period))
    assert page.span
    assert sum(number for row, number in page.finished if not row.late) == page.span.done


def test_what_falls_due_stands_with_the_units_that_are_asked_the_lead_first() -> None:
    due = "due: 2019-03-01\nresponsible: {units}\n"

    def units(text: str) -> str:
        page = paper({"tasks/T01.yaml": f"id: T01\nmeasure: M01\ntitle: 甲\n{due.format(units=text)}"})
        table = render_paper("weekly", page, PaperForm.MARKDOWN, Translator("zh")).partition("附件10：")[2]
        return next(row.split(" | ")[3] for row in table.splitlines() if row.startswith("| 甲"))

    assert units("{lead: metrology, shared: [institute], by_duty: [bureaus]}") == "计量处、省计量院"
    assert units("{by_duty: [bureaus], support: [institute]}") == "各市县局"
    assert units("{shared: [bureaus], excluding: [xiamen]}") == "各市县局（除厦门局外）"


def test_late_work_is_named_with_its_reasons_and_what_comes_next() -> None:
    page = paper(
        task("due: 2019-02-20\n"),
        said(20, "percent: 20\nnext: 赶工\n"),
        said(30, "percent: 30\n", tag="000002"),
    )
    ((late, step),) = page.late
    assert (late.id, late.first, late.light, late.last_entry, step) == (
        "T01",
        "计量处",
        Light.RED,
        day(30),
        "赶工",
    )
    assert [each.code for each in late.reasons] == ["overdue", "far-behind"]


@pytest.mark.parametrize(("more", "late"), [("status: blocked\npercent: 55\n", 1), ("percent: 55\n", 0)])
def test_who_is_blocked_is_late_and_who_is_on_pace_is_not(more: str, late: int) -> None:
    assert len(paper(said(50, more)).late) == late


def test_late_work_comes_worst_first() -> None:
    page = paper(SECOND, said(50, "percent: 40\n"), said(50, "percent: 10\n", about="T02", unit="fuzhou"))
    assert [(late.id, late.light) for late, _ in page.late] == [("T02", Light.RED), ("T01", Light.YELLOW)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (said(50, "problems: 缺资金\n"), ["缺资金"]),
        (said(40, "problems: 缺资金\n"), []),
        (said(40, "problems: 缺资金\nstatus: blocked\n"), ["缺资金"]),
        (said(40, "problems: 缺资金\nstatus: blocked\n", about="T01.1"), ["缺资金"]),
        (said(50, "problems: 缺资金\nstatus: done\n"), []),
        (task(LATE) | said(50, "problems: 缺资金\nstatus: done\n"), ["缺资金"]),
        (task(LATE) | said(50, "problems: 缺资金\nstatus: dropped\n"), []),
        (said(50), []),
    ],
)
def test_problems_are_those_of_the_period_and_of_what_is_still_blocked(
    told: dict[str, str], expected: list[str]
) -> None:
    assert [each.entry.problems for each in paper(task(PARTS) | told).troubles] == expected


def test_what_falls_due_soon_is_in_order_of_days() -> None:
    page = paper(task(PARTS), {"plan.yaml": head("lights: {due_soon_days: 50}\n")["plan.yaml"]})
    assert page.due_until == day(LAST + 50)
    assert [(each.about, each.id, each.period, each.due, each.days) for each in page.due] == [
        ("T01.1", "T01.1", "", date(2019, 3, 1), 5),
        ("T01", "T01", "", date(2019, 4, 10), 45),
        ("T01.2", "T01.2", "2019", date(2019, 4, 10), 45),
        ("T01", "standards", "", date(2019, 4, 10), 45),
    ]


def test_the_next_period_is_always_looked_at_and_what_is_done_is_not_due() -> None:
    brief = head("lights: {due_soon_days: 1}\n")
    page = paper(task(PARTS), brief)
    assert page.due_until == day(LAST + 7)
    assert [each.id for each in page.due] == ["T01.1"]
    assert paper(task(PARTS), brief, said(50, "status: done\n", about="T01.1")).due == ()
    assert paper(task(PARTS), brief, said(50, "status: done\n")).due == ()


@pytest.mark.parametrize(("due", "shown"), [(54, 0), (55, 1), (62, 1), (63, 0)])
def test_both_ends_of_what_falls_due_soon_belong_to_it(due: int, shown: int) -> None:
    page = paper(task(f"due: {day(due)}\n"), head("lights: {due_soon_days: 1}\n"))
    assert len(page.due) == shown


LONG: dict[str, str] = {
    "plan.yaml": (
        "format: 2\ntitle: 质量提升工作方案\ndocument: {number: 1号, issuer: 省局, issued: 2018-09-30}\n"
        "start: 2018-09-30\nend: 2020-12-31\n"
    )
}
RETURNING = task("""
due: 2019-06-30
deliverables:
  - {id: T01.1, title: 年报, every: year}
  - {id: T01.2, title: 调度, every: quarter}
indicators:
  - {id: batches, name: 检测批次, unit: 批, target: 50, kind: reach, due: 2020-12-31, every: year}
  - id: labs
    name: 实验室
    unit: 家
    target: 40
    kind: reach
    due: 2020-12-31
    milestones: [{date: 2019-01-20, target: 10}]
""")


def of(kind: PeriodKind, on: date, *files: Files, filters: Filters | None = None) -> Summary:
    period = Period.containing(kind, on)
    return summary(ReportContext(plan_of(LONG, *files), on, None, period, filters or Filters()))


@pytest.mark.parametrize("kind", list(PeriodKind))
@pytest.mark.parametrize("on", ["2018-10-20", "2018-12-31", "2019-01-19", "2020-12-20"])
def test_what_falls_due_is_what_due_lists_within_the_same_days(kind: PeriodKind, on: str) -> None:
    as_of = date.fromisoformat(on)
    told = [said(date(2018, 12, 1), "status: done\n", about="T01.2"), said(as_of, "actuals: {labs: 5}\n")]
    page = of(kind, as_of, RETURNING, *(each for each in told if f"{as_of}" >= "2018-12-01"))
    within = (page.due_until - as_of).days
    plan = plan_of(LONG, RETURNING, *(each for each in told if f"{as_of}" >= "2018-12-01"))
    assert page.due == due(assess(plan, as_of), Filters(), within).coming


def test_the_annual_of_a_year_lists_what_falls_due_in_the_next() -> None:
    page = of(PeriodKind.YEAR, date(2018, 12, 31), RETURNING)
    assert [(each.about, each.period, each.due.isoformat()) for each in page.due] == [
        ("T01.1", "2018", "2018-12-31"),
        ("T01.2", "2018Q4", "2018-12-31"),
        ("T01", "2018", "2018-12-31"),
        ("T01", "", "2019-01-20"),
        ("T01.2", "2019Q1", "2019-03-31"),
        ("T01", "", "2019-06-30"),
        ("T01.2", "2019Q2", "2019-06-30"),
        ("T01.2", "2019Q3", "2019-09-30"),
        ("T01.1", "2019", "2019-12-31"),
        ("T01.2", "2019Q4", "2019-12-31"),
        ("T01", "2019", "2019-12-31"),
    ]


@pytest.mark.parametrize(
    ("kind", "on", "number", "start", "end"),
    [
        (PeriodKind.WEEK, "2018-09-30", 1, "2018-09-30", "2018-09-30"),
        (PeriodKind.WEEK, "2018-10-01", 2, "2018-10-01", "2018-10-07"),
        (PeriodKind.YEAR, "2018-12-31", 1, "2018-09-30", "2018-12-31"),
        (PeriodKind.YEAR, "2019-06-28", 2, "2019-01-01", "2019-12-31"),
        (PeriodKind.WEEK, "2021-01-03", 119, "2020-12-28", "2020-12-31"),
        (PeriodKind.WEEK, "2021-01-04", None, "2021-01-04", "2021-01-10"),
    ],
)
def test_an_issue_speaks_of_the_days_that_the_plan_has_and_has_no_number_after_them(
    kind: PeriodKind, on: str, number: int | None, start: str, end: str
) -> None:
    page = of(kind, date.fromisoformat(on))
    assert (page.number, page.start.isoformat(), page.last_day.isoformat()) == (number, start, end)


def test_the_first_issue_is_compared_with_nothing() -> None:
    done = said(date(2018, 11, 2), "status: done\n")
    page = of(PeriodKind.YEAR, date(2018, 12, 31), done)
    assert (page.changes.since, page.changes.turned, page.changes.counts_before) == (None, (), None)
    assert [each.id for each in page.changes.finished] == ["T01"]
    assert of(PeriodKind.YEAR, date(2019, 1, 1), done).changes.since == date(2018, 12, 31)


def test_the_issue_before_is_taken_as_it_was() -> None:
    """By the plan and the records of its day: what came to be known later has turned since."""
    late = said(40, "percent: 48\n", recorded="2019-02-20T09:00:00+08:00")  # day 51
    plan = plan_of(head("lights: {yellow_gap: 20}\n"), said(30, "percent: 30\n"), late)
    period = Period.containing(PeriodKind.WEEK, day(LAST))
    stricter = plan_of(head("lights: {yellow_gap: 5}\n"))
    before = Then(day(FIRST - 1), replace(stricter, entries=plan.entries))
    page = summary(ReportContext(plan, day(LAST), None, period, then=before))
    (turn,) = page.changes.turned
    assert (turn.before, turn.now, turn.causes) == (Light.YELLOW, Light.GREEN, (TurnCause.RECORDS,))
    assert changed(page) == {
        Light.YELLOW: -1,
        Light.GREEN: 1,
    }


def test_a_plan_of_then_that_is_not_known_is_told() -> None:
    period = Period.containing(PeriodKind.WEEK, day(LAST))
    unknown = Then(day(FIRST - 1), unknown=Message("Why."))
    page = summary(ReportContext(plan_of(), day(LAST), None, period, then=unknown))
    assert page.changes.unknown is not None
    assert english(page.changes.unknown) == (
        "Why. 2019-02-17 is therefore computed by the plan of now, and what edits of the plan changed "
        "cannot be told."
    )


def test_a_paper_of_a_part_tells_the_edits_of_that_part_and_those_that_hold_for_all() -> None:
    def line(about: str) -> EditLine:
        kind, place = ChangeKind.TASK_REWORDED, Place("")
        return EditLine(kind=kind, about=about, message=Message(about), place=place, title="")

    second = {
        "sections/S2.yaml": (
            "id: S2\nnumber: 二\ntitle: 品牌\nmeasures: [{id: M02, number: （二）, title: 品牌}]\n"
        ),
        "tasks/T02.yaml": "id: T02\nmeasure: M02\ntitle: 培育品牌\nresponsible: {lead: office}\n",
    }
    names = ["T01", "T01.1", "T02", "M01", "M02", "S1", "S2", "plan", "office"]
    edits = [
        PlanEdit("aaaa", day(50), "甲", "改", tuple(line(each) for each in names)),
        PlanEdit("bbbb", day(51), "甲", "只改 T02", (line("T02"),)),
    ]
    period = Period.containing(PeriodKind.WEEK, day(LAST))
    basis = ReportContext(
        plan_of(second),
        day(LAST),
        None,
        period,
        Filters(section="S1"),
        edits=PlanHistory("", None, tuple(edits)),
    )
    (edit,) = summary(basis).edits or ()
    assert [each.about for each in edit.lines] == ["T01", "T01.1", "M01", "S1", "plan", "office"]
    whole = summary(replace(basis, filters=Filters())).edits or ()
    assert [each.commit for each in whole] == ["bbbb", "aaaa"]


def test_units_that_did_not_report_are_those_that_units_counts_and_groups_stand_apart() -> None:
    asked = head("reporting: {every: month, by_day: 15}\n")
    third = {"tasks/T03.yaml": SECOND["tasks/T02.yaml"].replace("T02", "T03")}
    page = paper(asked, SECOND, third, on=LAST)
    plan = plan_of(asked, SECOND, third)
    missing = [each.short for each in units(assess(plan, day(LAST)), Filters()).units if each.unreported]
    assert (
        [unit for unit, is_group, _ in page.unreported if not is_group] == missing == ["计量处", "省计量院"]
    )
    assert [unit for unit, is_group, _ in page.unreported if is_group] == ["各市县局"]


def test_silent_units_are_named_with_their_tasks_most_first() -> None:
    asked = head("reporting: {every: month, by_day: 15}\n")
    third = {"tasks/T03.yaml": SECOND["tasks/T02.yaml"].replace("T02", "T03")}
    page = paper(asked, SECOND, third, on=LAST)
    assert page.deadline == date(2019, 2, 15)
    assert [(unit, tasks) for unit, _, tasks in page.unreported] == [
        ("计量处", ("T01",)),
        ("省计量院", ("T01",)),
        ("各市县局", ("T02", "T03")),
    ]
    assert paper(SECOND).deadline is None
    assert paper(SECOND).unreported == ()


def test_indicators_of_sections_and_tasks_are_listed() -> None:
    goals = section(
        "indicators:\n  - {id: brands, name: 名牌, unit: 个, target: 10, kind: reach, due: 2019-04-10}\n"
    )
    page = paper(task(PARTS), goals)
    assert [(holder, own.indicator.id) for holder, own in page.indicators] == [
        ("S1", "brands"),
        ("T01", "standards"),
    ]


def test_notes_of_the_board_stand_on_the_paper() -> None:
    assert [english(each) for each in paper().head.notes] == [
        "No progress has been recorded yet; “qtrack record” makes the first entry."
    ]


def test_a_paper_can_be_printed_again_as_it_was() -> None:
    early, late = (
        said(50, "percent: 50\n"),
        said(52, "percent: 90\n", recorded="2019-03-20T09:00:00+08:00", tag="000002"),
    )
    assert paper(early, late, known=day(60)) == with_known(paper(early), day(60))


def with_known(page: Summary, known: date) -> Summary:
    return replace(page, head=replace(page.head, known_at=known))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 100)), max_size=6), st.integers(1, 100))
def test_counts_changes_and_turns_agree(told: list[tuple[int, int]], on: int) -> None:
    files = [
        said(
            when,
            f"percent: {share}\n",
            about=("T01", "T02")[at % 2],
            unit=("metrology", "fuzhou")[at % 2],
            tag=f"00000{at}",
        )
        for at, (when, share) in enumerate(told)
    ]
    plan = plan_of(SECOND, *files)
    page = summary(ReportContext(plan, day(on), period=Period.containing(PeriodKind.WEEK, day(on))))
    assert sum(page.counts.values()) == page.total == 2
    changes = changed(page).values()
    assert sum(changes) == 0
    assert sum(map(abs, changes)) <= 2 * len(page.changes.turned)
    assert {late.id for late, _ in page.late} <= {"T01", "T02"}


def test_what_the_office_sends_back_or_closes_is_no_report() -> None:
    done = said(49, "status: done")
    back = said(50, f"status: in-progress\nreturns: {day(49)}-000001", unit="office", tag="000002")
    page = paper(done, back)
    assert (page.reports, page.reporting_units) == (1, 1)
    assert len(page.moved) == 2


def test_that_nothing_is_done_is_told_as_such_and_only_where_something_was_due() -> None:
    def front(*files: Files) -> str:
        told = render_paper("weekly", paper(*files), PaperForm.MARKDOWN, Translator("zh"))
        return told.partition("附件")[0]

    late = task("due: 2019-04-10\ndeliverables:\n  - {id: T01.1, title: 甲, due: 2019-02-01}\n")
    assert "1个事项均未完成，按时限应完成1个。" in front(late)
    assert "个事项" not in front()


def test_reminders_that_are_past_their_time_come_oldest_first() -> None:
    chases = [
        said(
            30,
            f"chases: {{number: 2019-00{at}, level: remind, unit: metrology, reply_by: {day(by)}}}\n",
            about=f"T0{at}",
            unit="office",
            tag=f"00000{at}",
        )
        for at, by in ((1, 40), (2, 35), (3, 45))
    ]
    page = paper(*(task("", each) for each in ("T02", "T03")), *chases)
    assert [(one.number, one.days) for one in page.matters.waiting] == [
        ("2019-002", 20),
        ("2019-001", 15),
        ("2019-003", 10),
    ]


def test_a_plan_that_had_a_day_in_the_period_before_is_compared_with_that() -> None:
    for start, before in ((date(2019, 1, 31), 0), (date(2019, 2, 1), None)):
        plan = plan_of()
        plan = replace(plan, head=replace(plan.head, start=start))
        page = summary(ReportContext(plan, date(2019, 2, 28), None, Period.parse("2019-02")))
        assert page.span is not None
        assert (page.span.done_before, page.span.reports_before) == (before, before)
