"""What an audit found, in sentences and as JSON."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.render.json import page_json
from qtrack.render.screen import Screen
from qtrack.render.text import indented
from qtrack.views.audit import Audit, Finding


class AuditForm(StrEnum):
    """How an audit is printed."""

    TEXT = "text"
    JSON = "json"


def audit_text(page: Audit, screen: Screen) -> None:
    """Write a sentence a finding, then how much was looked at and how far back."""
    width = screen.console().width
    told = [indented(screen.say(_sentence(each)), 0, width, "") for each in page.findings]
    closing = [indented(screen.say(each), 0, width, "bold") for each in (summary(page), *_limits(page))]
    screen.show(*told, *closing)


def audit_json(page: Audit, screen: Screen) -> None:
    """Write `{format, findings, entries, commits, cut_off: [{commit, date}]}`.

    A finding is `{kind, path, commit, author, date, restored, text}`.
    """
    screen.write(page_json(page, screen.translator))


REPORTERS: Final[dict[AuditForm, Callable[[Audit, Screen], None]]] = {
    AuditForm.TEXT: audit_text,
    AuditForm.JSON: audit_json,
}


def summary(page: Audit) -> Message:
    """Say in one sentence what was found in how much."""
    entries = nmsg("{n} entry", "{n} entries", page.entries)
    commits = nmsg("{n} commit", "{n} commits", page.commits)
    if not page.findings:
        return msg(
            "No entry was altered, removed, renamed or back-dated: {entries}, {commits} looked through.",
            entries=entries,
            commits=commits,
        )
    return nmsg(
        "{n} finding; {entries}, {commits} looked through.",
        "{n} findings; {entries}, {commits} looked through.",
        len(page.findings),
        entries=entries,
        commits=commits,
    )


def _sentence(finding: Finding) -> Message:
    if finding.restored:
        return msg("{text}; today it stands as it was first committed.", text=finding.text)
    return msg("{text}.", text=finding.text)


def _limits(page: Audit) -> tuple[Message, ...]:
    """Say how far a shallow clone sees."""
    if not page.cut_off:
        return ()
    edge = min(page.cut_off, key=lambda each: each.date)
    return (
        msg(
            "This is a shallow clone: it was seen back to {date} ({commit}), and not what came before. "
            "“git fetch --unshallow” brings the rest.",
            date=edge.date,
            commit=edge.commit,
        ),
    )
