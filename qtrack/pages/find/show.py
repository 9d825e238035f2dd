"""The lines with a text in them, on a terminal with the text marked, as CSV and as Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.pages.find.view import Found, FoundIn, Hit
from qtrack.ui.labels import day
from qtrack.ui.line import Line, Piece
from qtrack.ui.listing import Listing, forms, page_title
from qtrack.ui.table import Column, Kind
from qtrack.ui.wrap import folded

_KINDS: Final[dict[FoundIn, Message]] = {
    FoundIn.TITLE: msg("title"),
    FoundIn.DELIVERABLE: msg("deliverable"),
    FoundIn.INDICATOR: msg("indicator"),
    FoundIn.SUMMARY: msg("summary"),
    FoundIn.PROBLEMS: msg("problems"),
    FoundIn.NEXT: msg("next"),
}

_INDENT: Final = 2
_MARKED: Final = "bold reverse"


def _body(page: Found, _: Listing[Hit], translator: Translator, width: int) -> Iterator[Line]:
    """Yield each line that has the text in it, what was found marked, below where it stands."""
    for hit in page.hits:
        words = [hit.about, translator.say(_KINDS[hit.kind])]
        words += [str(hit.date), hit.unit_name] if hit.date else []
        holder = "" if hit.kind is FoundIn.TITLE else f"  {hit.holder_title}"
        yield from folded((("  ".join(words), "bold"), (holder, "dim")), width)
        yield from folded(_marked(hit), width, _INDENT)


def _marked(hit: Hit) -> Line:
    pieces: list[Piece] = []
    at = 0
    for span in hit.spans:
        pieces += [hit.line[at : span.start], (hit.line[span.start : span.end], _MARKED)]
        at = span.end
    return (*pieces, hit.line[at:])


def _listing(page: Found, translator: Translator) -> Listing[Hit]:
    columns: Sequence[Column[Hit]] = (
        Column(msg("id"), lambda hit: hit.about),
        Column(msg("found in"), lambda hit: translator.say(_KINDS[hit.kind])),
        Column(msg("text"), lambda hit: hit.line),
        Column(msg("task"), lambda hit: hit.holder_title),
        Column(msg("date"), lambda hit: day(hit.date), kind=Kind.DATE),
        Column(msg("unit"), lambda hit: hit.unit_name),
        Column(msg("entry"), lambda hit: hit.entry),
    )
    count = nmsg("{n} place with “{text}”", "{n} places with “{text}”", len(page.hits), text=page.text)
    return Listing(page_title(page, translator, translator.say(count)), page.notes, columns, page.hits)


FOUND: Final = forms(_listing, body=_body)
