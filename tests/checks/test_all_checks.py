"""All checks together: each has its specimens, none speaks of what could not be read."""

from inspect import getdoc
from types import FunctionType, ModuleType

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from qtrack import checks
from qtrack.checks import CHECKS, check_each, check_new, name_of, run_checks
from qtrack.checks.context import CheckContext
from qtrack.errors import QtrackError
from qtrack.model.problem import Level, page_of
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.yaml.problems import locate
from tests.damage import damaged
from tests.small import (
    END,
    Files,
    TextTree,
    day,
    english,
    files_of,
    head,
    lines,
    plan_of,
    said,
    section,
    task,
    tree_of,
)


def test_every_function_with_a_page_is_spelled_out_once() -> None:
    modules = [each for each in vars(checks).values() if isinstance(each, ModuleType)]
    beside: set[object] = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, FunctionType) and "\nFails: " in (getdoc(each) or "")
    }
    assert set(CHECKS) == beside
    assert len(CHECKS) == len(beside)


def test_a_check_is_named_like_its_page() -> None:
    for check in CHECKS:
        assert page_of(check.__doc__ or "").name == name_of(check)


def test_the_small_plan_has_no_problems() -> None:
    assert list(run_checks(CheckContext(plan_of(), END))) == []


def broken(*files: Files) -> list[str]:
    """Return what the checks find in a plan of which some file cannot be read."""
    loaded = load(tree_of(*files))
    assert loaded.plan is not None
    assert loaded.problems
    return lines(list(run_checks(CheckContext(loaded.plan, END, loaded.broken))))


def test_an_entry_of_tomorrow_lies_ahead_until_tomorrow() -> None:
    plan = plan_of(said(40))
    assert [problem.level for problem in run_checks(CheckContext(plan, day(39)))] == [Level.WARNING]
    assert list(run_checks(CheckContext(plan, day(40)))) == []


def test_what_would_be_recorded_for_tomorrow_is_an_error() -> None:
    new = msgspec.structs.replace(plan_of(said(40)).entries[0], id="", path="")
    assert [problem.level for problem in check_new(CheckContext(plan_of(), day(39)), new)] == [Level.ERROR]
    assert list(check_new(CheckContext(plan_of(), day(40)), new)) == []


def test_what_stands_in_an_unreadable_file_is_not_missing() -> None:
    entry = said(40, f"corrects: {day(39)}-000009")
    unreadable = {f"progress/T01/{day(39)}-000009.yaml": "about: [T01\n"}
    assert broken({"sections/S1.yaml": "id: [S1\n"}) == []
    assert broken({"tasks/T01.yaml": "id: [T01\n"}, said(40)) == []
    assert broken(entry, unreadable) == []


def test_a_section_that_cannot_be_read_leaves_no_gap_in_the_measures() -> None:
    second = {
        "sections/S2.yaml": "{id: S2, number: 二, title: 乙, measures: [{id: M04, number: 四, title: 丙}]}",
        "sections/S1.yaml": "id: [S1\n",
    }
    assert broken(second) == []


def test_a_new_entry_is_checked_before_it_is_among_the_entries() -> None:
    new = plan_of(said(40, "percent: 140\nactuals: {n: 1}")).entries[0]
    problems = list(check_each(CheckContext(plan_of(task("due: 2030-01-01")), END), [new]))
    assert [each.check for each in problems] == ["entry-percent", "entry-actuals"]


def test_a_new_entry_is_held_against_those_that_are_there() -> None:
    closing = plan_of(said(41, "status: closed\npercent: 140")).entries[0]
    before = plan_of(task("due: 2030-01-01"), said(40, "status: done"), said(39, "status: closed"))
    found = [(each.check, each.place.path) for each in check_new(CheckContext(before, END), closing)]
    # Not what was wrong before: the closing of day 39, and the deadline beyond the plan.
    assert found == [("entry-percent", closing.path), ("closed-apart", closing.path)]
    assert before.entries == plan_of(said(40, "status: done"), said(39, "status: closed")).entries


RICH = (
    head("""
    reporting: {by_day: 25}
    lights: {yellow_gap: 5}
    retired: [T09]
    deadlines: [{wording: 到年底, date: 2019-04-10}]
    """),
    section("deliverables: [{id: S1.1, title: 达标, due: 2019-04-01}]"),
    task("""
    due: 2019-04-10
    partners: [office]
    deliverables:
      - {id: T01.1, title: 建标, due: 2019-03-01}
      - {id: T01.2, title: 上报, every: year, first: 2019}
    indicators:
      - {id: n, name: 数, unit: 项, target: 200, kind: reach, due: 2019-04-10, baseline: 10}
      - {id: rate, name: 率, unit: '%', target: 91, kind: hold, due: 2019-04-10}
    """),
    said(40, "status: done\npercent: 40\nactuals: {n: 30, rate: 90}\nevidence: [甲]", about="T01.1"),
    said(41, f"corrects: {day(40)}-000001\nperiod: 2019\nstatus: closed", about="T01.2", unit="xiamen"),
)


@given(st.sampled_from(sorted(files_of(*RICH))), st.data())
def test_no_damage_to_a_plan_stops_the_checks_or_the_assessment(path: str, data: st.DataObject) -> None:
    files = files_of(*RICH)
    files[path] = data.draw(damaged(str(files[path])))
    tree = TextTree(files)
    try:
        loaded = load(tree)
    except QtrackError:
        return
    for plan, broken in ((loaded.checkable, loaded.broken), (loaded.partly, loaded.lost)):
        for each in locate(tree, tuple(run_checks(CheckContext(plan, END, broken))) if plan else ()):
            assert english(each.message)
            assert each.place.line >= 1
    if loaded.plan is None:
        return
    for as_of in (day(0), day(45), day(120)):
        assert len(assess(loaded.plan, as_of, day(41)).tasks) <= 1


def test_a_new_status_of_what_returns_names_its_period_while_an_earlier_one_is_open() -> None:
    duty = task("deliverables: [{id: T01.1, title: 上报, every: month}]")
    before = plan_of(duty, said(10, "percent: 50", about="T01.1"))

    def told(more: str, *others: Files) -> list[str]:
        new = plan_of(duty, said(40, more, about="T01.1")).entries[0]
        plan = plan_of(duty, *others) if others else before
        return [english(each.message) for each in check_new(CheckContext(plan, END), new)]

    assert told("status: done") == [
        "T01.1 for 2019-01 is open, too; name the period that is meant, 2019-01 or 2019-02"
    ]
    assert told("status: done\nperiod: 2019-02") == []
    assert told("status: done\nperiod: 2019-01") == []
    assert told("summary: 有进展") == []  # says of no occurrence that it is done
    assert told("status: done", said(20, "status: done", about="T01.1")) == []
