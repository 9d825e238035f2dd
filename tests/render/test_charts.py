"""The geometry of the charts: lengths in percent, to one scale, worst light first."""

from decimal import Decimal

import msgspec

from qtrack.render.charts import Bullet, Segment, bullet, stacked_bars
from qtrack.standing.lights import Light
from tests.render.papers import empty_page, page_of, told_page
from tests.small import plan_of


def test_a_bar_has_a_segment_for_each_light_that_occurs() -> None:
    (bar,) = stacked_bars(told_page().sections)
    assert bar.segments == (
        Segment(Light.RED, 1, Decimal(0), Decimal(20)),
        Segment(Light.YELLOW, 2, Decimal(20), Decimal(40)),
        Segment(Light.BLUE, 2, Decimal(60), Decimal(40)),
    )


def test_bars_share_one_scale() -> None:
    long, short = stacked_bars((*told_page().sections, *empty_page().sections))
    assert [each.length for each in short.segments] == [Decimal(20)]
    assert sum(each.length for each in long.segments) == Decimal(100)


def test_a_section_without_tasks_has_no_bar() -> None:
    (bar,) = stacked_bars(page_of(msgspec.structs.replace(plan_of(), tasks=())).sections)
    assert bar.segments == ()


def test_a_target_to_reach_is_marked_at_its_pace_and_one_to_hold_at_its_target() -> None:
    held, reached = (bullet(each.indicator) for each in told_page().indicators)
    assert held == Bullet(Decimal("99.5"), Decimal(100), short=True)
    assert reached == Bullet(Decimal("75.0"), Decimal("62.0"), short=False)
