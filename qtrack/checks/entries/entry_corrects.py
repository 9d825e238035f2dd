"""entry-corrects: a correction points at an entry of the same task or section, and goes round no circle.

An entry is never edited; the newer one stands in for the one it corrects. Where that one is missing or
speaks of another matter, nobody could tell what holds. A withdrawal says nothing that could be corrected.

Passes: `corrects: 2019-03-29-0b11ce`, an entry in the same folder
Fails: `corrects: 2019-03-29-ffffff`, where there is no such entry
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, earlier, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-corrects"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a correction of nothing, of another matter, of a withdrawal, or of itself in the end."""
    if not entry.corrects:
        return
    found = earlier(context, entry, entry.corrects)
    if isinstance(found, Message):
        yield problem(NAME, found, entry.path, "corrects")
    elif found is not None and found.withdraws:
        message = msg("{id} is a withdrawal, which says nothing to correct", id=found.id)
        yield problem(NAME, message, entry.path, "corrects")
