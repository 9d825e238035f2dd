"""entry-returns: a return (退回补充) names the report of done that it sends back, and reopens the work.

Work that was reported done is closed or sent back. What is sent back is in progress again, and its unit must
be able to see which report was not enough.

Passes: `returns: 2019-03-29-0b11ce` and `status: in-progress`, where that entry says `status: done`
Fails: `returns: 2019-03-29-0b11ce`, where that entry says `status: in-progress`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, earlier, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Problem

NAME = "entry-returns"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a return of what was not reported done, and one that does not reopen the work."""
    if not entry.returns:
        return
    found = earlier(context, entry, entry.returns)
    if isinstance(found, Message):
        yield problem(NAME, found, entry.path, "returns")
    elif found is not None and found.status is not Status.DONE:
        message = msg("the entry {id} did not say that the work was done", id=found.id)
        yield problem(NAME, message, entry.path, "returns")
    if entry.status is not Status.IN_PROGRESS:
        message = msg("what is sent back is in progress again; write status: in-progress")
        yield problem(NAME, message, entry.path, "returns")
