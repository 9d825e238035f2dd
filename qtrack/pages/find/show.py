"""The lines with a text in them, on a terminal with the text marked, as CSV and as Markdown."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.pages.find.view import Found, FoundIn, Hit
from qtrack.ui.labels import day
from qtrack.ui.listing import Column, Listing, forms, page_title
from qtrack.ui.screen import clean
from qtrack.ui.text import text
from qtrack.ui.wrap import fold

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


def _body(page: Found, _: Listing[Hit], translator: Translator, width: int) -> list[RenderableType]:
    """Draw each line that has the text in it, below where it stands."""
    parts: list[RenderableType] = []
    for hit in page.hits:
        words = [hit.about, translator.say(_KINDS[hit.kind])]
        words += [str(hit.date), hit.unit_name] if hit.date else []
        where = text("  ".join(words), "bold")
        if hit.kind is not FoundIn.TITLE:
            where.append(f"  {clean(hit.holder_title)}", style="not bold dim")
        where.overflow = "fold"
        parts += [where, marked(hit, width - _INDENT)]
    return parts


def marked(hit: Hit, room: int) -> Text:
    """Return the line folded to the room, what was found marked."""
    line = clean(hit.line)
    styles = [
        _MARKED if any(span.start <= at < span.end for span in hit.spans) else ""
        for at, sign in enumerate(line)
        if not sign.isspace()
    ]
    drawn = Text()
    signs = iter(styles)
    for folded in fold(line, max(room, 1)):
        drawn.append("\n" if drawn else "")
        drawn.append(" " * _INDENT)
        pieces = [(sign, "" if sign.isspace() else next(signs)) for sign in folded]
        for style, run in groupby(pieces, key=itemgetter(1)):
            drawn.append("".join(sign for sign, _ in run), style=style)
    return drawn


def _listing(page: Found, translator: Translator) -> Listing[Hit]:
    columns: Sequence[Column[Hit]] = (
        Column(msg("id"), lambda hit: hit.about),
        Column(msg("found in"), lambda hit: translator.say(_KINDS[hit.kind])),
        Column(msg("text"), lambda hit: hit.line),
        Column(msg("task"), lambda hit: hit.holder_title),
        Column(msg("date"), lambda hit: day(hit.date)),
        Column(msg("unit"), lambda hit: hit.unit_name),
        Column(msg("entry"), lambda hit: hit.entry),
    )
    count = nmsg("{n} place with “{text}”", "{n} places with “{text}”", len(page.hits), text=page.text)
    return Listing(page_title(page, translator, translator.say(count)), page.notes, columns, page.hits)


FOUND: Final = forms(_listing, body=_body)
