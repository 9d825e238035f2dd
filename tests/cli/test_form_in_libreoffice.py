"""The form as a workbook in LibreOffice: protected and with its choices there; what it saves is read."""

from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import CHINESE, Runner
from tests.cli.test_form import ENDED, HISTORY, PARTS, SHARED
from tests.cli.test_form_workbook import FORM, STATUSES, fill
from tests.libreoffice import converted
from tests.small import small_plan

#: What LibreOffice may save a form as, of CSV with its separators, quotes and encodings.
SAVED: Final = (
    "xlsx:Calc MS Excel 2007 XML",
    "csv:Text - txt - csv (StarCalc):44,34,76",
    "csv:Text - txt - csv (StarCalc):59,34,85",
    "csv:Text - txt - csv (StarCalc):9,34,65535",
)


def change(page: Any) -> None:  # noqa: ANN401 - openpyxl's kinds of sheets are many
    page["H2"], page["I2"], page["J2"], page["O2"] = "进行中", 0.4, "完成招标，\n“二期”开工", 151
    page["I2"].number_format = "0%"
    page["A6"], page["J6"], page["M6"] = "T01.1", "-另一条", "闽质监〔2019〕12号；照片"


@pytest.mark.slow
def test_what_libreoffice_saves_of_a_form_is_recorded_alike(run: Runner, folder: Path) -> None:
    small_plan(folder, PARTS, SHARED, ENDED, *HISTORY)
    run(*FORM)
    fill(folder / "f.xlsx", change)
    wanted = run("record", "--from", "f.xlsx", "--dry-run", environ=CHINESE)
    assert wanted.out.count("about: T01") == 2
    for at, form in enumerate(SAVED):
        work = folder / str(at)
        work.mkdir()
        (saved,) = converted([folder / "f.xlsx"], form, work)
        assert run("record", "--from", str(saved), "--dry-run", environ=CHINESE) == wanted
        if saved.suffix == ".xlsx":
            page: Any = load_workbook(saved).active
            assert page.protection.sheet
            assert (page["B2"].protection.locked, page["J2"].protection.locked) == (True, False)
            rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
            assert rules["H2:H15"] == STATUSES
            assert page["H1"].comment.text == "从下拉列表中选一个。"
