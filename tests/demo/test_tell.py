"""What a demo tells: the story of the shipped plan, and what becomes of it on other plans."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest

from qtrack.checks import check_each
from qtrack.checks.context import CheckContext
from qtrack.demo.chance import is_working
from qtrack.demo.tell import sample_entries
from qtrack.model.entry import Entry, Status, entry_path
from qtrack.model.ids import ENTRY_ID
from qtrack.model.indicator import IndicatorKind
from qtrack.model.period import Period
from qtrack.model.plan import Plan, Task
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.lights import Light
from qtrack.standing.recurrence import OccurrenceState
from qtrack.standing.reported.reporting import asked
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.small import head, plan_of, section, task

SHIPPED: Final = Path(__file__).parents[2] / "plan"
FRIDAY: Final = date(2019, 6, 28)
SUNDAY: Final = date(2019, 6, 30)

#: Every reason that nine months of the shipped plan can give.
CODES: Final = {
    *("missed", "part-overdue", "not-held", "far-behind"),
    *("behind", "blocked", "stale", "never-reported"),
    *("on-pace", "done", "closed", "dropped"),
}


@pytest.fixture(name="shipped", scope="module")
def shipped_plan() -> Plan:
    plan = load(FolderTree(SHIPPED)).plan
    assert plan is not None
    return msgspec.structs.replace(plan, entries=())


@pytest.fixture(name="told", scope="module")
def told_plan(shipped: Plan) -> Plan:
    return with_samples(shipped)


def with_samples(plan: Plan, seed: int = 2018) -> Plan:
    return msgspec.structs.replace(plan, entries=sample_entries(plan, seed))


def problems(plan: Plan) -> list[str]:
    """Return what the checks find in the entries of a plan, a day after the last was recorded."""
    today = max((each.recorded.date() for each in plan.entries), default=plan.head.start)
    ground = CheckContext(plan, today)
    return [f"{each.id}: {found}" for each in plan.entries for found in check_each(ground, [each])]


def every(standing: PlanStanding) -> Iterator[Standing]:
    """Yield the standing of every task and of every section with goals of its own."""
    for each in standing.sections:
        yield from ((each.own,) if each.own else ())
        yield from each.tasks


def codes(standing: Standing | None) -> list[str]:
    assert standing is not None
    return [each.code for each in standing.reasons]


def in_week(plan: Plan, week: str) -> list[Entry]:
    period = Period.parse(week)
    assert period is not None
    return [each for each in plan.entries if each.date in period]


# --- each entry ---------------------------------------------------------------------------------


def test_the_same_seed_tells_the_same(shipped: Plan) -> None:
    assert sample_entries(shipped) == sample_entries(shipped, 2018)


def test_another_seed_tells_it_otherwise(shipped: Plan, told: Plan) -> None:
    assert sample_entries(shipped, 7) != told.entries


def test_entries_that_are_there_already_change_nothing(shipped: Plan, told: Plan) -> None:
    assert sample_entries(told) == sample_entries(shipped)


def test_there_are_enough_of_them_and_not_too_many(told: Plan) -> None:
    assert 300 <= len(told.entries) <= 400


def test_names_are_unique_and_say_the_date_and_the_place(told: Plan) -> None:
    assert len({each.id for each in told.entries}) == len(told.entries)
    for each in told.entries:
        assert ENTRY_ID.fullmatch(each.id)
        assert each.id.startswith(each.date.isoformat())
        assert each.path == entry_path(each.about, each.id)


@pytest.mark.parametrize("seed", [2018, 1, 2, 3])
def test_every_check_passes(shipped: Plan, seed: int) -> None:
    assert problems(with_samples(shipped, seed)) == []


def test_they_come_in_the_order_they_were_recorded(told: Plan) -> None:
    assert list(told.entries) == sorted(told.entries, key=lambda each: each.recorded)


def test_they_lie_in_the_first_nine_months(told: Plan) -> None:
    for each in told.entries:
        assert told.head.start <= each.date <= each.recorded.date() <= SUNDAY


def test_they_were_recorded_in_office_hours_of_a_working_day(told: Plan) -> None:
    for each in told.entries:
        assert each.recorded.utcoffset() == timedelta(hours=8)
        assert is_working(each.recorded.date()), each.recorded
        assert time(8, 30) <= each.recorded.time() < time(17, 30)
        assert not time(12) <= each.recorded.time() < time(14, 30)


def test_most_are_recorded_soon_and_some_late(told: Plan) -> None:
    delays = [(each.recorded.date() - each.date).days for each in told.entries]
    assert sum(delay <= 5 for delay in delays) > len(delays) * 0.8
    assert sum(delay >= 7 for delay in delays) >= 5


def test_each_is_marked_as_a_sample_and_said_by_an_office(told: Plan) -> None:
    for each in told.entries:
        assert each.summary.endswith("（样例）")
        assert each.by in {"综合科", "办公室", "质量科"}
        assert all(paper.startswith("样例〔") for paper in each.evidence)


def test_no_paper_proves_two_things(told: Plan) -> None:
    papers = [paper for each in told.entries for paper in each.evidence]
    assert papers
    assert len(set(papers)) == len(papers)


def test_units_sometimes_tell_of_problems_and_of_next_steps(told: Plan) -> None:
    assert sum(bool(each.problems) for each in told.entries) >= 20
    assert sum(bool(each.next) for each in told.entries) >= 40


# --- the story ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [2018, 1, 2, 3])
@pytest.mark.parametrize("as_of", [FRIDAY, SUNDAY])
def test_the_lights_are_those_of_a_believable_office(shipped: Plan, seed: int, as_of: date) -> None:
    counts = assess(with_samples(shipped, seed), as_of).counts
    assert 10 <= counts[Light.GREEN] <= 14
    assert 7 <= counts[Light.YELLOW] <= 10
    assert 5 <= counts[Light.RED] <= 8
    assert 3 <= counts[Light.BLUE] <= 4
    assert 1 <= counts[Light.NONE] <= 3


def test_every_reason_is_there(told: Plan) -> None:
    standing = assess(told, FRIDAY)
    assert {code for each in every(standing) for code in codes(each)} == CODES


def test_progress_is_behind_pace_on_it_and_ahead(told: Plan) -> None:
    gaps = [each.gap for each in every(assess(told, FRIDAY)) if each.gap is not None]
    assert any(gap < 0 for gap in gaps)
    assert any(gap == 0 for gap in gaps)
    assert any(gap > 0 for gap in gaps)


def test_some_did_not_report_in_the_last_round(told: Plan) -> None:
    standings = list(every(assess(told, FRIDAY)))
    assert 6 <= sum(each.unreported for each in standings) <= 12
    pairs = sum(len(each.asked) for each in standings)
    assert 0.1 < sum(len(each.missing) for each in standings) / pairs < 0.25


def test_whoever_is_asked_beside_the_lead_reports_as_well(told: Plan) -> None:
    task = told.holders["T14"]
    assert isinstance(task, Task)
    assert task.responsible.each
    spoke = {each.unit for each in told.entries if each.holder == "T14"}
    assert asked(task, told.register).keys() <= spoke


def test_the_pass_rate_was_held_until_it_slipped_in_may(told: Plan) -> None:
    assert "not-held" not in codes(assess(told, date(2019, 5, 22)).of("S1"))
    assert "not-held" in codes(assess(told, date(2019, 5, 23)).of("S1"))


@pytest.mark.parametrize("holder", ["S1", "T01", "T17", "T18"])
def test_figures_rise(told: Plan, holder: str) -> None:
    corrected = {each.corrects for each in told.entries}
    own = [each for each in told.entries if each.holder == holder and each.id not in corrected]
    own.sort(key=lambda each: each.date)
    for indicator in told.holders[holder].indicators:
        values = [each.actuals[indicator.id] for each in own if indicator.id in each.actuals]
        assert len(values) > 2
        if indicator.kind is IndicatorKind.REACH:
            assert values == sorted(values)
            assert values[0] < values[-1]


def test_a_mistaken_figure_is_corrected_later(told: Plan) -> None:
    corrections = [each for each in told.entries if each.corrects]
    assert len(corrections) == 1
    slip = next(each for each in told.entries if each.id == corrections[0].corrects)
    assert slip.recorded < corrections[0].recorded
    assert slip.actuals.keys() == corrections[0].actuals.keys()
    assert slip.actuals != corrections[0].actuals


def test_the_office_closes_what_the_unit_said_was_done(told: Plan) -> None:
    closed = [each for each in told.entries if each.status is Status.CLOSED]
    assert closed
    for each in closed:
        assert each.unit == told.head.office
        earlier = [one for one in told.entries if one.about == each.about and one.date < each.date]
        assert any(one.status is Status.DONE and one.unit != each.unit for one in earlier)


def test_duties_of_the_first_year_were_done_late_or_missed(told: Plan) -> None:
    rows = [part.occurrences for each in every(assess(told, FRIDAY)) for part in each.deliverables]
    states = [row[0].state for row in rows if row and row[0].period in {"2017", "2018"}]
    assert states.count(OccurrenceState.MISSED) == 1
    assert states.count(OccurrenceState.LATE) == 1
    assert states.count(OccurrenceState.DONE) >= 3


def test_who_is_blocked_tells_the_problem(told: Plan) -> None:
    blocked = [each for each in told.entries if each.status is Status.BLOCKED]
    assert blocked
    assert all(each.problems and each.next for each in blocked)


def test_the_last_two_weeks_have_something_to_report(told: Plan) -> None:
    last = in_week(told, "2019-W26")
    assert len({each.holder for each in last}) >= 6
    assert any(each.status is Status.DONE for each in last)
    assert any(each.status is Status.BLOCKED for each in last)
    assert any(each.status is Status.IN_PROGRESS for each in last)
    assert len({each.holder for each in in_week(told, "2019-W25")}) >= 5


# --- other plans --------------------------------------------------------------------------------

REPORTING: Final = head("reporting: {every: month, by_day: 20}")

PARTS: Final = """
deliverables:
  - {id: T01.1, title: 新建计量标准}
  - {id: T01.2, title: 年度比对, every: year}
indicators:
  - {id: rate, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}
  - {id: number, name: 标准, unit: 项, baseline: 10, target: 40, kind: reach, due: 2019-04-10}
"""


def renamed(plan: Plan, many: int) -> Plan:
    """Return a plan with its one task many times over."""
    tasks = tuple(
        msgspec.structs.replace(plan.tasks[0], id=f"T{number:02}", deliverables=(), indicators=())
        for number in range(1, many + 1)
    )
    return msgspec.structs.replace(plan, tasks=tasks)


@pytest.mark.parametrize("seed", range(12))
def test_a_small_foreign_plan_gets_entries_that_pass(seed: int) -> None:
    plan = with_samples(plan_of(REPORTING, task(PARTS)), seed)
    assert problems(plan) == []
    for each in plan.entries:
        assert plan.head.start <= each.date <= each.recorded.date() <= plan.head.end
        assert each.holder == "T01"


def test_tasks_of_a_foreign_plan_fare_differently() -> None:
    plan = with_samples(renamed(plan_of(), 20))
    assert problems(plan) == []
    assert len({each.light for each in assess(plan, date(2019, 3, 8)).tasks}) >= 3


def test_a_duty_of_a_foreign_plan_is_done_in_time() -> None:
    plan = plan_of(task(PARTS))
    done = [
        each
        for seed in range(12)
        for each in sample_entries(plan, seed)
        if each.about == "T01.2" and each.status is Status.DONE
    ]
    assert done
    assert all(each.period == "2019" for each in done)


def test_a_plan_without_tasks_or_without_time_gets_none() -> None:
    assert sample_entries(plan_of({"tasks/T01.yaml": None})) == ()
    short = plan_of()
    ended = msgspec.structs.replace(short.head, end=short.head.start)
    assert sample_entries(msgspec.structs.replace(short, head=ended)) == ()


def test_the_story_begins_where_the_plan_does(shipped: Plan, told: Plan) -> None:
    moved = msgspec.structs.replace(shipped.head, start=date(2022, 3, 1), end=date(2024, 12, 31))
    plan = with_samples(msgspec.structs.replace(shipped, head=moved))
    assert problems(plan) == []
    first, last = min(each.date for each in plan.entries), max(each.date for each in plan.entries)
    assert date(2022, 3, 1) <= first <= date(2022, 4, 1)
    assert date(2022, 11, 1) <= last <= date(2022, 12, 7)
    assert abs(len(plan.entries) - len(told.entries)) <= 100


def test_a_script_is_told_whole_or_not_at_all(shipped: Plan, told: Plan) -> None:
    tasks = tuple(
        msgspec.structs.replace(each, indicators=()) if each.id == "T18" else each for each in shipped.tasks
    )
    plan = with_samples(msgspec.structs.replace(shipped, tasks=tasks))
    assert problems(plan) == []
    partner = "metrology-institute"  # its words are no part of the script
    scripted = {each.summary for each in told.entries if each.holder == "T18" and each.unit != partner}
    found = {each.summary for each in plan.entries if each.holder == "T18" and each.unit != partner}
    assert not scripted & found


def test_a_section_of_another_plan_is_left_alone() -> None:
    goals = section("deliverables: [{id: S1.1, title: 总体目标}]")
    assert all(each.holder == "T01" for each in sample_entries(plan_of(goals)))
