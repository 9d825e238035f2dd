"""The ledger, the assignments and a unit's own list on paper: the figures are those of the board."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from typing import Any, Final

import msgspec
import pytest

from qtrack.locale.message import Translator
from qtrack.model.plan import Plan
from qtrack.papers.engine.office import OfficeTranslator
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import PAPERS, render_paper
from qtrack.records.board import board
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.store.form.spreadsheet import read_table
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.ui.json import page_json
from qtrack.ui.labels import LIGHTS
from tests.conftest import Demonstration
from tests.papers.engine.test_paper import parsed
from tests.papers.papers import Sheet, hostile_plan, long_titled_plan, text_of
from tests.small import plan_of, said, task

DAY: Final = date(2019, 6, 28)
DAYS: Final = (date(2018, 12, 31), date(2019, 4, 30), DAY)
LEDGER: Final = Sheet("ledger")
ASSIGNMENTS: Final = Sheet("assignments")
UNIT: Final = Sheet("unit", "standardization")
LEDGER_HEADS: Final = [
    "序号",
    "任务编号",
    "所属部分",
    "措施",
    "任务内容",
    "量化目标",
    "牵头单位",
    "责任/配合单位",
    "完成时限",
    "完成值/完成率",
    "序时进度",
    "差值",
    "灯",
    "最新进展（日期）",
    "存在问题",
    "下一步措施",
    "备注",
]
#: Those of its page, where what belongs together shares a cell.
PAGE_HEADS: Final = [
    "序号",
    "任务编号",
    "措施、任务内容",
    "量化目标",
    "牵头单位、责任/配合单位",
    "完成时限",
    "完成值/完成率、序时进度、差值",
    "灯",
    "最新进展（日期）",
    "存在问题、下一步措施",
    "备注",
]
ASSIGNMENT_HEADS: Final = ["序号", "主要任务", "具体措施", "牵头单位", "责任（配合）单位", "完成时限", "备注"]

Row = tuple[str, str, str, str, str]  # a task's id, light, progress, pace and gap, as they are printed


@pytest.fixture(scope="module")
def plan(demonstration: Demonstration) -> Plan:
    found = load(FolderTree(demonstration.folder / "plan")).plan
    assert found is not None
    return found


def made(sheet: Sheet, plan: Plan, form: PaperForm, day: date = DAY, language: str = "zh") -> str:
    paper = PAPERS[sheet.name]
    basis = ReportContext(plan, day, filters=Filters(unit=sheet.unit))
    return render_paper(sheet.name, paper.page(basis), form, Translator(language))


class Cells(HTMLParser):
    """The rows of all tables of a page: the text of each cell by its class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.heads: list[str] = []
        self._cell = self._whole = ""
        self._head = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row, a cell or a head."""
        given = dict(attrs)
        if tag == "tr":
            self.rows.append({})
        if tag == "th":
            self._head = given.get("scope") == "col"
        if tag in {"td", "th"}:
            self._cell = self._whole = given.get("class") or tag
        elif given.get("class") in {"share", "pace-by-date", "gap"}:
            self._cell = given["class"] or ""

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or the share within one."""
        if tag in {"td", "th"}:
            self._cell = self._whole = ""
            self._head = False
        elif tag in {"p", "span"}:
            self._cell = self._whole

    def handle_data(self, data: str) -> None:
        """Take what a cell or a head says."""
        if self._head:
            self.heads.append(data.strip())
        elif self._cell and self.rows:
            row = self.rows[-1]
            row[self._cell] = (row.get(self._cell, "") + data).strip()


def in_markdown(text: str) -> list[Row]:
    """Read the figures of a ledger out of its Markdown, as a reader of Markdown sees them."""
    rows = []
    for line in text.split("\n"):
        cells = [each.strip().replace("\\", "") for each in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == len(LEDGER_HEADS) and cells[0].isdecimal():
            rows.append((cells[1], cells[12], cells[9].split("；")[0], cells[10], cells[11]))
    return rows


def in_html(text: str) -> list[Row]:
    """Read the figures of a ledger out of its page."""
    return [
        (each["task-id"], each["light-cell"], each["share"], each["pace-by-date"], each["gap"])
        for each in Cells(text).rows
        if "task-id" in each
    ]


def in_csv(text: str) -> list[Row]:
    """Read the figures of a ledger out of its spreadsheet."""
    table = read_table(text.encode(), "ledger.csv")
    return [(cells[1], cells[12], cells[9].split("\n")[0], cells[10], cells[11]) for _, cells in table.rows]


def status(plan: Plan, day: date) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(page_json(board(assess(plan, day), Filters()), Translator("zh")))
    return shown


def printed(number: float | None, *, sign: bool = False, unit: str = "") -> str:
    if number is None:
        return ""
    return f"{number:{'+' if sign and number else ''}.1f}{unit}"


def plain(row: Row) -> Row:
    """Return a row with nothing where a dash stands for nothing, or where no share stands before others."""
    identifier, light, progress, pace, gap = (re.sub(r"^[-\u2014]$", "", each) for each in row)
    return identifier, light, progress if re.fullmatch(r"[\d.]+%", progress) else "", pace, gap


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(
    ("form", "read"), [(PaperForm.MARKDOWN, in_markdown), (PaperForm.HTML, in_html), (PaperForm.CSV, in_csv)]
)
def test_figures_of_the_ledger_are_those_of_status(
    form: PaperForm, read: Callable[[str], list[Row]], day: date, plan: Plan
) -> None:
    told = status(plan, day)
    words = {light.value: Translator("zh").say(word) for light, word in LIGHTS.items()}
    expected = [
        (
            each["id"],
            words[each["light"]],
            printed(each["progress"], unit="%"),
            printed(each["pace"], unit="%"),
            printed(each["gap"], sign=True),
        )
        for each in told["tasks"]
    ]
    text = made(LEDGER, plan, form, day)
    found = [plain(row) for row in read(text)]
    assert [row for row in found if row[0].startswith("T")] == expected
    goals = {row[0]: row[1] for row in found if row[0].startswith("S")}
    assert goals == {each["id"]: words[each["light"]] for each in told["sections"] if each["reasons"]}
    if form is not PaperForm.CSV:
        assert f"任务{len(told['tasks'])}项：{lights_of(told['counts'], words)}。" in text


def lights_of(counts: dict[str, int], words: dict[str, str]) -> str:
    """Return what papers say of counts: zeros are left out."""
    told = {
        light: "{word}{n}项" if light is Light.NONE else "{word}灯{n}项"
        for light in Light
        if counts[light.value]
    }
    return "、".join(
        said.format(word=words[light.value], n=counts[light.value]) for light, said in told.items()
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("form", [PaperForm.MARKDOWN, PaperForm.HTML])
def test_figures_of_a_units_list_are_those_of_status(form: PaperForm, day: date, plan: Plan) -> None:
    told = {each["id"]: each for each in status(plan, day)["tasks"]}
    words = {light.value: Translator("zh").say(word) for light, word in LIGHTS.items()}
    text = made(UNIT, plan, form, day)
    led = [each for each in told.values() if each["lead"] == UNIT.unit]
    counts = {light.value: sum(each["light"] == light.value for each in led) for light in Light}
    assert f"牵头任务{len(led)}项" in text
    assert f"牵头任务中：{lights_of(counts, words)}。" in text
    rows = (
        re.findall(
            r"^\| [^|]*（第(\d+)项）[^|]*\|[^|]*\|[^|]*\| (\S+) \| (.*?) \| (\S+) \|$", text, re.MULTILINE
        )
        if form is PaperForm.MARKDOWN
        else [
            (
                re.findall(r"第(\d+)项", each["task"])[0],
                each["light-why"][:2].strip(),
                each["light-why"],
                each["date"],
            )
            for each in Cells(text).rows
            if "task" in each
        ]
    )
    rows = [(f"T{int(row[0]):02}", *row[1:]) for row in rows]
    assert {each["id"] for each in led} <= {row[0] for row in rows}
    titles = {part.id: part.title for part in plan.deliverables.values()}
    office = OfficeTranslator("zh", day.year, titles)
    first = {own.id: office.say(own.reasons[0].message) for own in assess(plan, day).tasks}
    for identifier, light, why, last in rows:
        each = told[identifier]
        assert words[each["light"]].startswith(light[:1])
        assert first[identifier] in why
        day_told = date.fromisoformat(each["last_entry"]) if each["last_entry"] else "-"
        assert last.replace("\u2014", "-") == office.show(day_told)


def test_assignments_have_every_task_with_its_deadline(plan: Plan) -> None:
    dues = {"T03": date(2020, 12, 31), "T05": date(2019, 5, 31), "T06": date(2019, 6, 5)}
    tasks = tuple(msgspec.structs.replace(each, due=dues.get(each.id)) for each in plan.tasks)
    plan = msgspec.structs.replace(plan, tasks=tasks)
    told = status(plan, DAY)["tasks"]
    table = read_table(made(ASSIGNMENTS, plan, PaperForm.CSV).encode(), "assignments.csv")
    assert [cells[1].split("\n")[1] for _, cells in table.rows] == [each["title"] for each in told]
    limits = {each["id"]: cells[5].split("\n")[0] for (_, cells), each in zip(table.rows, told, strict=True)}
    assert {name: limit for name, limit in limits.items() if limit != "持续推进"} == {
        "T03": "到2020年",
        "T05": "2019年5月31日前",
        "T06": "2019年6月5日前",
    }


@pytest.mark.parametrize(
    ("sheet", "heads", "on_page"),
    [(LEDGER, LEDGER_HEADS, PAGE_HEADS), (ASSIGNMENTS, ASSIGNMENT_HEADS, ASSIGNMENT_HEADS)],
)
def test_columns_are_those_of_the_field_in_every_form(
    sheet: Sheet, heads: list[str], on_page: list[str], plan: Plan
) -> None:
    text = made(sheet, plan, PaperForm.CSV)
    assert text.startswith("\ufeff")
    table = read_table(text.encode(), "table.csv")
    assert list(table.header) == heads
    assert {len(cells) for _, cells in table.rows} == {len(heads)}
    assert Cells(made(sheet, plan, PaperForm.HTML)).heads == on_page
    markdown = made(sheet, plan, PaperForm.MARKDOWN)
    assert f"| {' | '.join(heads)} |" in markdown
    rows = [line for line in markdown.split("\n") if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {len(heads) + 1}
    tables = [each for each in parsed(markdown) if each.type == "table_open"]
    assert len(tables) == markdown.count("\n## ")


@pytest.mark.parametrize("sheet", [LEDGER, ASSIGNMENTS])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_cell_of_a_spreadsheet_is_a_formula(sheet: Sheet, language: str) -> None:
    plan = hostile_plan("=HYPERLINK(\"https://example.org\";A1)|cmd'/c calc'!A0")
    raw = text_of(sheet, plan, PaperForm.CSV, language).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(StringIO(raw, newline="")) for cell in row]
    assert [each for each in cells if each.startswith("'=HYPERLINK")]
    assert not [
        each for each in cells if re.match(r"[=+@\t-]", each) and not re.fullmatch(r"[+-][\d.]+", each)
    ]


def test_targets_of_a_year_and_on_the_way_are_told_with_their_days() -> None:
    plan = plan_of(
        task(
            "due: 2019-04-10\nindicators:\n"
            "  - {id: a, name: 标准, unit: 项, baseline: 0, target: 50, kind: reach, due: 2019-04-10,\n"
            "     milestones: [{date: 2019-03-31, target: 30}]}\n"
            "  - {id: b, name: 培训, unit: 人, target: 80, kind: reach, due: 2019-04-10, every: year}\n"
        ),
        said(40, "actuals: {a: 20}\n"),
    )
    ((_, cells),) = read_table(text_of(LEDGER, plan, PaperForm.CSV).encode(), "ledger.csv").rows
    assert cells[5] == "1. 标准 50项（2019年3月31日前30项）\n2. 培训（2019年） 80人"
    assert cells[8] == "2019年4月10日前\n培训每年"
    assert cells[9].split("\n")[1:] == ["1. 20项，40.0%", "2. 尚无数据"]
    ((_, cells),) = read_table(text_of(ASSIGNMENTS, plan, PaperForm.CSV).encode(), "assignments.csv").rows
    assert cells[2] == "目标：标准 50项（2019年3月31日前30项）\n目标：培训 每年80人"


def test_a_title_without_end_is_cut_in_headings_and_stands_whole_in_the_foot() -> None:
    plan = long_titled_plan()
    for paper in (LEDGER, ASSIGNMENTS):
        text = text_of(paper, plan, PaperForm.MARKDOWN)
        assert len(text.splitlines()[0]) < 80
        assert f"《{plan.head.title}》" in text
    assert len(text_of(UNIT._replace(unit="metrology"), plan, PaperForm.MARKDOWN).splitlines()[2]) == 60
    assert plan.head.title[:61] not in text_of(Sheet("weekly"), plan, PaperForm.MARKDOWN)
