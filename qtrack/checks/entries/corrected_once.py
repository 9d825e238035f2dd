"""corrected-once: an entry is corrected or withdrawn by one other.

Two clones may each correct the same entry, or one withdraw what the other corrects; then the one recorded
last counts, and both should be seen. Withdrawing one of the two settles it.

Level: warning
Passes: a correction of the correction
Fails: two entries with `corrects: 2019-03-29-0b11ce`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Level, Problem
from qtrack.standing.reported.corrections import rivals

NAME = "corrected-once"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each correction or withdrawal of an entry that another corrects or withdraws too."""
    for identifier, (first, *others) in rivals(context.plan.entries).items():
        values = {"id": identifier, "other": first.id}
        if first.withdraws:
            message = msg("{id} is withdrawn by {other} too; the one recorded last counts", **values)
        else:
            message = msg("{id} is corrected by {other} too; the one recorded last counts", **values)
        for other in others:
            key = "withdraws" if other.withdraws else "corrects"
            yield problem(NAME, message, other.path, key, level=Level.WARNING)
