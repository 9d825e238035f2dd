"""What changed since an earlier day, which is taken as it was on that day."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.records.board import board
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Changes, Direction, Then, TurnCause, changes, earlier
from qtrack.records.since.newly import LateKind, is_late
from qtrack.standing.assess import PlanStanding, assess
from qtrack.standing.lights import Light
from tests.small import Files, day, english, head, plan_of, said, section, task

PARTS = """\
due: 2019-04-05
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year}
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-03-22}
"""
ALL = Filters()


def compared(
    *files: Files,
    since: int,
    on: int,
    filters: Filters = ALL,
    known: int | None = None,
    then: tuple[Files, ...] | None = None,
) -> Changes:
    """Compare a day of a plan with an earlier one, when the plan was made of `then`, if that is given."""
    now = assess(plan_of(*files), day(on), None if known is None else day(known))
    return changes(now, stood_by(now, since, *then) if then is not None else Then(day(since)), filters)


def stood_by(now: PlanStanding, since: int, *files: Files) -> Then:
    """Return an earlier day by the plan that these files made of it."""
    was = msgspec.structs.replace(plan_of(*files), entries=now.plan.entries)
    return Then(day(since), with_new_numbers(was, now.plan))


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
    assert [(each.holder, each.id, each.kind) for each in found.newly_late] == [
        ("S1", "rate", LateKind.NOT_HELD)
    ]
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
        (LateKind.STUCK, "T01", "", None, "nothing reported for 91 days"),
    ]


def test_each_indicator_that_is_not_held_is_newly_so_by_itself() -> None:
    held = task("""
        indicators:
          - {id: rate, name: 合格率, unit: "%", target: 91, kind: hold, due: 2019-04-10}
          - {id: share, name: 覆盖率, unit: "%", target: 80, kind: hold, due: 2019-04-10}
    """)
    low = (said(20, "actuals: {rate: 90, share: 85}"), said(30, "actuals: {share: 70}"))
    found = compared(held, *low, since=25, on=30).newly_late
    assert [(each.kind, each.id, each.title) for each in found] == [(LateKind.NOT_HELD, "share", "覆盖率")]
    assert compared(held, *low, since=30, on=31).newly_late == ()
    done = said(31, "status: done")
    assert [each.id for each in compared(held, *low, done, since=15, on=31).newly_late] == ["rate", "share"]


def test_a_second_milestone_that_is_missed_is_newly_late() -> None:
    steps = "[{date: 2019-01-20, target: 50}, {date: 2019-02-19, target: 90}]"
    keys = f"id: n, name: 建标数, unit: 项, baseline: 0, target: 100, kind: reach, milestones: {steps}"
    on_the_way = task(f"indicators: [{{{keys}, due: 2019-04-10}}]")
    at = {
        on: compared(on_the_way, said(10, "actuals: {n: 40}"), since=on - 1, on=on).newly_late
        for on in (21, 51)
    }
    late = {on: [row.due for row in rows if row.kind is LateKind.OVERDUE] for on, rows in at.items()}
    assert late == {21: [day(20)], 51: [day(50)]}


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


def test_the_earlier_day_knows_what_was_recorded_by_then_and_no_more() -> None:
    late = said(20, "percent: 90\n", recorded="2019-02-19T09:00:00+08:00")  # day 50
    told = compared(late, since=30, on=60)
    assert [(each.before, each.now, each.causes) for each in told.turned] == [
        (Light.NONE, Light.GREEN, (TurnCause.RECORDS,))
    ]
    assert compared(late, since=50, on=60).turned == ()
    assert compared(late, since=30, on=49, known=49).turned == ()


@pytest.mark.parametrize(("known", "now"), [(24, []), (25, [Light.YELLOW]), (49, [Light.YELLOW]), (50, [])])
def test_an_earlier_day_of_knowing_holds_on_both_sides(known: int, now: list[Light]) -> None:
    told = [
        said(10, "percent: 30\n"),
        said(25, "percent: 1\n", tag="000002"),
        said(26, "percent: 99\n", recorded="2019-02-19T09:00:00+08:00", tag="000003"),  # day 50
    ]
    found = compared(*told, since=24, on=30, known=known)
    assert [each.now for each in found.turned] == now
    early = compared(
        said(10, "percent: 30\n", recorded="2019-01-20T09:00:00+08:00"), since=24, on=30, known=19
    )
    assert (early.turned, early.lights) == ((), {"T01": Light.NONE})


THIRTY = head("lights: {red_gap: 30}\n")
FORTY = head("lights: {red_gap: 40}\n")
AT_10 = said(10, "percent: 10\n")


@pytest.mark.parametrize(
    ("files", "then", "turn"),
    [
        # recorded on day 55 of day 45: known now of the day before, too
        (
            (AT_10, said(45, "percent: 50\n", recorded="2019-02-24T09:00:00+08:00", tag="000002")),
            None,
            (Light.RED, Light.GREEN, (TurnCause.RECORDS,)),
        ),
        # at 10 where 49 is due: red beyond 30, yellow beyond 40 on the day itself; on day 56 red again
        ((FORTY, AT_10), (THIRTY,), None),
        # at 15 where 49 is due: the edit alone makes it yellow
        (
            (FORTY, said(10, "percent: 17\n")),
            (THIRTY,),
            (Light.RED, Light.YELLOW, (TurnCause.PLAN,)),
        ),
        # at 20 where 49 is due, and 56 then: nobody did anything
        ((said(10, "percent: 20\n"),), None, (Light.YELLOW, Light.RED, (TurnCause.TIME,))),
        ((AT_10, said(52, "percent: 52\n")), None, (Light.RED, Light.GREEN, (TurnCause.REPORTS,))),
        # a correction of day 55, of what was said on day 40
        (
            (
                said(40, "percent: 90\n", tag="00000a"),
                said(40, "percent: 9\ncorrects: 2019-02-09-00000a\n", recorded="2019-02-24T09:00:00+08:00"),
            ),
            None,
            (Light.GREEN, Light.RED, (TurnCause.RECORDS,)),
        ),
        # it would have turned red by time alone, and was reported in time: two steps, told both
        (
            (said(10, "percent: 20\n"), said(56, "percent: 30\n", tag="000002")),
            None,
            None,
        ),
        (
            (said(10, "percent: 20\n"), said(56, "percent: 56\n", tag="000002")),
            None,
            (Light.YELLOW, Light.GREEN, (TurnCause.TIME, TurnCause.REPORTS)),
        ),
    ],
)
def test_a_turn_has_the_step_at_which_it_turned(
    files: tuple[Files, ...],
    then: tuple[Files, ...] | None,
    turn: tuple[Light, Light, tuple[TurnCause, ...]] | None,
) -> None:
    found = compared(*files, since=49, on=56, then=then).turned
    assert [(each.before, each.now, each.causes) for each in found] == ([turn] if turn else [])


def test_what_came_into_the_plan_and_what_went_is_told_as_an_edit() -> None:
    both = (task("", "T02"), task("", "T03"), said(10, "percent: 45\n"))
    came = compared(*both, since=49, on=50, then=(task("", "T02"),))
    assert [(each.id, each.before, each.now, each.causes) for each in came.turned] == [
        ("T03", None, Light.NONE, (TurnCause.PLAN,))
    ]
    assert sum(came.counts.values()) == 2
    went = compared(task("", "T02"), since=49, on=50, then=(task("", "T02"), task("", "T03")))
    (turn,) = went.turned
    assert (turn.id, turn.before, turn.now, turn.direction) == ("T03", Light.NONE, None, Direction.NEITHER)
    assert (english(turn.reason), turn.unit) == ("taken out by an edit of the plan", "计量处")
    assert "T03" in went.holders


def test_what_another_unit_took_over_came_into_its_paper_and_left_that_of_the_first() -> None:
    mine = task("")
    others = {
        "tasks/T01.yaml": mine["tasks/T01.yaml"].replace(
            "lead: metrology, shared: [institute]", "lead: office"
        )
    }
    for unit, pair in (("office", (None, Light.NONE)), ("metrology", (Light.NONE, None))):
        found = compared(others, since=49, on=50, then=(mine,), filters=Filters(unit=unit))
        assert [(each.before, each.now, each.causes) for each in found.turned] == [(*pair, (TurnCause.PLAN,))]
        assert sum(found.counts.values()) == (unit == "metrology")


def test_a_task_that_only_got_another_number_did_not_turn() -> None:
    old = task("deliverables: [{id: T01.1, title: 建标}]")
    new = {"tasks/T01.yaml": None, **task("deliverables: [{id: T07.1, title: 建标}]", "T07")}
    told = said(20, "percent: 45\n", about="T07")
    found = compared(new, told, since=49, on=50, then=(old,))
    assert (found.turned, found.lights) == ((), {"T07": Light.GREEN})


@pytest.mark.parametrize(("since", "late"), [(49, [False]), (50, [True]), (54, [True]), (55, [])])
def test_what_was_done_before_and_recorded_since_is_newly_done(since: int, late: list[bool]) -> None:
    done = said(50, "status: done\n", recorded="2019-02-24T09:00:00+08:00")  # day 55
    assert [each.late for each in compared(done, since=since, on=60).finished] == late


def test_what_was_dropped_is_named_apart_from_what_was_finished() -> None:
    files = (
        task("deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 年报, every: quarter}]"),
        task("", "T02"),
        said(50, "status: dropped\n", about="T01.1", tag="000001"),
        said(51, "status: dropped\nperiod: 2019Q2\n", about="T01.2", tag="000002"),
        said(52, "status: dropped\n", about="T02", tag="000003"),
    )
    found = compared(*files, since=49, on=60)
    assert found.finished == ()
    assert [(each.id, each.period, each.ended) for each in found.dropped] == [
        ("T01.1", "", day(50)),
        ("T01.2", "2019Q2", day(51)),
        ("T02", "", day(52)),
    ]
    assert found.holders == {"T01", "T02"}
    assert compared(*files, since=52, on=60).dropped == ()


def test_changes_are_of_what_the_filters_keep_now() -> None:
    told = said(20, "percent: 20\n")
    assert compared(told, since=20, on=60, filters=Filters(lights=frozenset({Light.RED}))).turned
    green = compared(told, since=20, on=60, filters=Filters(lights=frozenset({Light.GREEN})))
    assert (green.turned, green.newly_late, green.lights) == ((), (), {})


def test_the_board_tells_changes_only_where_asked() -> None:
    plan = plan_of(said(20, "percent: 20\n"))
    now = assess(plan, day(60))
    assert board(now, ALL).changes.since is None
    found = board(now, ALL, Then(day(20))).changes
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
    now, then = assess(plan, day(since) + timedelta(days=days)), Then(day(since))
    before, found = earlier(now, then), changes(now, then, ALL)
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


@pytest.mark.parametrize("code", ["blocked", "stale", "never-reported", "returned"])
def test_what_is_stuck_is_late_and_what_is_near_is_not(code: str) -> None:
    files = {
        "blocked": (said(50, "percent: 55\nstatus: blocked\n"),),
        "stale": (head("lights: {stale_days: 5}\n"), said(40, "percent: 55\n")),
        "never-reported": (head("lights: {stale_days: 5}\n"),),
        "returned": (
            head("lights: {rule: suqian, due_soon_days: 1}\n"),
            said(50, "percent: 100\nstatus: done\n", tag="00000a"),
            said(51, "status: in-progress\nreturns: 2019-02-19-00000a\npercent: 90\n", tag="00000b"),
        ),
    }
    standing = assess(plan_of(*files[code]), day(55))
    assert code in {each.code for each in standing.tasks[0].reasons}
    assert is_late(standing.tasks[0])
    near = assess(plan_of(task(f"due: {day(60)}\n"), said(50, "percent: 100\n")), day(55))
    assert {each.code for each in near.tasks[0].reasons} == {"due-soon", "on-pace"}
    assert not is_late(near.tasks[0])


EDITS = st.sampled_from([None, THIRTY, FORTY, head("lights: {yellow_gap: 1}\n"), task("", "T02")])
DELAYS = st.lists(st.integers(0, 40), min_size=4, max_size=4)


@given(ENTRIES, DELAYS, st.integers(1, 110), st.integers(0, 60), EDITS)
def test_counts_change_by_what_turned(
    told: list[tuple[int, str]], delays: list[int], since: int, days: int, edit: Files | None
) -> None:
    """Each light has as many more as turned to it, less those that turned from it; each turn has a cause."""
    files = [
        said(on, f"{what}\n", recorded=f"{day(on) + timedelta(days=delay)}T09:00:00+08:00", tag=f"{at:06}")
        for at, ((on, what), delay) in enumerate(zip(told, delays, strict=False))
    ]
    now = assess(plan_of(task(PARTS), *files, *([edit] if edit else [])), day(since) + timedelta(days=days))
    found = changes(now, stood_by(now, since, task(PARTS)), ALL)
    for light in Light:
        gained = sum(each.now is light for each in found.turned)
        lost = sum(each.before is light for each in found.turned)
        assert now.counts[light] == found.counts[light] + gained - lost
    assert all(each.causes for each in found.turned)
