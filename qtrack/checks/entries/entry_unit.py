"""entry-unit: the unit of an entry is registered, and reports on what it is responsible for.

Another unit's word is kept, with a warning: the office itself often records for others.

Level: error, warning
Passes: `unit: metrology` about T18
Fails: `unit: metrolgy`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.checks.responsibility.unit_known import not_responsible, unknown_unit
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Level, Problem

NAME = "entry-unit"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield an unknown unit, or a warning for one that is not responsible."""
    register = context.plan.register
    if context.units_unread:
        return
    if entry.unit not in register.by_id:
        yield problem(NAME, unknown_unit(context, entry.unit), entry.path, "unit")
        return
    if entry.unit == context.plan.head.office or entry.status is Status.CLOSED:
        return
    if entry.returns or entry.chases:  # said by whoever verifies or reminds
        return
    withdrawn = context.entries.get(entry.withdraws)
    if withdrawn is not None and (withdrawn.unit == entry.unit or withdrawn.unit not in register.by_id):
        return  # its own word, or that of nobody
    if wrong := not_responsible(context, entry.about, entry.unit):
        yield problem(NAME, wrong, entry.path, "unit", level=Level.WARNING)
