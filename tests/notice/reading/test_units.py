"""Who answers, in the words of notices."""

import pytest

from qtrack.notice.reading.units import find_responsible, read_responsible
from qtrack.notice.register import UnitBook
from qtrack.notice.text import Span

OWN = ("省质检院", "计量院", "各市县局", "技术机构")
SAID = [
    ("责任单位：省局标准化处，各市县局按职责落实", "shared 省局标准化处; by_duty 各市县局"),
    (
        "责任单位：计财科技处、计量处，省质检院、计量院和各市县局及技术机构按职责落实",
        f"shared 计财科技处; shared 计量处; {'; '.join(f'by_duty {one}' for one in OWN)}",
    ),
    ("责任单位：质量管理与认证处、法规与行政审批处", "shared 质量管理与认证处; shared 法规与行政审批处"),
    ("市发改委牵头，市财政局、市教育局配合", "lead 市发改委; partner 市财政局; partner 市教育局"),
    ("市发改委牵头、市财政局配合", "lead 市发改委; partner 市财政局"),
    ("由市教育局牵头负责", "lead 市教育局"),
    ("区工信局（牵头）、区住建局（配合）", "lead 区工信局; partner 区住建局"),
    ("市发改委、市财政局共同牵头", "lead 市发改委; lead 市财政局"),
    ("牵头单位：市工信局；配合单位：市科技局、市商务局", "lead 市工信局; partner 市科技局; partner 市商务局"),
    ("责任单位：市人力资源和社会保障局和市财政局", "shared 市人力资源和社会保障局; shared 市财政局"),
    ("市教育局、市卫健委按职责分工负责", "by_duty 市教育局; by_duty 市卫健委"),
    ("责任单位：市场监管局（价监科）", "shared 市场监管局（价监科）"),
    (
        "Lead: Metrology Office; support: Finance Office and Legal Unit",
        "lead Metrology Office; partner Finance Office; partner Legal Unit",
    ),
]


@pytest.mark.parametrize(("text", "units"), SAID)
def test_units_have_roles(text: str, units: str) -> None:
    found = read_responsible(Span(1, text)).units
    assert "; ".join(f"{one.role} {one.name}" for one in found) == units


def test_an_open_list_is_known() -> None:
    found = read_responsible(Span(1, "责任单位：市财政局、市教育局等有关部门"))
    assert ([one.name for one in found.units], found.open) == (["市财政局", "市教育局"], True)
    assert not read_responsible(Span(1, "责任单位：市财政局、市教育局")).open


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：各县区政府（除高新区、经开区外）",
        "各县区政府（不含高新区和经开区）负责",
        "除高新区、经开区外的各县区政府负责",
    ],
)
def test_who_is_left_out_is_no_unit(text: str) -> None:
    found = read_responsible(Span(1, text))
    assert [one.name for one in found.units] == ["各县区政府"]
    assert found.excluding == ("高新区", "经开区")


def test_a_deadline_among_the_units_is_told_apart() -> None:
    found = read_responsible(Span(1, "责任单位：市财政局；完成时限：2024年6月底前"))
    assert [one.name for one in found.units] == ["市财政局"]
    assert [one.text for one in found.due] == ["2024年6月底前"]


@pytest.mark.parametrize(
    ("text", "same", "above"),
    [("同上", "above", 0), ("责任单位：市财政局，下同", "below", 0), ("以上三项由市财政局负责", "", 3)],
)
def test_what_is_said_of_other_tasks_is_known(text: str, same: str, above: int) -> None:
    found = read_responsible(Span(1, text))
    assert (found.same, found.above) == (same, above)


@pytest.mark.parametrize(
    "text", ["推进园区（含分园）建设。", "落实规划（2016-2020年）。", "开展检查（每年一次）。"]
)
def test_a_bracket_that_names_nobody_stays_in_the_text(text: str) -> None:
    assert find_responsible(Span(1, text)) == ([], [])


def test_each_unit_is_registered_once_with_its_other_names() -> None:
    book = UnitBook([("市发展和改革委员会", "市发改委")])
    for name in (
        "省局标准化处",
        "标准化处",
        "省质检院",
        "质检院",
        "市发改委",
        "市发展和改革委员会",
        "各处（室）",
        "各市县局",
    ):
        book.name(name, 1)
    book.close()
    assert [(one.name, one.aliases) for one in book.register.units] == [
        ("标准化处", ("省局标准化处",)),
        ("省质检院", ("质检院",)),
        ("市发展和改革委员会", ("市发改委",)),
        ("各市县局", ()),
    ]
    assert [(one.name, one.members) for one in book.register.groups] == [("各处（室）", ("u01",))]
    assert [about for about, _, _ in book.doubts] == ["u04", "g01"]
    assert book.id_of("质检院") == book.id_of("省质检院") == "u02"


def test_a_name_for_several_of_no_certain_kind_is_no_group() -> None:
    book = UnitBook()
    for name in ("体育事业发展中心", "各学校", "相关科室", "基教科"):
        book.name(name, 1)
    book.close()
    assert book.register.groups == ()
    assert [about for about, _, _ in book.doubts] == ["u02", "u03"]


def test_a_name_that_may_be_a_shorter_one_is_a_doubt() -> None:
    book = UnitBook()
    book.name("市人力资源社会保障局", 1)
    book.name("市人社局", 4)
    book.close()
    assert [(about, span.line) for about, span, _ in book.doubts] == [("u02", 4)]
