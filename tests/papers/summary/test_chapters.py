"""Tasks by their pace, each in one place only, and duties that return, each with its row."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.head import LightPreset
from qtrack.papers.summary.chapters import PaceLists, duty_rows, notices, pace_lists
from qtrack.standing.assess import assess
from qtrack.standing.recurrence import OccurrenceState
from qtrack.standing.rules import Measured
from tests.small import Files, day, english, head, plan_of, said, task


def lists(*files: Files, on: int = 50) -> PaceLists:
    return pace_lists(assess(plan_of(*files), day(on)))


def test_the_widest_gap_comes_first_and_on_pace_is_what_breaches_no_threshold() -> None:
    found = lists(
        *(task("", each) for each in ("T02", "T03", "T04", "T05", "T06", "T07", "T08")),
        said(40, "percent: 20\n"),
        said(40, "percent: 60\n", about="T02"),
        said(40, "percent: 59.9\n", about="T03"),
        said(40, "percent: 40\n", about="T04"),
        said(40, "status: done\n", about="T05"),
        said(40, "percent: 40.1\n", about="T06"),
        said(40, "status: dropped\npercent: 10\n", about="T07"),
    )
    assert [(each.id, each.gap) for each in found.ahead] == [("T02", Decimal(10))]
    assert [each.id for each in found.on] == ["T03", "T06"]
    assert [(each.id, each.gap) for each in found.behind] == [("T01", Decimal(-30)), ("T04", Decimal(-10))]
    assert (found.finished, found.dropped, found.unknown) == (1, 1, 1)
    assert (found.within, found.measured) == (Decimal(10), Measured.POINTS)
    first = found.behind[0]
    assert (first.id, first.first, first.progress, first.pace) == ("T01", "计量处", Decimal(20), Decimal(50))


@pytest.mark.parametrize(
    ("rule", "percent", "expected"),
    [
        ("{rule: sanya}", "50", "on"),  # at all is behind, so at all is ahead
        ("{rule: sanya}", "49.9", "behind"),
        ("{rule: sanya}", "50.1", "ahead"),
        ("{rule: sanya, yellow_gap: 20}", "40.1", "on"),  # 19.8 % of 50
        ("{rule: sanya, yellow_gap: 20}", "40", "behind"),
        ("{rule: sanya, yellow_gap: 20}", "60", "ahead"),
        ("{rule: yinchuan, yellow_gap: 3}", "47.1", "on"),
        ("{rule: yinchuan, yellow_gap: 3}", "47", "behind"),
        ("{rule: ouhai}", "49.9", "behind"),  # nothing is asked of the gap, so nothing is near enough
    ],
)
def test_the_threshold_is_the_one_of_the_plan(rule: str, percent: str, expected: str) -> None:
    found = lists(head(f"lights: {rule}"), said(40, f"percent: {percent}\n"))
    assert [name for name in ("ahead", "on", "behind") if getattr(found, name)] == [expected]


@settings(max_examples=60)
@given(st.integers(0, 1000), st.integers(1, 99), st.sampled_from(list(LightPreset)), st.integers(0, 40))
def test_behind_is_what_the_light_calls_so(tenths: int, on: int, rule: LightPreset, gap: int) -> None:
    standing = assess(
        plan_of(
            head(f"lights: {{rule: {rule}, yellow_gap: {gap}, red_gap: 40}}"),
            said(1, f"percent: {Decimal(tenths) / 10}\n"),
        ),
        day(on),
    )
    codes = {each.code for each in standing.tasks[0].reasons}
    assert bool(pace_lists(standing).behind) is bool(codes & {"behind", "far-behind"})


LATE_PART = task("deliverables:\n  - {id: T01.1, title: 甲, due: 2019-02-01}\n  - {id: T01.2, title: 乙}\n")
NOT_HELD = task(
    "indicators: [{id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]\n"
)
DONE = said(40, "status: done\n", tag="000002")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((LATE_PART, said(30, "percent: 30\n"), DONE), "behind"),
        ((LATE_PART, said(30, "percent: 80\n"), DONE), "ahead"),
        ((LATE_PART, said(30, "percent: 48\n"), DONE), "on"),
        ((LATE_PART, DONE), "unknown"),
        ((NOT_HELD, said(30, "percent: 20\nactuals: {rate: 90}\n"), DONE), "behind"),
        ((NOT_HELD, said(30, "percent: 20\nactuals: {rate: 91}\n"), DONE), "finished"),
        (
            (LATE_PART, said(30, "percent: 30\n"), DONE, said(45, "status: closed\n", unit="office")),
            "finished",
        ),
        ((LATE_PART, DONE, said(45, "status: done\n", about="T01.1", tag="000003")), "finished"),
        ((LATE_PART, said(40, "percent: 30\nstatus: dropped\n")), "dropped"),
    ],
)
def test_what_is_said_to_be_done_is_finished_only_where_nothing_of_it_is_late(
    files: tuple[Files, ...], expected: str
) -> None:
    found = lists(*files)
    names = ("ahead", "on", "behind", "finished", "dropped", "unknown")
    assert [name for name in names if getattr(found, name)] == [expected]


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
    assert len(ids) + found.finished + found.dropped + found.unknown == 6


DUTY = (
    "deliverables:\n  - {id: T01.1, title: 发布年度报告, every: year}\n  - {id: T01.2, title: 编制溯源图}\n"
)


def test_a_row_has_every_occurrence_and_who_leads() -> None:
    ((unit, row),) = duty_rows(assess(plan_of(task(DUTY)), day(50)))
    assert (row.deliverable.id, row.deliverable.title, unit) == ("T01.1", "发布年度报告", "计量处")
    assert [(own.period, own.state) for own in row.occurrences] == [("2019", OccurrenceState.DUE)]


def test_what_was_dropped_has_no_row() -> None:
    dropped = said(20, "status: dropped\n")
    assert duty_rows(assess(plan_of(task(DUTY), dropped), day(50))) == ()
    part = said(20, "status: dropped\n", about="T01.1")
    assert duty_rows(assess(plan_of(task(DUTY), part), day(50))) == ()


def test_a_later_notice_is_told_from_its_day_on() -> None:
    plan = plan_of(head("revisions: [{number: 12号, title: 通知, issued: 2019-02-19, revises: [T01]}]\n"))
    told = [[english(each) for each in notices(assess(plan, day(on)))] for on in (49, 50)]
    assert told == [[], ["“通知” (12号) of 2019-02-19: revises “健全量传溯源体系”."]]
