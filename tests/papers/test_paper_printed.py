"""Papers on A4, printed by a real browser and read back: every page numbered, nothing lost or torn apart."""

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from qtrack.cli.main import main
from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import PAPERS, render_paper
from tests.conftest import Demonstration
from tests.papers.browser import Watched
from tests.papers.crowded import crowded_plan
from tests.papers.papers import (
    LAST_DAY,
    SHEETS,
    Sheet,
    demo_html,
    empty_plan,
    endless_plan,
    hostile_plan,
    long_titled_plan,
)
from tests.papers.printed import Printed, absent, bare, broken, headless, orphans, printed, unnumbered

pytestmark = pytest.mark.slow

#: A4 in points, standing.
SHORT, LONG = 595, 842

#: The papers that lie on their side, and the width of their sheet between the margins, in pixels.
LYING: Final = {"ledger": 971, "assignments": 926}
STANDING: Final = 589

#: So many lines may stay free where a heading would stand last, and at the end of the second sheet.
MORE_THAN_A_LINE: Final = 2.5
A_FEW: Final = 3
TWO_MATTERS: Final = 8

IN_ENGLISH: Final = {"weekly", "brief", "ledger"}
SHOWN: Final = [(sheet, "zh") for sheet in SHEETS] + [
    (each, "en") for each in SHEETS if each.name in IN_ENGLISH
]

_kept: Final = cache(lambda made: made())

Pages = Callable[[Sheet, str], Path]


@pytest.fixture(scope="module")
def page(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return what makes a paper of the demonstration as a page, each once."""
    folder = tmp_path_factory.mktemp("printed")

    def make(sheet: Sheet, language: str) -> Path:
        file = folder / f"{sheet.name}-{language}.html"
        if not file.exists():
            demo_html(sheet, demonstration.folder, language, file)
        return file

    return make


@pytest.mark.parametrize(("sheet", "language"), SHOWN, ids=lambda each: getattr(each, "name", each))
def test_a_printed_paper_is_numbered_and_whole(
    sheet: Sheet, language: str, browser: Browser, page: Pages
) -> None:
    with Watched(browser, page(sheet, language), width=LYING.get(sheet.name, STANDING)) as opened:
        opened.page.emulate_media(media="print")
        assert opened.overflow == 0
        paper = printed(opened)
    if sheet.name == "chase":  # each is sent by itself
        assert re.findall(r"—(\d+)—", "".join(paper.sheets)) == ["1"] * len(paper.sheets)
    else:
        assert unnumbered(paper) == []
    assert bare(paper) == []
    assert absent(paper) == []
    assert broken(paper) == []
    assert headless(paper) == []
    assert orphans(paper) == []
    assert set(paper.sizes) == {(LONG, SHORT) if sheet.name in LYING else (SHORT, LONG)}
    if sheet.name in LYING:
        every = r"T\d\d" if sheet.name == "ledger" else r"第(\d+)项"
        tasks = {int(found.removeprefix("T")) for found in re.findall(every, "".join(paper.sheets))}
        assert tasks == set(range(1, 33))
        assert sum(each.kind == "heads" for each in paper.pieces) == 1
        assert len(paper.sheets) > 5
    if sheet.name == "brief":
        assert len(paper.sheets) == 1
    if sheet.name == "chase":
        sheets = [each.first for each in paper.pieces if each.kind == "h2"]
        assert sheets == list(range(len(paper.sheets)))


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("@page :left { @bottom-left { content: none } }", unnumbered),
        ("@page :right { @bottom-right { content: '— 1 —' } }", unnumbered),
        ("footer { height: 400mm; break-inside: auto !important }", bare),
        ("h2 { visibility: hidden }", absent),
        ("tr { break-inside: auto !important } td { line-height: 3 }", broken),
        ("thead { display: table-row-group !important }", headless),
        ("h2 { break-after: page !important }", orphans),
        ("footer { break-before: page !important }", orphans),
    ],
)
def test_a_paper_that_prints_badly_is_caught(
    style: str, fault: Callable[[Printed], list[object]], browser: Browser, page: Pages
) -> None:
    with Watched(browser, page(Sheet("unit", "metrology"), "zh")) as opened:
        assert fault(printed(opened, style)) != []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "plan", "most"),
    [
        ("brief", crowded_plan, 1),
        ("brief", endless_plan, 1),
        ("brief", hostile_plan, 1),
        ("brief", empty_plan, 1),
        ("weekly", crowded_plan, 2),
        ("weekly", long_titled_plan, 2),
        ("brief", long_titled_plan, 1),
        ("weekly", endless_plan, 2),
        ("weekly", empty_plan, 2),
        ("monthly", crowded_plan, 2),
        ("quarterly", crowded_plan, 2),
        ("annual", crowded_plan, 2),
    ],
)
def test_the_first_pages_hold_what_they_are_to_of_any_plan(
    name: str, plan: Callable[[], Plan], most: int, language: str, *, browser: Browser, tmp_path: Path
) -> None:
    made = PAPERS[name]
    assert made.period
    period = Period.containing(made.period, LAST_DAY)
    page = made.page(
        ReportContext(_kept(plan), LAST_DAY, period=period, annexes=frozenset(), language=language)
    )
    file = tmp_path / "front.html"
    file.write_text(render_paper(name, page, PaperForm.HTML, Translator(language)), encoding="utf-8")
    with Watched(browser, file) as opened:
        paper = printed(opened)
    assert len(paper.sheets) <= most
    assert absent(paper) == []
    assert orphans(paper) == []
    if len(paper.sheets) > 1 and language == "zh":  # page one is full, page two not half empty
        assert paper.free[0] < MORE_THAN_A_LINE
        assert plan is not crowded_plan or paper.free[1] < TWO_MATTERS


@pytest.mark.parametrize("period", ["2019-W25", "2019-W26"])
def test_the_weekly_fills_two_pages_and_its_annexes_begin_on_the_third(
    period: str, browser: Browser, demonstration: Demonstration, tmp_path: Path
) -> None:
    file = tmp_path / "weekly.html"
    with redirect_stdout(StringIO()):
        words = ["--lang", "zh", "report", "weekly", "--of", period, "--as-of", "2019-06-28"]
        assert main([*words, "--format", "html", "-o", str(file)], {}, demonstration.folder) == 0
    with Watched(browser, file) as opened:
        paper = printed(opened)
    assert paper.sheets[2].startswith("—3—附件1：")
    assert "附件1：" not in "".join(paper.sheets[:2])
    assert paper.free[0] < MORE_THAN_A_LINE
    assert paper.free[1] < A_FEW
    assert orphans(paper) == []
