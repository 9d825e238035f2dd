"""The same page by both writers, the plain one and that of Rich: the same text; and who imports Rich."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from qtrack.pages.audit.show import show_audit
from qtrack.pages.audit.view import Audit
from qtrack.pages.board.show import show_board
from qtrack.pages.chase import CHASE
from qtrack.pages.due import DUE
from qtrack.pages.find.show import FOUND
from qtrack.pages.find.view import find
from qtrack.pages.history.show import HISTORY
from qtrack.pages.history.view import history
from qtrack.pages.indicators.show import INDICATORS
from qtrack.pages.indicators.view import indicators
from qtrack.pages.matrix.show import MATRIX
from qtrack.pages.matrix.view import matrix
from qtrack.pages.task import show_task
from qtrack.pages.units import UNIT_LIST, UNITS
from qtrack.records.board import board
from qtrack.records.chase import chase
from qtrack.records.due import due
from qtrack.records.selection.filters import Filters
from qtrack.records.since.light_changes import Then
from qtrack.records.task import task_page
from qtrack.records.units import unit_list, units
from qtrack.standing.assess import PlanStanding, assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from qtrack.ui.screen import UNLIMITED, Screen
from tests.conftest import Demonstration
from tests.screens import plain, shown
from tests.small import day

ALL: Final = Filters()


@pytest.fixture(scope="module")
def standing(demonstration: Demonstration) -> PlanStanding:
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    return assess(plan, day(178))


def draw_all(standing: PlanStanding, screen: Screen) -> None:
    """Draw every kind of page."""
    show_board(board(standing, ALL), screen)
    show_board(board(standing, ALL, Then(day(120))), screen)
    UNITS["table"](units(standing, ALL), screen)
    UNIT_LIST["table"](unit_list(standing, "standardization", ALL), screen)
    DUE["table"](due(standing, ALL, 200), screen)
    CHASE["table"](chase(standing, ALL), screen)
    INDICATORS["table"](indicators(standing, ALL), screen)
    FOUND["table"](find(standing, "能力", ALL), screen)
    MATRIX["table"](matrix(standing, "bureaus", ALL), screen)
    HISTORY["table"](history(standing.plan, standing.as_of), screen)
    for held in standing.everything:
        show_task(task_page(standing, held), screen)
    show_audit(Audit((), 3, 4), screen)


@pytest.mark.parametrize("width", [40, 80, 120, UNLIMITED])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_writers_write_the_same_text(
    standing: PlanStanding, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screen, "width", width)
    coloured, piped = shown(language, environ={"FORCE_COLOR": "1"}), shown(language)
    draw_all(standing, coloured.screen)
    draw_all(standing, piped.screen)
    assert "\x1b" in coloured.out.getvalue()
    assert piped.out.getvalue() == plain(coloured.out.getvalue())


#: Each prints into a pipe.
COMMANDS: Final = (
    "status", "show T04", "units", "due", "chase", "matrix", "find 计量", "history", "indicators", "validate",
    "diff", "audit", "changes", "help lights", "explain", "status --help", "--help", "status --format json",
    "report weekly", "show T04 --plan-history",
)  # fmt: skip


def test_no_command_imports_rich_for_a_pipe(demonstration: Demonstration) -> None:
    for command in COMMANDS:
        assert "rich" not in imported(demonstration.folder, command, {}), command
    assert "rich" in imported(demonstration.folder, "status", {"FORCE_COLOR": "1"})


def imported(folder: Path, command: str, environ: dict[str, str]) -> set[str]:
    """Return the packages that a command imports."""
    code = (
        "import sys; from qtrack.cli.main import main; from pathlib import Path\n"
        f"code = main({command.split()!r}, {environ!r}, Path({str(folder)!r}))\n"
        "print('\\nIMPORTED', *{name.partition('.')[0] for name in sys.modules}, sep=' ')\n"
        "sys.exit(code == 3)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.rpartition("IMPORTED")[2].split())
