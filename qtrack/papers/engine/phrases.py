"""What several papers say in the same words: by when, by whom, how much."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.papers.engine.time_limits import Term
from qtrack.standing.recurrence import often
from qtrack.ui.listing import table_csv

#: The lines of every cell of a row, by the names of the columns.
Cells = dict[str, tuple[Message | str, ...]]

_NEW_YEARS_EVE: Final = (12, 31)


def term_lines(terms: Iterable[Term]) -> tuple[Message, ...]:
    """Return a line a term, with the parts that it is of."""
    return tuple(
        msg("{parts}: {term}", parts=term.parts, term=term_words(term)) if term.parts else term_words(term)
        for term in terms
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


def answering(shared: Sequence[str], by_duty: Sequence[str]) -> tuple[Message, ...]:
    """Name who shares a task, and on a line of their own those who do it by duty."""
    found = [msg("{units}", units=tuple(shared))] if shared else []
    if by_duty:
        found.append(msg("{units} by duty", units=tuple(by_duty)))
    return tuple(found)


def with_interim(whole: Message, interim: Sequence[tuple[date, Decimal]], unit: str) -> Message:
    """Name a target with what is to be reached on the way to it, and by when."""
    if not interim:
        return whole
    steps = tuple(
        msg("{amount} by {date}", amount=msg("{number} {unit}", number=amount, unit=unit), date=day)
        for day, amount in interim
    )
    return msg("{before} ({after})", before=whole, after=steps)


def register_csv(heads: Mapping[str, Message], rows: Iterable[Cells], translator: Translator) -> str:
    """Return the rows of a register as a spreadsheet opens them; cells with several lines keep them."""
    lines = [["\n".join(map(translator.show, row[name])) for name in heads] for row in rows]
    return table_csv(heads.values(), lines, translator)
