"""What was finished or dropped since an earlier day."""

from qtrack.records.since.newly import newly_ended, newly_late
from qtrack.standing.assess import PlanStanding, assess
from tests.small import Files, day, plan_of, said, task

DUTY = task("deliverables: [{id: T01.1, title: 上报, every: month}, {id: T01.2, title: 建标}]")


def standing(on: int, *files: Files) -> PlanStanding:
    return assess(plan_of(*files), day(on))


def test_a_duty_of_which_each_occurrence_was_dropped_is_dropped_on_the_day_of_the_last() -> None:
    each = [
        said(at, f"status: dropped\nperiod: 2019-0{month}", about="T01.1", tag=f"00000{month}")
        for month, at in ((1, 10), (2, 20), (3, 30), (4, 15))
    ]
    found = newly_ended(standing(50, DUTY, *each), None, dropped=True)
    assert [(one.id, one.period, one.ended) for one in found] == [("T01.1", "", day(30))]


def test_what_is_dropped_once_more_is_dropped_since_the_first_time() -> None:
    again = [said(at, "status: dropped\nperiod: 2019-02", about="T01.1", tag=f"0000{at}") for at in (20, 40)]
    found = newly_ended(standing(50, DUTY, *again), None, dropped=True)
    assert [(one.period, one.ended) for one in found] == [("2019-02", day(20))]


def test_work_that_is_said_done_while_something_of_it_is_late_is_not_finished() -> None:
    late = task("deliverables: [{id: T01.1, title: 建标, due: 2019-01-20}]")
    done = said(30, "status: done")
    assert newly_ended(standing(50, late, done), None) == ()
    closed = said(31, "status: closed", unit="office")
    assert [each.id for each in newly_ended(standing(50, late, done, closed), None)] == ["T01"]


def test_what_was_finished_or_is_late_of_a_part_stands_with_the_unit_that_leads_it() -> None:
    led = task(
        "deliverables:\n  - {id: T01.1, title: 建标, lead: institute}\n"
        "  - {id: T01.2, title: 溯源, due: 2019-01-20, lead: institute}\n"
    )
    now = standing(50, led, said(30, "status: done", about="T01.1"))
    assert [(each.id, each.unit) for each in newly_ended(now, None)] == [("T01.1", "省计量院")]
    late = [(each.id, each.unit) for each in newly_late(now, None)]
    assert late == [("T01.2", "省计量院"), ("T01", "计量处")]
