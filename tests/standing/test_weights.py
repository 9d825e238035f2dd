"""The mean of the parts of a task, by their points."""

from decimal import Decimal

from qtrack.changes.subject import lighter
from qtrack.model.plan import Deliverable
from tests.small import plan_of, said, task
from tests.standing.one_task import standing_of

PARTS = """\
deliverables:
  - {id: T01.1, title: 甲, weight: 3}
  - {id: T01.2, title: 乙, due: 2019-02-19, weight: 1}
indicators:
  - {id: rate, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}
"""


def test_progress_and_pace_of_a_task_are_the_means_of_its_parts_by_their_points() -> None:
    told = said(40, "percent: 20\n", about="T01.1"), said(41, "percent: 100\n", about="T01.2", tag="000002")
    own = standing_of(plan_of(task(PARTS), *told), 25)
    assert (own.computed, own.pace) == (None, Decimal("31.3"))  # (3 x 25 + 50) / 4
    own = standing_of(plan_of(task(PARTS), *told), 50)
    assert (own.computed, own.pace) == (Decimal("40.0"), Decimal("62.5"))


def test_fewer_points_or_none_any_more_ask_for_less() -> None:
    def part(weight: str) -> Deliverable:
        return Deliverable("T01.1", "甲", weight=Decimal(weight) if weight else None)

    assert lighter(part("3"), part("2.5"))
    assert lighter(part("3"), part(""))
    assert not lighter(part("3"), part("4"))
    assert not lighter(part(""), part("1"))
