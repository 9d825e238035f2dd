"""The papers of the demonstration as Word documents, read back by python-docx and by LibreOffice."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pytest

from qtrack.cli.main import main
from qtrack.papers.engine.office import short_title
from tests.cli.conftest import LATER
from tests.conftest import Demonstration
from tests.libreoffice import converted
from tests.papers.papers import SHEETS
from tests.papers.word.documents import lines_of, table_under

DAY: Final = "2019-06-28"

#: On so many sheets of A4 each of them fits.
SHEETS_AT_MOST: Final = {
    "weekly": 20,
    "monthly": 20,
    "quarterly": 22,
    "annual": 25,
    "brief": 1,
    "ledger": 12,
    "assignments": 16,
    "unit": 10,
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
    heads, numbers, *_ = table_under(file, "亮灯情况如下")
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
