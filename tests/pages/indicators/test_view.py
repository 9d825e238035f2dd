"""Every indicator with its values and its outlook."""

from decimal import Decimal

from qtrack.pages.indicators.view import Indicators, indicators
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.standing.projection import Outlook, Projection
from tests.small import Files, day, english, plan_of, said, section, task

OWN = """
indicators:
  - {id: rate, name: 合格率, unit: '%', target: 90, kind: hold, due: 2019-04-10}
"""
REACH = """
indicators:
  - {id: standards, name: 计量标准, unit: 项, baseline: 0, target: 200, kind: reach, due: 2019-04-10}
"""


def page(*files: Files, filters: Filters | None = None) -> Indicators:
    return indicators(assess(plan_of(*files), day(50)), filters or Filters())


def test_figures_of_one_indicator_by_hand() -> None:
    """20 more in 10 days from 100 leaves 80, which take 40 days: day 70 is in time."""
    found = page(
        task(REACH),
        said(20, "actuals: {standards: 100}\n"),
        said(30, "actuals: {standards: 120}\n"),
        said(60, "actuals: {standards: 999}\n"),
    )
    (row,) = found.indicators
    one = row.standing
    assert (one.actual, one.actual_date, one.progress, one.pace, one.gap) == (
        Decimal(120),
        day(30),
        Decimal("60.0"),
        Decimal("50.0"),
        Decimal("10.0"),
    )
    assert [each.value for each in row.values] == [100, 120]
    assert row.projection == Projection(Outlook.IN_TIME, day(70))
    assert (row.held.id, row.held.lead, row.held.lead_name) == ("T01", "metrology", "计量处")


def test_those_of_sections_come_before_those_of_tasks() -> None:
    found = page(section(OWN), task(REACH))
    assert [(each.held.id, each.standing.indicator.id) for each in found.indicators] == [
        ("S1", "rate"),
        ("T01", "standards"),
    ]
    goals = found.indicators[0]
    assert (goals.held.lead, goals.held.lead_name, goals.held.responsible) == (None, "", ())


def test_filters_mean_what_they_mean_elsewhere() -> None:
    found = page(section(OWN), task(REACH), filters=Filters(unit="metrology"))
    assert [each.held.id for each in found.indicators] == ["T01"]
    assert english(page().notes[-1]) == "There is no indicator."
    gone = page(task(REACH), filters=Filters(unit="office"))
    assert english(gone.notes[-1]) == "No task passes the filters; none is left after --unit 办公室."
