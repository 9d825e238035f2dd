"""What another notice ends (被新文件替代): from its day on there is no light and nobody is asked."""

from qtrack.model.entry import Status
from qtrack.records.chase import waiting_for
from qtrack.standing.assess import Standing, assess
from tests.small import Files, day, head, plan_of, said, task
from tests.standing.one_task import standing_of, why

REPORTING = "reporting: {every: month, by_day: 10}\n"
PARTS = """
due: 2019-02-09
deliverables:
  - {id: T01.1, title: 甲, due: 2019-01-20}
  - {id: T01.2, title: 乙}
  - {id: T01.3, title: 丙, every: month}
"""


def stands(at: int, ends: str, *entries: Files, keys: str = PARTS) -> Standing:
    """Assess T01 on a day; the notice is of day 51, 2019-02-20."""
    notice = f"{REPORTING}revisions: [{{number: 12号, issued: 2019-02-20, ends: [{ends}]}}]"
    return standing_of(plan_of(head(notice), task(keys), *entries), at)


def test_until_the_day_of_the_notice_a_task_is_as_it_was() -> None:
    before = stands(50, "T01")
    assert why(before) == why(stands(50, "T09"))
    assert before.light == "red"
    assert before.missing == ("metrology", "institute")


def test_from_that_day_on_it_is_unrated_and_nothing_of_it_is_late_open_or_asked() -> None:
    found = stands(51, "T01", said(20, "status: blocked\nproblems: 缺钱"))
    assert why(found) == ["none replaced: replaced by 12号 since 2019-02-20"]
    assert (found.status, found.ended, found.replaced) == (Status.DROPPED, day(51), True)
    assert (found.asked, found.missing, found.deadlines) == ({}, (), ())
    assert not found.running


def test_what_was_finished_before_stays_so_and_what_is_done_later_does_not() -> None:
    whole = "due: 2019-04-01"
    assert why(stands(60, "T01", said(40, "status: done"), keys=whole)) == ["blue done: done 2019-02-09"]
    assert stands(60, "T01", said(55, "status: done"), keys=whole).replaced
    assert not stands(60, "T09", said(40, "status: dropped"), keys=whole).replaced


def test_a_deliverable_that_is_ended_is_left_out_of_the_mean_and_of_what_is_late() -> None:
    entries = (said(40, "percent: 80", about="T01.2"),)
    keys = "deliverables:\n  - {id: T01.1, title: 甲, due: 2019-01-20}\n  - {id: T01.2, title: 乙}\n"
    before, after = stands(50, "T01.1", *entries, keys=keys), stands(51, "T01.1", *entries, keys=keys)
    assert next(reason.code for reason in before.bad) == "part-overdue"
    assert [str(one.progress) for one in (before, after)] == ["40.0", "80.0"]
    assert "T01.1" not in {one.id for one in after.deadlines}
    assert not after.bad


def test_what_is_done_on_the_day_of_the_notice_was_not_finished_before() -> None:
    for on, replaced in ((50, False), (51, True)):
        (part,) = stands(
            60,
            "T01.2",
            said(on, "status: done", about="T01.2"),
            keys="deliverables: [{id: T01.2, title: 乙}]\n",
        ).deliverables
        assert part.replaced is replaced


def test_what_was_sent_back_waits_for_nothing_once_it_is_ended() -> None:
    done = said(30, "status: done", about="T01.2")
    back = said(
        40, "status: in-progress\nreturns: 2019-01-30-000001", about="T01.2", unit="office", tag="000002"
    )
    assert stands(50, "T01.2", done, back).sent_back == ("T01.2",)
    assert stands(51, "T01.2", done, back).sent_back == ()


def test_a_reminder_of_what_is_ended_waits_for_no_answer() -> None:
    asked = (
        "summary: 请报送\nchases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-04-01}\n"
    )
    for ends, number in (("T09", 1), ("T01", 0)):
        plan = plan_of(
            head(f"revisions: [{{number: 12号, issued: 2019-02-20, ends: [{ends}]}}]"),
            task(""),
            said(30, asked, unit="office"),
        )
        assert len(waiting_for(assess(plan, day(60)), "metrology")) == number
        assert standing_of(plan, 100).unanswered == number


def test_of_a_duty_each_occurrence_that_is_not_done_is_dropped() -> None:
    keys = "deliverables:\n  - {id: T01.3, title: 丙, every: month}\n"
    done = said(20, "status: done", about="T01.3")
    (duty,) = stands(60, "T01.3", done, keys=keys).deliverables
    assert [one.state.value for one in duty.occurrences] == ["done", "dropped", "dropped", "dropped"]
    assert duty.left_out
    assert stands(50, "T01.3", done, keys=keys).deliverables[0].occurrences[0].state.value == "done"
