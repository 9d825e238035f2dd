"""What of a plan matters now, the worst first."""

from qtrack.records.board import board, in_order, ordered, weightiest
from qtrack.records.overview import Overview, overview
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import PlanStanding, assess
from qtrack.standing.rules import Light
from tests.small import Files, day, english, head, plan_of, said, section, task

PARTS = "deliverables:\n  - {id: %s.1, title: 甲, due: %s}\n  - {id: %s.2, title: 乙, due: %s}\n"

#: Tasks far behind, late, the latest of all, on pace, behind, and late with the rest.
TASKS: tuple[Files, ...] = (
    task("", "T02"),
    task(PARTS % ("T03", "2019-02-10", "T03", "2019-02-01"), "T03"),
    task("due: 2019-01-20\n", "T04"),
    task("", "T05"),
    said(40, "percent: 5\n", about="T01"),
    said(40, "percent: 1\n", about="T02"),
    said(40, "percent: 50\n", about="T03"),
    said(40, "percent: 50\n", about="T05"),
)


def standing_of(*files: Files, on: int = 50) -> PlanStanding:
    return assess(plan_of(*files), day(on))


def overview_of(*files: Files, on: int = 50, order: TaskOrder = TaskOrder.SEVERITY) -> Overview:
    standing = standing_of(*files, on=on)
    return overview(standing, board(standing, Filters()), order)


def test_what_is_late_comes_first_the_longest_before_the_rest_then_the_widest_gap() -> None:
    assert [held.id for held in overview_of(*TASKS).pressing] == ["T04", "T03", "T02", "T01"]


def test_it_is_ordered_by_the_nearest_open_deadline_or_as_in_the_plan() -> None:
    found = {order: [held.id for held in overview_of(*TASKS, order=order).pressing] for order in TaskOrder}
    assert found[TaskOrder.DEADLINE] == ["T04", "T03", "T01", "T02"]
    assert found[TaskOrder.PLAN] == ["T01", "T02", "T03", "T04"]


def test_of_what_is_late_the_longest_is_told() -> None:
    late = standing_of(*TASKS).of("T03")
    assert late is not None
    assert [english(reason.message) for reason in late.reasons[:2]] == [
        "T03.1 is 9 days overdue",
        "T03.2 is 18 days overdue",
    ]
    assert english(weightiest(late).message) == "T03.2 is 18 days overdue"


def test_goals_of_a_section_press_as_tasks_do() -> None:
    goals = section(
        "indicators: [{id: pass, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]\n"
    )
    page = overview_of(goals, said(40, "actuals: {pass: 90}\n", about="S1"), said(40, "percent: 50\n"))
    assert [(held.id, held.light) for held in page.pressing] == [("S1", Light.RED)]


def test_the_rest_is_counted_by_section() -> None:
    ((rest, counts),) = overview_of(*TASKS).rest
    assert (rest.id, rest.number, rest.title, counts) == ("S1", "一", "夯实质量基础", {Light.GREEN: 1})
    assert overview_of(on=90).rest == ()


def test_who_is_silent_is_counted_and_what_falls_due_lies_within_a_fortnight() -> None:
    asks = head("reporting: {every: month, by_day: 15}\n")
    parts = task(PARTS % ("T01", "2019-03-05", "T01", "2019-03-06"))
    page = overview_of(asks, parts, said(10, "percent: 50\n"))
    assert page.deadline == day(46)
    assert page.silent == (("计量处", 1), ("省计量院", 1))
    assert [(row.id, row.days) for row in page.coming] == [("T01.1", 14)]


def test_a_board_has_its_tasks_in_one_list_and_counts_each_once() -> None:
    standing = standing_of(*TASKS)
    page = board(standing, Filters())
    worst = in_order(page, TaskOrder.SEVERITY, standing.rule)
    assert [one.id for one in worst.tasks] == ["T04", "T03", "T02", "T01", "T05"]
    assert worst.counts == page.counts
    assert in_order(page, TaskOrder.PLAN, standing.rule) == page
    assert ordered(page.tasks, TaskOrder.PLAN, standing.rule) == page.tasks
