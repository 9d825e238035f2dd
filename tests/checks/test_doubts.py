"""What a new report may have got wrong is a warning; ordinary reports have none."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from qtrack.checks import doubt_new
from qtrack.checks.context import CheckContext
from qtrack.model.entry import Chase, ChaseLevel, Entry, Status
from qtrack.model.problem import Level
from tests.small import Files, day, english, head, plan_of, said, task

PARTS = task(
    "deliverables:\n  - {id: T01.1, title: 建成计量中心}\n  - {id: T01.2, title: 发布月报, every: month}\n"
)
NOW = plan_of(said(50)).entries[0].recorded
NEW = Entry("T01", "metrology", day(50), NOW, "完成招标")
OF_40 = "2019-02-09-000001"


def doubts(*files: Files, today: Any = 50, **said_: Any) -> list[str]:  # noqa: ANN401 - fields of an entry
    """Return what is doubtful of a report of the day 50, recorded at nine."""
    context = CheckContext(plan_of(*files), day(today))
    found = list(doubt_new(context, msgspec.structs.replace(NEW, **said_)))
    assert all(problem.level is Level.WARNING for problem in found)
    return [english(problem.message) for problem in found]


@pytest.mark.parametrize(
    ("before", "new"),
    [
        (said(49, "summary: 完成招标"), {}),
        (said(50, "summary: 完成 招标", unit="institute"), {}),
        (said(50, "summary: 完成招标", about="T01.1"), {}),
        (said(40, "percent: 40"), {"percent": Decimal(40)}),
        (said(40, "percent: 40"), {}),
        (said(51, "percent: 60"), {"percent": Decimal(50)}),
        (said(40, "status: done", about="T01.1"), {}),
        (said(40, "status: done\nperiod: 2019-01", about="T01.2"), {"about": "T01.2", "period": "2019-02"}),
        (said(20, "status: in-progress"), {"status": Status.DONE, "about": "T01.1"}),
        ({}, {"date": day(2), "period": "2019-01"}),
    ],
)
def test_ordinary_reports_are_not_doubted(before: Files, new: dict[str, object]) -> None:
    assert doubts(PARTS, before, **new) == []


def test_the_same_words_within_a_day_are_one_report_recorded_twice() -> None:
    told = said(49, "summary: 完成 招標", recorded="2019-02-18T09:00:01+08:00")
    message = (
        "the same words were recorded already (2019-02-18-000001); "
        "to change that entry, “qtrack correct 2019-02-18-000001”"
    )
    assert doubts(told, summary="完成招標") == [message]
    assert doubts(told, summary="完成招標", recorded=NOW + timedelta(seconds=1)) == []
    assert doubts(told, summary="完成招標", corrects="2019-02-18-000001") == []


def test_of_a_duty_the_same_words_of_another_period_are_another_report() -> None:
    told = said(50, "summary: 已发布\nstatus: done\nperiod: 2019-01", about="T01.2")
    new = {"about": "T01.2", "summary": "已发布", "status": Status.DONE}
    assert doubts(PARTS, told, **new, period="2019-02") == []
    assert len(doubts(PARTS, told, **new, period="2019-01")) == 2


def test_a_share_that_falls_is_doubted_unless_it_was_sent_back() -> None:
    told = said(40, "percent: 60")
    assert doubts(told, percent=Decimal(40)) == [
        f"the share falls from 60% on 2019-02-09 to 40%; if {OF_40} was wrong, “qtrack correct {OF_40}”"
    ]
    assert doubts(told, percent=Decimal(0)) != []
    assert doubts(told, percent=Decimal(40), date=day(39)) == []
    done, back = said(40, "status: done\npercent: 100"), f"status: in-progress\nreturns: {OF_40}"
    assert doubts(done, said(45, back, unit="office", tag="000002"), percent=Decimal(80)) == []


@pytest.mark.parametrize(
    ("before", "about", "message"),
    [
        (said(40, "status: done"), "T01", f"T01 is reported done already ({OF_40})"),
        (said(40, "status: dropped"), "T01.1", f"T01 is reported dropped already ({OF_40})"),
        (said(40, "status: done", about="T01.1"), "T01.1", f"T01.1 is reported done already ({OF_40})"),
        (
            said(39, "status: done") | said(40, "status: closed", unit="office"),
            "T01",
            f"T01 is closed already ({OF_40}); what is said of it counts for nothing",
        ),
    ],
)
def test_a_word_about_finished_work_is_doubted(before: Files, about: str, message: str) -> None:
    assert doubts(PARTS, before, about=about) == [message]
    assert doubts(PARTS, before, about=about, date=day(38)) == []
    assert doubts(PARTS, before, about=about, status=Status.CLOSED, unit="office") == []


@pytest.mark.parametrize(("ends", "about"), [("T01", "T01"), ("T01", "T01.1"), ("T01.1", "T01.1")])
def test_what_another_notice_ended_is_finished(ends: str, about: str) -> None:
    notice = head(f"revisions: [{{number: 12号, issued: 2019-02-10, ends: [{ends}]}}]")
    told = f"12号 took the place of {ends} on 2019-02-10; what is said of it counts for nothing"
    assert doubts(PARTS, notice, about=about) == [told]
    assert doubts(PARTS, notice, about=about, date=day(40)) == []  # the day before
    assert doubts(PARTS, notice, about="T01.2") == ([told] if ends == "T01" else [])


def test_a_whole_that_is_done_by_its_parts_is_finished() -> None:
    parts = task("deliverables: [{id: T01.1, title: 甲}]\n")
    assert doubts(parts, said(40, "status: done", about="T01.1")) == ["T01 is done by its parts already"]


def test_done_with_duties_to_come_is_doubted() -> None:
    told = said(32, "status: done", about="T01.2")
    assert doubts(PARTS, told, status=Status.DONE) == [
        "T01 is said to be done, yet T01.2 for 2019-01, 2019-03, 2019-04 is still to be done"
    ]


def test_a_day_long_past_is_doubted_while_the_plan_runs() -> None:
    long = head("").copy()
    long["plan.yaml"] = long["plan.yaml"].replace("end: 2019-04-10", "end: 2019-12-31")
    message = "the date 2019-01-02 is 91 days ago"
    assert doubts(long, today=93, date=day(2)) == [message]
    assert doubts(long, today=92, date=day(2)) == []
    assert doubts(today=193, date=day(2)) == []


def test_answers_of_the_office_and_reminders_are_not_doubted() -> None:
    done = said(40, "status: done\npercent: 100")
    reminder = Chase("2019-001", ChaseLevel.REMIND, "metrology", day(60))
    for answer in ({"withdraws": OF_40}, {"returns": OF_40}, {"status": Status.CLOSED}, {"chases": reminder}):
        assert doubts(done, **answer, unit="office") == []
