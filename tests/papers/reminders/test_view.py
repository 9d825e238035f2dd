"""A sheet of reminder in words."""

from qtrack.papers.engine.paper import ReportContext
from qtrack.papers.reminders.view import asked, chase_paper
from tests.small import Files, day, english, plan_of, said, task

REMINDED = said(
    45,
    "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-02-20}\n",
    unit="office",
    tag="000009",
)


def limits(*files: Files, on: int = 50) -> list[str]:
    """Return the lines of the original time limit of the one sheet."""
    page = chase_paper(ReportContext(plan_of(REMINDED, *files), day(on)))
    (sheet,) = page.sheets
    (lines,) = [lines for label, lines in asked(sheet, page) if english(label) == "Original time limit"]
    return [line if isinstance(line, str) else english(line) for line in lines]


def test_the_time_limit_is_that_of_the_plan_with_the_day_of_each_time_that_has_passed() -> None:
    assert limits() == ["ongoing"]
    assert limits(task("due: 2019-03-01\n")) == ["by 1 March 2019"]
    monthly = task(
        "due: 2019-04-10\n"
        "deliverables:\n"
        "  - {id: T01.1, title: 甲, due: 2019-02-01}\n"
        "  - {id: T01.2, title: 调度, every: month}\n"
    )
    assert limits(monthly) == [
        "by 10 April 2019",
        "T01.1: by 1 February 2019",
        "T01.2: every month",
        "T01.2 (2019-01): 31 January 2019",
    ]
    done = said(40, "status: done\nperiod: 2019-01\n", about="T01.2")
    assert limits(monthly, done)[3:] == []


def test_a_milestone_that_has_passed_has_its_day() -> None:
    interim = task(
        "indicators:\n"
        "  - {id: labs, name: 实验室, unit: 家, target: 40, kind: reach, due: 2019-04-10,"
        " milestones: [{date: 2019-01-20, target: 10}, {date: 2019-03-10, target: 20}]}\n"
    )
    assert limits(interim)[-1] == "实验室: 20 January 2019"
    assert limits(interim, said(10, "actuals: {labs: 10}\n"))[-1] != "实验室: 20 January 2019"
