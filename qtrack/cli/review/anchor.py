"""`qtrack audit --anchor` and `--verify`: the line that signs off the entries so far, written and checked."""

import sys
from collections.abc import Callable, Sequence
from functools import cache

from qtrack.cli.context import RunContext
from qtrack.cli.review.comparison import plan_repository
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.pages.audit.anchor import AnchorPage, anchor_check
from qtrack.pages.audit.show import AuditForm
from qtrack.store.git.anchor import (
    Anchor,
    NotedEntry,
    compare_with,
    entries_in,
    make_anchor,
    past_entries,
    read_anchors,
)
from qtrack.store.git.revisions import NoRepositoryError, head_and_disk
from qtrack.store.tree import LARGEST_FILE, FolderTree, reason
from qtrack.ui.json import page_json


def sign_off(
    context: RunContext, plan: str | None, at: str | None, verify: str | None, form: AuditForm
) -> int:
    """Print the anchor of the entries on disk or of a commit, or check those that `verify` holds."""
    anchors = _anchors(context, verify) if verify is not None else ()
    try:
        with plan_repository(context, plan) as git:
            then, disk = head_and_disk(git.objects, git.where, at)
            entries = entries_in((then if at or disk is None else disk).tree)
            page = _page(context, anchors, entries, cache(lambda: tuple(past_entries(git.objects, then))))
    except NoRepositoryError:
        if at:
            raise
        page = _page(context, anchors, entries_in(FolderTree(context.folder(plan))), tuple)
    if form is AuditForm.JSON:
        context.screen.write(page_json(page, context.screen.translator))
    else:
        texts = [context.screen.say(check.text) if anchors else check.line for check in page.anchors]
        context.screen.write("".join(f"{text}\n" for text in texts))
    return ExitCode.OK if all(check.agrees for check in page.anchors) else ExitCode.PROBLEMS


def _page(
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
    return AnchorPage(tuple(anchor_check(anchor, compare_with(anchor, entries, past)) for anchor in wanted))


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
