"""What an audit found, in sentences, and what became of the entries that an anchor signed off."""

from typing import ClassVar, Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.pages.audit.view import Audit, Finding
from qtrack.store.git.anchor import Anchor, Comparison
from qtrack.ui.phrases.edits import seen_back_to
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import indented

#: So many commits are named, of which the page has all as JSON.
_MOST: Final = 5


def show_audit(page: Audit, screen: Screen) -> None:
    """Write a sentence a finding, then how much was looked at and how far back."""
    told = [(_sentence(finding), "") for finding in page.findings]
    told += [(said, "bold") for said in (summary(page), *_limits(page))]
    screen.show(line for said, style in told for line in indented(screen.say(said), 0, screen.width, style))


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


class AnchorCheck(msgspec.Struct, frozen=True):
    """One anchor, and what became of its entries."""

    as_json: ClassVar = "anchor.line agrees=found.agree found.late found.altered found.missing text"

    anchor: Anchor
    found: Comparison

    @property
    def text(self) -> Message:
        """What became of them, in a sentence."""
        found, values = self.found, {"line": self.anchor.line, "count": self.anchor.count}
        if not found.agree:
            how = _how(found)
            return msg("The entries of this line are not what they were ({how}): {line}", **values, how=how)
        if found.late:
            return msg(
                "All {count} entries of this line are there as they were; {late} recorded before its moment "
                "came later: {ids}: {line}",
                **values,
                late=nmsg("{n} entry", "{n} entries", len(found.late)),
                ids=found.late,
            )
        return nmsg(
            "The {n} entry of this line is there as it was: {line}",
            "The {n} entries of this line are there as they were: {line}",
            self.anchor.count,
            line=self.anchor.line,
        )


class AnchorPage(msgspec.Struct, frozen=True):
    """The whole page."""

    anchors: tuple[AnchorCheck, ...]


def _how(found: Comparison) -> tuple[Message, ...] | Message:
    """Say which way they differ, as far as it can be known."""
    named = (
        (found.altered, msg("altered: {ids}", ids=found.altered)),
        (found.missing, msg("missing: {ids}", ids=found.missing)),
    )
    if told := tuple(message for ids, message in named if ids):
        return told
    if found.known or not found.more:
        return msg("there are as many, but not the same")
    if found.more < 0:
        return nmsg("{n} entry fewer", "{n} entries fewer", -found.more)
    return nmsg(
        "{n} entry more, and others are not the same",
        "{n} entries more, and others are not the same",
        found.more,
    )
