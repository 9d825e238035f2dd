"""The board on terminals and in pipes, held to golden files.

With --update-golden the files under golden/ are written anew from what is drawn; look at the
difference before you keep it.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from rich.cells import cell_len

from qtrack.locale.message import Translator, msg
from qtrack.model.plan import Plan
from qtrack.pages.board.show import show_board
from qtrack.records.board import Board, board, by_unit, in_order
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.ui.labels import LIGHTS
from tests.conftest import ROOT, Demonstration
from tests.screens import plain, shown, widest_line
from tests.small import SECTION, TASK, day, head, plan_of, said, section, task

AS_OF: Final = date(2019, 6, 28)
PIPED: Final = 0
WIDTHS: Final = (80, 120, PIPED)
LANGUAGES: Final = ("zh", "en")
NAMES: Final = ("shipped", "demo", "units")


def load_plan(folder: Path) -> Plan:
    plan = load(FolderTree(folder)).plan
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def boards(demonstration: Demonstration) -> dict[str, Board]:
    folders = {"shipped": ROOT / "plan", "demo": demonstration.folder / "plan"}
    plans = {name: load_plan(folder) for name, folder in folders.items()}
    found = {name: board(assess(plan, AS_OF), Filters()) for name, plan in plans.items()}
    return found | {"units": by_unit(found["demo"], plans["demo"])}


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "LINES"):
        monkeypatch.delenv(name, raising=False)


def draw(page: Board, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Draw a board on a terminal of this width, or into a pipe, and return it with its colours."""
    monkeypatch.setenv("COLUMNS", str(width or 80))
    on = shown(language, terminal=width != PIPED)
    show_board(page, on.screen)
    return on.out.getvalue()


def test_status_is_drawn_as_the_golden_file_has_it(
    boards: dict[str, Board], monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden("pages/status.txt", plain(draw(boards["demo"], "zh", 80, monkeypatch)))


@pytest.mark.parametrize("width", [40, 80, 109, 110, 200])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_terminal_nor_ends_in_blanks(
    boards: dict[str, Board], name: str, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw(boards[name], language, width, monkeypatch)
    assert widest_line(drawn) <= width
    assert not [line for line in plain(drawn).split("\n") if line.endswith(" ")]


@pytest.mark.parametrize(("language", "width"), list(product(LANGUAGES, WIDTHS)))
def test_every_task_shows_its_title_its_light_and_its_first_reason(
    boards: dict[str, Board], language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = boards["demo"]
    translator = Translator(language)
    rows = rows_of(plain(draw(page, language, width, monkeypatch)))
    assert set(rows) == {each.id for each in page.tasks}
    for task_ in page.tasks:
        row = rows[task_.id]
        assert row.split()[1] == translator.say(LIGHTS[task_.light])
        assert holds(row, task_.title)
        first = task_.reasons[0]
        whole = first.brief or first.message
        unsaid = width != PIPED and first.brief is None and first.code == "far-behind"
        assert holds(row, translator.say(msg("no share reported") if unsaid else whole))


def rows_of(drawn: str) -> dict[str, str]:
    """Return the lines of each task: the one with its id and those below it."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in drawn.split("\n"):
        start = re.match(r"T\d\d ", line)
        if start:
            current = found.setdefault(start[0].strip(), [])
        elif not line.startswith("  "):
            current = []
        current.append(line)
    return {identifier: "\n".join(lines) for identifier, lines in found.items()}


def holds(row: str, text: str) -> bool:
    """Tell whether a text stands in a row, its signs in order, though columns may cut it into lines."""
    signs = iter(re.sub(r"\s", "", row))
    return all(sign in signs for sign in re.sub(r"\s", "", text))


def test_lights_are_coloured_on_a_terminal_and_plain_in_a_pipe(
    boards: dict[str, Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured = draw(boards["demo"], "zh", 80, monkeypatch)
    assert re.search(r"\x1b\[1;37;41m红\x1b\[0m", coloured)
    assert re.search(r"\x1b\[30;43m黄\x1b\[0m", coloured)
    assert "\x1b" not in draw(boards["demo"], "zh", PIPED, monkeypatch)


def test_columns_begin_at_the_same_place_in_every_section(
    boards: dict[str, Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = plain(draw(boards["shipped"], "zh", PIPED, monkeypatch)).split("\n")
    places = {
        cell_len(line[: line.index("未报进度")])
        for line in drawn
        if line.startswith("T") and " 未报进度" in line
    }
    assert len(places) == 1


SUMMARY = "质量提升工作方案  as of 2019-02-19\n"


def drawn_small(
    *files: dict[str, str], on: int = 50, filters: Filters | None = None, known: date | None = None
) -> str:
    on_screen = shown()
    show_board(board(assess(plan_of(*files), day(on), known), filters or Filters()), on_screen.screen)
    return on_screen.text


def test_a_terminal_says_no_figure_twice_and_a_pipe_says_what_it_always_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = board(assess(plan_of(task("", "T02"), said(40, "percent: 20\n")), day(90)), Filters())
    piped = draw(page, "en", PIPED, monkeypatch)
    assert "no share reported, which counts as 0% where 90% is due; never reported, 89 days since" in piped
    for width in (80, 120):
        drawn = plain(draw(page, "en", width, monkeypatch))
        assert holds(drawn, "no share reported; never reported, 89 days since the start")
        assert "where" not in drawn
        assert drawn.count("90%") == 2
        assert drawn.count("20%") == 1


def test_in_another_order_the_tasks_of_all_sections_stand_in_one_list() -> None:
    standing = assess(plan_of(task("", "T02"), said(40, "percent: 20\n", about="T02")), day(50))
    on_screen = shown()
    show_board(in_order(board(standing, Filters()), TaskOrder.SEVERITY, standing.rule), on_screen.screen)
    assert on_screen.text == (
        "质量提升工作方案  as of 2019-02-19\n"
        "2 tasks  red 0  yellow 1  green 0  blue 0  unrated 1\n"
        "\n"
        "id  light   task             why               share   pace lead   due        last\n"
        "T02 yellow  健全量传溯源体系 30 points behind    20%    50% 计量处 ongoing    2019-02-09\n"
        "T01 unrated 健全量传溯源体系 no entries yet        -    50% 计量处 ongoing    -\n"
    )


def test_a_small_board_whole() -> None:
    drawn = drawn_small(task("due: 2019-04-10\n"), said(40, "percent: 30\n"), head("short: 小方案\n"))
    assert drawn == (
        "小方案  as of 2019-02-19\n"
        "1 task  red 0  yellow 1  green 0  blue 0  unrated 0\n"
        "\n"
        "yellow S1 一、夯实质量基础  yellow 1\n"
        "id  light   task             why               share   pace lead   due        last\n"
        "T01 yellow  健全量传溯源体系 20 points behind    30%    50% 计量处 2019-04-10 2019-02-09\n"
    )


def test_the_head_says_what_was_known_and_who_is_silent() -> None:
    drawn = drawn_small(
        head("reporting: {every: month, by_day: 15}\n"), said(10, "percent: 80"), on=90, known=day(60)
    )
    assert drawn.split("\n")[:2] == [
        "质量提升工作方案  as of 2019-03-31, as known on 2019-03-01",
        "1 task  red 0  yellow 1  green 0  blue 0  unrated 0  not reported in time 1",
    ]


def test_a_board_without_entries_tells_how_to_make_one() -> None:
    assert "No progress has been recorded yet; “qtrack record” makes the first entry.\n" in drawn_small()


def test_text_of_the_plan_is_never_read_as_markup_and_holds_no_codes() -> None:
    whole = TASK.replace("健全量传溯源体系", '"[red]a\\e[31mb\\x9bc[/red]"')
    assert "[red]a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c[/red]" in drawn_small(
        {"tasks/T01.yaml": whole}
    )


def test_a_filter_that_nothing_passes_says_so() -> None:
    drawn = drawn_small(said(40, "percent: 40\n"), filters=Filters(unit="office"))
    assert (
        drawn == SUMMARY + "0 tasks  red 0  yellow 0  green 0  blue 0  unrated 0\n"
        "No task passes the filters; none is left after --unit 办公室.\n"
    )


def test_a_chapter_stands_above_the_first_of_its_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [section("chapter: 第二章 措施"), {"tasks/T01.yaml": TASK}]
    for at, chapter in ((2, "第二章 措施"), (3, "第三章 保障")):
        own = SECTION.replace("S1", f"S{at}").replace("M01", f"M0{at}") + f"chapter: {chapter}\n"
        files += [{f"sections/S{at}.yaml": own}]
        files += [{f"tasks/T0{at}.yaml": TASK.replace("T01", f"T0{at}").replace("M01", f"M0{at}")}]
    page = board(assess(plan_of(*files), day(10)), Filters())
    drawn = plain(draw(page, "zh", 80, monkeypatch)).split("\n")
    heads = [line for line in drawn if line.startswith(("第", "未评 S"))]
    assert heads == [
        "第二章 措施",
        "未评 S1 一、夯实质量基础  未评 1",
        "未评 S2 一、夯实质量基础  未评 1",
        "第三章 保障",
        "未评 S3 一、夯实质量基础  未评 1",
    ]
