"""Tasks by their pace: each in one place only."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.views.pace_lists import PaceLists, PaceRow, pace_lists
from tests.small import Files, day, plan_of, said, task


def lists(*files: Files, on: int = 50) -> PaceLists:
    return pace_lists(assess(plan_of(*files), day(on)))


def test_the_widest_gap_comes_first() -> None:
    found = lists(
        *(task("", each) for each in ("T02", "T03", "T04", "T05", "T06")),
        said(40, "percent: 20\n"),
        said(40, "percent: 60\n", about="T02"),
        said(40, "percent: 50\n", about="T03"),
        said(40, "percent: 45\n", about="T04"),
        said(40, "status: done\n", about="T05"),
    )
    assert [(each.id, each.gap) for each in found.ahead] == [("T02", Decimal(10))]
    assert [each.id for each in found.on] == ["T03"]
    assert [(each.id, each.gap) for each in found.behind] == [("T01", Decimal(-30)), ("T04", Decimal(-5))]
    assert (found.ended, found.unknown, found.total) == (1, 1, 6)
    assert found.behind[0] == PaceRow(
        "T01", "健全量传溯源体系", "计量处", Light.YELLOW, Decimal(20), Decimal(50), Decimal(-30)
    )
    assert found.proportion(1) == Decimal("16.7")


def test_a_plan_without_tasks_has_no_proportions() -> None:
    assert lists({"tasks/T01.yaml": None}).proportion(0) == Decimal(0)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=6), st.integers(1, 100))
def test_every_task_stands_in_one_place(told: list[tuple[int, bool]], on: int) -> None:
    tasks = [task("", f"T{at:02d}") for at in range(2, 7)]
    entries = [
        said(30, f"percent: {percent}\n" + ("status: done\n" if done else ""), about=f"T{at + 1:02d}")
        for at, (percent, done) in enumerate(told)
    ]
    found = lists(*tasks, *entries, on=on)
    ids = [each.id for each in (*found.ahead, *found.on, *found.behind)]
    assert len(ids) == len(set(ids))
    assert found.total == 6
