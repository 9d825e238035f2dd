"""What changed between two dates."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.standing.assess import PlanStanding, assess
from qtrack.standing.lights import Light
from qtrack.views.board import board
from qtrack.views.filters import Filters
from qtrack.views.turned import Changes, Direction, LateKind, changes, is_late
from tests.small import Files, day, english, plan_of, said, section, task

PARTS = """\
due: 2019-04-05
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year}
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-03-22}
"""
ALL = Filters()


def compared(*files: Files, since: int, on: int, filters: Filters = ALL, known: int | None = None) -> Changes:
    plan = plan_of(*files)
    known_at = None if known is None else day(known)
    return changes(assess(plan, day(on), known_at), assess(plan, day(since), known_at), filters)


@pytest.mark.parametrize(
    ("files", "since", "on", "turn"),
    [
        ((said(20, "percent: 20\n"),), 20, 31, (Light.GREEN, Light.YELLOW, Direction.WORSE)),
        ((said(20, "percent: 20\n"),), 20, 60, (Light.GREEN, Light.RED, Direction.WORSE)),
        (
            (said(20, "percent: 5\n"), said(30, "percent: 30\n")),
            20,
            30,
            (Light.YELLOW, Light.GREEN, Direction.BETTER),
        ),
        ((said(30, "status: done\n"),), 29, 30, (Light.NONE, Light.BLUE, Direction.NEITHER)),
        (
            (said(20, "percent: 20\n"), said(30, "status: dropped\n")),
            29,
            30,
            (Light.GREEN, Light.NONE, Direction.NEITHER),
        ),
    ],
)
def test_a_light_turns_for_the_better_or_the_worse(
    files: tuple[Files, ...], since: int, on: int, turn: tuple[Light, Light, Direction]
) -> None:
    (found,) = compared(*files, since=since, on=on).turned
    assert (found.before, found.now, found.direction) == turn
    assert (found.id, found.unit) == ("T01", "计量处")


def test_a_turn_says_the_reason_of_now() -> None:
    (found,) = compared(said(20, "percent: 20\n"), since=20, on=60).turned
    assert english(found.reason) == "at 20%, should be at 60%, 40 points behind"


def test_goals_of_a_section_turn_too_and_are_not_counted_as_tasks() -> None:
    goals = section(
        "indicators:\n  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}\n"
    )
    low = said(30, "actuals: {rate: 90}\n", about="S1")
    found = compared(goals, said(20, "actuals: {rate: 92}\n", about="S1"), low, since=25, on=30)
    assert [(each.id, each.now, each.unit) for each in found.turned] == [("S1", Light.RED, "")]
    assert [(each.id, each.kind) for each in found.newly_late] == [("S1", LateKind.NOT_HELD)]
    assert sum(found.counts.values()) == 1
    assert found.holders == {"S1"}


def test_what_became_overdue_is_named_each_by_itself() -> None:
    told = said(10, "percent: 100\n")
    late = [
        (each.kind, each.id, each.period, each.due, english(each.reason))
        for each in compared(task(PARTS), told, since=59, on=101).newly_late
    ]
    assert late == [
        (LateKind.OVERDUE, "T01.1", "", day(60), "41 days overdue"),
        (LateKind.OVERDUE, "standards", "", day(81), "20 days overdue"),
        (LateKind.OVERDUE, "T01", "", day(95), "6 days overdue"),
        (LateKind.MISSED, "T01.2", "2019", day(100), "1 day overdue"),
    ]


@pytest.mark.parametrize(("since", "on", "late"), [(59, 60, []), (60, 61, ["T01.1"]), (61, 62, [])])
def test_a_thing_becomes_overdue_on_the_day_after_its_deadline(since: int, on: int, late: list[str]) -> None:
    found = compared(task(PARTS), said(10, "percent: 100\n"), since=since, on=on)
    assert [each.id for each in found.newly_late] == late


def test_whoever_was_behind_is_not_newly_so_when_it_gets_worse() -> None:
    told = said(20, "percent: 20\n")
    assert [each.kind for each in compared(told, since=20, on=31).newly_late] == [LateKind.BEHIND]
    worse = compared(told, since=31, on=60)
    assert (worse.newly_late, [each.now for each in worse.turned]) == ((), [Light.RED])


def test_what_was_done_is_named_each_by_itself() -> None:
    done = [
        said(50, "status: done\n", about="T01.1", tag="000001"),
        said(51, "status: done\n", about="T01.2", tag="000002"),
        said(52, "actuals: {standards: 200}\n", tag="000003"),
    ]
    found = compared(task(PARTS), *done, since=49, on=60).finished
    assert [(each.id, each.period, each.ended) for each in found] == [
        ("T01", "", day(52)),
        ("T01.1", "", day(50)),
        ("T01.2", "2019", day(51)),
    ]
    assert compared(task(PARTS), *done, since=52, on=60).finished == ()
    assert compared(task(PARTS), *done, since=40, on=49).finished == ()


def test_both_sides_know_the_same() -> None:
    late = said(20, "percent: 90\n", recorded="2019-02-19T09:00:00+08:00")
    assert compared(late, since=30, on=60).turned == ()  # that it was so is known of both days
    told = compared(late, said(21, "percent: 1\n", tag="000002"), since=20, on=60, known=49)
    assert [(each.before, each.now) for each in told.turned] == [(Light.NONE, Light.RED)]


def test_changes_are_of_what_the_filters_keep_now() -> None:
    told = said(20, "percent: 20\n")
    assert compared(told, since=20, on=60, filters=Filters(lights=frozenset({Light.RED}))).turned
    green = compared(told, since=20, on=60, filters=Filters(lights=frozenset({Light.GREEN})))
    assert (green.turned, green.newly_late, green.lights) == ((), (), {})


def test_the_board_tells_changes_only_where_asked() -> None:
    plan = plan_of(said(20, "percent: 20\n"))
    now, before = assess(plan, day(60)), assess(plan, day(20))
    assert board(now, ALL).changes is None
    found = board(now, ALL, before).changes
    assert found is not None
    assert (found.since, found.counts[Light.GREEN], found.lights) == (day(20), 1, {"T01": Light.GREEN})


ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 99), st.sampled_from(["percent: 10", "percent: 60", "status: done", "status: blocked"])
    ),
    max_size=4,
)


@given(ENTRIES, st.integers(1, 110), st.integers(0, 60))
def test_changes_and_lights_agree(told: list[tuple[int, str]], since: int, days: int) -> None:
    """What is not named did not change; what is newly late is named; between a day and itself nothing is."""
    files = [said(on, f"{what}\n", tag=f"{at:06}") for at, (on, what) in enumerate(told)]
    plan = plan_of(task(PARTS), *files)
    before, now = assess(plan, day(since)), assess(plan, day(since) + timedelta(days=days))
    found = changes(now, before, ALL)
    named = {each.id for each in found.turned}
    for each in now.everything:
        was = found.lights[each.holder.id]
        assert (each.holder.id in named) is (each.light is not was)
        if late(now, each.holder.id) and not late(before, each.holder.id):
            assert each.holder.id in {row.holder for row in found.newly_late}
    if not days:
        assert (found.turned, found.finished, found.newly_late) == ((), (), ())


def late(standing: PlanStanding, holder: str) -> bool:
    of = standing.of(holder)
    return of is not None and is_late(of)
