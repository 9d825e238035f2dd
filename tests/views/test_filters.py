"""Which tasks a page shows, and what a person may type to say so."""

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.views.filters import Filters, answerable, find_unit, make_filters
from tests.small import day, english, plan_of, section, wide

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
    assert answerable(PLAN.tasks[0], PLAN) == {"metrology", "institute", "bureaus", "fuzhou", "xiamen"}


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
    assert filters.keeps(standing, "S1", PLAN) is kept


def test_a_section_never_passes_a_unit() -> None:
    plan = plan_of(section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n"))
    own = assess(plan, day(50)).of("S1")
    assert own is not None
    assert not Filters(unit="metrology").keeps(own, "S1", plan)
    assert Filters().keeps(own, "S1", plan)


@pytest.mark.parametrize(
    "typed",
    ["metrology", "计量处", "计量", "省局计量处", "METROLOGY", " 计量处 ", "计 量 处", wide("metrology")],
)
def test_a_unit_is_found_by_any_of_its_names(typed: str) -> None:
    assert find_unit(PLAN, typed) == "metrology"


@pytest.mark.parametrize("typed", ["bureaus", "各市（县）局", "各市(县)局", "各局", "各市〔县〕局"])
def test_a_group_is_found_by_any_of_its_names(typed: str) -> None:
    assert find_unit(PLAN, typed) == "bureaus"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("计量科学研究院", "The nearest registered name is “省计量科学研究院”."),
        ("metrolgy", "The nearest registered name is “metrology”."),
        ("外星局局局", "The registered units stand in units.yaml."),
        ("", "The registered units stand in units.yaml."),
    ],
)
def test_an_unknown_unit_is_refused_with_the_nearest_name(typed: str, hint: str) -> None:
    with pytest.raises(QtrackError) as refused:
        find_unit(PLAN, typed)
    assert english(refused.value.message) == f"There is no unit “{typed}”."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == hint
    assert refused.value.exit_code is ExitCode.CANNOT


@pytest.mark.parametrize("typed", ["S1", "s1", "1", "S01", wide("S1"), wide("1"), " 1"])
def test_a_section_is_found_however_it_is_typed(typed: str) -> None:
    assert make_filters(PLAN, typed, None, frozenset()) == Filters(section="S1")


@pytest.mark.parametrize("typed", ["S2", "9", "", "T01", "S1.1", "一", "s", "S0"])
def test_an_unknown_section_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(QtrackError) as refused:
        make_filters(PLAN, typed, None, frozenset())
    assert english(refused.value.message) == f"There is no section {typed}."
    assert refused.value.hint is not None
    assert english(refused.value.hint) == "The sections are S1."


def test_filters_are_made_of_what_was_typed() -> None:
    lights = frozenset({Light.RED})
    assert make_filters(PLAN, None, None, frozenset()) == Filters()
    assert make_filters(PLAN, "S1", "厦门局", lights) == Filters("S1", "xiamen", lights)
