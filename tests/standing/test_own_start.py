"""Tasks that begin after the plan: nothing of them is due, late or asked for before."""

from qtrack.standing.assess import Standing
from tests.small import Files, head, plan_of, said, task
from tests.standing.one_task import standing_of, why

#: Day 41, so that a hundred days of the plan leave sixty.
LATER = "start: 2019-02-10"
REPORTING = "reporting: {every: month, by_day: 25}"


def stands(at: int, keys: str, *entries: Files, more: str = "lights: {due_soon_days: 0}") -> Standing:
    return standing_of(plan_of(head(more), task(keys), *entries), at)


def test_before_it_begins_a_task_is_unrated_and_says_when_it_begins() -> None:
    assert why(stands(40, LATER)) == ["none not-begun: begins 2019-02-10"]
    assert why(stands(41, LATER)) == ["none no-entries: no entries yet"]


def test_the_pace_is_counted_from_the_start_of_the_task() -> None:
    assert [str(stands(at, LATER).pace) for at in (40, 41, 70, 100)] == ["0.0", "1.7", "50.0", "100.0"]


def test_silence_is_counted_from_the_start_of_the_task() -> None:
    calm = "lights: {stale_days: 10, due_soon_days: 0, yellow_gap: 100, red_gap: 100}"
    assert why(stands(51, LATER, more=calm)) == ["none no-entries: no entries yet"]
    assert why(stands(52, LATER, more=calm)) == [
        "yellow never-reported: never reported, 11 days since the start"
    ]


def test_nobody_is_asked_before_a_task_begins_nor_in_a_round_that_was_mostly_over() -> None:
    assert stands(40, LATER, more=REPORTING).asked == {}
    assert stands(57, LATER, more=REPORTING).missing == (
        "metrology",
        "institute",
    )  # 16 of the 31 days to 25 February
    assert stands(57, "start: 2019-02-11", more=REPORTING).missing == ()
    assert stands(57, "start: 2019-02-11", more=REPORTING).asked


def test_a_duty_of_the_task_first_returns_in_the_period_that_it_begins_in() -> None:
    monthly = f"{LATER}\ndeliverables: [{{id: T01.1, title: 月报, every: month}}]"
    (duty,) = stands(60, monthly).deliverables
    assert [one.period for one in duty.occurrences][:2] == ["2019-02", "2019-03"]


def test_what_was_reported_before_the_start_counts() -> None:
    assert stands(45, LATER, said(30, "percent: 50")).progress == 50
