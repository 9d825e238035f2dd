"""`report --format pdf`: what the page says, on sheets, by the browser of this machine."""

import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.cli.conftest import ENGLISH, Runner
from tests.papers.browser import lacking
from tests.small import said, small_plan


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, said(40, "percent: 50\nsummary: 样例<script>document.title=1</script>\n"))


def test_without_a_browser_a_sentence_says_what_to_do(run: Runner, tmp_path: Path) -> None:
    assert run(
        "report", "weekly", "--format", "pdf", "-o", "w.pdf", environ=ENGLISH | {"PATH": str(tmp_path)}
    ) == (
        2,
        "",
        (
            "qtrack: PDF is printed by Chromium, Chrome or Edge, and none is found here. "
            "Install one, or name it in QTRACK_BROWSER; or give --format html and print from there.\n"
        ),
    )


def test_there_is_no_template_of_sheets(run: Runner) -> None:
    assert run("report", "--eject", "weekly", "--format", "pdf").code == 2


@pytest.mark.slow
def test_a_paper_is_printed_and_the_browser_is_told(run: Runner, folder: Path) -> None:
    program = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "microsoft-edge"))), None)
    if program is None:
        lacking("NO CHROMIUM HERE")
    assert program is not None
    environ = ENGLISH | {"PATH": "/usr/bin:/bin", "QTRACK_BROWSER": program}
    found = [
        run("report", "weekly", "--format", "pdf", "-o", name, environ=environ) for name in ("a.pdf", "b.pdf")
    ]
    assert found[0] == (0, "a.pdf\n", f"Printed by {program}.\n")
    assert (folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes()
    document = pdfium.PdfDocument(folder / "a.pdf")
    text = document[0].get_textpage().get_text_bounded()
    assert "周报" in text
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    document.close()
