"""What an audit found, in sentences and as JSON."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.pages.audit.view import Audit, Finding
from qtrack.ui.json import page_json
from qtrack.ui.phrases.edits import seen_back_to
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import indented

#: So many commits are named, of which the page has all as JSON.
_MOST: Final = 5


class AuditForm(StrEnum):
    """How an audit is printed."""

    TEXT = "text"
    JSON = "json"


def audit_text(page: Audit, screen: Screen) -> None:
    """Write a sentence a finding, then how much was looked at and how far back."""
    told = [(_sentence(finding), "") for finding in page.findings]
    told += [(said, "bold") for said in (summary(page), *_limits(page))]
    screen.show(line for said, style in told for line in indented(screen.say(said), 0, screen.width, style))


def audit_json(page: Audit, screen: Screen) -> None:
    """Write `{format, findings, entries, commits, cut_off: [{commit, date}], odd_dates: […], apart: […]}`.

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
    """Say what could not be seen: what came before a shallow clone, and when a commit was made."""
    limits = [seen_back_to(page.cut_off)] if page.cut_off else []
    if page.odd_dates:
        limits.append(
            nmsg(
                "{n} commit to entries has a date that no calendar has, so nothing in it is told to be late: "
                "{commits}.",
                "{n} commits to entries have a date that no calendar has, so nothing in them is told to be "
                "late: {commits}.",
                len(page.odd_dates),
                commits=tuple(f"{commit.commit} ({commit.date})" for commit in page.odd_dates),
            )
        )
    if page.apart:
        named = [f"{commit.commit} ({commit.authored} / {commit.committed})" for commit in page.apart]
        limits.append(
            nmsg(
                "{n} commit to entries has an author's date that is not when it was committed; the later of "
                "both counts: {commits}.",
                "{n} commits to entries have an author's date that is not when they were committed; the "
                "later of both counts: {commits}.",
                len(named),
                commits=(*named[:_MOST], *(["…"] if len(named) > _MOST else [])),
            )
        )
    return tuple(limits)
