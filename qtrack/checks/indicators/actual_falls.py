"""actual-falls: the value of an indicator to reach does not fall.

What is counted up to a target only grows, as a rule; a smaller value is mostly a slip, or the count of
one year where the count since the start was meant. A yearly target is counted in each year anew.

Level: warning
Passes: `actuals: {public-standards: 1650}` after 1600
Fails: `actuals: {public-standards: 165}` after 1600
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.plan import IndicatorKind
from qtrack.model.problem import Level, Problem

NAME = "actual-falls"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each value below an earlier one that still counts."""
    growing = {
        (holder.id, indicator.id)
        for holder, _, indicator in context.indicators()
        if indicator.kind is IndicatorKind.REACH
    }
    highest: dict[tuple[str, str, str], Entry] = {}
    for entry in context.counted:
        for name, value in entry.actuals.items():
            if (entry.holder, name) not in growing:
                continue
            target = context.target(entry, name)
            before = highest.get(target)
            if before is not None and value < before.actuals[name]:
                values = {"id": name, "value": value, "before": before.actuals[name], "date": before.date}
                message = msg("{id} is {value}, less than the {before} of {date}", **values)
                yield problem(NAME, message, entry.path, "actuals", name, level=Level.WARNING)
            else:
                highest[target] = entry
