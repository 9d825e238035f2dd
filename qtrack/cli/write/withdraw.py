"""`qtrack withdraw ENTRY`: a new entry that takes an earlier one out."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import ByOption, PlanOption, WriteOptions
from qtrack.cli.parameters import option
from qtrack.cli.write.answers import EntryArgument, answer, find_entry, make_entry, refuse_gone
from qtrack.cli.write.recording import office_of
from qtrack.locale.message import mark
from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.standing.reported.corrections import lifted, rivals


def withdraw(
    context: RunContext,
    *,
    entry: EntryArgument,
    reason: Annotated[str, option("--reason", "TEXT", mark("Why it is withdrawn."))],
    unit: Annotated[
        str | None,
        option("--unit", "UNIT", mark("Who withdraws it; else the unit that said it.")),
    ] = None,
    by: ByOption = None,
    options: WriteOptions,
    plan: PlanOption = None,
) -> int:
    """Withdraw an entry: it stays in the history and no longer counts. A withdrawal can be withdrawn."""
    session, old = find_entry(context, plan, entry)
    if not _idle(session.plan, old):
        refuse_gone(session.plan, old)
    known = old.unit in session.plan.register.by_id
    who = old.unit if unit is None and known else office_of(session.plan, unit, "--unit")
    new = make_entry(session, old.about, who, reason, by, withdraws=old.id)
    return answer(session, new, options, (old,))


def _idle(plan: Plan, entry: Entry) -> bool:
    """Tell whether an entry counts for nothing as it is: it lost to another, or corrects a withdrawal."""
    if entry in rivals(plan.entries).get(entry.replaces, ()):
        return True
    named = next((other for other in plan.entries if other.id == entry.corrects), None)
    return named is not None and bool(named.withdraws) and entry.id not in lifted(plan.entries)
