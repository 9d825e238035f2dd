"""`qtrack history [ID]`: who said what when."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.forms import TableForm
from qtrack.cli.options import (
    AsOfOption,
    KnownAtOption,
    PlanOption,
    dates,
    format_option,
    parse_choice,
    parse_date,
)
from qtrack.cli.read.show import find_about
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.pages.history.view import History, HistoryFilter
from qtrack.pages.history.view import history as history_page
from qtrack.records.filters import find_unit


def history(
    context: RunContext,
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help=mark("A task, deliverable or section: T05, 5, T05.2, S1; else all.")
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=mark("Recorded on this date or later."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=mark("Recorded on this date or earlier."))
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help=mark("Said by this unit, by id, full or short name.")),
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    form: Annotated[str, format_option("table", "json", "csv", "markdown")] = "table",
    plan: PlanOption = None,
) -> int:
    """Show who said what when, newest first: reports, corrections, withdrawals, returns, closings.

    Below a correction or withdrawal stands what it corrects or withdraws; where one is shown, all are.
    """
    shape = parse_choice("--format", form, TableForm)
    opened = context.open(plan)
    day, known = dates(as_of, known_at, lambda: context.today(opened))
    wanted = HistoryFilter(
        find_about(opened, about) if about is not None else "",
        find_unit(opened, unit) if unit is not None else "",
        parse_date("--since", since) if since is not None else None,
        parse_date("--until", until) if until is not None else None,
    )
    page = history_page(opened, wanted, day, known)
    _show(context, page, shape)
    return ExitCode.OK


def _show(context: RunContext, page: History, shape: TableForm) -> None:
    from qtrack.pages.history.show import history_csv, history_markdown, show_history
    from qtrack.ui.json import page_json

    if shape is TableForm.TABLE:
        show_history(page, context.screen)
        return
    texts = {
        TableForm.JSON: page_json,
        TableForm.CSV: history_csv,
        TableForm.MARKDOWN: history_markdown,
    }
    context.screen.write(texts[shape](page, context.screen.translator))
