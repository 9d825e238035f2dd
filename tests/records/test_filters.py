"""Which tasks a page shows, and what a person may type to say so."""

from datetime import date

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message
from qtrack.model.entry import Status
from qtrack.records.filters import (
    Filters,
    Role,
    all_answered,
    emptied,
    find_indicator,
    find_measure,
    find_section,
    find_unit,
    narrowed,
    resolve,
    roles,
)
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from tests.small import SECTION, day, english, plan_of, said, section, task, wide

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


@pytest.mark.parametrize(
    "typed",
    ["metrology", "计量处", "计量", "省局计量处", "METROLOGY", " 计量处 ", "计 量 处", wide("metrology")],
)
def test_a_unit_is_found_by_any_of_its_names(typed: str) -> None:
    assert find_unit(PLAN, typed) == "metrology"


@pytest.mark.parametrize(
    ("typed", "unit"), [("科学研究院", "institute"), ("厦", "xiamen"), ("metro", "metrology")]
)
def test_a_part_of_a_name_that_no_other_has_is_enough(typed: str, unit: str) -> None:
    assert find_unit(PLAN, typed) == unit


def test_a_part_that_several_have_is_refused_with_all_of_them() -> None:
    with pytest.raises(QtrackError) as refused:
        find_unit(PLAN, "省")
    assert english(refused.value.message) == "--unit is “省”, which fits 2 names."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "Write more of it: 计量处, 省计量科学研究院."


FIGURES = task(
    """
indicators:
  - {id: standards, name: 公共计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}
  - {id: labs, name: 计量实验室, unit: 个, target: 9, kind: reach, due: 2019-04-10}
  - {id: share, name: 实验室, unit: 个, target: 9, kind: reach, due: 2019-04-10}
"""
)


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("standards", "standards"),
        ("STAND", "standards"),
        ("公共计量标准", "standards"),
        (" 公共 ", "standards"),
        ("实验室", "share"),
        ("计量实验", "labs"),
        ("别的", "别的"),
        ("", ""),
    ],
)
def test_an_indicator_is_found_by_its_name_or_a_part_of_it(typed: str, indicator: str) -> None:
    assert find_indicator(plan_of(FIGURES), "T01", typed) == indicator
    assert find_indicator(plan_of(), "T01", typed) == typed.strip()


def test_a_part_of_two_indicators_is_refused() -> None:
    with pytest.raises(QtrackError) as refused:
        find_indicator(plan_of(FIGURES), "T01", "计量")
    assert english(refused.value.message) == "--actual is “计量”, which fits 2 names."


@pytest.mark.parametrize("typed", ["bureaus", "各市（县）局", "各市(县)局", "各局", "各市〔县〕局"])
def test_a_group_is_found_by_any_of_its_names(typed: str) -> None:
    assert find_unit(PLAN, typed) == "bureaus"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("省计量科研院", "The nearest registered name is “省计量科学研究院”; “qtrack units” lists them all."),
        ("metrolgy", "The nearest registered name is “metrology”; “qtrack units” lists them all."),
        ("外星局局局", "“qtrack units” lists those that are registered."),
        ("", "“qtrack units” lists those that are registered."),
    ],
)
def test_an_unknown_unit_is_refused_with_the_nearest_name(typed: str, hint: str) -> None:
    with pytest.raises(QtrackError) as refused:
        find_unit(PLAN, typed)
    assert english(refused.value.message) == f"--unit is “{typed}”, and no unit is called so."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == hint
    assert refused.value.exit_code is ExitCode.USAGE


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


@pytest.mark.parametrize("typed", ["一", "第一部分", "一、", "夯实", "质量基础"])
def test_a_section_is_found_by_its_number_or_a_part_of_its_title_and_said_back(typed: str) -> None:
    heard: list[Message] = []
    assert find_section(PLAN, typed, heard.append) == "S1"
    assert [english(message) for message in heard] == [f"{typed} = S1 夯实质量基础"]


def test_a_part_that_several_titles_have_is_refused() -> None:
    measures = SECTION + "  - {id: M02, number: （二）, title: 提升标准水平}\n"
    plan = plan_of({"sections/S1.yaml": measures})
    assert [find_measure(plan, typed) for typed in ("（二）", "二", "标准")] == ["M02"] * 3
    with pytest.raises(QtrackError) as refused:
        find_measure(plan, "提升")
    assert english(refused.value.message) == "--measure is “提升”, which fits 2 names."


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


@pytest.mark.parametrize("typed", ["M01", "m1", "1", " 01 ", wide("M01"), wide("m1")])
def test_a_measure_is_found_however_it_is_typed(typed: str) -> None:
    assert find_measure(PLAN, typed) == "M01"


@pytest.mark.parametrize("typed", ["M02", "", "S1", "M", "二", "²"])
def test_an_unknown_measure_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(QtrackError) as refused:
        find_measure(PLAN, typed)
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "The measures are M01 to M01."


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
