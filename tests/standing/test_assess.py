"""The plan at a date: progress and status of tasks, sections and the whole."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.standing.assess import Standing, assess
from qtrack.standing.lights import Light
from tests.small import END, Files, day, plan_of, said, section, task
from tests.standing.one_task import standing_of

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建标, due: 2019-02-19}
  - {id: T01.2, title: 检定}
indicators:
  - {id: n, name: 建标数, unit: 项, target: 200, baseline: 0, kind: reach, due: 2019-03-21}
""")


def stands(at: int, *files: Files, holder: str = "T01") -> Standing:
    return standing_of(plan_of(*files), at, holder=holder)


# --- progress and pace ------------------------------------------------------------------------------


def test_without_parts_and_words_only_the_pace_is_known() -> None:
    found = stands(40)
    assert (found.progress, found.reported, found.computed, found.gap) == (None, None, None, None)
    assert found.pace == Decimal(40)
    assert (found.status, found.light, found.due, found.last) == (Status.NOT_STARTED, Light.NONE, None, None)


def test_progress_is_what_the_unit_said_last_of_the_whole() -> None:
    found = stands(40, PARTS, said(10, "percent: 20"), said(20, "percent: 33.35"), said(30, about="T01.1"))
    # 33.35 rounds half up to 33.4; the pace is that of the whole plan
    assert (found.progress, found.reported, found.pace, found.gap) == (
        Decimal("33.4"), Decimal("33.4"), Decimal(40), Decimal("-6.6"),
    )  # fmt: skip


def test_else_progress_is_the_mean_of_the_parts_and_so_is_the_pace() -> None:
    found = stands(40, PARTS, said(20, "percent: 50", about="T01.1"), said(30, "actuals: {n: 90}"))
    # parts: 50, unreported 0, and 90 / 200 = 45: a mean of 31.7
    # pace: 40 of 50 days = 80, 40 of 100 = 40, and 40 of 80 = 50: a mean of 56.7
    assert (found.reported, found.computed, found.progress) == (None, Decimal("31.7"), Decimal("31.7"))
    assert (found.pace, found.gap) == (Decimal("56.7"), Decimal("-25.0"))


def test_what_is_said_and_what_the_parts_give_are_both_kept() -> None:
    found = stands(40, PARTS, said(20, "percent: 60"), said(20, "percent: 30", about="T01.1", tag="000002"))
    # parts: 30, 0 and 0
    assert (found.reported, found.computed, found.progress) == (Decimal(60), Decimal(10), Decimal(60))


def test_a_dropped_part_weighs_nothing() -> None:
    found = stands(
        40, PARTS, said(20, "percent: 50", about="T01.1"), said(21, "status: dropped", about="T01.2")
    )
    # parts: 50 and an unreported figure; pace: 80 and 50
    assert (found.progress, found.pace) == (Decimal(25), Decimal(65))


def test_a_value_to_hold_is_no_part_of_the_progress() -> None:
    held = task("""
    deliverables: [{id: T01.1, title: 建标}]
    indicators: [{id: n, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}]
    """)
    found = stands(40, held, said(20, "percent: 60\nactuals: {n: 45}", about="T01.1"))
    assert (found.progress, found.pace) == (Decimal(60), Decimal(40))


@pytest.mark.parametrize("status", ["done", "closed"])
def test_done_work_is_whole_whatever_was_said_before(status: str) -> None:
    found = stands(40, PARTS, said(10, "percent: 30"), said(20, f"status: {status}"))
    assert (found.progress, found.reported, found.gap) == (Decimal(100), Decimal(30), Decimal(60))


def test_dropped_work_keeps_what_was_said() -> None:
    found = stands(40, said(10, "percent: 30"), said(20, "status: dropped"))
    assert (found.status, found.progress, found.ended) == (Status.DROPPED, Decimal(30), day(20))


def test_a_share_beyond_all_sense_is_still_a_share() -> None:
    found = stands(40, PARTS, said(10, f"percent: {'9' * 20}\nactuals: {{n: {'9' * 20}}}"))
    assert found.reported == Decimal("9" * 20)
    assert found.indicators[0].progress == Decimal(100)


# --- status -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "status", "ended"),
    [
        ([], Status.NOT_STARTED, None),
        ([("T01", "")], Status.IN_PROGRESS, None),
        ([("T01.1", "")], Status.IN_PROGRESS, None),
        ([("T01", "status: not-started")], Status.NOT_STARTED, None),
        ([("T01", "status: blocked"), ("T01", "percent: 30")], Status.BLOCKED, None),
        ([("T01.1", "status: blocked")], Status.IN_PROGRESS, None),
        ([("T01", "status: done")], Status.DONE, 10),
        ([("T01", "status: done"), ("T01", "status: closed")], Status.CLOSED, 10),
        ([("T01", "status: done"), ("T01", "status: in-progress")], Status.IN_PROGRESS, None),
        ([("T01", "status: done"), ("T01.1", "status: in-progress")], Status.DONE, 10),
        # every part is done
        ([("T01.1", "status: done"), ("T01.2", "status: done")], Status.DONE, 11),
        ([("T01.1", "status: done"), ("T01.2", "status: closed")], Status.DONE, 11),
        ([("T01.1", "status: done"), ("T01.2", "percent: 100")], Status.IN_PROGRESS, None),
        ([("T01.1", "status: done"), ("T01.2", "status: dropped")], Status.DONE, 10),
        ([("T01.1", "status: dropped"), ("T01.2", "status: dropped")], Status.IN_PROGRESS, None),
        # and a word about the whole before or after
        ([("T01", "status: blocked"), ("T01.1", "status: done"), ("T01.2", "status: done")], Status.DONE, 12),
        (
            [("T01.1", "status: done"), ("T01.2", "status: done"), ("T01", "status: blocked")],
            Status.BLOCKED,
            None,
        ),
        ([("T01.1", "status: done"), ("T01.2", "status: done"), ("T01", "")], Status.DONE, 11),
        (
            [("T01.1", "status: done"), ("T01.2", "status: done"), ("T01", "status: closed")],
            Status.CLOSED,
            12,
        ),
    ],
)
def test_the_status_is_the_last_word_about_the_whole_or_that_all_parts_are_done(
    words: list[tuple[str, str]], status: Status, ended: int | None
) -> None:
    two = task("deliverables: [{id: T01.1, title: 建标}, {id: T01.2, title: 检定}]")
    entries = [said(10 + at, more, about=about) for at, (about, more) in enumerate(words)]
    found = stands(40, two, *entries)
    assert (found.status, found.ended) == (status, None if ended is None else day(ended))


def test_a_word_about_the_whole_on_the_day_of_the_last_part_does_not_take_it_back() -> None:
    one = task("deliverables: [{id: T01.1, title: 建标}]")
    part = said(20, "status: done", about="T01.1")
    assert stands(40, one, part, said(20, "status: in-progress", tag="000002")).status is Status.DONE
    assert stands(40, one, part, said(21, "status: in-progress")).status is Status.IN_PROGRESS


FIGURE = (
    "indicators: [{id: n, name: 建标数, unit: 项, target: 3000, baseline: 0, kind: reach, due: 2019-03-21}]"
)


def test_figures_reached_are_done_work_since_the_day_they_were_reached() -> None:
    found = stands(90, task(FIGURE), said(70, "actuals: {n: 3000}"), said(85, "actuals: {n: 3100}"))
    assert (found.status, found.ended) == (Status.DONE, day(70))
    assert found.reasons[0].code == "done"


def test_a_figure_one_short_is_not_done_though_it_rounds_to_all() -> None:
    found = stands(70, task(FIGURE), said(70, "actuals: {n: 2999}"))
    # 2999 / 3000 = 99.97
    assert (found.progress, found.status) == (Decimal(100), Status.IN_PROGRESS)


def test_a_value_to_hold_is_never_over_by_itself() -> None:
    held = task("""
    deliverables: [{id: T01.1, title: 建标}]
    indicators: [{id: n, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}]
    """)
    entry = said(20, "status: done\nactuals: {n: 99}", about="T01.1")
    assert stands(100, held, entry).status is Status.IN_PROGRESS


# --- at a date --------------------------------------------------------------------------------------


def test_only_what_was_said_by_then_counts() -> None:
    files = (said(20, "percent: 20"), said(30, "status: done"))
    assert (stands(19, *files).status, stands(19, *files).entries) == (Status.NOT_STARTED, ())
    assert stands(29, *files).reported == Decimal(20)
    assert stands(30, *files).status is Status.DONE


def test_a_page_can_be_printed_again_as_it_was() -> None:
    plan = plan_of(said(20, "percent: 20"), said(22, "percent: 60", recorded=f"{day(28)}T10:00:00+08:00"))
    before = assess(plan, day(25), known_at=day(25)).of("T01")
    after = assess(plan, day(25), known_at=day(28)).of("T01")
    assert before is not None
    assert after is not None
    assert (before.reported, after.reported) == (Decimal(20), Decimal(60))


def test_the_last_entry_is_the_latest_by_the_day_it_speaks_of() -> None:
    early, late = said(20, recorded=f"{day(39)}T10:00:00+08:00"), said(30, about="T01")
    last = stands(40, late, early).last
    assert last is not None
    assert last.date == day(30)


# --- sections and the whole -------------------------------------------------------------------------

GOALS = section("""
due: 2019-04-10
deliverables: [{id: S1.1, title: 全面达标}]
indicators: [{id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]
""")
THREE = task("", "T01") | task("", "T02") | task("due: 2019-02-01", "T03")


def test_a_section_takes_the_worst_light_of_its_tasks_and_counts_them() -> None:
    plan = plan_of(THREE, said(40, "percent: 50"), said(20, "status: done", about="T02"))
    found = assess(plan, day(50))
    none = {Light.YELLOW: 0, Light.NONE: 0}
    assert found.sections[0].light is Light.RED
    assert found.sections[0].counts == {Light.RED: 1, Light.GREEN: 1, Light.BLUE: 1} | none
    assert found.counts == found.sections[0].counts
    assert [each.light for each in found.tasks] == [Light.GREEN, Light.BLUE, Light.RED]


def test_a_sections_own_goals_have_a_light_and_are_counted_among_no_tasks() -> None:
    plan = plan_of(GOALS, said(40, "percent: 50"), said(40, "actuals: {rate: 85}", about="S1", unit="office"))
    found = assess(plan, day(50)).sections[0]
    assert found.own is not None
    assert found.own.due == END
    assert (found.own.light, found.light) == (Light.RED, Light.RED)
    assert found.counts == {Light.GREEN: 1, Light.RED: 0, Light.YELLOW: 0, Light.BLUE: 0, Light.NONE: 0}


def test_a_section_without_goals_has_no_standing_of_its_own() -> None:
    found = assess(plan_of(), day(50))
    assert found.sections[0].own is None
    assert found.of("S1") is None


def test_everything_that_can_have_entries_is_found_by_id() -> None:
    found = assess(plan_of(GOALS, THREE), day(50))
    assert [each.holder.id for each in found.everything] == ["S1", "T01", "T02", "T03"]
    assert [each.holder.id for each in found.tasks] == ["T01", "T02", "T03"]
    for own in ("S1", "T02"):
        standing = found.of(own)
        assert standing is not None
        assert standing.holder.id == own
    assert found.of("T09") is None


def test_a_section_without_tasks_has_no_light() -> None:
    found = assess(plan_of({"tasks/T01.yaml": None}), day(50))
    assert found.sections[0].light is Light.NONE
    assert set(found.counts.values()) == {0}


@pytest.mark.parametrize("as_of", [date.min, date(2018, 12, 31), END, date(2030, 1, 1), date.max])
def test_any_day_can_be_asked_for(as_of: date) -> None:
    assert len(assess(plan_of(PARTS, said(20, "percent: 50")), as_of).tasks) == 1


def test_a_figure_without_a_baseline_is_left_out_of_both_means() -> None:
    stock = task("""
    deliverables:
      - {id: T01.1, title: 建标, due: 2019-02-19}
    indicators:
      - {id: n, name: 名牌, unit: 个, target: 1500, kind: reach, due: 2019-03-21}
    """)
    found = stands(40, stock, said(20, "percent: 50\nactuals: {n: 1290}", about="T01.1"))
    assert (found.progress, found.pace, found.gap) == (Decimal(50), Decimal(80), Decimal(-30))
    # a value is a word about the work: what is unreported beside it counts as nothing
    alone = stands(40, stock, said(20, "actuals: {n: 1290}"))
    assert (alone.progress, alone.computed, alone.gap) == (Decimal(0), Decimal(0), Decimal(-80))
    whole = stands(40, stock, said(20, "status: in-progress"))
    assert (whole.progress, whole.pace) == (None, Decimal(80))


def test_a_figure_without_a_baseline_completes_the_work_once_it_is_at_its_target() -> None:
    stock = task("indicators: [{id: n, name: 名牌, unit: 个, target: 1500, kind: reach, due: 2019-03-21}]")
    found = stands(40, stock, said(20, "actuals: {n: 1500}"))
    assert (found.status, found.ended, found.progress) == (Status.DONE, day(20), Decimal(100))
