"""`qtrack status`: the board."""

from datetime import date
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, FilterOptions, TableForm, TableOptions
from qtrack.cli.parameters import choice, option, parse_date
from qtrack.cli.read.standing import open_standing
from qtrack.cli.review.comparison import plan_then
from qtrack.errors import ExitCode, QtrackError
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
        from qtrack.pages.board.by_unit import by_unit

        page = by_unit(page, standing.plan)
    print_board(context, page, output.form)
    return ExitCode.OK


def print_board(context: RunContext, page: Board, form: TableForm) -> None:
    """Draw the board, or write it as JSON, CSV or Markdown; only what that needs is imported."""
    screen = context.screen
    match form:
        case TableForm.TABLE:
            from qtrack.pages.board.show import show_board

            show_board(page, screen)
        case TableForm.JSON:
            from qtrack.ui.json import page_json

            screen.write(page_json(page, screen.translator))
        case TableForm.CSV:
            from qtrack.pages.board.file import board_csv

            screen.write(board_csv(page, screen.translator))
        case TableForm.MARKDOWN:
            from qtrack.pages.board.file import board_markdown

            screen.write(board_markdown(page, screen.translator))
