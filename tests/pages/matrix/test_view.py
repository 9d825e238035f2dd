"""Tasks by the members of a group."""

from datetime import date

import pytest

from qtrack.errors import QtrackError
from qtrack.pages.matrix.view import CellState, Matrix, common_ending, find_group, matrix
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from tests.small import Files, day, english, head, plan_of, said

MONTHLY = head("reporting: {every: month, by_day: 15}\n")


def by(responsible: str, identifier: str = "T01") -> Files:
    text = f"{{id: {identifier}, measure: M01, title: 甲, responsible: {{{responsible}}}}}"
    return {f"tasks/{identifier}.yaml": text}


EACH = by("by_duty: [bureaus], each: true")


def page(*files: Files, on: int = 60, filters: Filters | None = None) -> Matrix:
    """Day 60 is 2019-03-01; the round that was last due ran from 2019-01-16 to 02-15, days 16 to 46."""
    return matrix(assess(plan_of(MONTHLY, *files), day(on)), "bureaus", filters or Filters())


def states(found: Matrix) -> dict[str, list[CellState | None]]:
    return {row.task.id: [cell.state for cell in row.cells] for row in found.tasks}


@pytest.mark.parametrize(
    ("on", "state"),
    [(14, CellState.EARLIER), (15, CellState.REPORTED), (46, CellState.REPORTED), (50, CellState.REPORTED)],
)
def test_a_word_in_the_last_round_or_since_is_a_report_and_an_older_one_is_not(
    on: int, state: CellState
) -> None:
    found = page(EACH, said(on + 1, unit="fuzhou"))
    assert states(found) == {"T01": [state, CellState.NEVER]}
    assert found.tasks[0].cells[0].last == day(on + 1)
    missing = [True, True] if state is CellState.EARLIER else [False, True]
    assert [cell.missing for cell in found.tasks[0].cells] == missing


def test_who_is_not_asked_by_name_is_no_silent_unit() -> None:
    found = page(by("lead: metrology, by_duty: [bureaus]"), said(50, unit="xiamen"))
    assert states(found) == {"T01": [CellState.NOT_ASKED, CellState.REPORTED]}
    assert found.missing == 0


def test_who_does_not_answer_for_a_task_has_an_empty_cell() -> None:
    found = page(by("lead: metrology, shared: [fuzhou]"), by("lead: metrology", "T02"))
    assert states(found) == {"T01": [CellState.NEVER, None]}  # T02 names nobody of the group


def test_an_ended_task_asks_nobody() -> None:
    found = page(EACH, said(20, "status: done\n", unit="fuzhou"))
    assert states(found) == {"T01": [CellState.ENDED, CellState.ENDED]}
    assert (found.reported, found.missing) == (0, 0)


def test_the_totals_are_those_of_the_cells_either_way() -> None:
    second = by("lead: xiamen, by_duty: [bureaus]", "T02")
    found = page(EACH, second, said(50, unit="fuzhou"), said(51, unit="fuzhou", about="T02"))
    assert [(row.task.id, row.reported, row.missing) for row in found.tasks] == [("T01", 1, 1), ("T02", 1, 1)]
    assert [(each.id, each.reported, each.missing) for each in found.units] == [
        ("fuzhou", 2, 0),
        ("xiamen", 0, 2),
    ]
    assert (found.reported, found.missing) == (2, 2)


def test_without_rounds_any_word_is_a_report() -> None:
    found = matrix(assess(plan_of(EACH, said(2, unit="fuzhou")), day(60)), "bureaus", Filters())
    assert states(found) == {"T01": [CellState.REPORTED, CellState.NEVER]}
    assert found.deadline is None


def test_an_empty_page_says_why() -> None:
    assert english(page(by("lead: metrology")).notes[-1]) == "None of these tasks names 各市县局."
    nothing = page(EACH, filters=Filters(due_before=date(2019, 1, 1)))
    assert (
        english(nothing.notes[-1])
        == "No task passes the filters; none is left after --due-before 2019-01-01."
    )


def test_heads_leave_out_what_all_names_end_in() -> None:
    assert [each.head for each in page(EACH).units] == ["福州", "厦门"]
    assert common_ending(["福州局", "局"]) == ""
    assert common_ending(["福州局", "厦门处"]) == ""
    assert common_ending(["福州局"]) == ""


def test_the_group_is_that_of_the_bureaus_unless_told_another() -> None:
    plan = plan_of()
    assert find_group(plan, None) == "bureaus"
    assert find_group(plan, "各市县局") == "bureaus"
    for name in ("计量处", "没有"):
        with pytest.raises(QtrackError) as refused:
            find_group(plan, name)
        assert english(refused.value.message) == f"--group is “{name}”, and no group is called so."
    none = {"units.yaml": "units:\n  - {id: metrology, name: 计量处, short: 计量处, kind: division}\n"}
    with pytest.raises(QtrackError) as refused:
        find_group(plan_of(none, by("lead: metrology")), None)
    assert english(refused.value.message) == "No group of bureaus is registered; name one by --group."


def test_a_closing_is_no_report() -> None:
    closed = said(50, "status: closed", unit="fuzhou")
    back = said(51, "status: in-progress\nreturns: 2019-02-09-000001", unit="fuzhou")
    cell = page(EACH, said(40, "status: done", unit="metrology"), closed, back).tasks[0].cells[0]
    assert (cell.state, cell.last, cell.missing) == (CellState.NEVER, None, True)
