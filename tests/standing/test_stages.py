"""Deadlines in stages (6月底前上线；12月底前兑现到位): deliverables of a task with deadlines of their own."""

from qtrack.standing.assess import Standing
from tests.small import Files, english, head, plan_of, said, task
from tests.standing.one_task import standing_of

STAGES = """
due: 2019-04-10
deliverables:
  - {id: T01.1, title: 系统上线, due: 2019-02-19}
  - {id: T01.2, title: 兑现到位, due: 2019-04-10}
"""


def stands(at: int, *entries: Files) -> Standing:
    calm = "lights: {yellow_gap: 100, red_gap: 100, stale_days: 100, due_soon_days: 0}"
    return standing_of(plan_of(head(calm), task(STAGES), *entries), at)


def told(found: Standing) -> tuple[str, str]:
    return found.light.value, english(found.reasons[0].message)


def test_a_task_turns_red_the_day_after_its_first_stage_was_missed() -> None:
    share = said(45, "percent: 90", about="T01.1")
    assert stands(50, share).light.value != "red"
    assert told(stands(51, share)) == ("red", "T01.1 is 1 day overdue")


def test_with_the_first_stage_done_the_second_one_is_judged_by_its_own_day() -> None:
    first = said(49, "status: done", about="T01.1")
    assert stands(51, first).light.value == "green"
    assert told(stands(101, first)) == ("red", "1 day overdue")
