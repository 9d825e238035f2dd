"""Interim targets and those of every year anew, by hand arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.standing.assess import Standing
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.projection import Outlook, Projection, points_of, project
from tests.small import english, plan_of, said, task
from tests.standing.one_task import figures, standing_of

# --- milestones: the small plan, 100 days -----------------------------------------------------------

#: On day 40 the value is to be 20 on a way of 100, on day 80 it is to be 50.
MILESTONES = """
indicators:
  - id: standards
    name: 计量标准
    unit: 项
    target: 200
    kind: reach
    due: 2019-04-10
    baseline: 100
    milestones: [{date: 2019-02-09, target: 120}, {date: 2019-03-21, target: 150}]
"""


def small(on: int, *values: tuple[int, str], keys: str = MILESTONES, name: str = "standards") -> Standing:
    return standing_of(plan_of(task(keys), *figures(*values, of=name)), on)


def red(found: Standing) -> list[str]:
    return [f"{each.code}: {english(each.message)}" for each in found.reasons if each.light == "red"]


@pytest.mark.parametrize(
    ("on", "pace"),
    [
        (0, "0"),
        (1, "0.5"),  # a fortieth of 20
        (20, "10"),
        (40, "20"),  # the day of the milestone itself
        (41, "20.8"),  # 20 and a fortieth (2.5%) of 30: 20.75
        (60, "35"),
        (80, "50"),
        (90, "75"),
        (100, "100"),
        (110, "100"),
    ],
)
def test_pace_goes_straight_from_milestone_to_milestone(on: int, pace: str) -> None:
    assert small(on).indicators[0].pace == Decimal(pace)


def test_a_milestone_is_in_time_on_its_day_and_missed_the_day_after() -> None:
    assert red(small(40, (30, "119"))) == []
    assert red(small(41, (30, "119"))) == [
        "milestone-missed: 计量标准: 120 项 by 2019-02-09 not reached, 1 day overdue"
    ]
    assert red(small(41, (30, "120"))) == []
    assert red(small(45, (30, "119"), (44, "120"))) == []
    assert [each.state for each in small(45, (30, "119"), (44, "120")).indicators[0].milestones] == [
        "late",
        "next",
    ]


def test_every_milestone_that_was_missed_is_said_until_the_target_itself_is_overdue() -> None:
    assert red(small(82))[:2] == [
        "milestone-missed: 计量标准: 120 项 by 2019-02-09 not reached, 42 days overdue",
        "milestone-missed: 计量标准: 150 项 by 2019-03-21 not reached, 2 days overdue",
    ]
    assert red(small(101, (30, "110")))[0] == "overdue: not done when the plan ended, 1 day ago"
    assert "milestone-missed" not in {each.code for each in small(101, (30, "110")).reasons}


# --- an indicator past its own deadline -------------------------------------------------------------

TO_50 = """
due: 2019-03-21
indicators: [{id: n, name: 建标数, unit: 项, target: 10, kind: reach, due: 2019-02-19}]
"""


def test_an_indicator_past_its_own_deadline_is_overdue() -> None:
    assert red(small(50, (49, "9"), keys=TO_50, name="n")) == []
    assert red(small(51, (49, "9"), keys=TO_50, name="n")) == ["part-overdue: 建标数 is 1 day overdue"]
    assert red(small(51, keys=TO_50)) == ["part-overdue: 建标数 is 1 day overdue"]
    assert red(small(60, (49, "9"), (52, "10"), keys=TO_50, name="n")) == []


def test_a_deadline_that_is_the_tasks_own_is_said_once() -> None:
    same = TO_50.replace("2019-02-19", "2019-03-21")
    assert red(small(81, (79, "9"), keys=same, name="n")) == ["overdue: 1 day overdue"]


# --- yearly targets ---------------------------------------------------------------------------------

YEARS = {
    "plan.yaml": """\
format: 2
title: 三年方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-09-30}
start: 2018-09-23
end: 2020-12-31
lights: {stale_days: 2000, due_soon_days: 0}
"""
}
YEARLY = (
    "indicators: [{id: n, name: 检测批次, unit: 批, target: 50, kind: reach, due: 2020-12-31, every: year}]"
)


def told(on: str, value: int, period: str = "") -> dict[str, str]:
    more = f"actuals: {{n: {value}}}\n" + (f"period: {period}\n" if period else "")
    return said(date.fromisoformat(on), more)


def yearly(as_of: str, *entries: dict[str, str]) -> Standing:
    return standing_of(plan_of(YEARS, task(YEARLY), *entries), date.fromisoformat(as_of))


def one(found: Standing) -> IndicatorStanding:
    return found.indicators[0]


@pytest.mark.parametrize(
    ("as_of", "year", "pace"),
    [
        ("2018-09-01", "2018", "0"),
        ("2018-10-02", "2018", "10"),  # 10 of the 100 days that the plan has in 2018
        ("2018-12-31", "2018", "100"),
        ("2019-01-01", "2019", "0.3"),
        ("2019-07-02", "2019", "50.1"),  # 183 of 365
        ("2020-12-31", "2020", "100"),
        ("2021-05-01", "2020", "100"),
    ],
)
def test_what_stands_is_the_year_that_runs(as_of: str, year: str, pace: str) -> None:
    found = one(yearly(as_of))
    assert found.year is not None
    assert (found.year.period, found.pace, found.progress) == (year, Decimal(pace), None)


def test_values_count_in_the_year_of_their_date_or_of_their_period() -> None:
    entries = (told("2018-12-01", 40), told("2019-01-05", 50, "2018"), told("2019-02-01", 5))
    assert [each.actual for each in one(yearly("2019-01-04", *entries)).years] == [40, None, None]
    found = one(yearly("2019-03-01", *entries))
    assert [(each.actual, each.state) for each in found.years] == [(50, "late"), (5, "due"), (None, "next")]
    assert (found.actual, found.actual_date, found.progress) == (
        Decimal(5),
        date(2019, 2, 1),
        Decimal(10),
    )


def test_a_year_without_a_value_counts_nothing_once_there_was_one() -> None:
    found = one(yearly("2019-04-01", told("2018-12-01", 50)))
    assert (found.actual, found.progress, found.gap) == (None, Decimal(0), Decimal("-24.9"))  # 91 of 365


def test_a_year_that_was_not_reached_stays_red_until_it_is_made_up_for() -> None:
    short = told("2018-12-01", 40)
    assert red(yearly("2018-12-31", short)) == []
    assert red(yearly("2019-01-01", short)) == ["target-missed: 检测批次: 2018 not reached: 40 批 of 50 批"]
    more = told("2019-02-01", 60)  # of 2019, and of no help to 2018
    assert red(yearly("2019-03-01", short, more)) == [
        "target-missed: 检测批次: 2018 not reached: 40 批 of 50 批"
    ]
    assert red(yearly("2019-03-01", short, more, told("2019-02-02", 51, "2018"))) == []


def test_a_year_of_which_nothing_was_said_was_not_reached() -> None:
    assert red(yearly("2020-01-01"))[:2] == [
        "target-missed: 检测批次: 2018 not reached: no value, the target is 50 批",
        "target-missed: 检测批次: 2019 not reached: no value, the target is 50 批",
    ]


def test_it_is_done_when_every_year_is() -> None:
    entries = [told("2018-12-01", 50), told("2019-12-01", 50), told("2020-06-01", 50)]
    assert yearly("2020-05-31", *entries).status is Status.IN_PROGRESS
    found = yearly("2020-06-01", *entries)
    assert (found.status, found.ended, one(found).reached) == (
        Status.DONE,
        date(2020, 6, 1),
        date(2020, 6, 1),
    )
    assert yearly("2021-01-01", *entries[:2]).light == "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # 10 days of 100 are gone: 5 are the rate that makes 50
        ("5", Projection(Outlook.IN_TIME, date(2018, 12, 31))),
        ("10", Projection(Outlook.IN_TIME, date(2018, 11, 11))),
        ("4", Projection(Outlook.SHORT)),
        ("0", Projection(Outlook.SHORT)),
        ("50", Projection(Outlook.REACHED, date(2018, 10, 2))),
    ],
)
def test_the_outlook_is_of_the_year_at_the_rate_of_the_year(value: str, expected: Projection) -> None:
    found = yearly("2018-10-20", told("2018-10-02", int(value)))
    assert project(one(found), points_of(one(found), found.entries), date(2018, 10, 20)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2018-11-11", Projection(Outlook.IN_TIME, date(2018, 11, 11))),
        ("2018-11-12", Projection(Outlook.PASSED)),
        ("2018-12-31", Projection(Outlook.PASSED)),
    ],
)
def test_a_day_of_the_year_that_is_over_is_no_projection(on: str, expected: Projection) -> None:
    found = yearly(on, told("2018-10-02", 10))
    assert project(one(found), points_of(one(found), found.entries), date.fromisoformat(on)) == expected


def test_a_last_year_that_is_over_was_not_reached_within_it() -> None:
    found = yearly("2021-01-01", told("2020-10-02", 10))
    assert project(one(found), points_of(one(found), found.entries), date(2021, 1, 1)) == Projection(
        Outlook.SHORT
    )


def test_the_outlook_of_a_new_year_knows_no_rate_yet() -> None:
    found = yearly("2019-01-20", told("2018-12-02", 60))
    values = points_of(one(found), found.entries)
    assert (values, project(one(found), values, date(2019, 1, 20))) == ((), Projection(Outlook.UNKNOWN))
