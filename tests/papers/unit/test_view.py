"""One unit's own list: by role, the most urgent first, with what is left to do."""

import pytest

from qtrack.model.entry import Status
from qtrack.model.responsibility import Role
from qtrack.papers.engine.paper import ReportContext
from qtrack.papers.unit.view import UnitPaper, Urgency, left_to_do, unit_paper
from qtrack.records.selection.filters import Filters
from qtrack.records.units import Mark, UnitTask
from tests.small import Files, day, english, head, plan_of, said, split_target, task

MONTHLY = head("reporting: {every: month, by_day: 25}\n")
LATE = task("due: 2019-02-10\ndeliverables:\n  - {id: T02.1, title: 甲, due: 2019-01-31}\n", "T02")
SOON = task("due: 2019-02-27\n", "T03")
DONE = (task("", "T04"), said(40, "status: done\n", about="T04"))
YEARLY = task("deliverables:\n  - {id: T05.1, title: 年检, every: year}\n  - {id: T05.2, title: 乙}\n", "T05")


def of(*files: Files, unit: str = "metrology", section: str | None = None, on: int = 50) -> UnitPaper:
    return unit_paper(ReportContext(plan_of(*files), day(on), filters=Filters(unit=unit, section=section)))


def groups(page: UnitPaper, role: Role) -> dict[Urgency, list[str]]:
    return {urgency: [own.task.id for own in matters] for urgency, matters in page.roles[role].items()}


def matter(page: UnitPaper, identifier: str) -> UnitTask:
    (found,) = [
        own
        for by_urgency in page.roles.values()
        for matters in by_urgency.values()
        for own in matters
        if own.task.id == identifier
    ]
    return found


def test_groups_come_by_urgency_and_a_task_stands_in_one() -> None:
    page = of(MONTHLY, LATE, SOON, *DONE, said(49))
    assert list(groups(page, Role.LEAD).items()) == [
        (Urgency.OVERDUE, ["T02"]),
        (Urgency.DUE_THIS_MONTH, ["T03"]),
        (Urgency.RUNNING, ["T01"]),
        (Urgency.FINISHED, ["T04"]),
    ]
    assert matter(page, "T02").marks == (Mark.OVERDUE, Mark.TO_REPORT)
    assert page.marked == {Mark.OVERDUE: 1, Mark.DUE_THIS_MONTH: 1, Mark.TO_REPORT: 2}
    assert page.report_by == day(56)


def test_of_the_rounds_of_a_plan_and_of_tasks_the_one_that_ends_first_is_told() -> None:
    weekly = task("reporting: {every: week, by_day: 5}\n", "T02")
    assert of(MONTHLY, weekly).report_by == day(53)
    assert of(MONTHLY, weekly, unit="office").report_by == day(56)  # which answers for no task
    monthly = task("reporting: {every: month, by_day: 25}\n", "T02")
    assert of(head("reporting: {every: week, by_day: 5}\n"), monthly).report_by == day(53)


def test_without_rounds_nobody_is_asked_to_report() -> None:
    page = of()
    assert (page.report_by, page.marked[Mark.TO_REPORT]) == (None, 0)
    assert groups(page, Role.LEAD) == {Urgency.RUNNING: ["T01"]}


def test_roles_come_in_order_and_members_answer_for_their_group() -> None:
    assert list(of().roles) == [Role.LEAD, Role.SHARED, Role.BY_DUTY]
    assert list(of().totals.values()) == [1, 0, 0, 0]
    assert list(of(unit="institute").totals.values()) == [0, 1, 0, 0]
    assert list(of(unit="fuzhou").totals.values()) == [0, 0, 1, 0]
    assert list(of(unit="bureaus").totals.values()) == [0, 0, 1, 0]


def test_what_is_left_to_do_has_its_day_and_its_periods() -> None:
    page = of(LATE, YEARLY, said(45, "status: done\n", about="T05.2"))
    (late,) = page.parts["T02"]
    assert (late.id, late.due, late.days) == ("T02.1", day(31), -19)
    (yearly,) = page.parts["T05"]
    assert (yearly.id, yearly.periods, yearly.due, yearly.days) == ("T05.1", ("2019",), day(100), 50)
    assert matter(page, "T05").task.last_entry == day(45)


def test_of_ended_work_only_what_was_missed_is_left() -> None:
    done = said(45, "status: done\n", about="T05")
    assert of(YEARLY, done).parts["T05"] == ()
    (missed,) = of(YEARLY, done, on=105).parts["T05"]
    assert (missed.id, missed.days) == ("T05.1", -5)


def test_what_is_said_to_be_done_is_not_finished_while_it_is_not_held() -> None:
    held = task(
        "indicators: [{id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]\n"
    )
    for value, urgency in (("90", Urgency.RUNNING), ("91", Urgency.FINISHED)):
        page = of(held, said(40, f"status: done\nactuals: {{rate: {value}}}\n"))
        assert groups(page, Role.LEAD) == {urgency: ["T01"]}


def test_what_a_unit_dropped_after_its_deadline_is_left_to_do() -> None:
    dropped = said(45, "status: dropped\n", about="T02.1")
    (late,) = of(LATE, dropped).parts["T02"]
    assert (late.id, late.status, late.days) == ("T02.1", Status.DROPPED, -19)
    in_time = said(30, "status: dropped\n", about="T02.1")
    assert of(LATE, in_time).parts["T02"] == ()


TARGETS = task("""
indicators:
  - {id: batches, name: 检测批次, unit: 批, target: 50, kind: reach, due: 2019-04-10, every: year}
  - id: labs
    name: 实验室
    unit: 家
    target: 40
    qualifiers: [at-least]
    kind: reach
    due: 2019-04-10
    milestones: [{date: 2019-01-20, target: 10}, {date: 2019-03-10, target: 20}]
  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}
""")


@pytest.mark.parametrize(
    ("labs", "left"),
    [
        (9, ("实验室", -30, "at least 10 家")),
        (10, ("实验室", 19, "at least 20 家")),
        (20, ("实验室", 50, "at least 40 家")),
        (40, None),
    ],
)
def test_targets_that_are_not_reached_are_left_to_do_the_one_due_first(
    labs: int, left: tuple[str, int, str] | None
) -> None:
    parts = of(TARGETS, said(20, f"actuals: {{labs: {labs}}}\n")).parts["T01"]
    told = [(each.title, each.days, english(each.goal) if each.goal else "") for each in parts]
    assert sorted(told) == sorted([("检测批次", 50, "50 批"), *([left] if left else [])])
    assert {each.id for each in parts} == {""}
    assert ("2019",) in {each.periods for each in parts}


SPLIT = task(split_target("firms", "培训企业"))


def test_of_a_split_target_its_share_is_left_to_do_for_a_unit_that_has_one() -> None:
    told = (
        said(40, "actuals: {firms: 300}\n", unit="fuzhou"),
        said(41, "actuals: {firms: 20}\n", unit="xiamen"),
    )

    def left(unit: str, *more: Files) -> list[str]:
        return [english(left_to_do(part)) for part in of(SPLIT, *told, *more, unit=unit).parts["T01"]]

    assert left("metrology") == ["培训企业 (500 家, due 2019-04-10)"]
    assert left("fuzhou") == []
    assert left("xiamen") == ["培训企业: share 200 家, 20 家, 10%, 40 points behind (due 2019-04-10)"]
    assert left("xiamen", said(45, "status: dropped\n", tag="000009")) == []


def test_on_its_day_a_part_is_due_and_on_the_day_after_overdue() -> None:
    days = [[english(left_to_do(part)) for part in of(LATE, on=on).parts["T02"]] for on in (31, 32)]
    assert days == [["甲 (due 2019-01-31)"], ["甲 (1 day overdue)"]]


def test_a_unit_without_tasks_is_told_so() -> None:
    page = of(unit="office")
    assert [english(each) for each in page.head.notes][-1] == "It answers for no task."
    assert list(page.totals.values()) == [0, 0, 0, 0]


def test_it_is_of_one_unit() -> None:
    with pytest.raises(ValueError, match="ReportContext"):
        unit_paper(ReportContext(plan_of(), day(50)))


def test_what_another_notice_replaced_stands_apart_from_what_was_dropped() -> None:
    notice = head(
        "revisions:\n  - {number: 12号, title: 通知, issuer: 省局, issued: 2019-02-10, ends: [T04]}\n"
    )
    dropped = said(30, "status: dropped\n", about="T02")
    page = of(notice, task("", "T02"), task("", "T04"), dropped)
    assert groups(page, Role.LEAD)[Urgency.REPLACED] == ["T04"]
    assert groups(page, Role.LEAD)[Urgency.DROPPED] == ["T02"]
