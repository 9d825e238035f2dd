"""A chapter of the first pages: what it is made from, its parts, and where the rest of it stands."""

from collections.abc import Iterable, Sequence

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.summary.annexes import see
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.phrases.matter import Text, in_a_row


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the first pages: a heading, a paragraph, numbered matters, a paragraph behind them."""

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
    rest: Message | None = None,
    opening: Sequence[Message] = (),
    closing: Sequence[Message] = (),
) -> Chapter | None:
    """Return a chapter, with the sentences before and behind its matters in a paragraph each.

    Its heading says how many more matters there are, a sentence where it has none; without either there is
    no chapter.
    """
    within = tuple(matters)
    if rest and within:
        title = msg("{title} ({rest})", title=title, rest=rest)
    elif rest:
        opening = [*opening, msg("{rest}.", rest=rest)]
    first, last = (((in_a_row(told),) if told else ()) for told in (opening, closing))
    return Chapter(name, title, first, within, last) if first or within or last else None


def rest_of(name: str, annex: str, page: Issue) -> Message | None:
    """Count what found no room of a list, and say in which annex it stands."""
    number = page.front.rest.get(name, 0)
    if not number:
        return None
    see_it = see_there(annex, page)
    if not getattr(page.front, name):
        return nmsg("{n} in all{see}", "{n} in all{see}", number, see=see_it)
    return nmsg("{n} more{see}", "{n} more{see}", number, see=see_it)


def whole_of(name: str, page: Issue) -> int:
    """Return how many a list has, those that found no room included."""
    return len(getattr(page.front, name)) + page.front.rest.get(name, 0)


def see_there(name: str, page: Issue) -> Text:
    """Say behind a comma in which annex the whole stands, nothing where the paper lacks it."""
    told = see(name, page)
    return msg(", {see}", see=told) if told else ""


def not_reported(names: tuple[Text, ...], total: int, see_them: Text = "") -> Message:
    """Name the units that have not reported, with how many there are where these are not all."""
    if total == len(names):
        return msg("Not reported in time: {names}.", names=names)
    values = {"names": names, "total": total, "see": see_them}
    return msg("Not reported in time: {names} and others, {total} in all{see}.", **values)


def and_more(name: str, page: Issue) -> Text:
    """Say that a list goes on, where it does."""
    return msg(" and others") if page.front.rest.get(name) else ""
