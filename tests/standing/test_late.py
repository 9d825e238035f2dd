"""What is late stays red whatever a unit says, until it is done itself or the office has closed the work."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.standing.task_standing import LATE
from tests.small import Files, day, head, plan_of, said, task
from tests.standing.one_task import standing_of, why
from tests.standing.plans import later_days, plans

CALM = head("office: office\nlights: {due_soon_days: 0, stale_days: 1000}")
PART = "deliverables: [{id: T01.1, title: 建标, due: 2019-02-19}, {id: T01.2, title: 检定}]"  # day 50
FIGURE = (
    "indicators: [{id: n, name: 建标数, unit: 项, baseline: 0, target: 10, kind: reach, due: 2019-02-19}]"
)
MILESTONE = (
    "indicators: [{id: n, name: 建标数, unit: 项, baseline: 0, target: 10, kind: reach, due: 2019-04-10, "
    "milestones: [{date: 2019-02-19, target: 5}]}]"
)
HOLD = "indicators: [{id: n, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]"
NOON = datetime(2019, 1, 1, 12, tzinfo=UTC)
FOUR = said(40, "actuals: {n: 4}")


def stands(at: int, keys: str, *entries: Files) -> Standing:
    return standing_of(plan_of(CALM, task(keys), *entries), at)


DONE = said(55, "status: done", tag="0000d0")
CLOSED = said(56, "status: closed", unit="office", tag="0000c0")


@pytest.mark.parametrize(
    ("keys", "entry", "code", "reason"),
    [
        (PART, said(40, "percent: 40", about="T01.1"), "part-overdue", "T01.1 is 10 days overdue"),
        (FIGURE, FOUR, "part-overdue", "建标数 is 10 days overdue"),
        (
            MILESTONE,
            FOUR,
            "milestone-missed",
            "建标数: 5 项 by 2019-02-19 not reached, 10 days overdue",
        ),
        (HOLD, said(40, "actuals: {n: 90.7}"), "not-held", "合格率 is 90.7 %, below 91 %"),
    ],
)
def test_a_unit_that_says_done_does_not_turn_what_is_late(
    keys: str, entry: Files, code: str, reason: str
) -> None:
    before = stands(54, keys, entry)
    assert before.reasons[0].code == code
    claimed = stands(60, keys, entry, DONE)
    assert why(claimed) == [f"red {code}: reported done 2019-02-24, but {reason}"]
    assert (claimed.status, claimed.progress == Decimal(100)) == (Status.DONE, False)
    closed = stands(60, keys, entry, DONE, CLOSED)
    assert why(closed) == ["blue closed: closed, done 2019-02-24"]
    assert closed.progress == Decimal(100)


def test_every_late_thing_is_told_and_that_it_was_reported_done_once() -> None:
    late = stands(60, f"{PART}\n{FIGURE}", FOUR, DONE)
    assert why(late) == [
        "red part-overdue: reported done 2019-02-24, but T01.1 is 10 days overdue",
        "red part-overdue: 建标数 is 10 days overdue",
    ]


def test_a_part_that_is_reported_done_itself_is_done_and_late() -> None:
    part = said(55, "status: done", about="T01.1", tag="000001")
    assert why(stands(60, PART, part, DONE)) == ["blue done: done 2019-02-24"]
    assert stands(60, PART, part).deliverables[0].ended == day(55)


def test_a_part_with_the_deadline_of_the_whole_is_done_with_it() -> None:
    keys = "due: 2019-02-19\n" + PART.replace("检定", "检定, due: 2019-02-19")
    assert why(stands(60, keys, said(45, "status: done"))) == ["blue done: done 2019-02-14"]


def test_a_figure_due_with_the_whole_is_asked_whatever_is_said_of_the_whole() -> None:
    keys = f"due: 2019-02-19\n{FIGURE}"
    assert why(stands(60, keys, FOUR)) == [
        "red overdue: 10 days overdue",
        "red far-behind: at 40%, should be at 100%, 60 points behind",
        "red far-behind: 建标数: at 40%, should be at 100%, 60 points behind",
    ]
    assert why(stands(60, keys, FOUR, said(45, "status: done"))) == [
        "red part-overdue: reported done 2019-02-14, but 建标数 is 10 days overdue"
    ]


# --- dropped -----------------------------------------------------------------------------------------


def dropped(on: int, unit: str = "metrology", about: str = "T01") -> dict[str, str]:
    return said(on, "status: dropped", unit=unit, about=about, tag="0000dd")


def test_what_was_late_when_it_was_dropped_stays_red_until_the_office_says_so_too() -> None:
    keys = "due: 2019-02-19"
    assert why(stands(60, keys, dropped(50))) == ["none dropped: dropped"]
    assert why(stands(60, keys, dropped(51))) == [
        "red overdue: 10 days overdue",
        "none dropped: dropped",
    ]
    assert why(stands(60, keys, dropped(51, "office"))) == ["none dropped: dropped"]
    again = said(52, "status: dropped")
    assert why(stands(60, keys, dropped(51, "office"), again)) == ["none dropped: dropped"]
    closed = stands(60, keys, dropped(51), CLOSED)
    assert why(closed) == ["none dropped: dropped"]
    assert closed.status is Status.DROPPED


def test_a_part_that_was_dropped_after_its_deadline_is_still_to_be_done() -> None:
    in_time = stands(60, PART, dropped(50, about="T01.1"), said(50, "status: done", about="T01.2"))
    assert (in_time.status, in_time.light) == (Status.DONE, Light.BLUE)
    late = stands(60, PART, dropped(51, about="T01.1"), said(50, "status: done", about="T01.2"))
    assert (late.status, why(late)[0]) == (
        Status.IN_PROGRESS,
        "red part-overdue: T01.1 is 10 days overdue",
    )
    assert late.progress == Decimal(50)  # of two parts
    assert late.deliverables[0].status is Status.DROPPED


def test_a_task_that_was_dropped_keeps_what_was_late_of_its_parts() -> None:
    assert why(stands(60, PART, dropped(50))) == ["none dropped: dropped"]
    assert why(stands(60, PART, dropped(51))) == [
        "red part-overdue: T01.1 is 10 days overdue",
        "none dropped: dropped",
    ]
    below = said(40, "actuals: {n: 90}")
    assert why(stands(60, HOLD, below, dropped(50)))[0] == "red not-held: 合格率 is 90 %, below 91 %"
    assert why(stands(120, HOLD, dropped(50))) == ["none dropped: dropped"]


# --- verified work -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["status: in-progress", "status: blocked", "status: done", "percent: 20"])
def test_closed_work_stays_closed_whatever_is_said_after_it(word: str) -> None:
    found = stands(70, PART, DONE, CLOSED, said(60, word))
    assert (found.status, found.ended, found.progress) == (Status.CLOSED, day(55), Decimal(100))


def test_closed_work_opens_by_a_return_or_by_withdrawing_the_closing() -> None:
    back = said(60, "status: in-progress\nreturns: 2019-02-24-0000d0", unit="office")
    found = stands(70, "", DONE, CLOSED, back)
    assert (found.status, found.reasons[0].code) == (Status.IN_PROGRESS, "returned")
    withdrawn = said(60, "withdraws: 2019-02-25-0000c0", unit="office")
    assert stands(70, "", DONE, CLOSED, withdrawn).status is Status.DONE


def test_what_was_sent_back_of_a_duty_does_not_wait_once_the_duty_is_dropped() -> None:
    keys = "deliverables: [{id: T01.1, title: 上报, every: month}]"
    done = said(20, "status: done\nperiod: 2019-01", about="T01.1", tag="0000d1")
    back = said(
        40, "status: in-progress\nperiod: 2019-01\nreturns: 2019-01-20-0000d1", about="T01.1", unit="office"
    )
    assert "returned" in {reason.code for reason in stands(60, keys, done, back).reasons}
    dropped_since = stands(60, keys, done, back, dropped(45, about="T01.1"))
    assert [reason.code for reason in dropped_since.reasons if reason.code in {"missed", "returned"}] == [
        "missed"
    ]


def test_a_share_below_the_whole_takes_up_what_was_done() -> None:
    assert stands(70, "", DONE, said(60, "percent: 80")).status is Status.IN_PROGRESS
    assert stands(70, "", DONE, said(60, "percent: 100")).status is Status.DONE
    assert stands(70, "", DONE, said(60, "percent: 80\nstatus: done")).status is Status.DONE
    assert stands(70, "", dropped(50), said(60, "percent: 80")).status is Status.DROPPED
    parts = (said(50, "status: done", about="T01.1"), said(51, "status: done", about="T01.2"))
    assert stands(70, PART, *parts).status is Status.DONE
    assert stands(70, PART, *parts, said(51, "percent: 80", tag="000002")).status is Status.DONE
    assert stands(70, PART, *parts, said(52, "percent: 80")).status is Status.IN_PROGRESS


def test_work_that_was_dropped_and_then_done_is_done_since_it_was_done() -> None:
    found = stands(
        70, PART, said(20, "status: dropped", about="T01.2"), said(30, "status: done", about="T01.2")
    )
    assert found.deliverables[1].ended == day(30)


# --- whatever is said --------------------------------------------------------------------------------


@given(plans(returning=True), later_days, st.sampled_from(Status), st.integers(0, 100))
@settings(max_examples=200)
def test_no_word_about_the_whole_turns_what_is_late_but_that_of_the_office(
    plan: Plan, as_of: date, status: Status, percent: int
) -> None:
    plan = msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, office="office"))
    before = standing_of(plan, as_of)
    if not late_of(before) or status is Status.CLOSED:
        return
    recorded = max([each.recorded for each in plan.entries], default=NOON) + timedelta(days=1)
    word = Entry(
        "T01", "metrology", as_of, recorded, "一句话", status=status, percent=Decimal(percent), id="z"
    )
    after = standing_of(msgspec.structs.replace(plan, entries=(*plan.entries, word)), as_of)
    claimed = {"overdue"} if status is Status.DONE else set()
    assert late_of(before) - claimed <= late_of(after)


def late_of(found: Standing) -> set[str]:
    return {each.code for each in found.reasons} & LATE
