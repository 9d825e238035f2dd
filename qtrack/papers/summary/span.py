"""What a month, a quarter or a year achieved against the plan, beside the period before."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from qtrack.model.period import Period
from qtrack.papers.engine.paper import ReportContext
from qtrack.papers.summary.chapters import entries_of
from qtrack.papers.summary.charts import BurnUp
from qtrack.records.selection.filters import narrowed
from qtrack.records.since.light_changes import Then, earlier
from qtrack.standing.assess import PlanStanding
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.reported.reporting import reports


class Gain(msgspec.Struct, frozen=True):
    """An indicator with its value at the end of the period before, None where that was not told."""

    holder: str
    own: IndicatorStanding
    before: Decimal | None

    @property
    def gain(self) -> Decimal | None:
        """By how much it has changed since."""
        if self.own.actual is None or self.before is None:
            return None
        return self.own.actual - self.before


class Span(msgspec.Struct, frozen=True):
    """What was done in the period, what was due in it, and both of the period before.

    Deliverables count as in the chart of what is done. `before` is None in the first period of the plan.
    `gains` are the indicators whose value changed.
    """

    done: int
    due: int
    done_before: int | None
    reports_before: int | None
    gains: tuple[Gain, ...]
    same: int


def span_of(context: ReportContext, now: PlanStanding, period: Period, burned: BurnUp) -> Span:
    """Compare a period with the one before."""
    last = period.start - timedelta(days=1)
    first = last < context.plan.head.start
    before = Period.containing(period.kind, last)
    was = (
        {}
        if first
        else _values(narrowed(earlier(context.whole, context.then or Then(last)), context.filters.scope))
    )
    gains = [
        Gain(held.id, own, was.get((held.id, own.indicator.id)))
        for held in now.everything
        for own in held.indicators
    ]
    changed = tuple(gain for gain in gains if gain.own.actual is not None and gain.own.actual != gain.before)
    return Span(
        done=_within(burned.done, period, context.as_of),
        due=_within(burned.due, period, context.as_of),
        done_before=None if first else _within(burned.done, before, last),
        reports_before=None if first else sum(reports(told.entry) for told in entries_of(now, before)),
        gains=changed,
        same=len(gains) - len(changed),
    )


def _within(days: Sequence[date], period: Period, last: date) -> int:
    return bisect_right(days, min(period.last_day, last)) - bisect_left(days, period.start)


def _values(then: PlanStanding) -> dict[tuple[str, str], Decimal | None]:
    return {(held.id, own.indicator.id): own.actual for held in then.everything for own in held.indicators}
