"""What an entry does to its task, and what of that is still to be told in the round that runs."""

from decimal import Decimal

import msgspec
import pytest

from qtrack.model.entry import Entry, Status
from qtrack.records.answer import Answer, answer_to
from qtrack.standing.lights import Light
from tests.small import Files, day, head, plan_of, said, section, task

ROUNDS = head("reporting: {by_day: 25}\n")
PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布季度报告, every: quarter}\n"
    "  - {id: T01.3, title: 签订合同}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
    "  - {id: rate, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}\n"
)
NEW = Entry("T01", "metrology", day(50), plan_of(said(50)).entries[0].recorded, "有进展")


def answer(*files: Files, **said_: object) -> Answer:
    """Return the answer to an entry about T01 of the day 50, which is 19 February."""
    new = msgspec.structs.replace(NEW, **said_)
    return answer_to(plan_of(*files), new.about, day(50), new)


def test_it_tells_how_the_task_stood_and_stands() -> None:
    found = answer(said(10, "percent: 20\n"), percent=Decimal(45))
    assert (found.title, found.as_of) == ("健全量传溯源体系", day(50))
    assert found.before is not None
    assert found.after is not None
    assert (found.before.light, found.before.progress, found.before.gap) == (
        Light.YELLOW,
        Decimal(20),
        Decimal(-30),
    )
    assert (found.after.light, found.after.progress, found.after.gap) == (
        Light.GREEN,
        Decimal(45),
        Decimal(-5),
    )
    assert found.after.status is Status.IN_PROGRESS


def test_missing_is_what_nothing_was_heard_of_in_the_round() -> None:
    """The round of 25 February began on 26 January, the 26th day."""
    before = said(25, "actuals: {rate: 95}\n", unit="institute"), said(30, about="T01.3")
    found = answer(ROUNDS, PARTS, *before, actuals={"standards": Decimal(120)})
    assert found.deadline == day(56)
    assert [part.id for part in found.parts] == ["T01.1", "T01.2"]
    assert found.parts[1].periods == ("2019Q1",)
    assert [figure.name for figure in found.figures] == ["合格率"]
    assert [unit.name for unit in found.units] == ["省计量科学研究院"]


def test_nothing_is_missing_of_finished_work() -> None:
    found = answer(ROUNDS, PARTS, status=Status.CLOSED, unit="office")
    assert (found.parts, found.figures, found.units) == ((), (), ())


def test_without_rounds_that_is_missing_of_which_nothing_was_ever_heard() -> None:
    found = answer(PARTS, said(2, "actuals: {rate: 95}\n", about="T01.1"))
    assert (found.deadline, found.units) == (None, ())
    assert [part.id for part in found.parts] == ["T01.2", "T01.3"]
    assert [figure.id for figure in found.figures] == ["standards"]


def test_what_is_lost_is_answered_too() -> None:
    plan = plan_of(said(10, "percent: 20\n"))
    found = answer_to(plan, "T01", day(50), without=frozenset({plan.entries[0].id}))
    assert found.before is not None
    assert found.after is not None
    assert (found.before.progress, found.after.progress) == (Decimal(20), None)


@pytest.mark.parametrize("about", ["S1", "T99"])
def test_a_section_without_goals_and_what_is_not_in_the_plan_have_no_states(about: str) -> None:
    found = answer_to(plan_of(), about, day(50))
    assert (found.before, found.after) == (None, None)
    assert answer_to(plan_of(section("deliverables: [{id: S1.1, title: 甲}]\n")), "S1", day(50)).after
