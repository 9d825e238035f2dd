"""Every paper in a real browser: quiet, alone, as wide as its window, and readable by everybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from qtrack.model.plan import Plan
from qtrack.papers.registry import PAPERS
from tests.conftest import Demonstration
from tests.papers.browser import Watched
from tests.papers.papers import (
    ENDLESS,
    SHEETS,
    Sheet,
    demo_html,
    empty_plan,
    endless_plan,
    hostile_plan,
    html_of,
    told_plan,
)

pytestmark = pytest.mark.slow

#: Two phones, the widest screen with cards for tables, a tablet, a desk, a wall.
WIDTHS: Final = (320, 360, 735, 768, 1280, 2560)

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
#: The first paper of each template; the others are laid out by the same.
each_template = pytest.mark.parametrize(
    "sheet",
    list({PAPERS[sheet.name].template: sheet for sheet in reversed(SHEETS)}.values()),
    ids=lambda sheet: sheet.name,
)


def violations(opened: Watched) -> list[str]:
    """Return what axe finds wrong, a line each."""
    found = Axe().run(opened.page, options={"runOnly": list(RULES), "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html']}" for rule in found.response["violations"] for node in rule["nodes"]
    ]


def wider(opened: Watched) -> dict[int, int]:
    """Return the widths at which the page has to be scrolled sideways, and by how much."""
    found = {}
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 900})
        if overflow := opened.overflow:
            found[width] = overflow
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "paper.html"


def test_every_paper_is_looked_at() -> None:
    assert sorted({sheet.name for sheet in SHEETS}) == sorted(PAPERS)


@each_template
@pytest.mark.parametrize(("plan", "language"), [(told_plan, "en"), (empty_plan, "zh"), (hostile_plan, "zh")])
def test_a_paper_is_quiet_and_fits_any_screen(
    sheet: Sheet, plan: Callable[[], Plan], language: str, browser: Browser, file: Path
) -> None:
    file.write_text(html_of(sheet, plan(), language), encoding="utf-8")
    with Watched(browser, file) as opened:
        assert wider(opened) == {}
        assert opened.said == []
        assert opened.asked == [opened.address]


@each_sheet
def test_a_paper_of_a_whole_plan_is_quiet_and_fits_any_screen(
    sheet: Sheet, browser: Browser, file: Path, demonstration: Demonstration
) -> None:
    demo_html(sheet, demonstration.folder, "zh", file)
    with Watched(browser, file) as opened:
        assert wider(opened) == {}
        assert opened.said == []
        assert opened.asked == [opened.address]


@each_template
def test_hostile_texts_do_nothing_even_where_nothing_is_forbidden(
    sheet: Sheet, browser: Browser, file: Path
) -> None:
    file.write_text(html_of(sheet, hostile_plan(), "zh"), encoding="utf-8")
    with Watched(browser, file, lawless=True) as opened:
        assert opened.page.evaluate("window.__pwned") is None
        title = "<svg onload…" if sheet.name == "brief" else "window.__pwned=1"  # whose title is cut
        assert title in opened.page.inner_text("h1")
        assert opened.said == []
        assert opened.asked == [opened.address]


def test_the_policy_of_a_paper_forbids_what_escaping_would_let_through(browser: Browser, file: Path) -> None:
    text = html_of(SHEETS[0], told_plan(), "zh")
    smuggled = "<script>window.__pwned=1;alert(1)</script><img src='https://example.org/x.png'></main>"
    file.write_text(text.replace("</main>", smuggled), encoding="utf-8")
    with Watched(browser, file) as opened:
        assert opened.page.evaluate("window.__pwned") is None
        assert {each.split(":", 1)[0] for each in opened.said} == {"error"}


def test_a_page_that_does_something_is_caught(browser: Browser, file: Path) -> None:
    file.write_text(
        "<!DOCTYPE html><div style='width:5000px;color:#eee;background:#fff'>pale</div>"
        "<script>alert(1); console.warn('hear'); new Image().src = 'https://example.org/'; nowhere()"
        "</script>",
        encoding="utf-8",
    )
    with Watched(browser, file, lawless=True) as opened:
        opened.page.wait_for_load_state("networkidle")
        assert set(wider(opened)) == set(WIDTHS)
        assert opened.asked == [opened.address, "https://example.org/"]
        heard = {each.split(":")[0] for each in opened.said}
        assert heard == {"alert", "warning", "error"}
        assert {each.split(":")[0] for each in violations(opened)} >= {"color-contrast", "html-has-lang"}


@each_template
@pytest.mark.parametrize("shown", [("zh", "light", 1280), ("en", "dark", 360)])
def test_nobody_is_shut_out(sheet: Sheet, shown: tuple[str, str, int], browser: Browser, file: Path) -> None:
    language, scheme, width = shown
    file.write_text(html_of(sheet, told_plan(), language), encoding="utf-8")
    with Watched(browser, file, lawless=True, width=width) as opened:
        opened.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(opened) == []


def test_endless_texts_are_shown_whole(browser: Browser, file: Path) -> None:
    file.write_text(html_of(SHEETS[0], endless_plan(), "zh"), encoding="utf-8")
    with Watched(browser, file, width=360) as opened:
        assert opened.overflow == 0
        shown = opened.page.locator(".said").all_text_contents()
    assert len(ENDLESS) in map(len, shown)


def test_endless_texts_in_every_place_leave_the_layout_whole(browser: Browser, file: Path) -> None:
    file.write_text(html_of(SHEETS[0], hostile_plan(ENDLESS), "zh"), encoding="utf-8")
    with Watched(browser, file) as opened:
        for width in (1280, 360):
            opened.page.set_viewport_size({"width": width, "height": 900})
            assert opened.overflow == 0
