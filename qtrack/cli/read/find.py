"""`qtrack find TEXT`: where a text stands."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.output import print_page
from qtrack.cli.parameters import argument
from qtrack.cli.read.standing import open_standing
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.pages.find.view import find as found


def find(
    context: RunContext,
    *,
    text: Annotated[str, argument("TEXT", mark("What to look for; part of a word will do."))],
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Find a text in titles, deliverables, indicators and entries; width, case and spaces do not matter."""
    if not text.strip():
        raise QtrackError(msg("There is nothing to look for."), msg("Give a word, or part of one."))
    standing = open_standing(context, output.plan, days)
    page = found(standing, text.strip(), filters.of(standing.plan))
    from qtrack.pages.find.show import FOUND

    return print_page(context, page, output.form, FOUND)
