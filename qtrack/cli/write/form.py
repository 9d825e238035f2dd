"""`qtrack form UNIT`: a spreadsheet with the unit's open tasks, ready to fill and to record."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption
from qtrack.cli.output import keep_file
from qtrack.cli.parameters import argument, option
from qtrack.errors import ExitCode
from qtrack.locale.message import mark, msg
from qtrack.pages.form.show import form_text
from qtrack.pages.form.view import unit_form
from qtrack.records.filters import find_unit
from qtrack.standing.assess import assess
from qtrack.store.form.spreadsheet import BYTE_ORDER_MARK


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
    day = context.today(opened)
    page = unit_form(assess(opened, day), find_unit(opened, unit))
    text = form_text(page, day, context.screen.translator)
    if output:
        keep_file(context, context.cwd / output, BYTE_ORDER_MARK + text, context.folder(plan))
    else:
        context.screen.write(BYTE_ORDER_MARK + text)
    if not page.rows:
        context.screen.talk(msg("{unit} has no open tasks.", unit=page.unit_name))
    return ExitCode.OK
