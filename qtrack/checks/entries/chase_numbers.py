"""chase-numbers: no two reminders have one number.

Two clones of a plan may count on from the same number. Whoever was sent the paper must find the one reminder
that it names.

Level: warning
Passes: reminders with the numbers 2019-007 and 2019-008
Fails: two reminders with the number 2019-007
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Level, Problem
from qtrack.standing.reported.corrections import counting
from qtrack.standing.reported.order import by_moment

NAME = "chase-numbers"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield every reminder whose number an earlier one has."""
    first: dict[str, str] = {}
    for entry in sorted(counting(context.plan.entries), key=by_moment):
        if entry.chases is None:
            continue
        number = entry.chases.number
        if number in first:
            message = msg(
                "the number {number} is that of the reminder {id}, too; withdraw one and issue it anew",
                number=number,
                id=first[number],
            )
            yield problem(NAME, message, entry.path, "chases", "number", level=Level.WARNING)
        first.setdefault(number, entry.id)
