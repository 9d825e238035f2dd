"""What the ledger remarks: only what the facts say, and a green light nothing."""

import pytest

from qtrack.papers.ledger.view import remarks
from qtrack.standing.assess import assess
from tests.small import Files, day, english, head, plan_of, said, task

MONTHLY = head("reporting: {every: month, by_day: 25}\n")
PARTS = task("due: 2019-04-10\ndeliverables:\n  - {id: T01.1, title: 甲}\n  - {id: T01.2, title: 乙}\n")
LATE = "2019-02-28T09:00:00+08:00"


def of(*files: Files, on: int = 50) -> list[str]:
    plan = plan_of(*files)
    return [english(each) for each in remarks(assess(plan, day(on)).tasks[0], plan)]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), ["no entries yet"]),
        ((said(50, "percent: 50\n"),), []),
        ((said(50, "percent: 30\n"),), ["20 points behind"]),
        ((said(50, "percent: 50\nstatus: blocked\n"),), ["blocked"]),
        ((said(50, "status: done\n"),), ["done 2019-02-19", "done, waiting to be closed"]),
        (
            (said(48, "status: done\n"), said(50, "status: closed\n", unit="office")),
            ["closed, done 2019-02-17"],
        ),
        ((said(50, "status: dropped\n"),), ["dropped"]),
        (
            (task("due: 2019-02-10\n"), said(48, "status: done\n")),
            ["done 2019-02-17, 7 days late", "done, waiting to be closed"],
        ),
    ],
)
def test_the_reasons_and_the_end_are_remarked(files: tuple[Files, ...], expected: list[str]) -> None:
    assert of(*files) == expected


def test_what_was_sent_back_is_remarked_until_it_is_answered() -> None:
    done = said(40, "status: done\n", about="T01.1")
    back = said(
        45, "status: in-progress\nreturns: 2019-02-09-000001\nsummary: 缺材料\n", about="T01.1", unit="office"
    )
    assert "T01.1 sent back 2019-02-14" in of(PARTS, done, back)
    again = said(48, "status: done\n", about="T01.1")
    assert not [each for each in of(PARTS, done, back, again) if "sent back" in each]
    whole = said(48, "status: done\n")
    assert not [each for each in of(PARTS, done, back, whole) if "sent back" in each]


def test_a_whole_task_is_sent_back_without_its_id() -> None:
    back = said(45, "status: in-progress\nreturns: 2019-02-09-000001\nsummary: 缺材料\n", unit="office")
    assert "sent back 2019-02-14" in of(said(40, "status: done\n"), back)


def test_a_late_report_and_a_missing_one_are_remarked() -> None:
    partner = said(51, unit="institute")
    late = of(MONTHLY, said(52, "percent: 59\n", recorded=LATE), partner, on=59)
    assert late == ["reported late, recorded 2019-02-28"]
    assert of(MONTHLY, said(20, "percent: 59\n"), partner, on=59) == ["not reported in time"]
    assert of(MONTHLY, said(50, "percent: 59\n"), on=59) == ["not reported in time"]  # by the institute
    assert of(MONTHLY, said(50, "percent: 59\n"), partner, on=59) == []
