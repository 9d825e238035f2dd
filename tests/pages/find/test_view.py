"""Where a text stands."""

import pytest

from qtrack.pages.find.view import Found, find, spans_of
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from tests.small import Files, day, english, plan_of, said, section, task, wide

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建成QR计量中心}
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-02-28}
""")
TOLD = (
    PARTS,
    said(10, "summary: 完成计量标准招标\nproblems: 到货偏慢\nnext: 安装 qr 设备\n"),
    said(20, "summary: 误录计量\n", tag="000001"),
    said(21, "summary: 更正\ncorrects: 2019-01-20-000001\n"),
    said(60, "summary: 计量以后\n"),
)


def search(text: str, *files: Files, on: int = 50, filters: Filters | None = None) -> Found:
    return find(assess(plan_of(*files), day(on)), text, filters or Filters())


def places(found: Found) -> list[tuple[str, str, str]]:
    return [(each.about, each.kind, each.line) for each in found.hits]


def test_titles_deliverables_indicators_and_entries_that_count() -> None:
    assert places(search("计量", *TOLD)) == [
        ("T01.1", "deliverable", "建成QR计量中心"),
        ("T01", "indicator", "计量标准"),
        ("T01", "summary", "完成计量标准招标"),
    ]
    assert places(search("溯源", *TOLD)) == [("T01", "title", "健全量传溯源体系")]
    assert places(search("慢", *TOLD)) == [("T01", "problems", "到货偏慢")]
    assert places(search("计量以后", *TOLD, on=60)) == [("T01", "summary", "计量以后")]


@pytest.mark.parametrize("text", ["qr", "QR", wide("qr"), wide("QR"), "q r"])
def test_width_case_and_spaces_do_not_matter(text: str) -> None:
    assert places(search(text, *TOLD)) == [
        ("T01.1", "deliverable", "建成QR计量中心"),
        ("T01", "next", "安装 qr 设备"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "spans"),
    [
        ("计量", "计量与计量", [(0, 2), (3, 5)]),
        ("计量", "计 量", [(0, 3)]),
        ("安装qr设备", f"再安装 {wide('QR')} 设备。", [(1, 9)]),
        ("aa", "aaaa", [(0, 2), (2, 4)]),
        ("km", "约㎞处", [(1, 2)]),  # one sign that stands for two
        ("ss", "Maß", [(2, 3)]),
        ("s", "Maß", [(2, 3)]),
        ("", "计量", []),
        (" ", "计 量", []),
        ("标准", "标", []),
    ],
)
def test_where_in_the_line_it_stands(text: str, line: str, spans: list[tuple[int, int]]) -> None:
    assert [(each.start, each.end) for each in spans_of(text, line)] == spans


def test_each_line_of_an_entry_is_one_of_its_own() -> None:
    told = said(10, "summary: |\n  第一行\n  第二行有字\n")
    (hit,) = search("有字", told).hits
    assert (hit.line, hit.entry, hit.unit_name, hit.date) == (
        "第二行有字",
        "2019-01-10-000001",
        "计量处",
        day(10),
    )


def test_sections_are_searched_where_they_have_goals() -> None:
    own = section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    assert places(search("总体", own)) == [("S1.1", "deliverable", "质量总体水平提升")]


def test_nothing_found_says_so() -> None:
    assert english(search("没有的词", *TOLD).notes[-1]) == "“没有的词” stands nowhere."
    gone = search("计量", *TOLD, filters=Filters(unit="office"))
    assert gone.hits == ()
    assert english(gone.notes[-1]) == "No task passes the filters; none is left after --unit 办公室."
