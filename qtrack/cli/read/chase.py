"""`qtrack chase`: who is to be reminded; with `--issue` the reminders are recorded."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import (
    CommitOption,
    DayOptions,
    DryRunOption,
    FilterOptions,
    PathForm,
    TableForm,
    TableOptions,
    WriteOptions,
)
from qtrack.cli.output import print_page
from qtrack.cli.parameters import argument, flag
from qtrack.cli.read.chase_issue import ReminderOptions, issue_all
from qtrack.cli.read.show import find_about
from qtrack.cli.read.standing import open_standing
from qtrack.cli.write.recording import RecordingSession
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.ids import holder_of
from qtrack.records.chase import chase as chase_page


def chase(
    context: RunContext,
    *,
    about: Annotated[
        list[str] | None, argument("ID…", mark("Only these tasks, as T05 or 5; else all."))
    ] = None,
    behind: Annotated[
        bool, flag("--behind", mark("Also yellow tasks that are behind pace or blocked."))
    ] = False,
    issue: Annotated[bool, flag("--issue", mark("Record these reminders, a numbered entry each."))] = False,
    reminder: ReminderOptions,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Show who is to be reminded of what, why, and for which time; with --issue record the reminders.

    Reminded are those who lead red tasks, and every unit that did not answer the last round of reports.
    While a reminder waits for its answer, no other is issued on the same matter.
    """
    standing = open_standing(context, output.plan, days)
    plan = standing.plan
    only = frozenset(holder_of(find_about(plan, typed)) for typed in about or ())
    page = chase_page(standing, filters.of(plan), behind=behind, only=only)
    if not issue:
        _refuse(reminder, dry_run=dry_run or commit)
        from qtrack.pages.chase import CHASE

        return print_page(context, page, output.form, CHASE)
    if days != DayOptions():
        raise QtrackError(
            msg("Reminders are issued today, not on another day."), msg("Leave --as-of and --known-at out.")
        )
    form = PathForm.JSON if output.form is TableForm.JSON else PathForm.TEXT
    options = WriteOptions(dry_run, commit, form, output.plan)
    session = RecordingSession(context, options, context.folder(output.plan), plan, context.moment(plan))
    return issue_all(session, page, reminder)


def _refuse(reminder: ReminderOptions, *, dry_run: bool) -> None:
    """Raise QtrackError where something is said of reminders that are not issued."""
    named = reminder.given()
    if named or dry_run:
        option = named[0] if named else "--dry-run"
        raise QtrackError(
            msg("{option} says something of reminders that are issued.", option=option), msg("Add --issue.")
        )
