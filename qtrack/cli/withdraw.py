"""`qtrack withdraw ENTRY`: a new entry that takes an earlier one out."""

from typing import Annotated

import msgspec
import typer

from qtrack.cli.here import Here
from qtrack.cli.ledger import (
    ByOption,
    CommitOption,
    DryRunOption,
    EntryArgument,
    answer,
    find_entry,
    make_entry,
    refuse_gone,
)
from qtrack.cli.options import PlanOption, format_option, parse_choice
from qtrack.cli.recording import How, PathForm
from qtrack.locale.message import mark
from qtrack.views.filters import find_unit


def withdraw(
    here: Here,
    entry: EntryArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it is withdrawn."))],
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help=mark("Who withdraws it; else the unit that said it.")),
    ] = None,
    by: ByOption = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    form: Annotated[str, format_option("text", "json")] = "text",
    plan: PlanOption = None,
) -> int:
    """Withdraw an entry: it stays in the history and no longer counts. A withdrawal can be withdrawn."""
    how = How(dry_run, parse_choice("--format", form, PathForm), commit)
    desk, old = find_entry(here, plan, entry)
    refuse_gone(desk.plan, old)
    who = find_unit(desk.plan, unit) if unit is not None else old.unit
    new = make_entry(desk, old.about, who, reason, by)
    return answer(desk, msgspec.structs.replace(new, withdraws=old.id), how, (old,))
