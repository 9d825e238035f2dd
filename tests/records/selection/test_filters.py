"""Which tasks a page shows, and what a person may type to say so."""

from datetime import date

import pytest

from qtrack.errors import QtrackError
from qtrack.model.entry import Status
from qtrack.model.responsibility import Role
from qtrack.records.selection.filters import Filters, all_answered, emptied, narrowed, resolve, roles
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import SECTION, day, english, plan_of, said, section, wide

PLAN = plan_of(
    {
        "units.yaml": """\
units:
  - {id: metrology, name: 计量处, short: 计量, kind: division, aliases: [省局计量处]}
  - {id: institute, name: 省计量科学研究院, short: 省计量院, kind: affiliate}
  - {id: fuzhou, name: 福州市市场监管局, short: 福州局, kind: bureau}
  - {id: xiamen, name: 厦门市质监局, short: 厦门局, kind: bureau}
groups:
  - {id: bureaus, name: 各市（县）局, short: 各局, members: [fuzhou, xiamen]}
"""
    }
)


def test_members_of_a_named_group_answer_too() -> None:
    (task,) = assess(PLAN, day(50)).tasks
    everybody = (unit.id for unit in PLAN.register)
    assert [unit for unit in everybody if roles(task, unit)] == [
        "metrology",
        "institute",
        "fuzhou",
        "xiamen",
        "bureaus",
    ]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), True),
        (Filters(section="S1"), True),
        (Filters(section="S2"), False),
        (Filters(unit="xiamen"), True),
        (Filters(unit="bureaus"), True),
        (Filters(unit="office"), False),
        (Filters(lights=frozenset({Light.NONE})), True),
        (Filters(lights=frozenset({Light.RED, Light.YELLOW})), False),
        (Filters("S1", "xiamen", frozenset({Light.NONE})), True),
        (Filters("S1", "xiamen", frozenset({Light.RED})), False),
        (Filters("S1", "office", frozenset({Light.NONE})), False),
    ],
)
def test_a_task_passes_all_filters_or_none(filters: Filters, *, kept: bool) -> None:
    standing = assess(PLAN, day(50)).tasks[0]
    assert filters.keeps(standing) is kept


def test_a_section_never_passes_a_unit() -> None:
    plan = plan_of(section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n"))
    own = assess(plan, day(50)).of("S1")
    assert own is not None
    assert not Filters(unit="metrology").keeps(own)
    assert Filters().keeps(own)


@pytest.mark.parametrize("typed", ["S1", "s1", "1", "S01", wide("S1"), wide("1"), " 1"])
def test_a_section_is_found_however_it_is_typed(typed: str) -> None:
    assert resolve(Filters(typed), PLAN) == Filters(section="S1")


@pytest.mark.parametrize("typed", ["S2", "9", "", "T01", "S1.1", "二", "s", "S0"])
def test_an_unknown_section_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(QtrackError) as refused:
        resolve(Filters(typed), PLAN)
    assert english(refused.value.message) == f"--section is “{typed}”, which the plan does not have."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "The sections are S1."


def test_filters_are_made_of_what_was_typed() -> None:
    lights = frozenset({Light.RED})
    assert resolve(Filters(), PLAN) == Filters()
    assert resolve(Filters("S1", "厦门局", lights), PLAN) == Filters("S1", "xiamen", lights)


TWO_MEASURES = {"sections/S1.yaml": SECTION + "  - {id: M02, number: （二）, title: 提升标准水平}\n"}


SECOND = {
    "tasks/T02.yaml": """\
id: T02
measure: M02
title: 制修订标准
responsible: {lead: institute, shared: [metrology]}
due: 2019-03-01
"""
}


BOTH = plan_of(TWO_MEASURES, SECOND, said(40, "status: blocked\n"))


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), ["T01", "T02"]),
        (Filters(measure="M02"), ["T02"]),
        (Filters(unit="metrology"), ["T01", "T02"]),
        (Filters(unit="metrology", role=Role.LEAD), ["T01"]),
        (Filters(unit="metrology", role=Role.SHARED), ["T02"]),
        (Filters(unit="metrology", role=Role.BY_DUTY), []),
        (Filters(unit="xiamen", role=Role.BY_DUTY), ["T01"]),
        (Filters(unit="bureaus", role=Role.BY_DUTY), ["T01"]),
        (Filters(statuses=frozenset({Status.BLOCKED})), ["T01"]),
        (Filters(statuses=frozenset({Status.BLOCKED, Status.NOT_STARTED})), ["T01", "T02"]),
        (Filters(due_before=date(2019, 3, 1)), []),
        (Filters(due_before=date(2019, 3, 2)), ["T02"]),
        (Filters(stale=True), ["T02"]),
        (Filters(measure="M02", unit="institute", role=Role.LEAD, stale=True), ["T02"]),
        (Filters(measure="M01", stale=True), []),
    ],
)
def test_each_filter_keeps_its_tasks(filters: Filters, ids: list[str]) -> None:
    standing = assess(BOTH, day(90))
    assert [each.holder.id for each in narrowed(standing, filters).everything] == ids


def test_silence_begins_where_the_light_says_so() -> None:
    """The default is 60 days: on day 100, 60 days after the entry of day 40, it is not longer yet."""
    plan = plan_of(said(40, "percent: 99\n"))
    stale = Filters(stale=True)
    assert not narrowed(assess(plan, day(100)), stale).tasks
    assert narrowed(assess(plan, day(101)), stale).tasks


def test_ended_work_is_not_stale() -> None:
    assert not narrowed(assess(plan_of(said(1, "status: done\n")), day(100)), Filters(stale=True)).tasks


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(unit="office"), "--unit 办公室"),
        (Filters(measure="M02", unit="xiamen"), "--unit 厦门局"),
        (Filters(unit="metrology", role=Role.BY_DUTY, stale=True), "--role by-duty"),
        (
            Filters(statuses=frozenset({Status.DONE, Status.CLOSED}), lights=frozenset({Light.BLUE})),
            "--status closed, done",
        ),
        (Filters(stale=True, lights=frozenset({Light.BLUE})), "--light blue"),
        (Filters(stale=True, measure="M01"), "--stale"),
        (Filters(due_before=date(2019, 3, 1), stale=True), "--due-before 2019-03-01"),
    ],
)
def test_the_first_filter_after_which_nothing_is_left_is_named(filters: Filters, words: str) -> None:
    standing = assess(BOTH, day(90))
    assert not narrowed(standing, filters).everything
    said_ = english(emptied(standing, filters))
    assert said_ == f"No task passes the filters; none is left after {words}."


def test_a_plan_without_tasks_blames_no_filter() -> None:
    plan = plan_of({"tasks/T01.yaml": None})
    assert english(emptied(assess(plan, day(1)), Filters(stale=True))) == "No task passes the filters."


def test_the_weightiest_role_comes_first() -> None:
    (task,) = assess(plan_of({"tasks/T01.yaml": ALL_ROLES}), day(50)).tasks
    assert roles(task, "fuzhou") == (Role.LEAD, Role.BY_DUTY)
    assert roles(task, "bureaus") == (Role.BY_DUTY,)
    assert roles(task, "office") == ()
    own = all_answered([task])
    assert (own["fuzhou"], own["bureaus"], "office" in own) == (
        [(Role.LEAD, task)],
        [(Role.BY_DUTY, task)],
        False,
    )


ALL_ROLES = """\
id: T01
measure: M01
title: 健全量传溯源体系
responsible: {lead: fuzhou, shared: [institute], by_duty: [bureaus]}
"""


def test_a_role_is_asked_of_a_unit() -> None:
    with pytest.raises(QtrackError):
        resolve(Filters(role=Role.LEAD), PLAN)


def test_a_task_of_which_a_part_is_blocked_is_found_as_blocked() -> None:
    parts = section("") | {
        "tasks/T01.yaml": "id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {lead: metrology}\n"
        "deliverables: [{id: T01.1, title: 建标}]\n"
    }
    found = assess(plan_of(parts, said(40, "status: blocked", about="T01.1")), day(50))
    for status in (Status.BLOCKED, Status.IN_PROGRESS):
        left = narrowed(found, Filters(statuses=frozenset({status}))).tasks
        assert [each.holder.id for each in left] == ["T01"]
    assert narrowed(found, Filters(statuses=frozenset({Status.DONE}))).tasks == ()
