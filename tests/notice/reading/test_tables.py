"""Tables of tasks, from every kind of file."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from qtrack.cli.admin.import_notice import blocks_of
from qtrack.errors import QtrackError
from qtrack.notice.draft import Draft, draft
from qtrack.notice.reading.blocks import Row, of_text
from qtrack.notice.reading.header import columns
from qtrack.notice.reading.outline import outline
from qtrack.notice.text import Span
from tests.conftest import NOTICES

DIVISION = NOTICES / "division.tsv"
CELLS = [line.split("\t") for line in DIVISION.read_text(encoding="utf-8").splitlines()]


def made(path: Path) -> Draft:
    return draft(outline(blocks_of(path, path.name)))


def told(own: Draft) -> list[tuple[str, ...]]:
    """Return the tasks of a draft: measure, title, who leads, who shares, by when."""
    measures = {one.id: one.title for section in own.sections for one in section.measures}
    name = own.register.name
    return [
        (
            measures[task.measure],
            task.title,
            name(task.responsible.lead or ""),
            "、".join(map(name, task.responsible.shared)),
            str(task.due),
        )
        for task in own.tasks
    ]


TOLD = [
    ("优化准入服务", "推行企业开办“一网通办”", "注册科", "各区局", "2024-06-30"),
    ("优化准入服务", "推进“证照分离”改革，新增改革事项20项以上", "注册科", "各区局", "2024-12-31"),
    ("强化质量监管", "开展重点产品监督抽查，完成300批次以上", "质量科", "计量科、市质检院", "None"),
    ("强化质量监管", "组织民生计量专项检查", "计量科", "", "None"),
    ("提升队伍能力", "每年开展业务培训", "人事科", "各科室", "None"),
]


def test_an_empty_cell_means_what_stands_above_it_and_is_a_doubt() -> None:
    own = made(DIVISION)
    assert told(own) == TOLD
    assert ("T02", 4) in [(doubt.about, doubt.line) for doubt in own.doubts]
    assert (own.left, own.tasks[3].remark) == ((), "与区局联合")


def test_a_dash_is_an_empty_cell_and_a_number_may_have_points(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "River Plan\nIssued on 3 March 2025\nNo.\tAction\tLead\tSupporting\tDeadline\n"
        "2.1\tMap the rivers\tRiver Office\t—\tJune 2026\n2.2\tTrain wardens\tSchool Office\t-\t/\n",
        encoding="utf-8",
    )
    own = made(tmp_path / "a.txt")
    assert [unit.name for unit in own.register.units] == ["River Office", "School Office"]
    assert [(task.source, str(task.due)) for task in own.tasks] == [
        ("item 2.1", "2026-06-30"),
        ("item 2.2", "None"),
    ]
    assert own.left == ()


def test_a_number_of_tasks_that_is_told_is_held_to(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(DIVISION.read_text(encoding="utf-8").replace("共5项", "共6项"), encoding="utf-8")
    (doubt,) = [doubt for doubt in made(path).doubts if "it says" in doubt.message.text]
    assert dict(doubt.message.values) == {"said": 6, "n": 5}


def as_csv(path: Path) -> None:
    path.write_text("\r\n".join(",".join(cells) + "," * (8 - len(cells)) for cells in CELLS), encoding="gbk")


def as_workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in CELLS:
        sheet.append(cells)
    book.save(path)


def as_page(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n" for cells in CELLS)
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")


def as_document(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(CELLS[0][0])
    table = document.add_table(0, 8)
    for cells in CELLS[1:]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.csv", as_csv), ("a.xlsx", as_workbook), ("a.html", as_page), ("a.docx", as_document)],
)
def test_a_table_is_read_from_every_kind_of_file(name: str, write: object, tmp_path: Path) -> None:
    assert callable(write)
    write(tmp_path / name)
    assert told(made(tmp_path / name)) == TOLD


def test_each_sheet_of_a_workbook_is_read_under_its_name(tmp_path: Path) -> None:
    book = Workbook()
    letter = book.active
    assert letter is not None
    for line in ("某市2025年重点工作任务分解", "某政办〔2025〕3号", "某市人民政府办公室", "2025年1月10日"):
        letter.append([line])
    header: list[str | int] = ["序号", "工作任务", "牵头单位", "完成时限"]
    sheets: dict[str, list[list[str | int]]] = {
        "经济发展": [["经济发展任务（共3项）"], header, [1, "培育企业20家", "市工信局", "2025年6月底前"]],
        "民生保障": [
            header,
            [1, "新建学校3所", "市教育局", "2025年9月底前"],
            [2, "建设医院", "市卫健委", ""],
        ],
        "Sheet4": [["填报", "说明"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    own = made(tmp_path / "a.xlsx")
    assert (own.head.title, own.head.document.number) == ("某市2025年重点工作任务分解", "某政办〔2025〕3号")
    assert [(one.number, one.title) for one in own.sections] == [("1", "经济发展"), ("2", "民生保障")]
    assert [(one.section, one.title, str(one.due)) for one in own.tasks] == [
        ("S1", "培育企业20家", "2025-06-30"),
        ("S2", "新建学校3所", "2025-09-30"),
        ("S2", "建设医院", "2025-09-30"),
    ]
    assert [(one.line, one.text) for one in own.doubts if "it says" in one.message.text] == [
        (5, "经济发展任务（共3项）")
    ]
    assert (11, "填报说明") in [(one.line, one.text) for one in own.left]


def test_a_heading_above_one_of_several_tables_is_its_section_or_is_told() -> None:
    def rows(line: int, *cells: list[str]) -> list[Row]:
        return [Row(line + at, tuple(one), line) for at, one in enumerate(cells)]

    first = rows(1, ["治水"], ["工作任务", "牵头单位"], ["清河", "市水利局"])
    second = rows(9, ["治土"], ["类别", "工作任务", "牵头单位"], ["矿山", "修复矿山", "市资源局"])
    own = outline([*first, *second])
    assert [part.title.text for part in own.parts] == ["治水", "矿山"]
    assert [span.text for span, _ in own.left] == ["治土"]


def numbered(document: object, texts: Sequence[tuple[int, str]], kinds: Sequence[tuple[str, str]]) -> None:
    """Add paragraphs with numbers that Word counts itself: of which level, and the text."""
    assert isinstance(document, docx.document.Document)
    lists = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for at, (kind, text) in enumerate(kinds):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(at))
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text)):
            one = OxmlElement(tag)
            one.set(qn("w:val"), value)
            level.append(one)
        abstract.append(level)
    lists.insert(0, abstract)
    number = lists.add_num(90)
    for at, text in texts:
        paragraph = document.add_paragraph(text)
        held = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - the only way to it
        held.get_or_add_ilvl().val = at
        held.get_or_add_numId().val = number.numId


def test_numbers_that_word_counts_are_read_as_it_prints_them(tmp_path: Path) -> None:
    document = docx.Document()
    texts = [
        (0, "重点任务"),
        (1, "建平台（市数据局）"),
        (1, "抓培训（市人社局）"),
        (0, "保障"),
        (1, "强督查（市府办）"),
    ]
    numbered(document, texts, [("chineseCounting", "%1、"), ("decimal", "%2.")])
    document.save(str(tmp_path / "a.docx"))
    blocks = blocks_of(tmp_path / "a.docx", "a.docx")
    assert [block.text for block in blocks if isinstance(block, Span)] == [
        "一、重点任务",
        "1.建平台（市数据局）",
        "2.抓培训（市人社局）",
        "二、保障",
        "1.强督查（市府办）",
    ]


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    target = io.BytesIO()
    document.save(target)
    path = tmp_path / "a.docx"
    path.write_bytes(target.getvalue()[:-200])
    with pytest.raises(QtrackError):
        made(path)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (
            ("序号", "工作任务", "牵头单位", "责任单位", "完成时限"),
            {"number": 0, "task": 1, "lead": 2, "shared": 3, "due": 4},
        ),
        (("No.", "Action", "Lead", "Deadline"), {"number": 0, "task": 1, "lead": 2, "due": 3}),
        (("序 号", "主要任务", "责 任 单 位"), {"number": 0, "task": 1, "shared": 2}),
        (("指标", "2023年", "2024年"), {}),
    ],
)
def test_columns_are_known_by_their_headings(cells: tuple[str, ...], found: dict[str, int]) -> None:
    assert columns(Row(1, cells)) == found


def test_headings_of_a_table_whose_rows_are_found_in_the_text_are_told() -> None:
    text = "某市2025年工作要点\n2025年1月2日\n一、重点任务\n1.建设滨水步道\n2.提升古镇景区"
    rows = (
        ("类别", "工作任务", "牵头单位"),
        ("治水", "建设滨水步道", "市水利局"),
        ("文旅", "提升古镇景区", "市文旅局"),
    )
    own = outline([*of_text(text), *(Row(at, cells, 1) for at, cells in enumerate(rows, 10))])
    (part,) = own.parts
    assert [(one.title.text, len(one.responsible)) for one in part.parts] == [
        ("建设滨水步道", 1),
        ("提升古镇景区", 1),
    ]
    assert {"治水", "文旅"} <= {span.text for span, _ in own.left}


def test_a_list_of_duties_of_an_office_is_read_cell_by_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["东宁区2027年重点工作责任清单"],
        ["序号", "工作类别", "重点工作", "工作目标及完成时限", "责任领导", "责任单位"],
        [
            1,
            "产业发展",
            "建设产业园",
            "1.6月底前完成主体；\n2.全年入驻15家。",
            "刘强",
            "区工信局（牵头）\n区住建局",
        ],
        [2, "乡村振兴", "改造户厕", "完成3200户，其中柳河镇1800户、北山镇1400户。", "陈敏", "柳河镇、北山镇"],
        [3, "", "建设农田", "11月底前建成1.5万亩；合格率保持100%。", "陈敏", "同上"],
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    own = made(tmp_path / "a.xlsx")
    assert [one.title for one in own.sections] == ["产业发展", "乡村振兴"]
    first, second, third = own.tasks
    assert (first.supervisor, first.responsible.lead, first.responsible.shared) == ("刘强", "u01", ("u02",))
    assert [(one.title, str(one.due)) for one in first.deliverables] == [("6月底前完成主体", "2027-06-30")]
    assert [(one.unit, int(one.target)) for one in second.indicators[0].shares] == [
        ("u03", 1800),
        ("u04", 1400),
    ]
    assert [(one.name, one.kind.value) for one in third.indicators] == [
        ("建设农田", "reach"),
        ("合格率", "hold"),
    ]
    assert third.responsible == second.responsible
