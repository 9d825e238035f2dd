"""Reminders: what answers one, which comes next, and that they say nothing of the work."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.entry import ChaseLevel
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.reported.chasing import (
    ChaseStanding,
    ChaseState,
    chases,
    next_level,
    next_number,
)
from tests.small import Files, day, plan_of, said, task

TWO = task("", "T02")


def chased(on: int, tag: str, unit: str = "metrology", level: str = "remind", about: str = "T01") -> Files:
    """Return a reminder of a day, to be answered within five days."""
    number = f"2019-{int(tag):03d}"
    chase = f"{{number: {number}, level: {level}, unit: {unit}, reply_by: {day(on + 5)}}}"
    return said(on, f"summary: 请报送\nchases: {chase}\n", about=about, unit="office", tag=tag)


def at(on: int, *files: Files, known_at: date | None = None) -> tuple[ChaseStanding, ...]:
    return tuple(chases(plan_of(*files), day(on), known_at).values())


def states(found: tuple[ChaseStanding, ...]) -> list[tuple[str, int, ChaseState | None, int]]:
    return [(each.chase.number, each.times, each.state, each.days) for each in found]


def test_a_reminder_waits_until_the_day_to_reply_by_and_is_then_unanswered() -> None:
    reminder = chased(10, "000001")
    assert at(9, reminder) == ()
    assert states(at(10, reminder)) == [("2019-001", 1, ChaseState.WAITING, 0)]
    assert states(at(15, reminder)) == [("2019-001", 1, ChaseState.WAITING, 0)]
    assert states(at(18, reminder)) == [("2019-001", 1, ChaseState.UNANSWERED, 3)]


def test_a_report_of_the_unit_answers_it_from_the_day_it_was_recorded() -> None:
    files = (chased(10, "000001"), said(11, tag="000002", recorded=f"{day(14)}T09:00:00+08:00"))
    assert states(at(13, *files)) == [("2019-001", 1, ChaseState.WAITING, 0)]
    (answered,) = at(14, *files)
    assert answered.state is ChaseState.ANSWERED
    assert answered.answer is not None
    assert answered.answer.date == day(11)


@pytest.mark.parametrize(
    "other",
    [
        said(12, unit="institute", tag="000002"),
        said(9, tag="000002"),
        said(12, about="T02", tag="000002"),
        said(12, "status: in-progress\nreturns: 2019-01-05-000009\n", tag="000002"),
        said(12, "status: closed\n", tag="000002"),
    ],
    ids=["another unit", "before it", "another task", "a return", "a closing"],
)
def test_what_is_no_answer(other: Files) -> None:
    done = said(5, "status: done\n", tag="000009")
    found = at(30, TWO, done, chased(10, "000001"), other)
    assert [each.state for each in found] == [ChaseState.UNANSWERED]


def test_a_member_answers_for_its_group_and_a_part_for_its_task() -> None:
    parts = task("deliverables: [{id: T01.1, title: 建成计量中心}]")
    files = (parts, chased(10, "000001", "bureaus"), said(12, about="T01.1", unit="fuzhou", tag="000002"))
    assert [each.state for each in at(30, *files)] == [ChaseState.ANSWERED]


def test_reminders_count_for_each_unit_and_matter() -> None:
    files = (
        TWO,
        chased(10, "000001"),
        chased(20, "000002"),
        chased(20, "000003", "institute"),
        chased(21, "000004", about="T02"),
    )
    assert [(each.chase.number, each.times) for each in at(30, *files)] == [
        ("2019-001", 1),
        ("2019-002", 2),
        ("2019-003", 1),
        ("2019-004", 1),
    ]


def test_a_withdrawn_reminder_was_never_issued() -> None:
    gone = said(11, "withdraws: 2019-01-10-000001\n", unit="office", tag="000002")
    assert at(30, chased(10, "000001"), gone) == ()
    assert next_number(plan_of(chased(10, "000001"), gone), 2019) == 2


def test_what_was_not_known_had_not_been_answered() -> None:
    files = (chased(10, "000001"), said(12, tag="000002", recorded=f"{day(40)}T09:00:00+08:00"))
    assert [each.state for each in at(50, *files, known_at=day(39))] == [ChaseState.UNANSWERED]
    assert [each.state for each in at(50, *files)] == [ChaseState.ANSWERED]


def last(*files: Files, on: int = 90) -> tuple[ChaseStanding, ...]:
    return at(on, *files)


def test_what_was_not_answered_presses_harder_up_to_the_top() -> None:
    assert next_level(()) is ChaseLevel.REMIND
    assert next_level(last(chased(10, "000001"), on=12)) is None
    assert next_level(last(chased(10, "000001"))) is ChaseLevel.WARN
    assert next_level(last(chased(10, "000001", level="warn"))) is ChaseLevel.SUPERVISE
    assert next_level(last(chased(10, "000001", level="supervise"))) is ChaseLevel.SUPERVISE
    assert next_level(last(chased(10, "000001", level="warn"), said(12, tag="000002"))) is ChaseLevel.REMIND


def test_numbers_go_on_from_the_greatest_of_the_year() -> None:
    plan = plan_of(chased(10, "000007"), chased(20, "000003"))
    assert (next_number(plan, 2019), next_number(plan, 2020)) == (8, 1)


reminders = st.lists(st.tuples(st.integers(1, 100), st.sampled_from(["metrology", "institute"])), max_size=5)
reports = st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), max_size=5)


@settings(max_examples=60)
@given(reminders, reports, st.integers(1, 100))
def test_reminders_change_nothing_of_where_a_plan_stands(
    issued: list[tuple[int, str]], told: list[tuple[int, int]], on: int
) -> None:
    said_of_work = [
        said(each, f"percent: {percent}\n", tag=f"00{at_:04d}") for at_, (each, percent) in enumerate(told)
    ]
    asked = [chased(each, f"{at_ + 500:06d}", unit) for at_, (each, unit) in enumerate(issued)]
    assert standing(plan_of(*said_of_work), on) == standing(plan_of(*said_of_work, *asked), on)


def standing(plan: Plan, on: int) -> object:
    found = assess(plan, day(on))
    tasks = [msgspec.structs.replace(task, unanswered=0) for task in found.tasks]
    return found.counts, tasks, found.window


@settings(max_examples=60)
@given(reminders, reports, st.integers(1, 99))
def test_an_answered_reminder_stays_answered(
    issued: list[tuple[int, str]], told: list[tuple[int, int]], on: int
) -> None:
    files: list[Files] = [said(each, tag=f"00{at_:04d}") for at_, (each, _) in enumerate(told)]
    files += [chased(each, f"{at_ + 500:06d}", unit) for at_, (each, unit) in enumerate(issued)]
    now, later = at(on, *files), at(on + 1, *files)
    answered = {each.entry.id for each in now if each.state is ChaseState.ANSWERED}
    assert answered <= {each.entry.id for each in later if each.state is ChaseState.ANSWERED}
    assert [each.entry.id for each in now] == [each.entry.id for each in later if each.entry.date <= day(on)]


def test_one_reminder_at_most_is_open_to_a_unit_on_a_matter() -> None:
    first, second = chased(10, "000001"), chased(20, "000002", level="warn")
    assert states(at(22, first, second)) == [
        ("2019-001", 1, ChaseState.SUPERSEDED, 0),
        ("2019-002", 2, ChaseState.WAITING, 0),
    ]
    assert states(at(19, first, second)) == [("2019-001", 1, ChaseState.UNANSWERED, 4)]
    other = chased(20, "000002", unit="institute")
    assert [one.open for one in at(22, first, other)] == [True, True]
    answer = said(21, tag="000003")
    assert [one.state for one in at(22, first, second, answer)] == [ChaseState.ANSWERED] * 2
    assert assess(plan_of(first, second), day(40)).tasks[0].unanswered == 1
