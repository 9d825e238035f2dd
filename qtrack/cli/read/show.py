"""`qtrack show ID`: one task whole."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.forms import PageForm
from qtrack.cli.options import AsOfOption, KnownAtOption, PlanOption, dates, format_option, parse_choice
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Plan
from qtrack.records.board import board
from qtrack.records.filters import Filters
from qtrack.records.task import task_page
from qtrack.standing.assess import assess


def show(
    context: RunContext,
    about: Annotated[str, typer.Argument(metavar="ID", help=mark("A task or section: T18, t18, 18, S1."))],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    form: Annotated[str, format_option("table", "json")] = "table",
    plan_history: Annotated[
        bool,
        typer.Option("--plan-history", help=mark("Show instead how the plan's words on it were edited.")),
    ] = False,
    plan: PlanOption = None,
) -> int:
    """Show one task whole: its place, who answers for it, deliverables, indicators, entries."""
    shape = parse_choice("--format", form, PageForm)
    if plan_history:  # also of what is no longer there, or in a plan with errors
        from qtrack.cli.review.plan_history import show_over_time

        show_over_time(context, plan, shape, None, holder_of(parse_about(about) or about))
        return ExitCode.OK
    opened = context.open(plan)
    holder = find_holder(opened, about)
    day, known = dates(as_of, known_at, lambda: context.today(opened))
    standing = assess(opened, day, known)
    found = standing.of(holder)
    translator = context.screen.translator
    if found is None:  # a section without goals of its own is its tasks
        page = board(standing, Filters(section=holder))
        if shape is PageForm.JSON:
            from qtrack.ui.json import page_json

            context.screen.write(page_json(page, translator))
        else:
            from qtrack.pages.board.show import show_board

            show_board(page, context.screen)
    elif shape is PageForm.JSON:
        from qtrack.ui.json import page_json

        context.screen.write(page_json(task_page(standing, found), translator))
    else:
        from qtrack.pages.task.show import show_task

        show_task(task_page(standing, found), context.screen)
    return ExitCode.OK


def find_holder(plan: Plan, typed: str) -> str:
    """Return the id of the task or section that a person means; raise QtrackError where there is none."""
    return holder_of(find_about(plan, typed))


def find_about(plan: Plan, typed: str) -> str:
    """Return the id of the task, section or deliverable that a person means."""
    found = plan.find(typed)
    if found is None:
        raise QtrackError(
            msg("The plan has no {id}.", id=typed),
            msg("It has {first} to {last}.", first=plan.tasks[0].id, last=plan.tasks[-1].id)
            if plan.tasks
            else msg("It has no tasks yet."),
        )
    return found.id
