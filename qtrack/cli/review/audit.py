"""`qtrack audit`: what git's history tells of entries that were touched after they were first committed.

With --anchor and --verify: the line that signs off the entries so far, written and checked.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

from qtrack.changes.levels.renumbered import numbers
from qtrack.cli.context import RunContext, print_in, print_json
from qtrack.cli.options import PathForm, PlanOption, format_option
from qtrack.cli.parameters import flag, option, parse_days
from qtrack.cli.review.comparison import PlanRepository, plan_repository
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.pages.audit.show import AnchorCheck, AnchorPage, show_audit
from qtrack.pages.audit.view import Audit, Evidence
from qtrack.pages.audit.view import audit as look_through
from qtrack.store.git.anchor import (
    Anchor,
    NotedEntry,
    compare_with,
    entries_in,
    make_anchor,
    past_entries,
    read_anchors,
)
from qtrack.store.git.entry_log import EntryEvent, entry_log, uncommitted
from qtrack.store.git.load_changed import load_pair
from qtrack.store.git.revisions import NoRepositoryError, commit_id, head_and_disk
from qtrack.store.git.sides import State
from qtrack.store.tree import LARGEST_FILE, FolderTree, reason


def audit(
    context: RunContext,
    *,
    within: Annotated[
        int,
        option(
            "How many days may pass from recording an entry to its first commit, as 14d or 14; else 7.",
            "DAYS",
            parse_days,
        ),
    ] = 7,
    anchor: Annotated[
        bool, flag("Print instead a line that signs off all entries so far, to be kept.")
    ] = False,
    verify: Annotated[
        str | None,
        option(
            "Check instead such lines, in a file or on stdin; exit 1 where entries are others now.",
            "LINE|FILE|-",
        ),
    ] = None,
    at: Annotated[
        str | None, option("With these two: the entries of this commit; else those on disk.", "REV")
    ] = None,
    form: Annotated[PathForm, format_option(PathForm)] = "text",
    plan: PlanOption = None,
) -> int:
    """Print the findings, or an anchor of the entries, and return 1 where something is not as it was."""
    if anchor or verify is not None:
        if anchor and verify is not None:
            raise QtrackError(
                msg("--anchor makes a line, --verify checks one."), msg("Leave --anchor out, or --verify.")
            )
        return _sign_off(context, plan, at, verify, form)
    if at:
        raise QtrackError(
            msg("--at says whose entries --anchor or --verify is asked of."),
            msg("Add --anchor, or --verify FILE."),
        )
    with plan_repository(context, plan) as git:
        page = _page(git, within, context.now)
    print_in(context, form, page, {"text": show_audit})
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


def _sign_off(
    context: RunContext, plan: str | None, at: str | None, verify: str | None, form: PathForm
) -> int:
    """Print the anchor of the entries on disk or of a commit, or check those that `verify` holds."""
    anchors = _anchors(context, verify) if verify is not None else ()
    try:
        with plan_repository(context, plan) as git:
            then, disk = head_and_disk(git.objects, git.where, at)
            entries = entries_in((then if at or disk is None else disk).tree)
            page = _signed(context, anchors, entries, cache(lambda: tuple(past_entries(git.objects, then))))
    except NoRepositoryError:
        if at:
            raise
        page = _signed(context, anchors, entries_in(FolderTree(context.folder(plan))), tuple)
    if form == "json":
        print_json(context, page)
    else:
        texts = [context.screen.say(check.text) if anchors else check.anchor.line for check in page.anchors]
        context.screen.write("".join(f"{text}\n" for text in texts))
    return ExitCode.OK if all(check.found.agree for check in page.anchors) else ExitCode.PROBLEMS


def _signed(
    context: RunContext,
    anchors: Sequence[Anchor],
    entries: Sequence[NotedEntry],
    past: Callable[[], Sequence[Sequence[NotedEntry]]],
) -> AnchorPage:
    """Compare the anchors with the entries; where there are none to check, make one."""
    made = None if anchors else make_anchor(entries, context.now)
    if not anchors and made is None:
        raise QtrackError(
            msg("There is no entry yet that could be signed off."), msg("“qtrack record” makes one.")
        )
    wanted = (*anchors, *([made] if made else []))
    return AnchorPage(tuple(AnchorCheck(anchor, compare_with(anchor, entries, past)) for anchor in wanted))


def _anchors(context: RunContext, verify: str) -> tuple[Anchor, ...]:
    """Return the anchors of a line, of a file, or of stdin."""
    if found := read_anchors(verify):
        return found
    file = context.cwd / verify
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE) if verify == "-" else file.read_bytes()
    except OSError as error:
        raise QtrackError(
            msg(
                "--verify is “{text}”, neither such a line nor a file: {why}.", text=verify, why=reason(error)
            ),
            msg("“qtrack audit --anchor” prints such a line."),
        ) from error
    found = read_anchors(raw.decode("utf-8", "replace"))
    if not found:
        raise QtrackError(
            msg("--verify is “{file}”, which holds no line of “qtrack audit --anchor”.", file=verify),
            msg("Such a line reads {line}.", line="“qtrack 2019-06-28T09:12:44+08:00 entries 335 sha256:…”"),
        )
    return found
