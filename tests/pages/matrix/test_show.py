"""The matrix of the demo, held to golden files on terminals, in both languages, and its files.

With --update-golden the golden files are written anew; look at the difference before you keep it.
"""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from qtrack.pages.matrix.show import MATRIX
from qtrack.pages.matrix.view import Matrix, matrix
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import Demonstration
from tests.screens import plain, printed, shown, widest_line


@pytest.fixture(scope="module")
def page(demonstration: Demonstration) -> Matrix:
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    return matrix(assess(plan, date(2019, 6, 28)), "city-county-bureaus", Filters())


@pytest.mark.parametrize(("language", "width"), list(product(("zh", "en"), (80, 120))))
def test_the_page_fits_the_terminal_and_is_drawn_as_the_golden_file_has_it(
    page: Matrix,
    language: str,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[str, str], None],
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "LINES"):
        monkeypatch.delenv(name, raising=False)
    on = shown(language, terminal=True)
    MATRIX["table"](page, on.screen)
    drawn = plain(on.out.getvalue())
    assert widest_line(drawn) <= width
    if (language, width) == ("zh", 80):
        golden("pages/matrix.txt", drawn)


def test_files_say_every_state_in_words(page: Matrix) -> None:
    lines = printed(MATRIX, page, "csv", "zh").splitlines()
    assert lines[0].startswith("\ufeff编号,任务,灯,福州,厦门,漳州")
    assert lines[0].endswith(",平潭,已报,未报")
    assert len(lines) == len(page.tasks) + 3
    assert next(line for line in lines if line.startswith("T14,")).count("已报 2019-") == 8
    assert "| T08 |" in printed(MATRIX, page, "markdown", "zh")
