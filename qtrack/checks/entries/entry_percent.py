"""entry-percent: a share of the work is 0 to 100, and done work is 100.

The share is compared with the share of the time that is gone. Work that is said to be done with less than
100 is kept, with a warning: the unit should say which of the two holds.

Level: error, warning
Passes: `percent: 40`
Fails: `percent: 140`, or `status: done` with `percent: 80`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Level, Problem

NAME = "entry-percent"
_WHOLE = 100


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:  # noqa: ARG001 - all checks of entries are called alike
    """Yield a share out of range, or one that contradicts the status."""
    if entry.percent is None:
        return
    if not 0 <= entry.percent <= _WHOLE:
        message = msg("percent is {percent}; it must be 0 to 100", percent=entry.percent)
        yield problem(NAME, message, entry.path, "percent")
    elif entry.percent < _WHOLE and entry.status in {Status.DONE, Status.CLOSED}:
        message = msg("the work is said to be done, yet percent is {percent}", percent=entry.percent)
        yield problem(NAME, message, entry.path, "percent", level=Level.WARNING)
