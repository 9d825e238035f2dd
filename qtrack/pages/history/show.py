"""The ledger of entries on a terminal, as CSV and as a table of Markdown."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qtrack.locale.message import Message, Translator, msg, nmsg, number
from qtrack.model.entry_fields import WORDS
from qtrack.pages.history.view import EntryKind, History, HistoryRow
from qtrack.ui.labels import STATUSES
from qtrack.ui.line import Line, plain, width_of
from qtrack.ui.listing import Listing, dates, forms
from qtrack.ui.phrases.entry import entry_body, entry_words, figures, gone_style
from qtrack.ui.table import Column, Kind
from qtrack.ui.wrap import folded

_KINDS: Final[dict[EntryKind, Message]] = {
    EntryKind.REPORT: msg("report"),
    EntryKind.CORRECTION: msg("correction"),
    EntryKind.WITHDRAWAL: msg("withdrawal"),
    EntryKind.RETURN: msg("sent back"),
    EntryKind.CLOSING: msg("closing"),
    EntryKind.REOPENING: msg("reopening"),
    EntryKind.REMINDER: msg("chased"),
}

_INDENT: Final = 2
_BELOW: Final = 4  # what an entry stands in for


def _body(page: History, _: Listing[HistoryRow], translator: Translator, width: int) -> Iterator[Line]:
    """Yield the entries newest first, below each what it corrects or withdraws."""
    for thread in page.threads:
        for at, row in enumerate(thread):
            indent = _BELOW if at else 0
            yield from _head(row, translator, indent, width)
            yield from entry_body(row, translator, width, indent=indent + _INDENT, gone_unit=row.gone_unit)


def _title(page: History, translator: Translator) -> Line:
    count = nmsg("{n} entry", "{n} entries", len(page.rows)) if page.rows else msg("no entries")
    words = (page.plan, page.about, translator.say(count))
    return ("  ".join(filter(None, words)), "bold"), (f"  {dates(page, translator)}", "dim")


def _head(row: HistoryRow, translator: Translator, indent: int, width: int) -> Iterator[Line]:
    """Yield when it was recorded, about what, by whom; the id, which begins with the day that is meant."""
    words = [f"{row.recorded:%Y-%m-%d %H:%M}", row.about]
    if row.kind in {EntryKind.CORRECTION, EntryKind.CLOSING, EntryKind.REOPENING}:
        words.append(translator.say(_KINDS[row.kind]))
    said = entry_words(row, translator)
    if row.kind is EntryKind.CLOSING and row.status:
        said.remove(translator.say(STATUSES[row.status]))
    late = f"  {translator.say(msg('late'))}" if row.late else ""
    head: Line = (("  ".join((*words, *said)), gone_style(row)), (late, "yellow"))
    if indent + width_of(plain(head)) + 2 + len(row.id) > width:
        yield from folded(head, width, indent)
        yield from folded(((row.id, "dim"),), width, indent + _INDENT)
    else:
        yield from folded((*head, (f"  {row.id}", "dim")), width, indent)


def _listing(page: History, translator: Translator) -> Listing[HistoryRow]:
    say, show = translator.say, translator.show
    columns: Sequence[Column[HistoryRow]] = (
        Column(msg("recorded at"), lambda row: f"{row.recorded:%Y-%m-%d %H:%M}", kind=Kind.MOMENT),
        Column(msg("kind"), lambda row: say(_KINDS[row.kind])),
        Column(msg("date"), lambda row: row.date.isoformat(), kind=Kind.DATE),
        Column(msg("id"), lambda row: row.about),
        Column(msg("title"), lambda row: row.title),
        Column(msg("unit"), lambda row: row.unit_name),
        Column(msg("recorded by"), lambda row: row.by),
        Column(msg("status"), lambda row: say(STATUSES[row.status]) if row.status else ""),
        Column(
            msg("percent"),
            lambda row: number(row.percent) if row.percent is not None else "",
            kind=Kind.NUMBER,
        ),
        Column(msg("figures"), lambda row: show(figures(row, translator))),
        Column(msg("period"), lambda row: row.period),
        Column(msg("summary"), lambda row: row.summary),
        *(Column(field.label, _text_of(field.name, translator)) for field in WORDS),
        Column(msg("late"), lambda row: say(msg("late")) if row.late else ""),
        Column(msg("entry"), lambda row: row.id),
        Column(msg("corrects"), lambda row: row.corrects),
        Column(msg("withdraws"), lambda row: row.withdraws),
        Column(msg("sends back"), lambda row: row.returns),
        Column(msg("replaced by"), lambda row: row.replaced_by),
        Column(msg("withdrawn by"), lambda row: row.withdrawn_by),
    )
    return Listing(_title(page, translator), (), columns, page.rows)


def _text_of(name: str, translator: Translator) -> Callable[[HistoryRow], str]:
    return lambda row: translator.show(getattr(row, name))


HISTORY: Final = forms(_listing, body=_body)
