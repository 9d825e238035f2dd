"""entry-actuals: values are of indicators that the task or section has, and not below 0.

A value under a misspelt id would be kept and never counted.

Passes: `actuals: {public-standards: 1650}` about T18
Fails: `actuals: {public-standard: 1650}` about T18
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-actuals"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield each value of an indicator that does not exist there, and negative values."""
    holder = context.plan.holder(entry.about)
    if holder is None:
        return
    own = {indicator.id: indicator.name for indicator in holder.indicators}
    ids = {title: identifier for identifier, title in own.items()}
    for name, value in entry.actuals.items():
        keys = ("actuals", name)
        if name in own:
            if value < 0:
                yield problem(
                    NAME,
                    msg("{id} is {value}; it cannot be below 0", id=name, value=value),
                    entry.path,
                    *keys,
                )
        elif not own:
            yield problem(NAME, msg("{holder} has no indicators", holder=holder.id), entry.path, *keys)
        else:
            named = context.nearest(name, ids)
            near = ids[named] if named else context.nearest(name, own, cutoff=0)
            message = (
                msg(
                    "{holder} has no indicator “{id}”; the nearest is “{nearest}”",
                    holder=holder.id,
                    id=name,
                    nearest=near,
                )
                if near
                else msg("{holder} has no indicator “{id}”", holder=holder.id, id=name)
            )
            yield problem(NAME, message, entry.path, *keys)
