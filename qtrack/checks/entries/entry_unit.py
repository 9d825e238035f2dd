"""entry-unit: the unit of an entry is registered, and reports on what it is responsible for.

Another unit's word is kept, with a warning: the office itself often records for others.

Level: error, warning
Passes: `unit: metrology` about T18
Fails: `unit: metrolgy`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.checks.responsibility.unit_known import unknown_unit
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Task
from qtrack.model.problem import Level, Problem

NAME = "entry-unit"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield an unknown unit, or a warning for one that is not responsible."""
    plan = context.plan
    if "units.yaml" in context.broken:
        return  # the unit may stand in the register that cannot be read
    if entry.unit not in plan.register.by_id:
        yield problem(NAME, unknown_unit(context, entry.unit), entry.path, "unit")
        return
    holder = plan.holder(entry.about)
    if not isinstance(holder, Task) or entry.unit == plan.head.office:
        return
    if entry.status is Status.CLOSED or entry.returns or entry.chases:  # said by whoever verifies or reminds
        return
    withdrawn = context.entries.get(entry.withdraws)
    if withdrawn is not None and (withdrawn.unit == entry.unit or withdrawn.unit not in plan.register.by_id):
        return  # its own word, or that of nobody
    if entry.unit not in context.responsible(holder):
        message = msg(
            "{unit} is not among those responsible for {id}",
            unit=plan.register.name(entry.unit),
            id=holder.id,
        )
        yield problem(NAME, message, entry.path, "unit", level=Level.WARNING)
