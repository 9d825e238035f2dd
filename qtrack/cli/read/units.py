"""`qtrack units [UNIT]`: every unit in a line, or one unit's own list."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.parameters import argument
from qtrack.cli.read.standing import open_standing
from qtrack.locale.message import mark
from qtrack.records.units import unit_list
from qtrack.records.units import units as units_page


def units(
    context: RunContext,
    *,
    unit: Annotated[  # noqa: ARG001 - it fills the filter of this name
        str | None, argument("UNIT", mark("A unit by id, full or short name; else all."))
    ] = None,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Show a line a unit; with UNIT its own list, the tasks it leads first and the pressing ones on top."""
    standing = open_standing(context, output.plan, days)
    chosen = filters.of(standing.plan)
    from qtrack.pages.units import UNIT_LIST, UNITS

    if chosen.unit is None:
        return print_page(context, units_page(standing, chosen), output.form, UNITS)
    return print_page(context, unit_list(standing, chosen.unit, chosen), output.form, UNIT_LIST)
