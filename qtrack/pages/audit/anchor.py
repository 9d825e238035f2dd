"""What became of the entries that an anchor signed off, in sentences and as JSON."""

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.store.git.anchor import Anchor, Comparison


class AnchorCheck(msgspec.Struct, frozen=True):
    """One anchor: its line, whether its entries are there as they were, which are not, which came later."""

    line: str
    agrees: bool
    late: tuple[str, ...]
    altered: tuple[str, ...]
    missing: tuple[str, ...]
    text: Message


class AnchorPage(msgspec.Struct, frozen=True):
    """The whole page."""

    anchors: tuple[AnchorCheck, ...]


def anchor_check(anchor: Anchor, found: Comparison) -> AnchorCheck:
    """Say what was found of an anchor."""
    return AnchorCheck(
        anchor.line, found.agree, found.late, found.altered, found.missing, _text(anchor, found)
    )


def _text(anchor: Anchor, found: Comparison) -> Message:
    values = {"line": anchor.line, "count": anchor.count}
    if found.agree and not found.late:
        return nmsg(
            "The {n} entry of this line is there as it was: {line}",
            "The {n} entries of this line are there as they were: {line}",
            anchor.count,
            line=anchor.line,
        )
    if found.agree:
        late = nmsg("{n} entry", "{n} entries", len(found.late))
        return msg(
            "All {count} entries of this line are there as they were; {late} recorded before its moment came "
            "later: {ids}: {line}",
            **values,
            late=late,
            ids=found.late,
        )
    return msg("The entries of this line are not what they were ({how}): {line}", **values, how=_how(found))


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
