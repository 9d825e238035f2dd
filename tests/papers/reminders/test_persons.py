"""Persons on a reminder: who is in charge, who answers, whom to ask for."""

from qtrack.locale.message import Translator
from qtrack.papers.engine.paper import ReportContext
from qtrack.papers.reminders.view import asked, chase_paper
from tests.small import UNITS, Files, day, plan_of, said, task

EN = Translator("en")
CHASE = "{number: 2019-001, level: remind, unit: metrology, reply_by: 2019-02-12}"
ASKED = f"summary: 请报送\nby: 张三\nchases: {CHASE}\n"


def rows(*files: Files) -> dict[str, list[str]]:
    page = chase_paper(ReportContext(plan_of(*files, said(37, ASKED, unit="office", tag="00000c")), day(50)))
    (sheet,) = page.sheets
    return {EN.say(label): [EN.show(line) for line in lines] for label, lines in asked(sheet, page)}


def test_a_sheet_names_the_persons_of_the_task_and_the_contact_of_who_issued_it() -> None:
    contact = {"units.yaml": UNITS.replace("short: 办公室,", "short: 办公室, contact: 王五,")}
    found = rows(task("supervisor: 李局长\nperson: 赵六\n"), contact)
    assert found["Persons"] == ["supervisor: 李局长", "person: 赵六"]
    assert found["Contact"] == ["办公室, 王五"]


def test_without_any_the_sheet_is_as_before() -> None:
    found = rows()
    assert "Persons" not in found
    assert found["Contact"] == ["办公室, 张三"]
