"""`qtrack matrix [--group GROUP]`: tasks by the members of a group."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.parameters import option
from qtrack.cli.read.standing import open_standing
from qtrack.locale.message import mark
from qtrack.pages.matrix.view import find_group
from qtrack.pages.matrix.view import matrix as matrix_page


def matrix(
    context: RunContext,
    *,
    group: Annotated[
        str | None, option("--group", "GROUP", mark("Whose members; left out, the bureaus."))
    ] = None,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Show tasks by the members of a group: who reported in the last round, who long ago, who never."""
    standing = open_standing(context, output.plan, days)
    page = matrix_page(standing, find_group(standing.plan, group), filters.of(standing.plan))
    from qtrack.pages.matrix.show import MATRIX

    return print_page(context, page, output.form, MATRIX)
