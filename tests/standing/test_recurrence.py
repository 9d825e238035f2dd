"""Duties that return every year, quarter or month: their occurrences."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from qtrack.locale.message import Translator
from qtrack.model.entry import Entry, Status
from qtrack.model.head import PlanHead
from qtrack.model.plan import Deliverable, Every
from qtrack.standing.assess import Standing
from qtrack.standing.recurrence import occurrences, often
from tests.small import english, plan_of, said, task
from tests.standing.one_task import standing_of, why

YEARS = plan_of().head
YEARS = msgspec.structs.replace(YEARS, start=date(2018, 9, 30), end=date(2020, 6, 30))
YEARLY = Deliverable("T01.1", "每年上报", every=Every.YEAR)


def told(day: str, status: Status | None = Status.DONE, period: str = "") -> Entry:
    return Entry(
        "T01.1",
        "metrology",
        date.fromisoformat(day),
        datetime(2020, 1, 1, tzinfo=UTC),
        "有进展",
        status=status,
        period=period,
    )


def row(as_of: str, *entries: Entry, duty: Deliverable = YEARLY, head: PlanHead = YEARS) -> list[str]:
    """Return the occurrences as `period state day-done`."""
    found = occurrences(duty, head, entries, date.fromisoformat(as_of))
    return [" ".join([each.period, each.state, *([str(each.done)] if each.done else [])]) for each in found]


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2018-10-01", ["2018 due", "2019 next", "2020 next"]),
        ("2018-12-31", ["2018 due", "2019 next", "2020 next"]),  # its last day is still in time
        ("2019-01-01", ["2018 missed", "2019 due", "2020 next"]),
        ("2020-06-30", ["2018 missed", "2019 missed", "2020 due"]),  # the plan ends on this day
        ("2020-07-01", ["2018 missed", "2019 missed", "2020 missed"]),
    ],
)
def test_without_entries_each_year_becomes_due_and_then_missed(as_of: str, states: list[str]) -> None:
    assert row(as_of) == states


def test_each_falls_due_at_the_end_of_its_year_or_of_the_plan() -> None:
    days = [each.due for each in occurrences(YEARLY, YEARS, (), date(2019, 1, 1))]
    assert days == [date(2018, 12, 31), date(2019, 12, 31), date(2020, 6, 30)]


def test_it_begins_with_its_first_year_but_not_before_the_plan() -> None:
    later = msgspec.structs.replace(YEARLY, first="2020")
    assert row("2019-05-01", duty=later) == ["2020 next"]
    before = msgspec.structs.replace(YEARLY, first="2015")
    assert row("2018-10-01", duty=before) == ["2018 due", "2019 next", "2020 next"]
    beyond = msgspec.structs.replace(YEARLY, first="2021")
    assert row("2018-10-01", duty=beyond) == []


def test_an_entry_speaks_of_the_year_of_its_date_unless_it_names_another() -> None:
    assert row("2019-06-01", told("2019-03-01")) == ["2018 missed", "2019 done 2019-03-01", "2020 next"]
    assert row("2019-06-01", told("2018-12-20", period="2019")) == [
        "2018 missed",
        "2019 done 2018-12-20",
        "2020 next",
    ]


def test_done_after_its_deadline_is_late() -> None:
    assert row("2019-06-01", told("2019-01-15", period="2018"))[0] == "2018 late 2019-01-15"
    assert row("2019-06-01", told("2018-12-31"))[0] == "2018 done 2018-12-31"


def test_closing_a_done_year_moves_no_date() -> None:
    assert (
        row("2019-06-01", told("2018-11-01"), told("2018-12-05", Status.CLOSED))[0] == "2018 done 2018-11-01"
    )


def test_a_later_word_that_it_is_not_done_takes_it_back() -> None:
    open_again = told("2018-12-01", Status.IN_PROGRESS)
    assert row("2018-12-10", told("2018-11-01"), open_again)[0] == "2018 due"
    assert row("2018-12-25", told("2018-11-01"), open_again, told("2018-12-20"))[0] == "2018 done 2018-12-20"


def test_a_word_without_a_status_changes_nothing() -> None:
    assert row("2018-12-10", told("2018-11-01"), told("2018-12-01", None))[0] == "2018 done 2018-11-01"
    assert row("2018-12-10", told("2018-11-01", None))[0] == "2018 due"


# --- quarters and months ----------------------------------------------------------------------------

MONTHLY = Deliverable("T01.1", "每月上报", every=Every.MONTH, first="2019-11")
QUARTERLY = Deliverable("T01.1", "每季度上报", every=Every.QUARTER, first="2019Q3")


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2019-10-31", ["next"] * 8),
        ("2019-11-01", ["due", *["next"] * 7]),
        ("2019-11-30", ["due", *["next"] * 7]),
        ("2019-12-01", ["missed", "due", *["next"] * 6]),
        ("2020-07-01", ["missed"] * 8),
    ],
)
def test_months_become_due_and_are_missed_one_by_one(as_of: str, states: list[str]) -> None:
    found = row(as_of, duty=MONTHLY)
    assert [each.split()[1] for each in found] == states
    assert [found[0].split()[0], found[-1].split()[0]] == ["2019-11", "2020-06"]


def test_a_quarter_is_due_on_its_last_day_or_at_the_end_of_the_plan() -> None:
    ends_in_may = msgspec.structs.replace(YEARS, end=date(2020, 5, 4))
    found = occurrences(QUARTERLY, ends_in_may, (), date(2019, 1, 1))
    assert [(each.period, each.due) for each in found] == [
        ("2019Q3", date(2019, 9, 30)),
        ("2019Q4", date(2019, 12, 31)),
        ("2020Q1", date(2020, 3, 31)),
        ("2020Q2", date(2020, 5, 4)),
    ]


@pytest.mark.parametrize(
    ("every", "first", "begins"),
    [
        (Every.YEAR, "", "2018"),
        (Every.QUARTER, "", "2018Q3"),
        (Every.MONTH, "", "2018-09"),
        (Every.QUARTER, "2019", "2019Q1"),
        (Every.MONTH, "2019", "2019-01"),
        (Every.MONTH, "2019Q2", "2019-04"),
        (Every.MONTH, "2018", "2018-09"),  # not before the plan
    ],
)
def test_the_first_may_be_named_by_a_longer_period_that_begins_with_it(
    every: Every, first: str, begins: str
) -> None:
    duty = Deliverable("T01.1", "上报", every=every, first=first)
    assert row("2018-09-30", duty=duty)[0] == f"{begins} due" if begins < "2018~" else f"{begins} next"


def test_an_entry_speaks_of_the_month_or_quarter_of_its_date_unless_it_names_another() -> None:
    found = row("2020-02-01", told("2019-11-12"), told("2020-01-05", period="2019-12"), duty=MONTHLY)
    assert found[:3] == ["2019-11 done 2019-11-12", "2019-12 late 2020-01-05", "2020-01 missed"]
    assert row("2019-11-30", told("2019-10-05"), duty=QUARTERLY)[:2] == [
        "2019Q3 missed",
        "2019Q4 done 2019-10-05",
    ]


# --- a day of each, within its period or after it ----------------------------------------------------

THREE = msgspec.structs.replace(YEARS, start=date(2018, 9, 30), end=date(2020, 12, 31))


def due_days(every: Every, by: str, first: str = "", head: PlanHead = THREE) -> list[str]:
    """Return the occurrences as `period day`."""
    duty = Deliverable("T01.1", "上报", every=every, first=first, by=by)
    return [f"{each.period} {each.due}" for each in occurrences(duty, head, (), head.start)]


def test_each_is_due_on_its_own_day_where_that_lies_in_the_plan() -> None:
    assert due_days(Every.YEAR, "03-15") == ["2019 2019-03-15", "2020 2020-03-15"]
    assert due_days(Every.YEAR, "10-14") == ["2018 2018-10-14", "2019 2019-10-14", "2020 2020-10-14"]
    assert due_days(Every.YEAR, "09-30", "2019") == ["2019 2019-09-30", "2020 2020-09-30"]
    ends_in_june = msgspec.structs.replace(THREE, end=date(2019, 6, 30))
    assert due_days(Every.YEAR, "10-14", head=ends_in_june) == ["2018 2018-10-14"]  # no day is moved


def test_the_year_that_is_spoken_of_and_the_year_in_which_it_is_due_are_two() -> None:
    assert due_days(Every.YEAR, "next 03-31") == ["2018 2019-03-31", "2019 2020-03-31"]
    assert due_days(Every.YEAR, "next 12-31", "2017") == [
        "2017 2018-12-31",
        "2018 2019-12-31",
        "2019 2020-12-31",
    ]
    assert due_days(Every.YEAR, "next 12-31", "2015")[0] == "2017 2018-12-31"


def test_quarters_and_months_have_their_days_too() -> None:
    year = msgspec.structs.replace(THREE, start=date(2019, 1, 1), end=date(2019, 7, 31))
    assert due_days(Every.QUARTER, "25", head=year) == ["2019Q1 2019-03-25", "2019Q2 2019-06-25"]
    assert due_days(Every.QUARTER, "next 15", head=year) == ["2019Q1 2019-04-15", "2019Q2 2019-07-15"]
    assert due_days(Every.MONTH, "next 10", "2019-05", year) == ["2019-05 2019-06-10", "2019-06 2019-07-10"]
    assert due_days(Every.MONTH, "5", "2019-06", year) == ["2019-06 2019-06-05", "2019-07 2019-07-05"]


def test_what_is_due_after_its_period_begins_after_it() -> None:
    report = Deliverable("T01.1", "年度报告", every=Every.YEAR, by="next 03-31")
    assert row("2018-12-31", duty=report, head=THREE) == ["2018 next", "2019 next"]
    assert row("2019-01-01", duty=report, head=THREE) == ["2018 due", "2019 next"]
    assert row("2019-03-31", duty=report, head=THREE) == ["2018 due", "2019 next"]
    assert row("2019-04-01", duty=report, head=THREE) == ["2018 missed", "2019 next"]


def test_of_what_is_due_after_its_period_an_entry_speaks_of_the_one_before() -> None:
    report = Deliverable("T01.1", "年度报告", every=Every.YEAR, by="next 03-31")
    assert row("2019-06-01", told("2019-03-20"), duty=report, head=THREE)[0] == "2018 done 2019-03-20"
    assert row("2019-06-01", told("2019-05-20"), duty=report, head=THREE)[0] == "2018 late 2019-05-20"
    early = told("2018-12-20", period="2018")
    assert row("2019-06-01", early, duty=report, head=THREE)[0] == "2018 done 2018-12-20"


def test_a_fair_of_march_is_missed_before_the_year_is_over() -> None:
    fair = Deliverable("T01.1", "宣传日", every=Every.YEAR, by="03-15")
    assert row("2019-03-15", duty=fair, head=THREE) == ["2019 due", "2020 next"]
    assert row("2019-03-16", duty=fair, head=THREE) == ["2019 missed", "2020 next"]


def test_a_day_that_cannot_be_read_is_the_last_one() -> None:
    assert due_days(Every.YEAR, "02-29") == ["2018 2018-12-31", "2019 2019-12-31", "2020 2020-12-31"]


@pytest.mark.parametrize(
    ("every", "by", "words", "chinese"),
    [
        (Every.YEAR, "", "every year", "每年"),
        (Every.YEAR, "03-15", "every year by 15 March", "每年3月15日前"),
        (Every.YEAR, "next 03-31", "every year by 31 March of the next", "每年，次年3月31日前"),
        (Every.QUARTER, "25", "every quarter by day 25 of its last month", "每季度末月25日前"),
        (Every.QUARTER, "next 5", "every quarter by day 5 of the month after", "每季度，次月5日前"),
        (Every.MONTH, "25", "every month by day 25", "每月25日前"),
        (Every.MONTH, "next 5", "every month by day 5 of the next", "每月，次月5日前"),
    ],
)
def test_how_often_and_by_when_is_said(every: Every, by: str, words: str, chinese: str) -> None:
    assert english(often(every, by)) == words
    assert Translator("zh").say(often(every, by)) == chinese


# --- one occurrence dropped, and all of them --------------------------------------------------------


def test_dropped_with_a_period_drops_only_that_occurrence() -> None:
    dropped = told("2018-12-01", Status.DROPPED, "2019")
    assert row("2020-01-01", dropped) == ["2018 missed", "2019 dropped", "2020 due"]
    assert row("2020-01-01", dropped, told("2019-05-01")) == [
        "2018 missed",
        "2019 done 2019-05-01",
        "2020 due",
    ]
    assert (
        row("2020-01-01", told("2019-05-01"), told("2019-06-01", Status.DROPPED, "2019"))[1] == "2019 dropped"
    )
    again = told("2019-07-01", Status.IN_PROGRESS)
    assert row("2020-01-01", dropped, again)[1] == "2019 missed"


def test_dropped_without_a_period_speaks_of_every_one_that_is_not_done() -> None:
    found = row("2019-06-01", told("2019-03-01"), told("2019-04-01", Status.DROPPED))
    assert found == ["2018 missed", "2019 done 2019-03-01", "2020 dropped"]


def test_a_year_that_was_missed_and_then_dropped_stays_missed_until_that_is_closed() -> None:
    late = told("2019-01-01", Status.DROPPED, "2018")
    assert row("2019-06-01", late)[0] == "2018 missed"
    assert row("2019-06-01", told("2018-12-31", Status.DROPPED))[0] == "2018 dropped"
    assert row("2019-06-01", late, told("2019-02-01", Status.CLOSED, "2018"))[0] == "2018 dropped"
    by_the_office = msgspec.structs.replace(late, unit="office")
    with_office = msgspec.structs.replace(YEARS, office="office")
    assert row("2019-06-01", by_the_office, head=with_office)[0] == "2018 dropped"
    assert row("2019-06-01", late, head=with_office)[0] == "2018 missed"


def test_a_year_that_was_closed_opens_by_a_return_only() -> None:
    closed = (told("2018-11-01"), told("2018-11-05", Status.CLOSED))
    assert row("2018-12-10", *closed, told("2018-12-01", Status.IN_PROGRESS))[0] == "2018 done 2018-11-01"
    back = msgspec.structs.replace(told("2018-12-01", Status.IN_PROGRESS), returns="2018-11-01")
    assert row("2018-12-10", *closed, back)[0] == "2018 due"


def test_a_share_below_the_whole_takes_up_a_year_that_was_done() -> None:
    share = msgspec.structs.replace(told("2018-12-01", None), percent=Decimal(80))
    assert row("2018-12-10", told("2018-11-01"), share)[0] == "2018 due"
    whole = msgspec.structs.replace(share, percent=Decimal(100))
    assert row("2018-12-10", told("2018-11-01"), whole)[0] == "2018 done 2018-11-01"


# --- in a task ---------------------------------------------------------------------------------------

THREE_YEARS = {
    "plan.yaml": """\
format: 2
title: 三年方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-09-30}
start: 2018-01-01
end: 2020-12-31
lights: {stale_days: 2000, due_soon_days: 10}
"""
}
DUTY = task("deliverables: [{id: T01.1, title: 每年上报, every: year}]")


def standing(as_of: str, *entries: dict[str, str]) -> Standing:
    return standing_of(plan_of(THREE_YEARS, DUTY, *entries), date.fromisoformat(as_of))


def done(day: str, period: str = "") -> dict[str, str]:
    more = f"status: done\nperiod: '{period}'\n" if period else "status: done\n"
    return said(date.fromisoformat(day), more, about="T01.1")


def test_progress_and_pace_of_a_duty_move_in_steps() -> None:
    before = standing("2018-12-20", done("2018-06-01"))
    # one of three done, none of three due yet
    assert (before.progress, before.pace) == (Decimal("33.3"), Decimal(0))
    on_the_day = standing("2018-12-31", done("2018-06-01"))
    assert (on_the_day.progress, on_the_day.pace, on_the_day.gap) == (
        Decimal("33.3"),
        Decimal("33.3"),
        Decimal(0),
    )
    later = standing("2019-12-31", done("2018-06-01"))
    assert (later.progress, later.pace, later.gap) == (Decimal("33.3"), Decimal("66.7"), Decimal("-33.4"))


def test_a_duty_is_done_when_all_its_years_are_since_the_last_of_them() -> None:
    every = (done("2018-06-01"), done("2019-06-01"), done("2020-06-01"))
    found = standing("2020-07-01", *every)
    assert (found.status, found.ended, found.light) == (Status.DONE, date(2020, 6, 1), "blue")
    assert standing("2020-05-31", *every).status is Status.IN_PROGRESS


def test_the_next_open_year_is_when_a_duty_is_due() -> None:
    assert standing("2018-05-01").deliverables[0].due == date(2018, 12, 31)
    assert standing("2018-07-01", done("2018-06-01")).deliverables[0].due == date(2019, 12, 31)
    every = (done("2018-06-01"), done("2018-06-02", "2019"), done("2018-06-03", "2020"))
    assert standing("2018-07-01", *every).deliverables[0].due == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["percent: 40"], Status.IN_PROGRESS),
        (["status: blocked"], Status.BLOCKED),
        (["status: blocked", ""], Status.BLOCKED),
        (["status: blocked", "status: in-progress"], Status.IN_PROGRESS),
        (["status: dropped"], Status.DROPPED),
        (["status: dropped", "status: in-progress"], Status.IN_PROGRESS),
        (["status: dropped", "status: done"], Status.DONE),  # the year that was done after all
        (["status: done"], Status.IN_PROGRESS),
        (["status: done", "status: dropped"], Status.DROPPED),
    ],
)
def test_the_status_of_a_duty_is_under_way_unless_it_is_blocked_or_dropped(
    words: list[str], status: Status
) -> None:
    entries = [said(date(2018, 3, 1 + at), more, about="T01.1") for at, more in enumerate(words)]
    assert standing("2018-07-01", *entries).deliverables[0].status is status


def test_a_duty_that_was_dropped_is_not_missed() -> None:
    dropped = said(date(2018, 3, 1), "status: dropped", about="T01.1")
    assert standing("2019-06-01", dropped).light == "none"
    assert standing("2019-06-01").light == "red"


def test_a_duty_that_was_dropped_after_a_year_was_missed_is_still_to_be_done() -> None:
    found = standing("2020-06-01", said(date(2019, 3, 1), "status: dropped", about="T01.1"))
    (part,) = found.deliverables
    assert (part.status, part.left_out, part.due) == (Status.IN_PROGRESS, False, date(2018, 12, 31))
    assert why(found)[0] == "red missed: T01.1 of 2018 missed, 518 days overdue"


def test_silence_about_a_duty_is_not_a_start_but_counts_from_the_day_it_is_due() -> None:
    for on, share in (("2018-12-30", None), ("2018-12-31", Decimal(0)), ("2019-01-01", Decimal(0))):
        part = standing(on).deliverables[0]
        assert (part.status, part.progress) == (Status.NOT_STARTED, share)


def test_a_word_about_a_duty_before_it_is_due_or_done_is_no_share_of_it() -> None:
    """Else a text would make work look late that silence would not."""
    beside = task("deliverables: [{id: T01.1, title: 每年上报, every: year}, {id: T01.2, title: 建标}]")
    text = said(date(2018, 3, 1), "summary: 已部署", about="T01.1")
    plan = plan_of(THREE_YEARS, beside, text)
    found = standing_of(plan, date(2018, 7, 1))
    assert (found.progress, found.gap, found.reasons[0].code) == (None, None, "no-share")


def test_a_year_that_cannot_occur_is_nothing_to_wait_for() -> None:
    never = task("deliverables: [{id: T01.1, title: 每年上报, every: year, first: 2031}]")
    found = standing_of(plan_of(THREE_YEARS, never), date(2019, 1, 1))
    assert found.deliverables[0].occurrences == ()
    assert found.light == "none"


# --- the lights of duties -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "entries", "reasons"),
    [
        ("2018-12-20", [], ["none no-entries: no entries yet"]),
        ("2018-12-21", [], ["yellow due-soon: T01.1 due in 10 days"]),
        ("2018-12-31", [], ["red far-behind: at 0%, should be at 33.3%, 33.3 points behind",
                            "yellow due-soon: T01.1 due today"]),
        ("2019-01-01", [], ["red missed: T01.1 of 2018 missed, 1 day overdue",
                            "red far-behind: at 0%, should be at 33.3%, 33.3 points behind"]),
        # from 2018-12-31 to 2020-01-02: 365 + 2 days
        ("2020-01-02", [], ["red missed: T01.1 of 2018, 2019 missed, 367 days overdue",
                            "red far-behind: at 0%, should be at 66.7%, 66.7 points behind"]),
        ("2018-12-25", ["2018-12-24"], ["green on-pace: at 33.3%, should be at 0%, 33.3 points ahead"]),
        ("2019-01-01", ["2018-12-24"], ["green on-pace: at 33.3%, on pace"]),
        ("2020-01-01", ["2018-12-24"], ["red missed: T01.1 of 2019 missed, 1 day overdue",
                                        "red far-behind: at 33.3%, should be at 66.7%, 33.4 points behind"]),
        ("2021-01-01", ["2018-12-24", "2019-12-24", "2020-12-24"], ["blue done: done 2020-12-24"]),
    ],
)  # fmt: skip
def test_the_light_of_a_duty(as_of: str, entries: list[str], reasons: list[str]) -> None:
    assert why(standing(as_of, *(done(each) for each in entries))) == reasons


def test_a_task_that_is_done_turns_red_when_its_duty_is_missed_later() -> None:
    whole = said(date(2019, 2, 1), "status: done")
    assert why(standing("2019-12-31", done("2018-12-24"), whole)) == ["blue done: done 2019-02-01"]
    assert why(standing("2020-01-01", done("2018-12-24"), whole)) == [
        "red missed: reported done 2019-02-01, but T01.1 of 2019 missed, 1 day overdue"
    ]


MONTHS = task("deliverables: [{id: T01.1, title: 每月上报, every: month, first: 2018-06}]")


def of_months(as_of: str, *entries: dict[str, str]) -> Standing:
    return standing_of(plan_of(THREE_YEARS, MONTHS, *entries), date.fromisoformat(as_of))


def test_months_that_were_missed_in_a_row_are_said_by_the_first_and_the_last() -> None:
    skipped = done("2018-08-10")
    assert why(of_months("2018-12-20", skipped))[0] == (
        "red missed: T01.1 for 2018-06, 2018-07, 2018-09 to 2018-11 missed, 173 days overdue"
    )


def test_a_month_is_due_soon_in_its_last_third() -> None:
    soon = {"plan.yaml": THREE_YEARS["plan.yaml"].replace("due_soon_days: 10", "due_soon_days: 30")}
    whole = said(date(2018, 6, 2), "percent: 100\n")

    def on(as_of: str) -> list[str]:
        found = standing_of(plan_of(soon, MONTHS, whole), date.fromisoformat(as_of))
        return [each for each in why(found) if "due-soon" in each]

    assert on("2018-06-19") == []
    assert on("2018-06-20") == ["yellow due-soon: T01.1 due in 10 days"]
    assert on("2018-06-30") == ["yellow due-soon: T01.1 due today"]


def test_what_was_dropped_alone_is_neither_done_nor_missed() -> None:
    dropped = said(date(2018, 3, 1), "status: dropped\nperiod: 2018\n", about="T01.1")
    found = standing("2019-01-01", dropped).deliverables[0]
    assert (found.status, found.progress, found.pace) == (Status.IN_PROGRESS, None, Decimal(0))
    found = standing("2020-01-01", dropped, done("2019-05-01")).deliverables[0]
    assert (found.progress, found.pace, found.due) == (Decimal(50), Decimal(50), date(2020, 12, 31))
    assert "missed" not in {each.code for each in standing("2019-06-01", dropped).reasons}


def test_a_duty_all_of_whose_occurrences_were_dropped_is_dropped() -> None:
    entries = [
        said(date(2018, 3, 1), f"status: dropped\nperiod: {year}\n", about="T01.1", tag=f"00000{at}")
        for at, year in enumerate((2018, 2019, 2020))
    ]
    found = standing("2021-06-01", *entries)
    assert (found.deliverables[0].status, found.status) == (Status.DROPPED, Status.IN_PROGRESS)
    assert [each.code for each in standing("2020-06-01", *entries).reasons] == ["no-share"]
