"""A chapter of the first pages: what it is made from, its parts, and where the rest of it stands."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.summary.annexes import HasAnnexes, see
from qtrack.papers.summary.front import Front
from qtrack.papers.summary.phrases.matter import About, Text
from qtrack.papers.summary.span import Span
from qtrack.records.since.light_changes import Changes


class Page(About, HasAnnexes, Protocol):
    """What the first pages are made from."""

    @property
    def changes(self) -> Changes:
        """What changed since the issue before."""

    @property
    def front(self) -> Front:
        """What stands on the first pages."""

    @property
    def span(self) -> Span | None:
        """What a longer period achieved."""


class Group(msgspec.Struct, frozen=True):
    """Matters under one heading, or without any; each is a sentence, numbered from 1."""

    title: Message | None
    matters: tuple[Message, ...]


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the first pages: a heading, sentences, matters in groups, sentences behind them."""

    name: str
    title: Message
    opening: tuple[Message, ...]
    groups: tuple[Group, ...]
    closing: tuple[Message, ...]


def chapter(
    name: str,
    title: Message,
    *groups: tuple[Message | None, Iterable[Message]],
    opening: Iterable[Message] = (),
    closing: Iterable[Message] = (),
) -> Chapter | None:
    """Return a chapter; where it tells nothing there is none."""
    kept = tuple(Group(head, own) for head, matters in groups if (own := tuple(matters)))
    first, last = tuple(opening), tuple(closing)
    return Chapter(name, title, first, kept, last) if kept or first or last else None


def rest_of(number: int, name: str, page: Page) -> list[Message]:
    """Count what found no room, and say in which annex it stands."""
    if not number:
        return []
    return [nmsg("{n} more{see}.", "{n} more{see}.", number, see=see_there(name, page))]


def see_there(name: str, page: Page) -> Text:
    """Say behind a comma in which annex the whole stands, nothing where the paper lacks it."""
    told = see(name, page)
    return msg(", {see}", see=told) if told else ""


def and_more(name: str, page: Page) -> Text:
    """Say that a list goes on, where it does."""
    return msg(" and others") if page.front.rest.get(name) else ""
