"""What a person may type for a unit, section, measure or indicator."""

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message
from qtrack.records.selection.names import find_indicator, find_measure, find_section, find_unit
from tests.records.selection.test_filters import PLAN
from tests.small import SECTION, english, plan_of, task, wide

FIGURES = task(
    """
indicators:
  - {id: standards, name: 公共计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}
  - {id: labs, name: 计量实验室, unit: 个, target: 9, kind: reach, due: 2019-04-10}
  - {id: share, name: 实验室, unit: 个, target: 9, kind: reach, due: 2019-04-10}
"""
)


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


@pytest.mark.parametrize("typed", ["M01", "m1", "1", " 01 ", wide("M01"), wide("m1")])
def test_a_measure_is_found_however_it_is_typed(typed: str) -> None:
    assert find_measure(PLAN, typed) == "M01"


@pytest.mark.parametrize("typed", ["M02", "", "S1", "M", "二", "²"])
def test_an_unknown_measure_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(QtrackError) as refused:
        find_measure(PLAN, typed)
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "The measures are M01 to M01."
