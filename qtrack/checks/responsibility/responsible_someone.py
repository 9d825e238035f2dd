"""responsible-someone: every task has someone who answers for it.

Nobody would be asked about it, and nobody would be late.

Passes: `responsible: {by_duty: [city-county-bureaus]}`
Fails: `responsible: {}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Problem

NAME = "responsible-someone"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each task that names nobody."""
    for task in context.plan.tasks:
        if not task.responsible.named:
            message = msg("nobody is responsible for {id}; name a lead, shared or by_duty", id=task.id)
            yield problem(NAME, message, task.path, "responsible")
