"""entry-actuals: values are of indicators that the task or section has, and not below 0.

A value under a misspelt id would be kept and never counted.

Passes: `actuals: {public-standards: 1650}` about T18
Fails: `actuals: {public-standard: 1650}` about T18
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-actuals"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield each value of an indicator that does not exist there, and negative values."""
    holder = context.plan.holder(entry.about)
    if holder is None:
        return
    own = {indicator.id: indicator.name for indicator in holder.indicators}
    for name, value in entry.actuals.items():
        if name not in own:
            yield problem(NAME, _unknown(context, holder.id, name, own), entry.path, "actuals", name)
        elif value < 0:
            message = msg("{id} is {value}; it cannot be below 0", id=name, value=value)
            yield problem(NAME, message, entry.path, "actuals", name)


def _unknown(context: CheckContext, holder: str, name: str, own: dict[str, str]) -> Message:
    """Say that there is no such indicator, with the nearest there is, by its id or its name."""
    if not own:
        return msg("{holder} has no indicators", holder=holder)
    ids = {title: identifier for identifier, title in own.items()}
    named = context.nearest(name, ids)
    near = ids[named] if named else context.nearest(name, own, cutoff=0)
    values = {"holder": holder, "id": name, "nearest": near}
    if near:
        return msg("{holder} has no indicator “{id}”; the nearest is “{nearest}”", **values)
    return msg("{holder} has no indicator “{id}”", **values)
