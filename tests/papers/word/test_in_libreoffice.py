"""The papers of the demonstration as Word documents, read back by python-docx and by LibreOffice."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any, Final

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn

from qtrack.cli.main import main
from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.office import short_title
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import PAPERS, office_paper
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHT_COLOURS, LIGHTS
from tests.cli.conftest import LATER
from tests.conftest import Demonstration
from tests.libreoffice import converted
from tests.papers.crowded import crowded_plan
from tests.papers.papers import LAST_DAY, SHEETS, empty_plan, long_titled_plan
from tests.papers.printed import free_of
from tests.papers.word.documents import lines_of, table_under

DAY: Final = "2019-06-28"

#: What shapes of drawings are named by.
SHAPES: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

#: On so many sheets of A4 each of them fits.
SHEETS_AT_MOST: Final = {
    "weekly": 20,
    "monthly": 20,
    "quarterly": 22,
    "half-year": 22,
    "annual": 25,
    "brief": 1,
    "ledger": 12,
    "assignments": 16,
    "unit": 10,
    "scorecard": 4,
    "chase": 4,
}


def printed(demonstration: Demonstration, *arguments: str) -> str:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main([*arguments, "--as-of", DAY], {"QTRACK_LANG": "zh"}, demonstration.folder, LATER) == 0
    return told.getvalue()


def bare(text: str) -> str:
    """Return a text without blanks, numbers of pages, and the signs that may hang out of a line, unread."""
    return re.sub(r"[\s，。、；：]+", "", re.sub(r"— \d+ —", "", text))


@pytest.fixture
def board(demonstration: Demonstration) -> Any:  # noqa: ANN401
    return json.loads(printed(demonstration, "status", "--format", "json"))


def test_the_tables_of_the_weekly_have_the_figures_of_the_board(
    demonstration: Demonstration,
    tmp_path: Path,
    board: Any,  # noqa: ANN401
) -> None:
    file = tmp_path / "weekly.docx"
    printed(demonstration, "report", "weekly", "--format", "docx", "-o", str(file))
    words = {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "none": "未评"}
    heads, numbers, *_ = table_under(file, "亮灯情况：")
    counts = {words[light]: str(number) for light, number in board["counts"].items() if number}
    assert dict(zip(heads[1:], numbers[1:], strict=True)) == counts
    rows: dict[str, list[str]] = {}
    for section in board["sections"]:
        if sum(section["counts"].values()):
            heads, *cells = table_under(file, f"、{section['title']}")
            assert heads == ["任务", "单位", "灯", "进度", "序时进度", "差值（百分点）"]
            rows |= {row[0]: row[2:] for row in cells}
    assert len(rows) == len(board["tasks"])
    for task in board["tasks"]:
        (row,) = (
            row for told, row in rows.items() if told.rpartition("（第")[0] == short_title(task["title"])
        )
        assert row == [
            words[task["light"]],
            "—" if task["progress"] is None else f"{task['progress']:.1f}%",
            f"{task['pace']:.1f}%",
            "—" if task["gap"] is None else f"{task['gap']:+.1f}" if task["gap"] else "0.0",
        ]


def test_the_lights_of_the_last_issues_are_drawn_as_their_table_has_them(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    file = tmp_path / "weekly.docx"
    printed(demonstration, "report", "weekly", "--format", "docx", "-o", str(file))
    heads, *issues = table_under(file, "近几期亮灯情况")
    drawings = docx.Document(str(file)).element.xpath("//wp:inline")
    chart = next(own for own in drawings if "红灯由" in own.find(qn("wp:docPr")).get("descr"))
    highs: dict[str, list[int]] = {}
    for shape in chart.iter(f"{{{SHAPES}}}spPr"):
        fill = shape.find(qn("a:solidFill"))
        if fill is not None:
            highs.setdefault(fill[0].get("val"), []).append(int(shape.find(".//" + qn("a:ext")).get("cy")))
    for light, (colour, _) in LIGHT_COLOURS.items():
        word = Translator("zh").say(LIGHTS[light]) if light is not Light.NONE else "未评"
        numbers = [int(row[heads.index(word)]) for row in issues]
        drawn = highs[colour]
        assert len(drawn) == len(numbers) == 8
        assert [round(high / sum(drawn), 2) for high in drawn] == [
            round(number / sum(numbers), 2) for number in numbers
        ]
    told = [own.find(qn("wp:docPr")).get("descr") for own in drawings]
    assert "福建名牌产品" in told  # whose values are a line in its cell


@pytest.mark.slow
def test_libreoffice_shows_every_word_of_every_paper(demonstration: Demonstration, tmp_path: Path) -> None:
    files = []
    for sheet in SHEETS:
        file = tmp_path / f"{sheet.name}.docx"
        of_unit = ["--unit", sheet.unit] if sheet.unit else []
        printed(demonstration, "report", sheet.name, *of_unit, "--format", "docx", "-o", str(file))
        files.append(file)
    for file, pdf in zip(files, converted(files, "pdf", tmp_path), strict=True):
        document = pdfium.PdfDocument(pdf)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        seen = bare("".join(pages))
        for line in lines_of(file):
            for text in line.partition("] ")[2].split("\n") if line.startswith("[") else line.split(" | "):
                assert bare(text) in seen, (file.stem, text)
        assert len(pages) <= SHEETS_AT_MOST[file.stem]
        assert re.search(r"— 1 —", pages[0])


def front_of(name: str, plan: Plan, file: Path) -> Path:
    """Write the first pages of a summary of a plan as a document."""
    made = PAPERS[name]
    assert made.period
    period = Period.containing(made.period, LAST_DAY)
    page = made.page(ReportContext(plan, LAST_DAY, period=period, annexes=frozenset()))
    file.write_bytes(office_paper(name, page, PaperForm.DOCX, Translator("zh")))
    return file


@pytest.mark.slow
def test_the_first_pages_of_a_summary_are_two_in_word_too(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    files = []
    for week in ("2019-W25", "2019-W26"):
        files.append(tmp_path / f"{week}.docx")
        printed(demonstration, "report", "weekly", "--of", week, "--format", "docx", "-o", str(files[-1]))
    crowded = crowded_plan()
    for name in ("weekly", "monthly", "brief"):
        files.append(front_of(name, crowded, tmp_path / f"crowded-{name}.docx"))
        files.append(front_of(name, empty_plan(), tmp_path / f"empty-{name}.docx"))
        files.append(front_of(name, long_titled_plan(), tmp_path / f"long-{name}.docx"))
    for file, pdf in zip(files, converted(files, "pdf", tmp_path), strict=True):
        document = pdfium.PdfDocument(pdf)
        texts = [page.get_textpage().get_text_bounded() for page in document]
        free = [free_of(page) for page in document]
        document.close()
        first = next((at for at, text in enumerate(texts) if re.match("附件 ?1：", text.strip())), len(texts))
        if file.stem.startswith(("empty", "long")) or file.stem.endswith("brief"):
            assert first <= (1 if file.stem.endswith("brief") else 2), file.stem
        else:
            assert first == 2, file.stem
            assert free[0] < 2.5, file.stem
            assert free[1] < 3.5, file.stem
