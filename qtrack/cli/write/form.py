"""`qtrack form UNIT`: a spreadsheet with the unit's open tasks, ready to fill and to record."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption
from qtrack.cli.output import keep_file
from qtrack.cli.parameters import argument, option
from qtrack.errors import ExitCode
from qtrack.locale.message import mark, msg
from qtrack.pages.form import unit_form
from qtrack.records.filters import find_unit
from qtrack.standing.assess import assess
from qtrack.store.form.spreadsheet import BYTE_ORDER_MARK, write_table


def form(
    context: RunContext,
    *,
    unit: Annotated[str, argument("UNIT", mark("A unit, by id, full or short name."))],
    output: Annotated[
        str | None, option("--output", "FILE", mark("Write the form to this file."), short="-o")
    ] = None,
    plan: PlanOption = None,
) -> int:
    """Write a CSV form with the unit's open tasks, to fill in a spreadsheet; record --from takes it."""
    opened = context.open(plan)
    named = find_unit(opened, unit)
    heads, *rows = unit_form(assess(opened, context.today(opened)), named, context.screen.translator)
    text = BYTE_ORDER_MARK + write_table([heads, *rows])
    if output:
        keep_file(context, context.cwd / output, text, context.folder(plan))
    else:
        context.screen.write(text)
    if not rows:
        context.screen.talk(msg("{unit} has no open tasks.", unit=opened.register.name(named)))
    return ExitCode.OK
