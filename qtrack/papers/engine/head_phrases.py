"""The words at the head and the foot of every paper."""

import msgspec

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg
from qtrack.papers.engine.context import PaperHead


class HeadWords(msgspec.Struct, frozen=True):
    """What the base templates say in whole sentences; `scope` is set where the paper is of a part."""

    publisher: Message | str
    as_of: Message
    scope: tuple[Message, ...]
    basis: Message
    facts: Message
    revision: Message | None


def head_words(head: PaperHead) -> HeadWords:
    """Put the head of a paper into words."""
    return HeadWords(
        publisher=msg("{issuer}, {office}", issuer=head.issuer, office=head.office)
        if head.office
        else head.issuer,
        as_of=msg("as of {date}", date=long_date(head.as_of)),
        scope=_scope(head),
        basis=msg(
            "Computed from “{title}” ({document}) and the entries recorded for it.",
            title=head.title,
            document=head.document,
        ),
        facts=_facts(head),
        revision=_revision(head),
    )


def _scope(head: PaperHead) -> tuple[Message, ...]:
    found = []
    if head.section:
        found.append(msg("Only of the section “{title}”.", title=head.section))
    if head.unit:
        found.append(msg("Only what {unit} answers for.", unit=head.unit))
    return tuple(found)


def _facts(head: PaperHead) -> Message:
    if head.known_at is None:
        return msg("Facts up to {date}, as recorded so far.", date=head.as_of)
    return msg("Facts up to {date}, as recorded by {known}.", date=head.as_of, known=head.known_at)


def _revision(head: PaperHead) -> Message | None:
    """Say which plan it was; the clock is never told, so that the same plan gives the same paper."""
    if head.revision is None:
        return None
    if head.revision.edited:
        return msg(
            "The plan is that of commit {commit} with edits not committed.", commit=head.revision.commit
        )
    return msg("The plan is that of commit {commit}.", commit=head.revision.commit)
