"""The ledger of entries on a terminal, as CSV and as a table of Markdown."""

from typing import Final

from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator, number
from qtrack.pages.history.view import EntryKind, History, HistoryRow
from qtrack.store.form.spreadsheet import BYTE_ORDER_MARK, write_table
from qtrack.ui.labels import STATUSES
from qtrack.ui.markdown import comment_markdown, markdown_table
from qtrack.ui.phrases.entry import entry_body, entry_words, figures, gone_style
from qtrack.ui.screen import Screen, clean
from qtrack.ui.text import text

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


def show_history(page: History, screen: Screen) -> None:
    """Draw the entries newest first, below each what it corrects or withdraws."""
    translator, width = screen.translator, screen.console().width
    parts = [_title(page, translator)]
    if page.known_at:
        parts[0].append(translator.say(msg(", as known on {date}", date=page.known_at)), style="not bold dim")
    for thread in page.threads:
        for at, row in enumerate(thread):
            indent = _BELOW if at else 0
            parts.append(_head(row, translator, indent, width))
            parts.append(entry_body(row, translator, width, indent=indent + _INDENT, gone_unit=row.gone_unit))
    screen.show(*parts)


def _title(page: History, translator: Translator) -> Text:
    words = (page.plan, page.about, translator.say(_count(page)))
    title = text("  ".join(each for each in words if each), "bold")
    title.append("  " + translator.say(msg("as of {date}", date=page.as_of)), style="not bold dim")
    return title


def _count(page: History) -> Message:
    return nmsg("{n} entry", "{n} entries", len(page.rows)) if page.rows else msg("no entries")


def _head(row: HistoryRow, translator: Translator, indent: int, width: int) -> Text:
    """Return when it was recorded, about what, by whom; the id, which begins with the day that is meant."""
    words = [f"{row.recorded:%Y-%m-%d %H:%M}", row.about]
    if row.kind in {EntryKind.CORRECTION, EntryKind.CLOSING, EntryKind.REOPENING}:
        words.append(translator.say(_KINDS[row.kind]))
    head = Text(" " * indent)
    said = entry_words(row, translator)
    if row.kind is EntryKind.CLOSING and row.status:
        said.remove(translator.say(STATUSES[row.status]))
    head.append_text(text("  ".join((*words, *said)), gone_style(row)))
    if row.late:
        head.append("  " + translator.say(msg("late")), style="yellow")
    between = "  "
    if head.cell_len + len(between) + len(row.id) > width:
        between = "\n" + " " * (indent + _INDENT)
    head.append(between + row.id, style="dim")
    return head


def history_csv(page: History, translator: Translator) -> str:
    """Return a line an entry, for spreadsheets: UTF-8 with its mark, and no cell is a formula."""
    heads, rows = _table(page, translator)
    return BYTE_ORDER_MARK + write_table((heads, *rows))


def history_markdown(page: History, translator: Translator) -> str:
    """Return a heading and a table with a line an entry, without columns that nobody filled."""
    heads, rows = _table(page, translator)
    filled = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    heads, rows = [heads[at] for at in filled], [[row[at] for at in filled] for row in rows]
    title = comment_markdown(clean(_title(page, translator).plain))
    return f"# {title}\n\n{markdown_table(heads, rows)}" if rows else f"# {title}\n"


_COLUMNS: Final = (
    msg("recorded at"),
    msg("kind"),
    msg("date"),
    msg("id"),
    msg("title"),
    msg("unit"),
    msg("recorded by"),
    msg("status"),
    msg("percent"),
    msg("figures"),
    msg("period"),
    msg("summary"),
    msg("problems"),
    msg("next"),
    msg("evidence"),
    msg("late"),
    msg("entry"),
    msg("corrects"),
    msg("withdraws"),
    msg("sends back"),
    msg("replaced by"),
    msg("withdrawn by"),
)


def _table(page: History, translator: Translator) -> tuple[list[str], list[list[str]]]:
    rows = [[clean(words) for words in _cells(row, translator)] for row in page.rows]
    return [translator.say(head) for head in _COLUMNS], rows


def _cells(row: HistoryRow, translator: Translator) -> list[str]:
    return [
        f"{row.recorded:%Y-%m-%d %H:%M}",
        translator.say(_KINDS[row.kind]),
        row.date.isoformat(),
        row.about,
        row.title,
        row.unit_name,
        row.by,
        translator.say(STATUSES[row.status]) if row.status else "",
        number(row.percent) if row.percent is not None else "",
        translator.show(figures(row, translator)),
        row.period,
        row.summary,
        row.problems,
        row.next,
        translator.show(row.evidence),
        translator.say(msg("late")) if row.late else "",
        row.id,
        row.corrects,
        row.withdraws,
        row.returns,
        row.replaced_by,
        row.withdrawn_by,
    ]
