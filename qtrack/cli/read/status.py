"""`qtrack status`, the board, and `qtrack show ID`, one task whole."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from qtrack.cli.context import RunContext, print_json, print_page
from qtrack.cli.options import (
    DayOptions,
    FilterOptions,
    PageForm,
    PlanOption,
    TableOptions,
    format_option,
)
from qtrack.cli.parameters import argument, choice, date_option, flag, option
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.locale.words import GROUPS, ORDERS
from qtrack.model.ids import holder_of, parse_about, task_of
from qtrack.records.selection.arrangement import BoardGroup, TaskOrder
from qtrack.records.selection.names import find_about

if TYPE_CHECKING:
    from qtrack.records.board import Board
    from qtrack.records.since.light_changes import Then
    from qtrack.standing.assess import PlanStanding


def status(
    context: RunContext,
    *,
    days: DayOptions,
    since: Annotated[
        date | None,
        date_option(
            "What changed after this date: lights that turned, newly done, newly late; "
            "that day as it was known then, with the plan of then where git has it.",
            "first",
        ),
    ] = None,
    group: Annotated[
        BoardGroup, option("What the tasks stand under: {choices}.", "KIND", choice(BoardGroup, GROUPS))
    ] = BoardGroup.SECTION,
    order: Annotated[
        TaskOrder | None,
        option(
            "By which the tasks stand: {choices}; else as in the plan, on the first screen the worst first.",
            "ORDER",
            choice(TaskOrder, ORDERS),
        ),
    ] = None,
    every_task: Annotated[
        bool, flag("Every task on a terminal, too, which shows else what is pressing.", name="--all")
    ] = False,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print the board; raise QtrackError where `since` lies after its day."""
    standing = context.standing(output.plan, days)
    then = _then(context, standing, since, output.plan) if since else None
    chosen = filters.of(standing.plan, context.screen.talk)
    from qtrack.records.board import board, by_unit, in_order
    from qtrack.records.selection.filters import Filters

    page = board(standing, chosen, then)
    whole = not since and group is BoardGroup.SECTION and chosen == Filters()
    if whole and not every_task and output.form == "table" and context.screen.is_terminal:
        from qtrack.pages.board.overview import show_overview
        from qtrack.records.overview import overview

        show_overview(overview(standing, page, order or TaskOrder.SEVERITY), context.screen)
        return ExitCode.OK
    if group is BoardGroup.UNIT:
        page = by_unit(page, standing.plan)
    return _print_board(context, in_order(page, order or TaskOrder.PLAN, standing.rule), output)


def _then(context: RunContext, standing: "PlanStanding", since: date, named: str | None) -> "Then":
    """Return an earlier day, as it was known then; raise QtrackError where it lies after that of the page."""
    if since > standing.as_of:
        raise QtrackError(
            msg(
                "--since is {since}, after the date of the page, {as_of}.", since=since, as_of=standing.as_of
            ),
            msg("Give an earlier date, such as --since {date}.", date=standing.as_of - timedelta(days=7)),
        )
    from qtrack.cli.review.comparison import plan_then

    then = plan_then(context, named, standing.plan, since)
    return context.stood(standing.plan, then, standing.known_at)


def show(
    context: RunContext,
    *,
    about: Annotated[str, argument("A task or section: T18, t18, 18, S1.", "ID")],
    days: DayOptions,
    form: Annotated[PageForm, format_option(PageForm)] = "table",
    plan_history: Annotated[bool, flag("Show instead how the plan's words on it were edited.")] = False,
    plan: PlanOption = None,
) -> int:
    """Print the page of a task, or the board of a section that has no goals of its own."""
    if plan_history:  # also of what is no longer there, or in a plan with errors
        from qtrack.cli.review.changes import show_over_time

        return show_over_time(context, plan, form, None, holder_of(parse_about(about) or about))
    standing = context.standing(plan, days, task_of(about))
    holder = holder_of(find_about(standing.plan, about))
    found = standing.of(holder)
    if found is None:  # a section without goals of its own is its tasks
        from qtrack.records.board import board
        from qtrack.records.selection.filters import Filters

        return _print_board(context, board(standing, Filters(section=holder)), TableOptions(form))
    from qtrack.records.task import task_page

    if form == "json":
        return print_json(context, task_page(standing, found))
    from qtrack.pages.task import show_task

    show_task(task_page(standing, found), context.screen)
    return ExitCode.OK


def _print_board(context: RunContext, page: "Board", options: TableOptions) -> int:
    """Print the board in the form that is asked for; what draws is not imported for JSON."""
    if options.form == "json" and options.output is None:
        return print_json(context, page)
    from qtrack.pages.board.show import BOARD

    return print_page(context, page, options, BOARD)
