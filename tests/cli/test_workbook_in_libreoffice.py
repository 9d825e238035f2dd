"""`--format xlsx` opened by LibreOffice: what it sees are the figures and words of the CSV."""

import csv
import io
import re
from contextlib import redirect_stdout
from itertools import zip_longest
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import LATER
from tests.conftest import Demonstration
from tests.libreoffice import converted

PAGES: Final = {
    "status": ("status",),
    "units": ("units",),
    "unit": ("units", "标准化处"),
    "due": ("due", "--within", "1000d"),
    "indicators": ("indicators",),
    "history": ("history",),
    "ledger": ("report", "ledger"),
    "assignments": ("report", "assignments"),
    "tasks": ("report", "unit", "--unit", "标准化处"),
}

_MOMENT: Final = re.compile(r"(?<=^\d{4}-\d\d-\d\d \d\d:\d\d):00$")

#: Commas, quotes, UTF-8, and cells as they are shown.
FORM: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


def asked(demonstration: Demonstration, *arguments: str) -> str:
    told = io.StringIO()
    typed = [*arguments, *(["--as-of", "2019-06-28"] if arguments[0] != "history" else [])]
    with redirect_stdout(told):
        assert main(typed, {"QTRACK_LANG": "zh"}, demonstration.folder, LATER) == 0
    return told.getvalue()


def figure(cell: str) -> str:
    """Return a cell as both write it: a figure without zeros at its end, a moment without seconds."""
    cell = _MOMENT.sub("", cell)
    number = cell.removesuffix("%")
    try:
        return f"{float(number):g}{cell[len(number) :]}" if number[:1] in "+-0123456789" else cell
    except ValueError:
        return cell


@pytest.mark.slow
def test_libreoffice_sees_the_figures_of_the_csv(demonstration: Demonstration, tmp_path: Path) -> None:
    files = []
    for name, arguments in PAGES.items():
        files.append(tmp_path / f"{name}.xlsx")
        asked(demonstration, *arguments, "--format", "xlsx", "-o", str(files[-1]))
    for file, seen in zip(files, converted(files, FORM, tmp_path), strict=True):
        rows = list(csv.reader(io.StringIO(seen.read_text(encoding="utf-8"))))
        said = asked(demonstration, *PAGES[file.stem], "--format", "csv").removeprefix("\ufeff")
        heads, *wanted = csv.reader(io.StringIO(said))
        top = rows.index(heads)
        assert len(rows) - top - 1 == len(wanted) > 0
        for row, own in zip_longest(rows[top + 1 :], wanted):
            assert list(map(figure, row)) == list(map(figure, own)), file.stem
