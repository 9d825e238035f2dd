"""actual-falls: the value of an indicator to reach does not fall.

What is counted up to a target only grows, as a rule; a smaller value is mostly a slip, or the count of
one year where the count since the start was meant.

Level: warning
Passes: `actuals: {public-standards: 1650}` after 1600
Fails: `actuals: {public-standards: 165}` after 1600
"""

from collections.abc import Iterator
from decimal import Decimal

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.plan import IndicatorKind
from qtrack.model.problem import Level, Problem

NAME = "actual-falls"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each value below an earlier one that still counts."""
    counting = {
        (holder.id, each.id)
        for holder in ground.holders
        for each in holder.indicators
        if each.kind is IndicatorKind.REACH
    }
    corrected = {entry.corrects for entry in ground.plan.entries if entry.corrects}
    highest: dict[tuple[str, str], tuple[Decimal, Entry]] = {}
    for entry in sorted(ground.plan.entries, key=lambda each: (each.date, each.recorded, each.id)):
        if entry.id in corrected:
            continue
        for name, value in entry.actuals.items():
            key = (entry.holder, name)
            if key not in counting:
                continue
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
