"""未按时报送: the round that was last due, and who has not answered it."""

from datetime import date, timedelta

import msgspec
import pytest

from qtrack.model.head import PlanHead, Reporting
from qtrack.model.period import PeriodKind
from qtrack.standing.assess import Standing
from qtrack.standing.reported.reporting import Window, current_window, last_window
from tests.small import UNITS, Files, head, plan_of, said
from tests.standing.one_task import standing_of

MONTHLY = head("reporting: {every: month, by_day: 25}")


def asking(start: str, end: str, by_day: int = 25) -> PlanHead:
    own = plan_of().head
    return msgspec.structs.replace(
        own, start=date.fromisoformat(start), end=date.fromisoformat(end), reporting=Reporting(by_day=by_day)
    )


@pytest.mark.parametrize(
    ("as_of", "start", "deadline"),
    [
        ("2018-10-25", None, None),  # the last day of the first round is still in time
        ("2018-10-26", "2018-09-26", "2018-10-25"),  # 26 of its 30 days lie in the plan
        ("2018-11-25", "2018-09-26", "2018-10-25"),
        ("2018-11-26", "2018-10-26", "2018-11-25"),
        ("2018-12-25", "2018-10-26", "2018-11-25"),
        ("2018-12-26", "2018-11-26", "2018-12-25"),
        ("2019-01-05", "2018-11-26", "2018-12-25"),  # over the turn of the year
        ("2019-01-26", "2018-12-26", "2019-01-25"),
        ("2020-12-31", "2020-11-26", "2020-12-25"),
        ("2021-01-25", "2020-11-26", "2020-12-25"),
        ("2021-01-26", None, None),  # 6 of its 31 days lie in the plan
        ("2023-06-01", None, None),  # after the last round nothing more is asked
        ("2018-09-30", None, None),
        ("2010-01-01", None, None),
    ],
)
def test_a_round_is_the_latest_whose_deadline_has_passed(
    as_of: str, start: str | None, deadline: str | None
) -> None:
    window = last_window(asking("2018-09-30", "2020-12-31"), date.fromisoformat(as_of))
    expected = Window(date.fromisoformat(start), date.fromisoformat(deadline)) if start and deadline else None
    assert window == expected


@pytest.mark.parametrize(
    ("reporting", "as_of", "last", "current"),
    [
        (
            Reporting(PeriodKind.WEEK, 5),
            "2019-06-28",
            "2019-06-15 2019-06-21",
            "2019-06-22 2019-06-28",
        ),
        (Reporting(PeriodKind.WEEK, 5), "2019-06-29", "2019-06-22 2019-06-28", "2019-06-29 2019-07-05"),
        (Reporting(PeriodKind.WEEK, 1), "2019-06-28", "2019-06-18 2019-06-24", "2019-06-25 2019-07-01"),
        (Reporting(PeriodKind.QUARTER, 25), "2019-06-25", "2018-12-26 2019-03-25", "2019-03-26 2019-06-25"),
        (Reporting(PeriodKind.QUARTER, 25), "2019-06-26", "2019-03-26 2019-06-25", "2019-06-26 2019-09-25"),
        (Reporting(PeriodKind.QUARTER, 25), "2019-01-10", "2018-09-26 2018-12-25", "2018-12-26 2019-03-25"),
        (Reporting(PeriodKind.QUARTER), "2019-12-26", "2019-09-26 2019-12-25", "2019-12-26 2020-03-25"),
        (Reporting(PeriodKind.HALF_YEAR), "2019-12-25", "2018-12-26 2019-06-25", "2019-06-26 2019-12-25"),
        (Reporting(PeriodKind.HALF_YEAR, 20), "2019-06-21", "2018-12-21 2019-06-20", "2019-06-21 2019-12-20"),
        (Reporting(PeriodKind.YEAR, 10), "2020-03-01", "2018-12-11 2019-12-10", "2019-12-11 2020-12-10"),
    ],
)
def test_a_round_is_a_week_or_a_quarter_where_the_plan_says_so(
    reporting: Reporting, as_of: str, last: str, current: str
) -> None:
    own = msgspec.structs.replace(asking("2018-10-01", "2020-12-31"), reporting=reporting)
    found = [find(own, date.fromisoformat(as_of)) for find in (last_window, current_window)]
    assert [f"{window.start} {window.deadline}" for window in found if window] == [last, current]


@pytest.mark.parametrize("every", PeriodKind)
def test_rounds_follow_one_another_without_a_gap(every: PeriodKind) -> None:
    own = msgspec.structs.replace(asking("2015-01-01", "2025-12-31"), reporting=Reporting(every, 7))
    for day in (date(2019, 1, 1) + timedelta(days=days) for days in range(400)):
        last, current = last_window(own, day), current_window(own, day)
        assert last is not None
        assert current is not None
        assert last.deadline + timedelta(days=1) == current.start <= day <= current.deadline


def test_after_all_days_that_there_are_no_round_is_asked_for() -> None:
    for every in PeriodKind:
        own = msgspec.structs.replace(asking("9990-01-01", "9999-12-31"), reporting=Reporting(every, 7))
        assert current_window(own, date.max) is None


def test_a_round_that_begins_with_the_plan_is_asked_for() -> None:
    assert last_window(asking("2018-09-26", "2020-12-31"), date(2018, 10, 26)) == Window(
        date(2018, 9, 26), date(2018, 10, 25)
    )
    assert last_window(asking("2018-10-10", "2020-12-31"), date(2018, 10, 26)) is not None  # 16 of 30 days
    assert last_window(asking("2018-10-11", "2020-12-31"), date(2018, 10, 26)) is None  # 15: not most of them


def test_the_last_round_is_asked_for_if_most_of_its_days_lie_in_the_plan() -> None:
    whole = Window(date(2018, 11, 26), date(2018, 12, 25))
    assert last_window(asking("2018-01-01", "2018-12-25"), date(2018, 12, 26)) == whole
    assert last_window(asking("2018-01-01", "2018-12-11"), date(2018, 12, 26)) == whole  # 16 of 30 days
    assert last_window(asking("2018-01-01", "2018-12-10"), date(2018, 12, 26)) is None
    assert current_window(asking("2018-01-01", "2018-12-11"), date(2018, 12, 20)) == whole


def test_without_reporting_nobody_is_asked() -> None:
    assert last_window(plan_of().head, date(2019, 3, 1)) is None


@pytest.mark.parametrize(
    ("by_day", "deadline"),
    [(31, date(2019, 2, 28)), (0, date(2019, 3, 1)), (-3, date(2019, 3, 1)), (28, date(2019, 2, 28))],
)
def test_a_day_that_not_every_month_has_is_taken_as_the_nearest_that_has_one(
    by_day: int, deadline: date
) -> None:
    window = last_window(asking("2018-01-01", "2020-12-31", by_day), date(2019, 3, 2))
    assert window is not None
    assert window.deadline == deadline


def test_the_last_days_of_the_calendar_can_be_assessed() -> None:
    assert last_window(asking("2018-01-01", "9999-12-31"), date(9999, 12, 31)) == Window(
        date(9999, 11, 26), date(9999, 12, 25)
    )


# --- who has not answered ----------------------------------------------------------------------------
# The first round of the small plan is 26 January to 25 February; its deadline has passed on the 26th.

AFTER = date(2019, 2, 26)


ALONE = {"tasks/T01.yaml": "{id: T01, measure: M01, title: 甲, responsible: {lead: metrology}}"}


def asked(*files: Files, as_of: date = AFTER) -> Standing:
    return standing_of(plan_of(MONTHLY, *files), as_of)


def by(responsible: str) -> Files:
    """Return the task with these who answer for it; of the units, samr is outside the system."""
    return {
        "units.yaml": UNITS.replace(
            "groups:", "  - {id: samr, name: 市场监管总局, short: 市监总局, kind: external}\ngroups:"
        )
        + "  - {id: all, name: 各单位, members: [metrology, bureaus, samr]}\n"
        + "  - {id: outside, name: 系统外单位, members: [samr]}\n",
        "tasks/T01.yaml": f"{{id: T01, measure: M01, title: 甲, responsible: {{{responsible}}}}}",
    }


def test_silence_is_unreported_once_the_deadline_has_passed() -> None:
    first = said(date(2019, 1, 10))  # of the round before
    assert not asked(ALONE, first, as_of=date(2019, 2, 25)).unreported
    assert asked(ALONE, first).unreported


@pytest.mark.parametrize(
    ("on", "unreported"),
    [("2019-01-25", True), ("2019-01-26", False), ("2019-02-25", False), ("2019-02-26", False)],
)
def test_an_entry_answers_from_the_first_day_of_the_round_on_also_late(on: str, unreported: bool) -> None:
    assert asked(ALONE, said(date.fromisoformat(on))).unreported is unreported


def test_an_entry_about_a_part_answers_too() -> None:
    parts = {"tasks/T01.yaml": ALONE["tasks/T01.yaml"][:-1] + ", deliverables: [{id: T01.1, title: 建标}]}"}
    assert not asked(parts, said(date(2019, 2, 1), about="T01.1")).unreported


@pytest.mark.parametrize(
    ("responsible", "missing"),
    [
        ("lead: metrology", "metrology"),
        ("lead: metrology, shared: [institute, bureaus]", "metrology institute bureaus"),
        ("lead: metrology, by_duty: [institute, bureaus]", "metrology"),  # 按职责落实 is not asked
        ("shared: [institute], by_duty: [bureaus]", "institute"),
        ("by_duty: [institute, bureaus]", "institute bureaus"),  # but where nobody else is
        ("lead: bureaus", "bureaus"),
        ("lead: metrology, shared: [samr, outside]", "metrology"),  # nor is anybody outside
        ("by_duty: [outside, bureaus]", "bureaus"),
        ("lead: metrology, by_duty: [bureaus], each: true", "metrology fuzhou xiamen"),
        ("by_duty: [bureaus, institute, all], each: true", "fuzhou xiamen institute metrology"),
        ("shared: [all, outside], each: true", "metrology fuzhou xiamen"),
        ("by_duty: [outside], each: true", ""),
        ("lead: metrology, co_leads: [institute], by_duty: [bureaus]", "metrology institute"),
        ("lead: metrology, support: [institute, bureaus]", "metrology"),  # 配合 is never asked
        ("lead: metrology, support: [bureaus], each: true", "metrology"),
        ("lead: samr, support: [bureaus]", ""),  # not even where nobody else is
        ("lead: metrology, shared: [bureaus], excluding: [xiamen], each: true", "metrology fuzhou"),
        ("lead: xiamen, by_duty: [bureaus], excluding: [xiamen], each: true", "xiamen fuzhou"),
        ("lead: samr", ""),
        ("lead: samr, shared: [outside], by_duty: [bureaus]", "bureaus"),  # nobody else is in the system
    ],
)
def test_the_last_round_asked_each_by_its_role(responsible: str, missing: str) -> None:
    found = asked(by(responsible))
    assert found.missing == tuple(missing.split())
    assert found.unreported is bool(missing)


@pytest.mark.parametrize(
    ("responsible", "unit", "missing"),
    [
        ("lead: metrology, shared: [institute]", "metrology", "institute"),
        ("lead: metrology, shared: [institute]", "institute", "metrology"),
        ("lead: metrology, shared: [institute]", "office", "metrology institute"),
        ("lead: bureaus, shared: [institute]", "xiamen", "institute"),
        ("lead: bureaus, shared: [institute]", "bureaus", "institute"),
        ("lead: metrology, shared: [all]", "xiamen", "metrology"),  # a member of a group in the group
        ("lead: metrology, shared: [all]", "metrology", ""),  # its word is its own and the group's
        ("lead: metrology, co_leads: [institute]", "metrology", "institute"),
        ("lead: metrology, shared: [bureaus], excluding: [xiamen]", "xiamen", "metrology bureaus"),
        ("lead: metrology, shared: [bureaus], excluding: [xiamen]", "fuzhou", "metrology"),
        ("by_duty: [institute, bureaus]", "xiamen", ""),  # one word will do
        ("by_duty: [institute, bureaus]", "office", "institute bureaus"),  # of those who are named
        ("by_duty: [institute, bureaus], each: true", "xiamen", "institute fuzhou"),
        ("by_duty: [institute, bureaus], each: true", "bureaus", "institute fuzhou xiamen"),
        ("by_duty: [institute, bureaus], each: true", "office", "institute fuzhou xiamen"),
    ],
)
def test_each_answers_for_itself_and_any_member_for_its_group(
    responsible: str, unit: str, missing: str
) -> None:
    assert asked(by(responsible), said(date(2019, 2, 1), unit=unit)).missing == tuple(missing.split())


def test_work_sent_back_is_no_answer() -> None:
    done = said(date(2019, 1, 10), "status: done")
    back = said(date(2019, 2, 1), "status: in-progress\nreturns: 2019-01-10-000001", unit="metrology")
    assert asked(ALONE, done, back).missing == ("metrology",)


@pytest.mark.parametrize("status", ["done", "closed", "dropped"])
def test_nothing_is_asked_about_ended_work(status: str) -> None:
    assert not asked(said(date(2019, 1, 10), f"status: {status}")).unreported


def test_a_sections_own_goals_are_not_asked_for() -> None:
    goals = {
        "sections/S1.yaml": "{id: S1, number: 一, title: 总则, deliverables: [{id: S1.1, title: 达标}]}",
        "tasks/T01.yaml": None,
    }
    found = standing_of(plan_of(MONTHLY, goals), AFTER, holder="S1")
    assert not found.unreported


def test_being_unreported_is_no_light() -> None:
    assert asked(ALONE).light == "none"


@pytest.mark.parametrize(
    ("as_of", "start", "deadline"),
    [
        ("2018-10-26", "2018-10-26", "2018-11-25"),
        ("2018-11-25", "2018-10-26", "2018-11-25"),  # its last day still belongs to it
        ("2018-11-26", "2018-11-26", "2018-12-25"),
        ("2018-12-26", "2018-12-26", "2019-01-25"),  # over the turn of the year
        ("2018-10-25", "2018-09-26", "2018-10-25"),  # 25 of its 30 days lie in the plan
        ("2018-09-30", None, None),  # but nothing is asked before it
        ("2018-09-01", None, None),
        ("2019-06-01", None, None),  # the plan is over
    ],
)
def test_the_round_that_is_under_way(as_of: str, start: str | None, deadline: str | None) -> None:
    found = current_window(asking("2018-10-01", "2019-05-31"), date.fromisoformat(as_of))
    if start is None or deadline is None:
        assert found is None
    else:
        assert found == Window(date.fromisoformat(start), date.fromisoformat(deadline))


def test_no_round_is_under_way_where_none_is_asked() -> None:
    assert current_window(plan_of().head, date(2019, 2, 1)) is None
