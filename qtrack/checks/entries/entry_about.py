"""entry-about: an entry is about a section, a task or a deliverable that exists.

What is reported about nothing would count nowhere, and nobody would notice.

Passes: `about: T18.1`
Fails: `about: T99`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.ids import holder_of
from qtrack.model.problem import Problem

NAME = "entry-about"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield the entry if nothing has its `about`."""
    if entry.withdraws:
        return  # it lies beside what it takes out, and that may be about nothing
    known = entry.about in context.plan.holders or entry.about in context.plan.deliverables
    if not known and holder_of(entry.about) not in context.broken:
        yield problem(NAME, msg("the plan has no {id}", id=entry.about), entry.path, "about")
