"""Pages that are one list, on terminals, in pipes and in files; those of the demo held to golden files.

With --update-golden the files under golden/ are written anew from what is drawn; look at the
difference before you keep it.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Final

import pytest

from qtrack.locale.message import Translator, msg
from qtrack.pages.board.show import BOARD
from qtrack.pages.chase import CHASE
from qtrack.pages.due import DUE
from qtrack.pages.find.show import FOUND
from qtrack.pages.find.view import find
from qtrack.pages.indicators.show import INDICATORS
from qtrack.pages.indicators.view import indicators
from qtrack.pages.units import UNIT_LIST, UNITS
from qtrack.records.board import board
from qtrack.records.chase import chase
from qtrack.records.due import due
from qtrack.records.selection.filters import Filters
from qtrack.records.units import unit_list, units
from qtrack.standing.assess import PlanStanding, assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.ui.listing import Listing, sheet_csv, sheet_of
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, Place, rows_drawn
from tests.conftest import Demonstration
from tests.screens import colours, plain, shown, widest_line

AS_OF: Final = date(2019, 6, 28)
PIPED: Final = 0
ALL: Final = Filters()
LEAD: Final = "standardization"

Print = Callable[[PlanStanding, str, Screen], None]

PAGES: Final[dict[str, Print]] = {
    "status": lambda standing, form, screen: BOARD[form](board(standing, ALL), screen),
    "units": lambda standing, form, screen: UNITS[form](units(standing, ALL), screen),
    "unit-list": lambda standing, form, screen: UNIT_LIST[form](unit_list(standing, LEAD, ALL), screen),
    "due": lambda standing, form, screen: DUE[form](due(standing, ALL, 200), screen),
    "indicators": lambda standing, form, screen: INDICATORS[form](indicators(standing, ALL), screen),
    "find": lambda standing, form, screen: FOUND[form](find(standing, "能力", ALL), screen),
    "chase": lambda standing, form, screen: CHASE[form](chase(standing, ALL), screen),
}
DRAWN: Final = [name for name in PAGES if name != "status"]
LANGUAGES: Final = ("zh", "en")


@pytest.fixture(scope="module")
def standing(demonstration: Demonstration) -> PlanStanding:
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    return assess(plan, AS_OF)


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "LINES"):
        monkeypatch.delenv(name, raising=False)


def draw(name: str, standing: PlanStanding, language: str, width: int, patch: pytest.MonkeyPatch) -> str:
    """Draw a page on a terminal of this width, or into a pipe, and return it with its colours."""
    patch.setenv("COLUMNS", str(width or 80))
    on = shown(language, terminal=width != PIPED)
    PAGES[name](standing, "table", on.screen)
    return on.out.getvalue()


def printed(name: str, form: str, standing: PlanStanding, language: str) -> str:
    on = shown(language)
    PAGES[name](standing, form, on.screen)
    return on.out.getvalue()


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_is_drawn_as_the_golden_file_has_it(
    standing: PlanStanding, name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden(f"pages/{name}.txt", plain(draw(name, standing, "zh", 80, monkeypatch)))


@pytest.mark.parametrize("name", PAGES)
def test_it_has_the_colours_that_the_golden_file_has(
    standing: PlanStanding, name: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden(f"pages/{name}-colours.txt", colours(draw(name, standing, "zh", 80, monkeypatch)))


@pytest.mark.parametrize(("name", "language", "width"), list(product(DRAWN, LANGUAGES, (80, 109, 110, 200))))
def test_no_line_is_wider_than_the_terminal_nor_ends_in_blanks(
    standing: PlanStanding, name: str, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(name, standing, language, width, monkeypatch)
    assert widest_line(drawn) <= width
    assert not [line for line in plain(drawn).split("\n") if line.endswith(" ")]


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_lost_on_a_narrow_terminal(
    standing: PlanStanding, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same signs stand on every terminal as in a pipe, but for the heads of columns.

    The pace beside a share that nobody told stands in its column alone.
    """
    piped = draw(name, standing, "zh", PIPED, monkeypatch)
    if name == "unit-list":
        piped = piped.replace("，按 0% 计，应达 33%", "")
    assert "\x1b" not in piped
    wanted = signs(piped)
    narrow = signs(plain(draw(name, standing, "zh", 80, monkeypatch)))
    assert {
        sign: wanted[sign] - narrow.get(sign, 0) for sign in wanted if wanted[sign] > narrow.get(sign, 0)
    } == dict.fromkeys(HEADS.get(name, ""), 1)


#: Heads of the columns that stand below their rows on a narrow terminal.
HEADS: Final = {"unit-list": "关注原因", "indicators": "走势预计", "chase": "原因上次催办"}


def signs(drawn: str) -> dict[str, int]:
    """Count the signs of a page that are no blanks."""
    return {sign: drawn.count(sign) for sign in set(re.sub(r"\s", "", drawn))}


@pytest.mark.parametrize(("name", "language"), list(product(PAGES, LANGUAGES)))
def test_csv_has_its_mark_and_one_width(standing: PlanStanding, name: str, language: str) -> None:
    text = printed(name, "csv", standing, language)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])
    formula = re.compile(r"[=@]|[+-](?!\d+(\.\d+)?%?$)")  # a figure with a sign is none
    assert not [cell for row in rows for cell in row if formula.match(cell)]


@pytest.mark.parametrize(("name", "language"), list(product(PAGES, LANGUAGES)))
def test_markdown_is_a_heading_and_a_table(standing: PlanStanding, name: str, language: str) -> None:
    lines = printed(name, "markdown", standing, language).split("\n")
    assert lines[0].startswith("# 质量强省工作方案")
    table = [line for line in lines if line.startswith("|")]
    assert table[1].replace("| --- ", "").strip("|") == ""
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1


def test_every_place_of_a_text_is_marked(standing: PlanStanding, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = draw("find", standing, "zh", 80, monkeypatch)
    hits = [span for hit in find(standing, "能力", ALL).hits for span in hit.spans]
    assert len(re.findall(r"\x1b\[1;7m能力\x1b\[0m|\x1b\[1;7m能\x1b\[0m", drawn)) == len(hits)
    assert "\x1b" not in draw("find", standing, "zh", PIPED, monkeypatch)


def columns(place: Place = Place.ROOM) -> tuple[Column[str], ...]:
    return (
        Column(msg("id"), lambda row: row[:1]),
        Column(msg("title"), lambda row: row, flexible=True),
        Column(msg("why"), lambda row: f"{row} {row}", flexible=True, place=place),
    )


def drawn_rows(width: int, place: Place = Place.ROOM) -> str:
    on = shown()
    on.screen.show(rows_drawn(columns(place), ["甲乙丙丁", "[b]"], on.screen.translator, width))
    return on.text


def test_a_column_without_room_stands_below_its_row() -> None:
    assert drawn_rows(110) == "id title    why\n甲 甲乙丙丁 甲乙丙丁 甲乙丙丁\n[  [b]      [b] [b]\n"
    assert drawn_rows(80) == "id title\n甲 甲乙丙丁\n   甲乙丙丁 甲乙丙丁\n[  [b]\n   [b] [b]\n"
    assert drawn_rows(110, Place.FILE) == "id title\n甲 甲乙丙丁\n[  [b]\n"


def test_where_not_even_the_figures_fit_nothing_is_lost() -> None:
    """The id, its title and the blank between them take 11 columns."""
    assert drawn_rows(11) == "id title\n甲 甲乙丙丁\n   甲乙丙丁\n   甲乙丙丁\n[  [b]\n   [b] [b]\n"
    assert drawn_rows(10) == ("甲 甲乙\n  丙丁\n  why 甲乙\n  丙丁 甲\n  乙丙丁\n[ [b]\n  why [b]\n  [b]\n")


@pytest.mark.parametrize("name", DRAWN)
def test_a_line_fits_the_narrowest_terminal(
    standing: PlanStanding, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(name, standing, "zh", 40, monkeypatch)
    assert widest_line(drawn) <= 40
    assert "…" not in plain(drawn)


def test_no_cell_is_a_formula_and_what_is_nothing_is_empty() -> None:
    one = (Column[str](msg("title"), lambda row: row), Column[str](msg("id"), lambda row: row))
    sheet = sheet_of(Listing(("",), (), one, ["=1+1", "-"]), Translator("en"))
    assert sheet_csv(sheet) == "\ufefftitle,id\r\n'=1+1,'=1+1\r\n,\r\n"
