"""actual-falls: the value of an indicator to reach does not fall.

What is counted up to a target only grows, as a rule; a smaller value is mostly a slip, or the count of
one year where the count since the start was meant. A yearly target is counted in each year anew.

Level: warning
Passes: `actuals: {public-standards: 1650}` after 1600
Fails: `actuals: {public-standards: 165}` after 1600
"""

from collections.abc import Iterator
from decimal import Decimal

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.plan import IndicatorKind
from qtrack.model.problem import Level, Problem
from qtrack.standing.reported.corrections import counting
from qtrack.standing.reported.order import by_day
from qtrack.standing.targets import year_meant

NAME = "actual-falls"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each value below an earlier one that still counts."""
    growing = {
        (holder.id, indicator.id)
        for holder in context.holders
        for indicator in holder.indicators
        if indicator.kind is IndicatorKind.REACH
    }
    yearly = {
        (holder.id, indicator.id)
        for holder in context.holders
        for indicator in holder.indicators
        if indicator.every
    }
    highest: dict[tuple[str, str, str], tuple[Decimal, Entry]] = {}
    for entry in sorted(counting(context.plan.entries), key=by_day):
        for name, value in entry.actuals.items():
            indicator = (entry.holder, name)
            if indicator not in growing:
                continue
            key = (*indicator, year_meant(entry) if indicator in yearly else "")
            before = highest.get(key)
            if before is not None and value < before[0]:
                message = msg(
                    "{id} is {value}, less than the {before} of {date}",
                    id=name,
                    value=value,
                    before=before[0],
                    date=before[1].date,
                )
                yield problem(NAME, message, entry.path, "actuals", name, level=Level.WARNING)
            else:
                highest[key] = (value, entry)
