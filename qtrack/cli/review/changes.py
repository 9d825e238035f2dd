"""`qtrack changes --since DATE`: the edits of the plan over time."""

from datetime import date
from functools import partial
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.cli.parameters import date_or_none, option
from qtrack.cli.review.plan_history import show_over_time
from qtrack.errors import ExitCode


def changes(
    context: RunContext,
    *,
    since: Annotated[
        date | None,
        option(
            "--since",
            "DATE",
            "From this date on, as 2019-06-28; else all.",
            partial(date_or_none, edge="first"),
        ),
    ] = None,
    form: Annotated[PageForm, format_option(PageForm)] = PageForm.TABLE,
    plan: PlanOption = None,
) -> int:
    """Print the edits of the whole plan over time."""
    show_over_time(context, plan, form, since, "")
    return ExitCode.OK
