"""The ledger: a row a task and a row a goal, each with what was said last."""

from decimal import Decimal

from qtrack.locale.message import Message
from qtrack.papers.engine.paper import ReportContext
from qtrack.papers.ledger.view import Ledger, cells, ledger
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import Files, day, english, head, plan_of, said, section, task

GOALS = section(
    "indicators:\n  - {id: brands, name: 名牌产品, unit: 个, target: 200, kind: reach, due: 2019-04-10}\n"
)
PARTS = task("deliverables:\n  - {id: T01.1, title: 甲}\n  - {id: T01.2, title: 乙}\n")


def of(*files: Files, filters: Filters | None = None, on: int = 50) -> Ledger:
    return ledger(ReportContext(plan_of(*files), day(on), filters=filters or Filters()))


def test_rows_are_numbered_through_and_goals_come_before_the_tasks() -> None:
    page = of(GOALS, task("", "T02"))
    assert [(row.number, row.standing.holder.id) for row in page.rows] == [(1, "S1"), (2, "T01"), (3, "T02")]
    goals, first, _ = page.rows
    assert (goals.measure, list(goals.units.values())) == (None, [(), (), (), ()])
    assert [each.indicator.name for each in goals.standing.indicators] == ["名牌产品"]
    assert (first.section.number, first.section.title) == ("一", "夯实质量基础")
    assert first.measure is not None
    assert (first.measure.number, first.measure.title) == ("（一）", "提升计量能力")
    assert list(first.units.values()) == [("计量处",), ("省计量院",), ("各市县局",), ()]


def test_figures_are_those_of_the_standing_and_counts_are_of_tasks() -> None:
    files = (GOALS, said(50, "percent: 30\n"))
    page = of(*files)
    (own,) = assess(plan_of(*files), day(50)).tasks
    row = page.rows[1].standing
    assert row == own
    assert (row.progress, row.pace, row.gap) == (Decimal(30), Decimal(50), Decimal(-20))
    assert (page.total, page.counts[Light.YELLOW], page.counts[Light.NONE]) == (1, 1, 0)


def test_the_last_word_on_a_matter_ends_its_problems_and_steps_and_not_those_of_others() -> None:
    page = of(
        PARTS,
        said(30, "problems: 缺人\nnext: 招人\n", about="T01.1"),
        said(35, "problems: 缺地\n", about="T01.2"),
        said(40, "summary: 地已落实\n", about="T01.2"),
    )
    (row,) = page.rows
    assert row.last is not None
    assert row.problems is not None
    assert row.next is not None
    assert (row.last.summary, row.problems.problems, row.next.next) == ("地已落实", "缺人", "招人")
    silent = of(PARTS, said(30, "problems: 缺人\nnext: 招人\n"), said(40)).rows[0]
    assert (silent.problems, silent.next) == (None, None)


def test_ended_work_has_no_problems_and_no_next_step() -> None:
    page = of(said(40, "status: done\nproblems: 缺人\nnext: 归档\n"))
    assert (page.rows[0].problems, page.rows[0].next) == (None, None)


def test_what_is_said_to_be_done_but_late_keeps_its_problem_and_its_next_step() -> None:
    late = task("deliverables: [{id: T01.1, title: 甲, due: 2019-02-01}]\n")
    told = said(40, "status: done\nproblems: 缺人\nnext: 归档\n")
    (row,) = of(late, told).rows
    assert row.problems is not None
    assert row.next is not None
    closed = of(late, told, said(41, "status: closed\n", unit="office")).rows[0]
    assert (closed.problems, closed.next) == (None, None)


def test_what_another_notice_replaced_is_counted_apart_from_what_was_dropped() -> None:
    notice = head("revisions: [{number: 12号, title: 通知, issued: 2019-02-10, ends: [T03]}]\n")
    page = of(notice, task("", "T02"), task("", "T03"), said(40, "status: dropped\n", about="T02"))
    assert (page.total, page.dropped, page.replaced) == (3, 1, 1)


def test_four_time_limits_call_deliverables_by_their_titles_and_five_by_their_numbers() -> None:
    parts = [f"  - {{id: T01.{at}, title: 第{at}件事, due: 2019-03-1{at}}}\n" for at in range(1, 5)]

    def limits(number: int) -> list[str]:
        (row,) = of(task("due: 2019-04-10\ndeliverables:\n" + "".join(parts[:number]))).rows
        return [english(each) for each in cells(row)["terms"] if isinstance(each, Message)]

    assert limits(3) == [
        "by 10 April 2019",
        "“第1件事”: by 11 March 2019",
        "“第2件事”: by 12 March 2019",
        "“第3件事”: by 13 March 2019",
    ]
    assert limits(4)[1:3] == ["(1): by 11 March 2019", "(2): by 12 March 2019"]


def test_filters_narrow_it_and_sections_without_rows_are_left_out() -> None:
    page = of(GOALS, task("", "T02"), filters=Filters(unit="metrology"))
    assert [row.standing.holder.id for row in page.rows] == ["T01", "T02"]
    assert page.rows[0].number == 1
    assert of(filters=Filters(unit="office")).sections == ()
    assert of({"tasks/T01.yaml": None}).sections == ()
