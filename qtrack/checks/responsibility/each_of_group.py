"""each-of-group: `each: true` stands where a group is named.

It asks every member of the groups on its own; where single units are named, it says nothing but that
units by duty are asked as well, which is rarely meant.

Level: warning
Passes: `{by_duty: [city-county-bureaus], each: true}`
Fails: `{lead: metrology, each: true}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Level, Problem
from qtrack.model.units import Unit

NAME = "each-of-group"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield a warning for each task that asks the members of groups and names none."""
    plan = context.plan
    if context.units_unread:
        return
    for task in plan.tasks:
        own = task.responsible
        if own.each and all(isinstance(plan.register.by_id.get(one), Unit) for one in own.named):
            message = msg("{id} says each: true and names no group; leave it out", id=task.id)
            yield problem(NAME, message, task.path, "responsible", "each", level=Level.WARNING)
