"""How deliverables and indicators stand."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.model.indicator import Indicator, IndicatorKind
from qtrack.standing.pace import rounded
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.targets import attained
from tests.small import END, Files, day, plan_of, said, task
from tests.standing.one_task import standing_of


def indicator(
    target: str, baseline: str | None = None, kind: IndicatorKind = IndicatorKind.REACH
) -> Indicator:
    return Indicator(
        "n", "指标", "项", Decimal(target), kind, END, None if baseline is None else Decimal(baseline)
    )


@pytest.mark.parametrize(
    ("target", "baseline", "actual", "percent"),
    [
        ("2000", None, "1650", "82.5"),  # 1650 / 2000
        ("2000", "1500", "1650", "30"),  # 150 / 500
        ("2000", "0", "1650", "82.5"),
        ("2000", "1500", "1500", "0"),
        ("2000", "1500", "1400", "0"),  # below the baseline is not less than nothing
        ("2000", None, "2000", "100"),
        ("2000", None, "2600", "100"),  # beyond the target is not more than all
        ("3", None, "1", "33.3"),
        ("95", None, "0", "0"),
        ("2000", "2000", "2000", "100"),  # no way to go
        ("2000", "2000", "1999", "0"),
        ("0", None, "0", "100"),
        ("0.0000000000000001", None, "99999999999999999999", "100"),
        ("99999999999999999999", "0.1", "0.2", "0"),
    ],
)
def test_the_way_from_the_baseline_to_the_target(
    target: str, baseline: str | None, actual: str, percent: str
) -> None:
    assert rounded(attained(indicator(target, baseline), Decimal(actual))) == Decimal(percent)


def test_a_baseline_counts_for_nothing_where_a_value_is_to_be_held() -> None:
    assert attained(indicator("90", "80", IndicatorKind.HOLD), Decimal(45)) == Decimal(50)


TARGET = task(
    "indicators: [{id: n, name: 建标数, unit: 项, target: 200, baseline: 0, kind: reach, due: 2019-03-01}]"
)
HELD = task("indicators: [{id: n, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}]")
TWO = task("""
deliverables:
  - {id: T01.1, title: 建标, due: 2019-02-19}
  - {id: T01.2, title: 检定}
""")


def first_indicator(as_of: date, *files: Files) -> IndicatorStanding:
    standing = standing_of(plan_of(*files), as_of)
    return standing.indicators[0]


def first_part(as_of: date, *files: Files) -> DeliverableStanding:
    standing = standing_of(plan_of(*files), as_of)
    return standing.deliverables[0]


def test_an_indicator_without_a_value_has_a_pace_only() -> None:
    found = first_indicator(day(30), TARGET)
    # 2019-03-01 is day 60: 30 of 60 days
    assert (found.pace, found.progress, found.actual, found.reached) == (Decimal(50), None, None, None)


def test_an_indicator_stands_where_its_latest_value_says() -> None:
    found = first_indicator(
        day(30), TARGET, said(10, "actuals: {n: 20}"), said(20, "actuals: {n: 70}"), said(25)
    )
    assert (found.actual, found.actual_date) == (Decimal(70), day(20))
    # 70 / 200 = 35.0; 30 of 60 days gone
    assert (found.progress, found.pace, found.gap) == (Decimal(35), Decimal(50), Decimal(-15))
    assert found.holds is None


def test_an_indicator_hears_what_is_said_about_a_part() -> None:
    both = {"tasks/T01.yaml": TARGET["tasks/T01.yaml"] + "deliverables: [{id: T01.1, title: 建标}]\n"}
    assert first_indicator(day(30), both, said(20, "actuals: {n: 70}", about="T01.1")).actual == Decimal(70)


@pytest.mark.parametrize(("actual", "holds"), [("91", True), ("91.0", True), ("95", True), ("90.99", False)])
def test_a_value_to_hold_holds_at_its_target_and_has_no_pace(actual: str, holds: bool) -> None:
    found = first_indicator(day(30), HELD, said(10, f"actuals: {{n: {actual}}}"))
    assert (found.holds, found.pace, found.gap) == (holds, None, None)


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        ([], None),
        ([(10, "199")], None),
        ([(10, "199.99")], None),  # 99.995 percent is shown as 100 and yet is not there
        ([(10, "200")], 10),
        ([(10, "150"), (20, "200")], 20),
        ([(10, "200"), (20, "230")], 10),  # saying it again moves no date
        ([(10, "200"), (20, "190")], None),
        ([(10, "200"), (20, "190"), (30, "210")], 30),
    ],
)
def test_a_target_is_reached_since_the_first_of_the_values_that_stayed_there(
    values: list[tuple[int, str]], reached: int | None
) -> None:
    entries = [said(on, f"actuals: {{n: {actual}}}") for on, actual in values]
    assert first_indicator(day(40), TARGET, *entries).reached == (None if reached is None else day(reached))


# --- deliverables ------------------------------------------------------------------------------------


def test_a_part_nobody_spoke_of_is_not_started() -> None:
    found = first_part(day(25), TWO)
    # 2019-02-19 is day 50: 25 of 50 days
    assert (found.status, found.progress, found.pace, found.due) == (
        Status.NOT_STARTED,
        None,
        Decimal(50),
        date(2019, 2, 19),
    )


def test_a_part_without_a_deadline_runs_to_that_of_the_task_or_of_the_plan() -> None:
    assert first_part(day(25), task("deliverables: [{id: T01.1, title: 建标}]")).due == END
    dated = task("due: 2019-03-21\ndeliverables: [{id: T01.1, title: 建标}]")
    assert first_part(day(20), dated).due == date(2019, 3, 21)
    assert first_part(day(20), dated).pace == Decimal(25)  # 20 of 80 days


@pytest.mark.parametrize(
    ("words", "status", "progress"),
    [
        (["percent: 40"], Status.IN_PROGRESS, "40"),
        ([""], Status.IN_PROGRESS, None),  # spoken of, but without a share
        (["status: blocked\npercent: 40"], Status.BLOCKED, "40"),
        (["percent: 40", "status: blocked"], Status.BLOCKED, "40"),  # each from the latest that says it
        (["status: blocked", "percent: 60"], Status.BLOCKED, "60"),
        (["percent: 40", "percent: 33.33"], Status.IN_PROGRESS, "33.3"),
        (["percent: 80\nstatus: done"], Status.DONE, "100"),
        (["status: closed"], Status.CLOSED, "100"),
        (["percent: 80", "status: dropped"], Status.DROPPED, "80"),
        (["status: done", "status: in-progress\npercent: 90"], Status.IN_PROGRESS, "90"),
        (["status: not-started"], Status.NOT_STARTED, "0"),
        (["status: not-started", "percent: 0"], Status.NOT_STARTED, "0"),
        (["status: not-started", "percent: 20"], Status.IN_PROGRESS, "20"),
    ],
)
def test_a_part_stands_as_last_said(words: list[str], status: Status, progress: str | None) -> None:
    entries = [said(10 + at, each, about="T01.1") for at, each in enumerate(words)]
    found = first_part(day(30), TWO, *entries)
    assert (found.status, found.progress) == (status, None if progress is None else Decimal(progress))
    assert found.last is not None
    assert found.last.date == day(9 + len(words))


def test_a_word_about_another_part_or_the_whole_says_nothing_about_a_part() -> None:
    found = first_part(day(30), TWO, said(10, "percent: 40"), said(11, "status: done", about="T01.2"))
    assert (found.status, found.progress, found.last) == (Status.NOT_STARTED, None, None)


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        (["status: in-progress"], None),
        (["status: done"], 10),
        (["status: done", "status: closed"], 10),  # closing moves no date
        (["status: done", ""], 10),  # nor does a note
        (["status: done", "status: in-progress", "status: done"], 12),
        (["status: done", "", "status: closed", ""], 10),
        (["status: blocked", "status: closed"], 11),
        (["status: dropped"], 10),
        (["status: done", "status: in-progress"], None),
    ],
)
def test_ended_work_has_been_ended_since_the_first_of_the_last_words_that_end_it(
    words: list[str], ended: int | None
) -> None:
    entries = [said(10 + at, each, about="T01.1") for at, each in enumerate(words)]
    assert first_part(day(30), TWO, *entries).ended == (None if ended is None else day(ended))


def test_without_a_baseline_a_value_has_its_share_of_the_target_but_no_pace_and_no_gap() -> None:
    stock = task("indicators: [{id: n, name: 名牌, unit: 个, target: 1500, kind: reach, due: 2019-03-01}]")
    found = first_indicator(day(30), stock, said(20, "actuals: {n: 1290}"))
    assert (found.progress, found.pace, found.gap) == (Decimal(86), None, None)
    assert first_indicator(day(30), stock).pace is None
