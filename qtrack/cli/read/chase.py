"""`qtrack chase`: who is to be reminded; with `--issue` the reminders are recorded."""

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
    StaleOption,
    StatusOption,
    UnitOption,
    dates,
    format_option,
    parse_choice,
)
from qtrack.cli.output import print_page
from qtrack.cli.read.show import find_about
from qtrack.cli.write.answers import ByOption, CommitOption, DryRunOption
from qtrack.cli.write.recording import PathForm, WriteOptions
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.model.ids import holder_of
from qtrack.records.chase import Chase
from qtrack.records.chase import chase as chase_page
from qtrack.standing.assess import assess

_ISSUE_ONLY = ("--reply-by", "--level", "--text", "--phone", "--answer", "--issuer", "--by")


def chase(
    context: RunContext,
    about: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help=mark("Only these tasks, as T05 or 5; else all."))
    ] = None,
    behind: Annotated[
        bool, typer.Option("--behind", help=mark("Also yellow tasks that are behind pace or blocked."))
    ] = False,
    issue: Annotated[
        bool, typer.Option("--issue", help=mark("Record these reminders, a numbered entry each."))
    ] = False,
    reply_by: Annotated[
        str | None,
        typer.Option("--reply-by", metavar="DATE", help=mark("The last day to reply; else a week from now.")),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            metavar="remind|warn|supervise",
            help=mark("How hard to press; else one level up for each that was not answered."),
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help=mark("What is asked for, in a sentence."))
    ] = None,
    phone: Annotated[
        str,
        typer.Option("--phone", metavar="NAME", help=mark("It was made by telephone: who took the call.")),
    ] = "",
    answer: Annotated[
        str, typer.Option("--answer", metavar="TEXT", help=mark("What they said on the telephone."))
    ] = "",
    issuer: Annotated[
        str | None,
        typer.Option("--issuer", metavar="UNIT", help=mark("Who issues it; else the plan's office.")),
    ] = None,
    by: ByOption = None,
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
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
    """Show who is to be reminded of what, why, and for which time; with --issue record the reminders.

    Reminded are those who lead red tasks, and every unit that did not answer the last round of reports.
    While a reminder waits for its answer, no other is issued on the same matter.
    """
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
    only = frozenset(holder_of(find_about(opened, each)) for each in about or ())
    page = chase_page(assess(opened, day, known), filters, behind=behind, only=only)
    if not issue:
        _refuse((reply_by, level, text, phone, answer, issuer, by), dry_run=dry_run or commit)
        _show(context, page, parse_choice("--format", form, TableForm))
        return ExitCode.OK
    if as_of or known_at:
        raise QtrackError(
            msg("Reminders are issued today, not on another day."), msg("Leave --as-of and --known-at out.")
        )
    from qtrack.cli.read.chase_issue import ReminderOptions, issue_all

    options = WriteOptions(dry_run, PathForm.JSON if form == TableForm.JSON else PathForm.TEXT, commit)
    return issue_all(
        context,
        plan,
        opened,
        page,
        ReminderOptions(reply_by, level, text, phone, answer, issuer, by),
        options,
    )


def _refuse(given: tuple[str | None, ...], *, dry_run: bool) -> None:
    """Raise QtrackError where something is said of reminders that are not issued."""
    named = [option for option, value in zip(_ISSUE_ONLY, given, strict=True) if value]
    if named or dry_run:
        option = named[0] if named else "--dry-run"
        raise QtrackError(
            msg("{option} says something of reminders that are issued.", option=option), msg("Add --issue.")
        )


def _show(context: RunContext, page: Chase, shape: TableForm) -> None:
    from qtrack.pages import chase as render

    print_page(
        page,
        shape,
        context.screen,
        table=render.show_chase,
        csv=render.chase_csv,
        markdown=render.chase_markdown,
    )
