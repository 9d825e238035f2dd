"""entry-withdraws: a withdrawal points at an entry of the same task or section and says only why.

What is withdrawn no longer counts, and the withdrawal counts for nothing itself; a status or a figure in it
would be read by nobody. It can be withdrawn in its turn, but goes round no circle.

Passes: `withdraws: 2019-03-29-0b11ce` with a summary
Fails: `withdraws: 2019-03-29-0b11ce` together with `percent: 40`
"""

from collections.abc import Iterator
from typing import Final

from qtrack.checks.context import CheckContext, earlier, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-withdraws"

_NOT_SAID: Final = ("status", "percent", "actuals", "period", "problems", "next", "corrects", "returns")


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a withdrawal of nothing, of another matter, or of itself, and whatever it says beside."""
    if not entry.withdraws:
        return
    found = earlier(context, entry, entry.withdraws)
    if isinstance(found, Message):
        yield problem(NAME, found, entry.path, "withdraws")
    for key in _NOT_SAID:
        if getattr(entry, key) not in (None, "", {}):
            message = msg("a withdrawal says only why; leave “{key}” out", key=key)
            yield problem(NAME, message, entry.path, key)
