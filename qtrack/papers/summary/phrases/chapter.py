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


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the first pages: a heading, sentences, matters numbered from 1, sentences behind them."""

    name: str
    title: Message
    opening: tuple[Message, ...]
    matters: tuple[Message, ...]
    closing: tuple[Message, ...]


def chapter(
    name: str,
    title: Message,
    matters: Iterable[Message] = (),
    *,
    opening: Iterable[Message] = (),
    closing: Iterable[Message] = (),
) -> Chapter | None:
    """Return a chapter; where it tells nothing there is none."""
    first, within, last = tuple(opening), tuple(matters), tuple(closing)
    return Chapter(name, title, first, within, last) if first or within or last else None


def rest_of(name: str, annex: str, page: Page) -> Message | None:
    """Count what found no room of a list, and say in which annex it stands."""
    number = page.front.rest.get(name, 0)
    if not number:
        return None
    see_it = see_there(annex, page)
    if not getattr(page.front, name):
        return nmsg("{n} in all{see}", "{n} in all{see}", number, see=see_it)
    return nmsg("{n} more{see}", "{n} more{see}", number, see=see_it)


def headed(title: Message, rest: Message | None) -> Message:
    """Return a heading that says how many more there are, and where."""
    return msg("{title} ({rest})", title=title, rest=rest) if rest else title


def whole_of(name: str, page: Page) -> int:
    """Return how many a list has, those that found no room included."""
    return len(getattr(page.front, name)) + page.front.rest.get(name, 0)


def see_there(name: str, page: Page) -> Text:
    """Say behind a comma in which annex the whole stands, nothing where the paper lacks it."""
    told = see(name, page)
    return msg(", {see}", see=told) if told else ""


def and_more(name: str, page: Page) -> Text:
    """Say that a list goes on, where it does."""
    return msg(" and others") if page.front.rest.get(name) else ""
