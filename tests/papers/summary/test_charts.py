"""The geometry of the charts: lengths in percent, to one scale, worst light first."""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Status
from qtrack.model.plan import Deliverable, Every
from qtrack.papers.summary.charts import BurnUp, bullet, grid, stacked_bars
from qtrack.standing.lights import Light
from qtrack.standing.parts import DeliverableStanding
from qtrack.standing.recurrence import Occurrence, OccurrenceState
from tests.papers.papers import empty_page, page_of, told_page
from tests.small import day, plan_of


def test_a_bar_has_a_segment_for_each_light_that_occurs() -> None:
    ((_, segments),) = stacked_bars(told_page().sections)
    assert segments == (
        (Light.RED, 2, Decimal(0), Decimal(40)),
        (Light.YELLOW, 1, Decimal(40), Decimal(20)),
        (Light.BLUE, 2, Decimal(60), Decimal(40)),
    )


def test_bars_share_one_scale() -> None:
    (_, long), (_, short) = stacked_bars((*told_page().sections, *empty_page().sections))
    assert [length for *_, length in short] == [Decimal(20)]
    assert sum(length for *_, length in long) == Decimal(100)


def test_a_section_without_tasks_has_no_bar() -> None:
    ((_, segments),) = stacked_bars(page_of(msgspec.structs.replace(plan_of(), tasks=())).sections)
    assert segments == ()


def test_a_target_to_reach_is_marked_at_its_pace_and_one_to_hold_at_its_target() -> None:
    held, reached = (own for _, own in told_page().indicators)
    assert (held.progress, bullet(held)) == (Decimal("99.5"), (Decimal(100), True))
    assert (reached.progress, bullet(reached)) == (Decimal("75.0"), (Decimal("62.0"), False))


def test_the_stairs_of_a_burn_up_go_through_the_day_of_the_paper() -> None:
    burn = BurnUp(day(1), day(101), day(51), (day(11), day(11), day(21)), (day(101),) * 4)
    assert burn.stairs == "0,100 10.00,100 10.00,50.00 20.00,50.00 20.00,25.00 50.00,25.00"
    assert (burn.today, burn.height, burn.last) == (Decimal("50.00"), Decimal("25.00"), Decimal(100))
    assert burn.years == ()


def test_a_burn_up_after_the_end_has_room_for_the_day_of_the_paper() -> None:
    burn = BurnUp(date(2018, 7, 2), date(2019, 7, 2), date(2020, 7, 1), (), (date(2019, 7, 2),))
    assert (burn.last, burn.today) == (Decimal("50.00"), Decimal("100.00"))
    assert burn.years == (("2019", Decimal("25.07")), ("2020", Decimal("75.07")))


def test_nothing_to_do_burns_nothing() -> None:
    assert BurnUp(day(1), day(2), day(1), (), ()).stairs == "0,100 0.00,100"


def duty(*periods: str) -> DeliverableStanding:
    row = tuple(
        Occurrence(period, date(2020, 1, 1), date(2020, 12, 31), OccurrenceState.NEXT) for period in periods
    )
    own = Deliverable(id="T01.1", title="报告", every=Every.YEAR)
    return DeliverableStanding(
        deliverable=own, status=Status.NOT_STARTED, due=date(2020, 12, 31), occurrences=row
    )


def test_years_of_several_duties_stand_below_one_another() -> None:
    (first,), (second,) = grid((duty("2018", "2019"), duty("2019")))
    assert [start for _, start, _ in first] == [Decimal(0), Decimal(50)]
    assert [own[1:] for own in second] == [(Decimal(50), Decimal(50))]


def test_shorter_periods_have_a_line_a_year() -> None:
    (months,) = grid((duty("2018-11", "2018-12", "2019-01"),))
    assert [[start for _, start, _ in line] for line in months] == [
        [Decimal("83.33"), Decimal("91.67")],
        [Decimal("0.00")],
    ]
    (quarters,) = grid((duty("2018Q4", "2019Q1", "2019Q2"),))
    assert [[start for _, start, _ in line] for line in quarters] == [
        [Decimal(75)],
        [Decimal(0), Decimal(25)],
    ]
    (halves,) = grid((duty("2018H2", "2019H1"),))
    assert [[own[1:] for own in line] for line in halves] == [
        [(Decimal(50), Decimal(50))],
        [(Decimal(0), Decimal(50))],
    ]
