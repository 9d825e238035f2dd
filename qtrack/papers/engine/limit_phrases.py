"""Deadlines in words: 2018年底前, 每年, 持续推进, or as the plan itself puts them."""

from collections.abc import Iterable
from typing import Final

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg
from qtrack.papers.engine.time_limits import Term
from qtrack.standing.recurrence import often

_NEW_YEARS_EVE: Final = (12, 31)


def term_lines(terms: Iterable[Term]) -> tuple[Message, ...]:
    """Return a line a term, with the parts that it is of."""
    return tuple(
        msg("{parts}: {term}", parts=each.parts, term=term_words(each)) if each.parts else term_words(each)
        for each in terms
    )


def term_words(term: Term) -> Message:
    """Say by when something is to be done."""
    if term.every:
        return often(term.every, term.by)
    if term.due is None:
        return msg("ongoing")
    if term.wording:
        return msg("{text}", text=term.wording)
    if (term.due.month, term.due.day) == _NEW_YEARS_EVE:
        return msg("by the end of {year}", year=term.due.year)
    return msg("by {date}", date=long_date(term.due))
