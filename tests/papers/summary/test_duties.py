"""Duties that return, each with its row."""

from qtrack.papers.summary.duties import duty_rows
from qtrack.standing.assess import assess
from qtrack.standing.recurrence import OccurrenceState
from tests.small import day, plan_of, said, task

DUTY = (
    "deliverables:\n  - {id: T01.1, title: 发布年度报告, every: year}\n  - {id: T01.2, title: 编制溯源图}\n"
)


def test_a_row_has_every_occurrence_and_who_leads() -> None:
    (row,) = duty_rows(assess(plan_of(task(DUTY)), day(50)))
    assert (row.id, row.title, row.unit) == ("T01.1", "发布年度报告", "计量处")
    assert [(each.period, each.state) for each in row.occurrences] == [("2019", OccurrenceState.DUE)]


def test_what_was_dropped_has_no_row() -> None:
    dropped = said(20, "status: dropped\n")
    assert duty_rows(assess(plan_of(task(DUTY), dropped), day(50))) == ()
