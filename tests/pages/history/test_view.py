"""The ledger: threads, kinds, lateness, and what the filters keep."""

from datetime import date
from typing import Any

import pytest

from qtrack.model.plan import Plan
from qtrack.pages.history.view import EntryKind, History, history
from tests.small import Files, day, head, plan_of, said, task

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建成计量中心}
  - {id: T01.2, title: 上报, every: year}
""")
OFFICE = head("office: office\nreporting: {by_day: 25}")


def said_on(on: int, tag: int, more: str = "", *, about: str = "T01", unit: str = "metrology") -> Files:
    return said(on, more, about=about, unit=unit, tag=f"00000{tag}")


def page_of(
    plan: Plan, wanted: dict[str, Any] | None = None, on: int = 100, known: date | None = None
) -> History:
    return history(plan, day(on), known, **(wanted or {}))


def tags(page: History) -> list[str]:
    """Return each thread as the tags of its entries."""
    return ["".join(row.id[-1] for row in thread) for thread in page.threads]


def kinds(page: History) -> list[EntryKind]:
    return [row.kind for row in page.rows]


LEDGER = (
    OFFICE,
    PARTS,
    said_on(10, 1, "percent: 90"),
    said_on(12, 2, f"percent: 9\ncorrects: {day(10)}-000001"),
    said_on(20, 3, "status: done", about="T01.1"),
    said_on(21, 4, f"status: in-progress\nreturns: {day(20)}-000003", about="T01.1", unit="office"),
    said_on(22, 5, "status: done", about="T01.1"),
    said_on(23, 6, "status: closed", about="T01.1", unit="office"),
    said_on(24, 7, "status: blocked", about="T01.1"),
    said_on(25, 8, f"withdraws: {day(12)}-000002", unit="office"),
)


def test_threads_come_newest_first_with_what_they_answer_below() -> None:
    page = page_of(plan_of(*LEDGER))
    assert tags(page) == ["821", "7", "6", "5", "4", "3"]
    assert kinds(page) == [
        EntryKind.WITHDRAWAL,
        EntryKind.CORRECTION,
        EntryKind.REPORT,
        EntryKind.REOPENING,
        EntryKind.CLOSING,
        EntryKind.REPORT,
        EntryKind.RETURN,
        EntryKind.REPORT,
    ]


def test_what_is_gone_names_what_took_it_out_and_whose_word_that_is() -> None:
    withdrawal, correction, report, *_ = page_of(plan_of(*LEDGER)).rows
    assert (correction.withdrawn_by, correction.gone_unit) == (withdrawal.id, "办公室")
    assert (report.replaced_by, report.withdrawn_by, report.gone_unit) == ("", "", "")
    _, earlier = page_of(plan_of(*LEDGER), {"until": day(12)}, known=day(20)).rows
    assert (earlier.replaced_by, earlier.gone_unit) == (correction.id, "计量处")


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"about": "T01.1"}, "76543"),
        ({"about": "T01"}, "82176543"),
        ({"about": "S1"}, "82176543"),
        ({"about": "T01.2"}, ""),
        ({"unit": "office"}, "82164"),
        ({"since": day(24)}, "8217"),
        ({"until": day(11)}, "821"),
        ({"since": day(21), "until": day(22)}, "54"),
    ],
)
def test_a_filter_keeps_whole_threads(wanted: dict[str, Any], kept: str) -> None:
    assert "".join(tags(page_of(plan_of(*LEDGER), wanted))) == kept


def test_dates_bound_what_was_so_and_what_was_known() -> None:
    assert tags(page_of(plan_of(*LEDGER), on=20)) == ["3", "21"]
    assert tags(page_of(plan_of(*LEDGER), known=day(11))) == ["1"]


@pytest.mark.parametrize(
    ("said_of", "recorded", "late"),
    [
        ("2019-01-25", "2019-01-25", False),
        ("2019-01-25", "2019-01-26", True),
        ("2019-01-26", "2019-02-25", False),
        ("2019-01-26", "2019-02-26", True),
        ("2019-01-01", "2019-03-01", True),
    ],
)
def test_what_is_recorded_after_its_round_is_late(said_of: str, recorded: str, *, late: bool) -> None:
    told = said(date.fromisoformat(said_of), recorded=f"{recorded}T09:00:00+08:00")
    assert [row.late for row in page_of(plan_of(OFFICE, told)).rows] == [late]


@pytest.mark.parametrize(("recorded", "late"), [("2019-01-31", False), ("2019-02-01", True)])
def test_without_rounds_it_is_late_when_its_month_is_over(recorded: str, *, late: bool) -> None:
    told = said(10, recorded=f"{recorded}T09:00:00+08:00")
    assert [row.late for row in page_of(plan_of(told)).rows] == [late]


def test_corrections_withdrawals_returns_and_closings_are_never_late() -> None:
    then = "2019-04-01T09:00:00+08:00"
    plan = plan_of(
        OFFICE,
        said(10, tag="000001"),
        said(11, "status: done", tag="000002"),
        said(10, f"corrects: {day(10)}-000001", recorded=then, tag="000003"),
        said(
            12, f"status: in-progress\nreturns: {day(11)}-000002", recorded=then, unit="office", tag="000004"
        ),
        said(12, f"withdraws: {day(11)}-000002", recorded=then, tag="000005"),
        said(12, "status: closed", recorded=then, unit="office", tag="000006"),
    )
    assert not any(row.late for row in page_of(plan).rows)


def test_a_year_is_reopened_by_itself() -> None:
    plan = plan_of(
        OFFICE,
        PARTS,
        said_on(20, 1, "status: done\nperiod: 2019", about="T01.2"),
        said_on(21, 2, "status: closed\nperiod: 2019", about="T01.2", unit="office"),
        said_on(22, 3, "status: in-progress\nperiod: 2018", about="T01.2"),
        said_on(23, 4, "status: in-progress\nperiod: 2019", about="T01.2"),
    )
    assert kinds(page_of(plan)) == [
        EntryKind.REOPENING,
        EntryKind.REPORT,
        EntryKind.CLOSING,
        EntryKind.REPORT,
    ]
