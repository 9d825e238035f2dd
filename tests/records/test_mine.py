"""What one unit owes now: a row a task, the most pressing first."""

from datetime import date

from qtrack.model.responsibility import Role
from qtrack.records.mine import Kind, Mine, mine
from qtrack.standing.assess import assess
from tests.small import Files, day, english, head, plan_of, said, section, task

MONTHLY = head("reporting: {every: month, by_day: 25}")
CHASE = "summary: 请报送\nchases: {number: 2019-001, level: remind, unit: UNIT, reply_by: 2019-02-12}\n"


def page(unit: str, *files: Files, on: int = 50, within: int = 30) -> Mine:
    return mine(assess(plan_of(*files), day(on)), unit, within)


def rows(found: Mine) -> list[tuple[str, Kind, date | None, str]]:
    return [(one.task.id, one.kind, one.by, one.command) for one in found.owed]


def reminder(unit: str, about: str = "T01") -> Files:
    return said(37, CHASE.replace("UNIT", unit), about=about, unit="office", tag="00000c")


def test_nothing_is_owed_by_who_is_on_pace_and_asked_nothing() -> None:
    found = page("metrology", said(49, "percent: 50\n"))
    assert found.owed == ()
    assert [english(note) for note in found.notes] == ["Nothing is owed now."]
    assert [english(note) for note in page("office", said(49)).notes] == ["It answers for no task."]


def test_a_reminder_waits_until_it_is_answered_and_for_whom_it_is() -> None:
    asked = (reminder("metrology"), said(36, "percent: 50\n"))
    found = page("metrology", *asked)
    assert rows(found) == [("T01", Kind.REMINDED, date(2019, 2, 12), "qtrack record T01")]
    assert found.owed[0].claims[0].reminder is not None
    assert page("institute", *asked).owed == ()
    assert page("metrology", *asked, said(38, "percent: 50\n")).owed == ()


def test_a_reminder_of_what_one_does_not_answer_for_is_owed_too() -> None:
    goals = section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    found = page("office", goals, reminder("office", "S1"))
    assert [(one.task.id, one.role, one.kind) for one in found.owed] == [("S1", None, Kind.REMINDED)]


def test_what_is_red_or_yellow_is_owed_by_who_leads_and_who_shares() -> None:
    behind = said(49, "percent: 10\n")
    assert rows(page("metrology", behind)) == [("T01", Kind.BEHIND, None, "qtrack record T01")]
    assert [one.role for one in page("institute", behind).owed] == [Role.SHARED]
    assert page("fuzhou", behind).owed == ()


def test_what_is_overdue_is_named_with_its_day_and_its_period() -> None:
    parts = task(
        "deliverables:\n  - {id: T01.1, title: 建成计量中心, due: 2019-02-10}\n"
        "  - {id: T01.2, title: 每月总结, every: month}\n"
    )
    done = said(49, "status: done\n", about="T01.1", tag="000002")
    assert rows(page("metrology", parts, said(49, "percent: 50\n"))) == [
        ("T01", Kind.BEHIND, date(2019, 1, 31), "qtrack record T01.2 --period 2019-01")
    ]
    january = said(48, "status: done\nperiod: 2019-01\n", about="T01.2", tag="000003")
    found = page("metrology", parts, said(49, "percent: 50\n"), done, january)
    assert rows(found) == [("T01", Kind.DUE, date(2019, 2, 28), "qtrack record T01.2 --period 2019-02")]
    (soon,) = page("metrology", parts, said(49, "percent: 50\n"), done, january, within=8).owed
    assert [reason.code for reason in soon.claims[0].reasons] == ["due-soon"]


def test_what_was_sent_back_is_owed_by_who_reported_it_until_it_is_done_again() -> None:
    done = said(40, "status: done\n", unit="institute")
    back = said(
        41, "status: in-progress\nreturns: 2019-02-09-000001\nsummary: 缺材料\n", unit="office", tag="000002"
    )
    for unit in ("institute", "metrology"):
        (one,) = page(unit, done, back).owed
        assert one.kind is Kind.RETURNED
        assert english(one.claims[0].why or one.task.reasons[0].message) == (
            "sent back on 2019-02-10 by 办公室: 缺材料"
        )
        assert "returned" not in {reason.code for claim in one.claims for reason in claim.reasons}
    assert [one.kind for one in page("fuzhou", done, back).owed] == []
    again = said(42, "status: done\n", unit="institute", tag="000003")
    assert page("institute", done, back, again).owed == ()


def test_a_round_that_runs_is_owed_and_one_that_was_missed_is_told() -> None:
    reported = said(20, "percent: 50\n")
    found = page("metrology", MONTHLY, reported)
    assert rows(found) == [("T01", Kind.TO_REPORT, date(2019, 2, 25), "qtrack record T01")]
    assert page("metrology", MONTHLY, reported, said(30, "percent: 50\n", tag="000002")).owed == ()
    (late,) = page("institute", MONTHLY, reported).owed
    assert (late.kind, late.by) == (Kind.TO_REPORT, date(2019, 1, 25))
    assert english(late.claims[0].why or late.task.reasons[0].message) == "no report in the last round"


def test_a_task_stands_once_under_what_is_most_pressing() -> None:
    second = task("", "T02")
    found = page("metrology", MONTHLY, second, said(20, "percent: 10\n"), reminder("metrology"))
    assert [(one.task.id, [claim.kind for claim in one.claims]) for one in found.owed] == [
        ("T01", [Kind.REMINDED, Kind.BEHIND, Kind.TO_REPORT]),
        ("T02", [Kind.TO_REPORT]),
    ]
