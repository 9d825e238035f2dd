"""Signs of ambiguous width within titles and entries: columns stand where they stand without them.

Widths are counted here by Python's own tables, as terminals do: ambiguous signs take one column.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

import pytest

from qtrack.pages.board.show import show_board
from qtrack.pages.due import DUE
from qtrack.pages.find.show import FOUND
from qtrack.pages.find.view import find
from qtrack.pages.history.show import HISTORY
from qtrack.pages.history.view import history
from qtrack.pages.indicators.show import INDICATORS
from qtrack.pages.indicators.view import indicators
from qtrack.pages.task import show_task
from qtrack.pages.units import UNITS as UNITS_PAGE
from qtrack.pages.units import show_unit_list
from qtrack.records.board import board
from qtrack.records.due import due
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Then
from qtrack.records.task import task_page
from qtrack.records.units import unit_list, units
from qtrack.standing.assess import PlanStanding, assess
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fold
from tests.screens import plain, shown
from tests.small import UNITS, day, plan_of, said, task

SIGNS: Final = "①…—×·“”°±→★√§Ωαж"
ALL: Final = Filters()
PARTS: Final = """\
due: 2019-04-05
deliverables:
  - {id: T01.1, title: TITLE, due: 2019-03-01}
  - {id: T01.2, title: TITLE, every: year}
indicators:
  - {id: standards, name: TITLE, unit: 项, target: 200, kind: reach, due: 2019-03-22}
"""


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def standing(title: str) -> PlanStanding:
    """Return a plan with this title wherever a text stands; T02 is plain, to compare with."""
    own = {
        "tasks/T01.yaml": task(PARTS)["tasks/T01.yaml"]
        .replace("健全量传溯源体系", "TITLE")
        .replace("TITLE", title)
    }
    told = said(20, f"percent: 20\nsummary: {title}\nproblems: {title}\nactuals: {{standards: 20}}\n")
    names = {"units.yaml": UNITS.replace("short: 省计量院", f"short: {title[:6]}")}
    plan = plan_of(own, task("", "T02"), told, said(20, about="T02", tag="000002"), names)
    return assess(plan, day(70))


DRAWN: Final[dict[str, Callable[[PlanStanding, Screen], None]]] = {
    "status": lambda page, screen: show_board(board(page, ALL), screen),
    "since": lambda page, screen: show_board(board(page, ALL, Then(day(15))), screen),
    "units": lambda page, screen: UNITS_PAGE["table"](units(page, ALL), screen),
    "unit-list": lambda page, screen: show_unit_list(unit_list(page, "metrology", ALL), screen),
    "due": lambda page, screen: DUE["table"](due(page, ALL, 200), screen),
    "indicators": lambda page, screen: INDICATORS["table"](indicators(page, ALL), screen),
    "find": lambda page, screen: FOUND["table"](find(page, "标", ALL), screen),
    "show": lambda page, screen: show_task(task_page(page, page.tasks[0]), screen),
    "history": lambda page, screen: HISTORY["table"](history(page.plan, page.as_of), screen),
}


def draw(name: str, title: str, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    on = shown("zh", terminal=True)
    DRAWN[name](standing(title), on.screen)
    return plain(on.out.getvalue()).split("\n")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", DRAWN)
def test_no_line_is_wider_than_the_terminal(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in (f"标{SIGNS}准", f"标{SIGNS * 4}准", "标准" + "“建标”…" * 12):
        assert max(map(columns, draw(name, title, width, monkeypatch))) <= width


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", DRAWN)
def test_columns_stand_where_they_stand_for_letters(
    name: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page with as many letters in the place of the signs has every other word in its place."""
    odd = draw(name, f"标{SIGNS}准", width, monkeypatch)
    even = draw(name, f"标{'x' * len(SIGNS)}准", width, monkeypatch)
    if name != "unit-list":  # of which texts fold at other places, since signs are words of their own
        assert len(odd) == len(even)
    for line, model in zip(odd, even, strict=False):
        if any(sign in line for sign in SIGNS) and len(line) == len(model):
            assert places(line) == places(model)


def places(line: str) -> list[tuple[int, str]]:
    """Return the words of a line that have none of the signs, each with the column it begins at."""
    words = re.finditer(r"\S+", line)
    plain_words = re.compile(r"[\w%.+-]+")
    other = set(SIGNS) | set("x标准")
    return [
        (columns(line[: each.start()]), each[0])
        for each in words
        if plain_words.fullmatch(each[0]) and not set(each[0]) & other
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_takes_one_column_when_text_is_folded(sign: str) -> None:
    assert fold(sign * 3 + "标", 5) == [sign * 3 + "标"]
    assert max(columns(line) for line in fold(("标" + sign) * 9, 10)) <= 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_end_at_one_column_in_every_row(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    on = shown(language, terminal=True)
    show_board(board(standing(f"标{SIGNS}准"), ALL), on.screen)
    rows = [line for line in plain(on.out.getvalue()).split("\n") if re.match(r"T0\d ", line)]
    assert len(rows) == 2
    assert len({columns(row[: row.index("计量处")]) for row in rows}) == 1
