"""Entries of one second stand in an order that a person can see."""

from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.standing.assess import Standing
from qtrack.standing.reported.chasing import chases
from tests.small import day, plan_of, said, task
from tests.standing.one_task import standing_of

FIGURE = task("""
deliverables: [{id: T01.1, title: 建标}]
indicators: [{id: n, name: 建标数, unit: 项, target: 200, baseline: 0, kind: reach, due: 2019-04-10}]
""")
LATER = f"{day(10)}T09:00:01+08:00"


def stands(first: str, second: str, *, about: str = "T01", recorded: str = "") -> Standing:
    """Say two things on one day, the second one in the second after if that is told."""
    plan = plan_of(
        FIGURE,
        said(10, first, about=about, tag="000001"),
        said(10, second, about=about, tag="000002", recorded=recorded),
    )
    return standing_of(plan, 20)


STATUSES = ["closed", "done", "dropped", None, "in-progress", "blocked", "not-started"]
PAIRS = [
    (strong, weak)
    for at, strong in enumerate(STATUSES)
    for weak in STATUSES[at + 1 :]
    if strong and weak and strong != "closed"  # which stays, whatever is said after it
]


@pytest.mark.parametrize(("strong", "weak"), PAIRS)
def test_of_two_statuses_of_one_second_the_weaker_holds(strong: str, weak: str) -> None:
    for one, other in ((strong, weak), (weak, strong)):
        part = stands(f"status: {one}", f"status: {other}", about="T01.1").deliverables[0]
        assert part.status == weak


def test_of_two_shares_of_one_second_the_smaller_holds() -> None:
    for one, other in (("60", "50"), ("50", "60")):
        assert stands(f"percent: {one}", f"percent: {other}").reported == Decimal(50)


def test_of_two_values_of_one_second_the_smaller_holds() -> None:
    for one, other in (("60", "50"), ("50", "60")):
        found = stands(f"actuals: {{n: {one}}}", f"actuals: {{n: {other}}}")
        assert found.indicators[0].actual == Decimal(50)


def test_a_second_later_the_later_word_holds() -> None:
    assert stands("percent: 50", "percent: 60", recorded=LATER).reported == Decimal(60)
    done = stands("status: blocked", "status: done", about="T01.1", recorded=LATER).deliverables[0]
    assert done.status is Status.DONE


def test_of_two_corrections_of_one_second_the_weaker_holds() -> None:
    for one, other in (("60", "50"), ("50", "60")):
        plan = plan_of(
            said(10, "percent: 10"),
            said(11, f"percent: {one}\ncorrects: 2019-01-10-000001", tag="000002"),
            said(11, f"percent: {other}\ncorrects: 2019-01-10-000001", tag="000003"),
        )
        found = standing_of(plan, 20)
        assert found.reported == Decimal(50)


def reminder(number: str, tag: str) -> dict[str, str]:
    chase = f"{{number: {number}, level: remind, unit: metrology, reply_by: 2019-01-20}}"
    return said(10, f"chases: {chase}", unit="office", tag=tag)


def test_reminders_of_one_second_are_counted_by_their_numbers() -> None:
    plan = plan_of(reminder("2019-1000", "000001"), reminder("2019-999", "000002"))
    found = chases(plan, day(20)).values()
    assert [(each.chase.number, each.times) for each in found] == [("2019-999", 1), ("2019-1000", 2)]


def test_a_report_of_the_second_of_a_reminder_does_not_answer_it() -> None:
    asked = reminder("2019-001", "000001")
    for recorded, answered in (("", False), (LATER, True)):
        plan = plan_of(asked, said(10, "summary: 已办", tag="000000", recorded=recorded))
        (found,) = chases(plan, day(20)).values()
        assert (found.answer is not None) is answered
