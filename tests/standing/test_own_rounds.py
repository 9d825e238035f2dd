"""Tasks that are reported on by rounds of their own (按季度报送), in the place of the plan's."""

from datetime import date

from qtrack.records.chase import chase
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import PlanStanding, assess
from tests.small import Files, head, plan_of, said, task

MONTHLY = "reporting: {every: month, by_day: 25}\n"
QUARTERLY = task("reporting: {every: quarter, by_day: 20}")


def stands(on: str, *files: Files, plan: str = MONTHLY) -> PlanStanding:
    return assess(plan_of(head(plan), *files, task("", "T02")), date.fromisoformat(on))


def missing(found: PlanStanding) -> list[tuple[str, ...]]:
    return [one.missing for one in found.tasks]


def test_such_a_task_is_asked_by_its_own_rounds_and_the_others_by_those_of_the_plan() -> None:
    asked = ("metrology", "institute")
    assert missing(stands("2019-03-20", QUARTERLY)) == [(), asked]
    assert missing(stands("2019-03-21", QUARTERLY)) == [asked, asked]
    january = said(date(2019, 1, 10), "", unit="metrology")
    assert missing(stands("2019-03-21", QUARTERLY, january)) == [("institute",), asked]


def test_where_the_plan_asks_for_none_only_such_a_task_is_asked() -> None:
    found = stands("2019-03-21", QUARTERLY, plan="")
    assert missing(found) == [("metrology", "institute"), ()]
    assert found.window is not None
    assert found.window.deadline == date(2019, 3, 20)


def test_whoever_is_reminded_is_told_the_day_of_the_rounds_of_the_task() -> None:
    found = chase(stands("2019-03-26", QUARTERLY), Filters()).lines
    assert {(line.task.id, str(line.deadline)) for line in found} == {
        ("T01", "2019-03-20"),
        ("T02", "2019-03-25"),
    }


def test_one_deadline_for_all_is_the_latest() -> None:
    def deadline(on: str) -> str:
        window = stands(on, QUARTERLY).window
        return str(window and window.deadline)

    assert deadline("2019-03-20") == "2019-02-25"
    assert deadline("2019-03-21") == "2019-03-20"
    assert deadline("2019-03-26") == "2019-03-25"
