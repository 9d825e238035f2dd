"""`qtrack audit`: what git's history tells of entries that were touched after they were first committed."""

from datetime import datetime
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option
from qtrack.cli.parameters import option, parse_days
from qtrack.cli.review.comparison import PlanRepository, plan_repository
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.pages.audit.show import REPORTERS, AuditForm
from qtrack.pages.audit.view import Audit, Evidence
from qtrack.pages.audit.view import audit as look_through
from qtrack.store.git.entry_log import EntryEvent, entry_log, uncommitted
from qtrack.store.git.objects import commit_tree
from qtrack.store.git.revisions import commit_id, state_of_head
from qtrack.store.tree import FolderTree


def audit(
    context: RunContext,
    *,
    within: Annotated[
        int,
        option(
            "--within",
            "DAYS",
            mark("How many days may pass from recording an entry to its first commit, as 14d or 14; else 7."),
            parse_days,
        ),
    ] = 7,
    form: Annotated[AuditForm, format_option(AuditForm)] = AuditForm.TEXT,
    plan: PlanOption = None,
) -> int:
    """Look through git's history for entries altered, removed, renamed or back-dated; exit 1 if any were."""
    with plan_repository(context, plan) as git:
        page = _page(git, within, context.now)
    REPORTERS[form](page, context.screen)
    return ExitCode.PROBLEMS if page.findings else ExitCode.OK


def _page(git: PlanRepository, within: int, now: datetime) -> Audit:
    repository, where = git.objects.repository, git.where
    if commit_id(repository, "HEAD") is None:
        return Audit((), 0, 0)
    head = state_of_head(git.objects, where)
    folder = where.folder

    def read(event: EntryEvent, blob: str) -> bytes | None:
        try:
            if blob:
                return git.objects.read(blob)
            return (folder / event.path).read_bytes() if folder and event.commit is None else None
        except OSError:
            return None

    today = commit_tree(git.objects, "HEAD", head.prefix)
    evidence = Evidence(
        head.prefix,
        entry_log(git.objects, head.prefix),
        uncommitted(today, head.prefix, FolderTree(folder)) if folder else (),
        read,
        lambda later, earlier: repository.ask("merge-base", "--is-ancestor", earlier, later) is not None,
        {path: today.blob(path) for path in today.paths()},
        now,
    )
    return look_through(evidence, within)
