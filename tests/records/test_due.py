"""What falls due within some days, and what is overdue."""

from qtrack.records.due import Due, due
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from tests.small import END, Files, day, english, plan_of, said, section, task

PARTS = task("""
due: 2019-03-31
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-02-10}
  - {id: T01.2, title: 与任务同日, due: 2019-03-31}
  - {id: T01.3, title: 没有自己的时限}
  - {id: T01.4, title: 每年总结, every: year}
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-02-28}
  - {id: rate, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-02-28}
""")


def page(*files: Files, on: int = 50, within: int = 30, filters: Filters | None = None) -> Due:
    return due(assess(plan_of(*files), day(on)), filters or Filters(), within)


def rows(found: Due) -> list[tuple[str, str, int]]:
    return [(each.kind, each.id, each.days) for each in found.rows]


def test_by_date_with_what_is_overdue_first() -> None:
    """Day 50 is 2019-02-19; the year of the duty ends with the plan, on day 100."""
    found = page(PARTS, within=50)
    assert rows(found) == [
        ("deliverable", "T01.1", -9),
        ("indicator", "standards", 9),
        ("task", "T01", 40),
        ("occurrence", "T01.4", 50),
    ]
    assert (len(found.overdue), len(found.coming)) == (1, 3)
    assert found.until == END
    assert {each.held.id for each in found.rows} == {"T01"}
    assert {each.held.lead_name for each in found.rows} == {"计量处"}
    assert found.rows[3].period == "2019"


def test_the_last_day_looked_at_and_the_day_itself_belong_to_it() -> None:
    assert rows(page(PARTS, within=9)) == [("deliverable", "T01.1", -9), ("indicator", "standards", 9)]
    assert rows(page(PARTS, within=8)) == [("deliverable", "T01.1", -9)]
    assert rows(page(task("due: 2019-02-19\n"), within=0)) == [("task", "T01", 0)]


def test_what_is_done_falls_due_no_more() -> None:
    assert rows(page(PARTS, said(20, "status: done\n", about="T01.1"), within=9)) == [
        ("indicator", "standards", 9)
    ]
    reached = said(20, "actuals: {standards: 200}\n")
    assert rows(page(PARTS, reached, within=9)) == [("deliverable", "T01.1", -9)]
    yearly = said(20, "status: done\n", about="T01.4")
    assert rows(page(PARTS, yearly, within=50))[-1] == ("task", "T01", 40)
    assert rows(page(PARTS, said(20, "status: done\n"), on=40, within=50)) == []
    assert rows(page(PARTS, said(20, "status: closed\n", unit="office"), on=101)) == []
    assert rows(page(PARTS, said(20, "status: dropped\n"), on=101)) == []
    dropped = said(20, "status: dropped\n", about="T01.4")
    assert rows(page(PARTS, dropped, within=50))[-1] == ("task", "T01", 40)


def test_what_is_late_stays_though_the_whole_is_said_to_be_done() -> None:
    done = said(20, "status: done\n")
    assert rows(page(PARTS, done, on=101)) == [
        ("deliverable", "T01.1", -60),
        ("indicator", "standards", -42),
        ("occurrence", "T01.4", -1),
    ]


def test_what_was_late_when_a_unit_dropped_the_whole_stays() -> None:
    dropped = said(45, "status: dropped\n")
    assert rows(page(PARTS, dropped, on=101)) == [("deliverable", "T01.1", -60)]


def test_ongoing_work_falls_due_when_the_plan_ends() -> None:
    assert rows(page(within=49)) == []
    assert rows(page(within=50)) == [("task", "T01", 50)]
    assert rows(page(on=103)) == [("task", "T01", -3)]


def test_the_goals_of_a_section_fall_due_too() -> None:
    own = section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升, due: 2019-02-20}\n")
    (row,) = page(own).rows
    assert (row.id, row.held.id, row.held.lead, row.held.lead_name, row.days) == ("S1.1", "S1", None, "", 1)


def test_an_empty_page_says_why() -> None:
    assert english(page().notes[-1]) == "Nothing is overdue or falls due within 30 days."
    assert english(page(within=1).notes[-1]) == "Nothing is overdue or falls due within 1 day."
    gone = page(PARTS, filters=Filters(unit="office"))
    assert english(gone.notes[-1]) == "No task passes the filters; none is left after --unit 办公室."


def test_far_beyond_the_calendar_is_its_end() -> None:
    assert page(within=999_999_999).until.year == 9999


RETURNING = task("""
deliverables:
  - {id: T01.1, title: 每月上报, every: month}
  - {id: T01.2, title: 每季度调度, every: quarter}
indicators:
  - {id: batches, name: 检测批次, unit: 批, target: 50, kind: reach, due: 2019-04-10, every: year}
  - id: labs
    name: 实验室
    unit: 家
    target: 40
    kind: reach
    due: 2019-03-31
    milestones: [{date: 2019-01-20, target: 10}, {date: 2019-03-10, target: 30}]
""")


def test_months_that_were_missed_and_milestones_are_overdue_one_by_one() -> None:
    """Day 61 is 2019-03-02; February was dropped, January was not."""
    dropped = said(40, "status: dropped\nperiod: 2019-02\n", about="T01.1")
    found = page(RETURNING, dropped, on=61, within=40)
    assert [(each.kind, each.id, each.period, each.days) for each in found.rows] == [
        ("milestone", "labs", "", -41),
        ("occurrence", "T01.1", "2019-01", -30),
        ("milestone", "labs", "", 8),
        ("occurrence", "T01.1", "2019-03", 29),
        ("occurrence", "T01.2", "2019Q1", 29),
        ("indicator", "labs", "", 29),
        ("task", "T01", "", 39),
        ("occurrence", "T01.1", "2019-04", 39),
        ("occurrence", "T01.2", "2019Q2", 39),
        ("indicator", "batches", "2019", 39),
    ]
    reached = said(60, "actuals: {labs: 30, batches: 50}\n")
    found = page(RETURNING, dropped, reached, on=61, within=40)
    assert {each.id for each in found.rows if each.kind != "occurrence"} == {"T01", "labs"}
    assert [each.kind for each in found.rows if each.id == "labs"] == ["indicator"]
