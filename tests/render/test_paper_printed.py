"""Papers on A4, printed by a real browser and read back: every page numbered, nothing torn apart."""

import shutil
import subprocess
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from tests.conftest import Demonstration
from tests.render.browser import Watched, lacking
from tests.render.papers import Sheet, demo_html

SHEETS: Final = (Sheet("weekly"), Sheet("monthly"), Sheet("unit", "standardization"), Sheet("chase"))


class Printed(NamedTuple):
    """A printed paper: each page without its number, and the rows and headings as on screen."""

    pages: list[str]
    numbers: list[str]
    rows: list[str]
    headings: list[str]


def bare(text: str) -> str:
    """Return a text without blanks, its signs in their plainest form."""
    return "".join(normalize("NFKC", text).split())


def printed(sheet: Sheet, folder: Path, browser: Browser, scratch: Path) -> Printed:
    if shutil.which("pdftotext") is None:
        lacking("NO PDFTOTEXT HERE")
    demo_html(sheet, folder, "zh", scratch / "paper.html")
    with Watched(browser, scratch / "paper.html") as opened:
        rows = opened.page.locator("tbody > tr:not(:has(svg))").all_inner_texts()
        headings = opened.page.locator("h2").all_text_contents()
        (scratch / "paper.pdf").write_bytes(opened.page.pdf(prefer_css_page_size=True))
    told = subprocess.run(
        ["pdftotext", "-raw", str(scratch / "paper.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = [each.strip().split("\n") for each in told.split("\f")[:-1]]
    return Printed(
        ["\n".join(bare(line) for line in each if not is_number(line)) for each in pages],
        [bare(line) for each in pages for line in each if is_number(line)],
        [bare(each) for each in rows],
        [bare(each) for each in headings],
    )


def is_number(line: str) -> bool:
    """Tell whether a line is the number of its page."""
    plain = bare(line)
    return plain.startswith("—") and plain.endswith("—") and plain.strip("—").isdecimal()


@pytest.fixture(params=SHEETS, ids=lambda sheet: sheet.name)
def paper(
    request: pytest.FixtureRequest, demonstration: Demonstration, browser: Browser, tmp_path: Path
) -> Printed:
    return printed(request.param, demonstration.folder, browser, tmp_path)


def test_a_printed_paper_is_numbered_and_whole(paper: Printed) -> None:
    assert paper.numbers == [f"—{number}—" for number in range(1, len(paper.pages) + 1)]
    pages = [page.replace("\n", "") for page in paper.pages]
    torn = [row for row in paper.rows if not any(row in page for page in pages)]
    assert torn == []
    for heading in paper.headings:
        assert any(heading in page for page in pages)
    lonely = [page for page in paper.pages if page.rpartition("\n")[2] in paper.headings]
    assert lonely == []
    assert all(len(page) > 1 for page in pages)


def test_a_reminder_is_one_page(demonstration: Demonstration, browser: Browser, tmp_path: Path) -> None:
    paper = printed(Sheet("chase"), demonstration.folder, browser, tmp_path)
    assert len(paper.pages) == len(paper.headings) == 3
    for page, heading in zip(paper.pages, paper.headings, strict=True):
        assert heading in page.split("\n")
