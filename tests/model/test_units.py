"""The register of units: found by any name, groups resolved to their members."""

import pytest

from qtrack.model.units import Register, Unit, UnitGroup, UnitKind, plain_name
from tests.small import wide

FUZHOU = Unit("fuzhou", "福州市市场监管局", "福州局", UnitKind.BUREAU)
XIAMEN = Unit("xiamen", "厦门市质监局", "厦门局", UnitKind.BUREAU, aliases=("厦门市局（质监）",))
METROLOGY = Unit("metrology", "计量处", "计量处", UnitKind.DIVISION)
BUREAUS = UnitGroup("bureaus", "各市县局", ("fuzhou", "xiamen"), short="市县局")
EVERYONE = UnitGroup("everyone", "各单位", ("metrology", "bureaus", "fuzhou"))
REGISTER = Register((FUZHOU, XIAMEN, METROLOGY), (BUREAUS, EVERYONE))


@pytest.mark.parametrize(
    "name",
    [
        "xiamen",
        "Xiamen",
        wide("XIAMEN"),
        "厦门市质监局",
        " 厦门市 质监局 ",
        "厦门\u3000局",
        "厦门局",
        "厦门市局（质监）",
        "厦门市局(质监)",
        "厦门市局〔质监〕",
        "厦门市局[质监]",
    ],
)
def test_a_unit_is_found_by_any_name_whatever_its_width_and_brackets(name: str) -> None:
    assert REGISTER.find(name) is XIAMEN


@pytest.mark.parametrize("name", ["各市县局", "市县局", "bureaus"])
def test_a_group_is_found_like_a_unit(name: str) -> None:
    assert REGISTER.find(name) is BUREAUS


@pytest.mark.parametrize("name", ["", " ", "厦门", "计量"])
def test_half_a_name_finds_nothing(name: str) -> None:
    assert REGISTER.find(name) is None


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("计量科", "计量处"), ("metrolgy", "metrology"), ("厦门市局", "厦门局"), ("泉州zzz", None), ("", None)],
)
def test_the_nearest_name_is_suggested_if_it_is_near(name: str, nearest: str | None) -> None:
    assert REGISTER.nearest(name) == nearest


def test_members_are_units_each_once_also_through_groups_in_groups() -> None:
    assert REGISTER.members("everyone") == ("metrology", "fuzhou", "xiamen")
    assert REGISTER.members("bureaus") == ("fuzhou", "xiamen")


def test_a_unit_is_its_own_member_and_an_unknown_id_has_none() -> None:
    assert REGISTER.members("fuzhou") == ("fuzhou",)
    assert REGISTER.members("nobody") == ()


def test_a_circle_of_groups_ends() -> None:
    circle = Register((FUZHOU,), (UnitGroup("a", "甲", ("b",)), UnitGroup("b", "乙", ("a", "fuzhou"))))
    assert circle.members("a") == ("fuzhou",)


def test_a_name_is_shown_short_or_whole_and_an_unknown_id_as_it_is() -> None:
    assert (REGISTER.short("fuzhou"), REGISTER.name("fuzhou")) == ("福州局", "福州市市场监管局")
    assert (REGISTER.short("everyone"), REGISTER.name("everyone")) == ("各单位", "各单位")
    assert (REGISTER.short("nobody"), REGISTER.name("nobody")) == ("nobody", "nobody")


def test_of_two_with_one_name_the_first_is_found() -> None:
    twins = Register((FUZHOU, Unit("fuzhou-2", "福州局", "福州二局", UnitKind.BUREAU)))
    assert twins.find("福州局") is FUZHOU


def test_units_come_before_groups_in_the_order_of_the_file() -> None:
    assert [each.id for each in REGISTER] == ["fuzhou", "xiamen", "metrology", "bureaus", "everyone"]


def test_a_plain_name_has_no_width_case_brackets_or_spaces() -> None:
    assert plain_name(" " + wide("AB") + "c〔二〕\t" + wide("[三]")) == "abc(二)(三)"
