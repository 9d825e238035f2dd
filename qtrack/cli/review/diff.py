"""`qtrack diff [REV | A..B | A...B]`: what an edit of the plan means."""

from enum import StrEnum
from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option, parse_choice, parse_date
from qtrack.cli.review.comparison import compared, plan_repository
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.pages.diff.show import REPORTERS, EditForm
from qtrack.records.edits import Edits
from qtrack.store.git.revisions import states


class FailOn(StrEnum):
    """Which changes make the command fail."""

    LOOSENING = "loosening"
    TAMPERING = "tampering"
    ANY = "any"


def diff(
    context: RunContext,
    revisions: Annotated[
        str | None,
        typer.Argument(
            metavar="REV|A..B|A...B",
            help=mark("What to compare: HEAD~1, main..topic, main...topic; else HEAD."),
        ),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help=mark("Compare with what is staged for the next commit."))
    ] = False,
    form: Annotated[str, format_option("text", "markdown", "json", "github")] = "text",
    effect: Annotated[
        bool, typer.Option("--effect", help=mark("Show which lights turn because of the edit."))
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=mark("The date for --effect; else today.")),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CLASS",
            help=mark("Exit 1 only for these changes: loosening, tampering, any; may be repeated."),
        ),
    ] = None,
    plan: PlanOption = None,
) -> int:
    """Say what an edit of the plan means: what changed, what it loosens, whom it affects."""
    shape = parse_choice("--format", form, EditForm)
    failing = frozenset(parse_choice("--fail-on", each, FailOn) for each in fail_on or ())
    if as_of and not effect:
        raise QtrackError(msg("--as-of says for which date --effect is asked."), msg("Add --effect."))
    day = parse_date("--as-of", as_of) if as_of else None
    with plan_repository(context, plan) as git:
        old, new = states(git.objects, git.where, revisions, staged=staged)
        page = compared(old, new, (lambda of: day or context.today(of)) if effect else None)
        REPORTERS[shape](page, context.screen)
    return _code(page, failing)


def _code(page: Edits, failing: frozenset[FailOn]) -> int:
    """Return 1 where something was found that counts; a new side that cannot be read always counts."""
    if not failing or FailOn.ANY in failing:
        found = bool(page.lines or page.problems)
    else:
        found = any(problem.side == page.new for problem in page.problems)
        found |= FailOn.LOOSENING in failing and page.loosening > 0
        found |= FailOn.TAMPERING in failing and page.tampering > 0
    return ExitCode.PROBLEMS if found else ExitCode.OK
