"""`qtrack chase`: who is to be reminded; with `--issue` a numbered entry each is recorded, or none."""

from typing import Annotated

from qtrack.cli.context import RunContext, print_page
from qtrack.cli.options import (
    CommitOption,
    DayOptions,
    DryRunOption,
    FilterOptions,
    ReminderOptions,
    TableOptions,
    WriteOptions,
)
from qtrack.cli.parameters import argument, flag
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.ids import holder_of
from qtrack.records.selection.names import find_about


def chase(
    context: RunContext,
    *,
    about: Annotated[list[str] | None, argument("Only these tasks, as T05 or 5; else all.", "ID…")] = None,
    behind: Annotated[bool, flag("Also yellow tasks that are behind pace or blocked.")] = False,
    issue: Annotated[bool, flag("Record these reminders, a numbered entry each.")] = False,
    reminder: ReminderOptions,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print the page of reminders, or record one for each of its lines that none waits on."""
    standing = context.standing(output.plan, days)
    plan = standing.plan
    only = frozenset(holder_of(find_about(plan, typed)) for typed in about or ())
    from qtrack.records.chase import chase as chase_page

    page = chase_page(standing, filters.of(plan, context.screen.talk), behind=behind, only=only)
    if not issue:
        _refuse(reminder, dry_run=dry_run or commit)
        from qtrack.pages.chase import CHASE

        return print_page(context, page, output, CHASE)
    if output.output is not None:
        raise QtrackError(
            msg("{option} writes the page to a file, and --issue prints none.", option="--output"),
            msg("Leave --output out, or --issue."),
        )
    if days != DayOptions():
        raise QtrackError(
            msg("Reminders are issued today, not on another day."), msg("Leave --as-of and --known-at out.")
        )
    from qtrack.cli.write.recording import Session
    from qtrack.cli.write.reminders import issue_reminders

    options = WriteOptions(dry_run, commit, "json" if output.form == "json" else "text", output.plan)
    session = Session(context, options, context.folder(output.plan), plan, context.moment(plan))
    return issue_reminders(session, page, reminder)


def _refuse(reminder: ReminderOptions, *, dry_run: bool) -> None:
    """Raise QtrackError where something is said of reminders that are not issued."""
    named = reminder.given()
    if named or dry_run:
        option = named[0] if named else "--dry-run"
        raise QtrackError(
            msg("{option} says something of reminders that are issued.", option=option), msg("Add --issue.")
        )
