"""The burn-up: what is done, what is due, what an even pace would have."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.papers.summary.charts import BurnUp, burn_up
from qtrack.standing.assess import assess
from tests.small import END, START, Files, day, plan_of, said, task

PARTS = """
due: 2019-04-10
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year}
  - {id: T01.3, title: 编制溯源图}
"""


def burned(*files: Files, on: int = 70) -> BurnUp:
    return burn_up(assess(plan_of(*files), day(on)))


def test_every_deliverable_counts_once_with_its_deadline() -> None:
    page = burned(task(PARTS), said(60, "status: done\n", about="T01.1"))
    assert (page.start, page.end, page.as_of) == (START, END, day(70))
    assert page.due == (day(60), END, END)
    assert page.done == (day(60),)
    assert (page.total, page.due_by_now, page.on_pace) == (3, 1, 2)


def test_an_occurrence_counts_as_one() -> None:
    page = burned(task(PARTS), said(20, "status: done\nperiod: '2019'\n", about="T01.2"))
    assert page.done == (day(20),)


def test_a_task_without_parts_counts_as_one() -> None:
    assert burned(said(30, "status: done\n")) == BurnUp(START, END, day(70), (day(30),), (END,))


def test_what_is_done_as_a_whole_is_done_in_its_parts() -> None:
    page = burned(task(PARTS), said(20, "status: done\n", about="T01.3"), said(40, "status: done\n"))
    assert page.done == (day(20), day(40))  # but what is late, T01.1 since day 61
    closed = burned(task(PARTS), said(40, "status: done\n"), said(41, "status: closed\n", unit="office"))
    assert closed.done == (day(40), day(40), day(40))
    monthly = task("deliverables: [{id: T01.1, title: 上报, every: month}]")
    closed = burned(monthly, said(40, "status: done\n"), said(41, "status: closed\n", unit="office"))
    assert closed.done == (day(40),) * 4  # that of January, too, which nobody had reported


def test_what_was_dropped_does_not_count() -> None:
    page = burned(task(PARTS), said(20, "status: dropped\n", about="T01.3"))
    assert page.total == 2
    assert burned(said(20, "status: dropped\n")).total == 0


def test_what_was_dropped_after_its_deadline_is_still_to_be_done() -> None:
    dropped = said(61, "status: dropped\n", about="T01.1")
    page = burned(task(PARTS), dropped)
    assert (page.total, page.due_by_now, page.done) == (3, 1, ())
    done = said(65, "status: closed\n", about="T01.1", unit="office")
    assert burned(task(PARTS), dropped, done).total == 2


@settings(max_examples=40)
@given(st.lists(st.integers(1, 100), max_size=3), st.integers(1, 99))
def test_what_is_done_never_exceeds_what_there_is_nor_shrinks(told: list[int], on: int) -> None:
    entries = [
        said(each, "status: done\n", about=f"T01.{at % 3 + 1}", tag=f"{at:06d}")
        for at, each in enumerate(sorted(told))
    ]
    now, later = burned(task(PARTS), *entries, on=on), burned(task(PARTS), *entries, on=on + 1)
    assert len(now.done) <= now.total == later.total
    assert set(now.done) <= set(later.done)
    assert now.on_pace <= later.on_pace
