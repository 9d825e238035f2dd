"""lead-apart: a unit has one role in a task.

A lead who is also among the others would be asked twice.

Passes: `{lead: metrology, shared: [metrology-institute]}`
Fails: `{lead: metrology, shared: [metrology]}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Problem

NAME = "lead-apart"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each unit that a task names in a second role."""
    for task in context.plan.tasks:
        seen = {task.responsible.lead}
        for role in ("shared", "by_duty"):
            for at, unit in enumerate(getattr(task.responsible, role)):
                if unit in seen:
                    message = msg("{unit} is named twice in {id}; keep one role", unit=unit, id=task.id)
                    yield problem(NAME, message, task.path, "responsible", role, at)
                seen.add(unit)
