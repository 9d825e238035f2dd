"""`qtrack show ID`: one task whole."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, PageForm, PlanOption, TableForm, format_option
from qtrack.cli.output import print_json
from qtrack.cli.parameters import argument, flag
from qtrack.cli.read.standing import open_standing
from qtrack.cli.read.status import print_board
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Plan
from qtrack.records.board import board
from qtrack.records.filters import Filters
from qtrack.records.task import task_page


def show(
    context: RunContext,
    *,
    about: Annotated[str, argument("ID", mark("A task or section: T18, t18, 18, S1."))],
    days: DayOptions,
    form: Annotated[PageForm, format_option(PageForm)] = PageForm.TABLE,
    plan_history: Annotated[
        bool, flag("--plan-history", mark("Show instead how the plan's words on it were edited."))
    ] = False,
    plan: PlanOption = None,
) -> int:
    """Show one task whole: its place, who answers for it, deliverables, indicators, entries."""
    if plan_history:  # also of what is no longer there, or in a plan with errors
        from qtrack.cli.review.plan_history import show_over_time

        show_over_time(context, plan, form, None, holder_of(parse_about(about) or about))
        return ExitCode.OK
    standing = open_standing(context, plan, days)
    holder = holder_of(find_about(standing.plan, about))
    found = standing.of(holder)
    if found is None:  # a section without goals of its own is its tasks
        return print_board(context, board(standing, Filters(section=holder)), TableForm(form))
    if form is PageForm.JSON:
        return print_json(context, task_page(standing, found))
    from qtrack.pages.task import show_task

    show_task(task_page(standing, found), context.screen)
    return ExitCode.OK


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
