"""recurrence-sound: a duty that returns has no deadline of its own.

Each of its years is due at that year's end; one deadline beside it would say something else.

Passes: `{id: T09.4, title: 培训, every: year}`
Fails: `{id: T09.4, title: 培训, every: year, due: 2019-06-30}`
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Problem

NAME = "recurrence-sound"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each returning deliverable with a deadline."""
    for holder, at, each in ground.deliverables():
        if each.every is not None and each.due is not None:
            message = msg("{id} returns every year, so it has no one deadline; delete due", id=each.id)
            yield problem(NAME, message, holder.path, "deliverables", at, "due")
