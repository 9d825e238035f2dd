"""`qtrack status`: the board."""

from datetime import date
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableForm, TableOptions
from qtrack.cli.output import print_json, print_page
from qtrack.cli.parameters import choice, option, parse_date
from qtrack.cli.read.standing import open_standing
from qtrack.cli.review.comparison import plan_then
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.records.board import Board, BoardGroup, board


def status(
    context: RunContext,
    *,
    days: DayOptions,
    since: Annotated[
        date | None,
        option(
            "--since",
            "DATE",
            mark(
                "What changed after this date: lights that turned, newly done, newly late; "
                "that day as it was known then, with the plan of then where git has it."
            ),
            parse_date,
        ),
    ] = None,
    group: Annotated[
        BoardGroup,
        option("--group", "section|unit", mark("What the tasks stand under."), choice(BoardGroup)),
    ] = BoardGroup.SECTION,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Show where the plan stands: every section and task with its light and the reason."""
    standing = open_standing(context, output.plan, days)
    if since and since > standing.as_of:
        raise QtrackError(
            msg(
                "--since is {since}, after the date of the page, {as_of}.", since=since, as_of=standing.as_of
            ),
            msg("Give an earlier date."),
        )
    then = plan_then(context, output.plan, standing.plan, since) if since else None
    page = board(standing, filters.of(standing.plan), then)
    if group is BoardGroup.UNIT:
        from qtrack.records.board import by_unit

        page = by_unit(page, standing.plan)
    return print_board(context, page, output.form)


def print_board(context: RunContext, page: Board, form: TableForm) -> int:
    """Print the board in the form that is asked for; what draws is not imported for JSON."""
    if form is TableForm.JSON:
        return print_json(context, page)
    from qtrack.pages.board import BOARD

    return print_page(context, page, form, BOARD)
