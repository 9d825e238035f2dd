"""`qtrack history [ID]`: who said what when."""

from datetime import date
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.parameters import argument, option, parse_date
from qtrack.cli.read.show import find_about
from qtrack.locale.message import mark
from qtrack.pages.history.view import HistoryFilter
from qtrack.pages.history.view import history as history_page
from qtrack.records.filters import find_unit


def history(
    context: RunContext,
    *,
    about: Annotated[
        str | None, argument("ID", mark("A task, deliverable or section: T05, 5, T05.2, S1; else all."))
    ] = None,
    since: Annotated[
        date | None, option("--since", "DATE", mark("Recorded on this date or later."), parse_date)
    ] = None,
    until: Annotated[
        date | None, option("--until", "DATE", mark("Recorded on this date or earlier."), parse_date)
    ] = None,
    unit: Annotated[
        str | None, option("--unit", "UNIT", mark("Said by this unit, by id, full or short name."))
    ] = None,
    days: DayOptions,
    output: TableOptions,
) -> int:
    """Show who said what when, newest first: reports, corrections, withdrawals, returns, closings.

    Below a correction or withdrawal stands what it corrects or withdraws; where one is shown, all are.
    """
    plan = context.open(output.plan)
    wanted = HistoryFilter(
        find_about(plan, about) if about is not None else "",
        find_unit(plan, unit) if unit is not None else "",
        since,
        until,
    )
    page = history_page(plan, wanted, days.as_of or context.today(plan), days.known_at)
    from qtrack.pages.history.show import HISTORY

    return print_page(context, page, output.form, HISTORY)
