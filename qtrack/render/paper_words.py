"""The words at the head and the foot of every paper."""

from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.views.basis import PaperHead

_MONTHS: Final = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)


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


def long_date(day: date) -> Message:
    """Return a date as prose writes it: 28 June 2019, 2019年6月28日."""
    return msg("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


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
