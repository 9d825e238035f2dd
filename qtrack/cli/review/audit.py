"""`qtrack audit`: what git's history tells of entries that were touched after they were first committed."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

from qtrack.changes.levels.renumbered import numbers
from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption, format_option
from qtrack.cli.parameters import flag, option, parse_days
from qtrack.cli.review.comparison import PlanRepository, plan_repository
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.pages.audit.show import REPORTERS, AuditForm
from qtrack.pages.audit.view import Audit, Evidence
from qtrack.pages.audit.view import audit as look_through
from qtrack.store.git.entry_log import EntryEvent, entry_log, uncommitted
from qtrack.store.git.load_changed import load_pair
from qtrack.store.git.revisions import commit_id, head_and_disk
from qtrack.store.git.sides import State


def audit(
    context: RunContext,
    *,
    within: Annotated[
        int,
        option(
            "--within",
            "DAYS",
            "How many days may pass from recording an entry to its first commit, as 14d or 14; else 7.",
            parse_days,
        ),
    ] = 7,
    anchor: Annotated[
        bool, flag("--anchor", "Print instead a line that signs off all entries so far, to be kept.")
    ] = False,
    verify: Annotated[
        str | None,
        option(
            "--verify",
            "LINE|FILE|-",
            "Check instead such lines, in a file or on stdin; exit 1 where entries are others now.",
        ),
    ] = None,
    at: Annotated[
        str | None, option("--at", "REV", "With these two: the entries of this commit; else those on disk.")
    ] = None,
    form: Annotated[AuditForm, format_option(AuditForm)] = AuditForm.TEXT,
    plan: PlanOption = None,
) -> int:
    """Print the findings, or an anchor of the entries, and return 1 where something is not as it was."""
    if anchor or verify is not None:
        from qtrack.cli.review.anchor import sign_off

        if anchor and verify is not None:
            raise QtrackError(
                msg("--anchor makes a line, --verify checks one."), msg("Leave --anchor out, or --verify.")
            )
        return sign_off(context, plan, at, verify, form)
    if at:
        raise QtrackError(
            msg("--at says whose entries --anchor or --verify is asked of."),
            msg("Add --anchor, or --verify FILE."),
        )
    with plan_repository(context, plan) as git:
        page = _page(git, within, context.now)
    REPORTERS[form](page, context.screen)
    return ExitCode.PROBLEMS if page.findings else ExitCode.OK


def _page(git: PlanRepository, within: int, now: datetime) -> Audit:
    objects, repository = git.objects, git.objects.repository
    if commit_id(repository, "HEAD") is None:
        return Audit((), 0, 0)
    head, disk = head_and_disk(objects, git.where)

    def read(event: EntryEvent, blob: str) -> bytes | None:
        try:
            if blob:
                return objects.read(blob)
            own = event.path.removeprefix(f"{disk.prefix}/" if disk and disk.prefix else "")
            return disk.tree.read(own) if disk and event.commit is None else None
        except OSError:
            return None

    evidence = Evidence(
        entry_log(objects, head, _renumbered),
        uncommitted(head, disk, _renumbered) if disk else (),
        read,
        lambda later, earlier: repository.ask("merge-base", "--is-ancestor", earlier, later) is not None,
        {Path(path).stem: head.blob(path) for path in head.tree.paths("progress")},
        now,
    )
    return look_through(evidence, within)


def _renumbered(old: State, new: State) -> Mapping[str, str]:
    """Return the new numbers of sections and tasks, as `diff` takes them to be."""
    before, after = load_pair(old.tree, new.tree)
    return numbers(before.plan, after.plan) if before and after and before.plan and after.plan else {}
