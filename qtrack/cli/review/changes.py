"""`qtrack changes --since DATE`: the edits of the plan over time."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.forms import PageForm
from qtrack.cli.options import PlanOption, format_option, parse_choice, parse_date
from qtrack.cli.review.plan_history import show_over_time
from qtrack.errors import ExitCode
from qtrack.locale.message import mark


def changes(
    context: RunContext,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help=mark("From this date on, as 2019-06-28; else all.")),
    ] = None,
    form: Annotated[str, format_option("table", "json")] = "table",
    plan: PlanOption = None,
) -> int:
    """Tell the edits of the plan from its git history: who changed what when, newest first."""
    shape = parse_choice("--format", form, PageForm)
    day = parse_date("--since", since) if since else None
    show_over_time(context, plan, shape, day, "")
    return ExitCode.OK
