"""`qtrack status`: the board."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.filter_options import chosen_filters
from qtrack.cli.forms import TableForm
from qtrack.cli.options import (
    AsOfOption,
    DueBeforeOption,
    KnownAtOption,
    LightOption,
    MeasureOption,
    PlanOption,
    RoleOption,
    SectionOption,
    SinceOption,
    StaleOption,
    StatusOption,
    UnitOption,
    dates,
    format_option,
    parse_choice,
    parse_since,
)
from qtrack.cli.review.comparison import plan_then
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.records.board import Board, BoardGroup, board
from qtrack.standing.assess import assess


def status(
    context: RunContext,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    since: SinceOption = None,
    group: Annotated[
        str, typer.Option("--group", metavar="section|unit", help=mark("What the tasks stand under."))
    ] = "section",
    section: SectionOption = None,
    measure: MeasureOption = None,
    unit: UnitOption = None,
    role: RoleOption = None,
    light: LightOption = None,
    status: StatusOption = None,
    due_before: DueBeforeOption = None,
    stale: StaleOption = False,
    form: Annotated[str, format_option("table", "json", "csv", "markdown")] = "table",
    plan: PlanOption = None,
) -> int:
    """Show where the plan stands: every section and task with its light and the reason."""
    shape = parse_choice("--format", form, TableForm)
    grouped = parse_choice("--group", group, BoardGroup)
    opened = context.open(plan)
    day, known = dates(as_of, known_at, lambda: context.today(opened))
    filters = chosen_filters(
        context,
        opened,
        section=section,
        measure=measure,
        unit=unit,
        role=role,
        light=light,
        status=status,
        due_before=due_before,
        stale=stale,
    )
    start = parse_since(since, day)
    then = plan_then(context, plan, opened, start) if start else None
    page = board(assess(opened, day, known), filters, then)
    if grouped is BoardGroup.UNIT:
        from qtrack.pages.board.by_unit import by_unit

        page = by_unit(page, opened)
    _show(context, page, shape)
    return ExitCode.OK


def _show(context: RunContext, page: Board, shape: TableForm) -> None:
    screen = context.screen
    match shape:
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
