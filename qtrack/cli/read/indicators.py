"""`qtrack indicators`: every indicator."""

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.read.standing import open_standing
from qtrack.pages.indicators.view import indicators as indicators_page


def indicators(context: RunContext, *, days: DayOptions, filters: FilterOptions, output: TableOptions) -> int:
    """Show every indicator: target, value, pace, how it went, and when it is reached at the present rate."""
    standing = open_standing(context, output.plan, days)
    page = indicators_page(standing, filters.of(standing.plan))
    from qtrack.pages.indicators.show import INDICATORS

    return print_page(context, page, output.form, INDICATORS)
