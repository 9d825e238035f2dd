"""`qtrack diff [REV | A..B | A...B]`: what an edit of the plan means."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import AllPlansOption, PlanOption, format_option, refuse_both
from qtrack.cli.parameters import argument, choice, date_option, flag, option
from qtrack.cli.review.comparison import all_compared, compared, plan_repository
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.locale.words import CLASSES
from qtrack.model.plan import Plan
from qtrack.pages.diff.show import REPORTERS, EditForm, markdown
from qtrack.records.edits import Edits
from qtrack.store.git.revisions import sides, states

#: Which changes make the command fail.
FailOn = StrEnum("FailOn", "LOOSENING TAMPERING ANY")


def diff(
    context: RunContext,
    *,
    revisions: Annotated[
        str | None,
        argument("What to compare: HEAD~1, main..topic, main...topic; else HEAD.", "REV|A..B|A...B"),
    ] = None,
    staged: Annotated[bool, flag("Compare with what is staged for the next commit.")] = False,
    form: Annotated[EditForm, format_option(EditForm)] = "text",
    effect: Annotated[bool, flag("Show which lights turn because of the edit.")] = False,
    as_of: Annotated[
        date | None, date_option("The date at which lights are compared; else today.", "last", empty=True)
    ] = None,
    fail_on: Annotated[
        list[FailOn] | None,
        option(
            "Exit 1 only for these changes: {choices}; may be repeated. Else for any.",
            "CLASS",
            choice(FailOn, CLASSES),
        ),
    ] = None,
    comment: Annotated[
        bool, flag("Keep it as a comment on the merge request that this job runs for.")
    ] = False,
    every_plan: AllPlansOption = False,
    plan: PlanOption = None,
) -> int:
    """Print the page of an edit, and return 1 where it holds what counts."""
    refuse_both(plan, every_plan=every_plan)

    def day(of: Plan) -> date:
        return as_of or context.today(of)

    with plan_repository(context, plan, every_plan=every_plan) as git:
        if every_plan:
            before, after = sides(git.objects, git.where, revisions, staged=staged)
            page, new = all_compared(before, after, day, turns=effect), after.at("")
        else:
            old, new = states(git.objects, git.where, revisions, staged=staged)
            page = compared(old, new, day, turns=effect)
        page = msgspec.structs.replace(page, address=_address(context.environ, new.commit))
        REPORTERS[form](page, context.screen)
    if comment:
        _comment(context, page, new.prefix)
    return _code(page, frozenset(fail_on or ()))


def _address(environ: Mapping[str, str], commit: str) -> str:
    """Return where the host that a job runs on shows the files of a commit, or of its own; maybe nowhere."""
    if environ.get("GITHUB_REPOSITORY"):
        top = f"{environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{environ['GITHUB_REPOSITORY']}/blob"
        commit = commit or environ.get("GITHUB_SHA", "")
    else:
        top = f"{environ.get('CI_PROJECT_URL', '')}/-/blob"
        commit = commit or environ.get("CI_COMMIT_SHA", "")
    return f"{quote(top, safe=':/')}/{quote(commit)}/" if commit and top.startswith("http") else ""


def _comment(context: RunContext, page: Edits, folder: str) -> None:
    """Write the page over its earlier comment on the merge request; that it cannot be is told, no more."""
    from qtrack.store.merge_request import merge_request

    marker = f"<!-- qtrack diff /{quote(folder)} -->\n"
    try:
        request = merge_request(context.environ)
        text = markdown(page, context.screen.translator, request.room - len(marker))
        request.keep_comment(marker, text, anew=bool(page.lines or page.problems))
    except QtrackError as error:
        context.screen.talk(msg("warning: no comment was written: {why}", why=error.message))


def _code(page: Edits, failing: frozenset[FailOn]) -> int:
    """Return 1 where something was found that counts; a new side that cannot be read always counts."""
    if not failing or FailOn.ANY in failing:
        found = bool(page.lines or page.problems)
    else:
        found = any(problem.side == page.new for problem in page.problems)
        found |= FailOn.LOOSENING in failing and page.loosening > 0
        found |= FailOn.TAMPERING in failing and page.tampering > 0
    return ExitCode.PROBLEMS if found else ExitCode.OK
