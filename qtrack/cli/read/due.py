"""`qtrack due [--within 30d]`: what falls due."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.parameters import option, parse_days
from qtrack.cli.read.standing import open_standing
from qtrack.locale.message import mark
from qtrack.records.due import due as due_page


def due(
    context: RunContext,
    *,
    within: Annotated[
        int, option("--within", "DAYS", mark("How far to look ahead, as 60d or 60."), parse_days)
    ] = 30,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Show by date what is overdue and what falls due: tasks, deliverables, returning duties, indicators."""
    standing = open_standing(context, output.plan, days)
    page = due_page(standing, filters.of(standing.plan), within)
    from qtrack.pages.due import DUE

    return print_page(context, page, output.form, DUE)
