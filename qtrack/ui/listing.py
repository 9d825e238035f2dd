"""Pages that are one list: a row of columns a line on a terminal, in CSV and in Markdown.

A page names its columns once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Generic, Protocol, TypeVar

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.records.page import Page
from qtrack.standing.assess import Standing
from qtrack.ui.labels import NOTHING, charge_line, day, percent, signed, status_word
from qtrack.ui.line import BLANK, Line, clean, plain
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, Group, Kind, RowT, Sheet, light_column, rows_drawn
from qtrack.ui.text import reasons_line
from qtrack.ui.wrap import folded, indented

PageT = TypeVar("PageT")


class Listing(msgspec.Struct, Generic[RowT], frozen=True):
    """A page as one list: its first line, the sentences above the list, its columns and its rows."""

    title: Line
    notes: Sequence[Message]
    columns: Sequence[Column[RowT]]
    rows: Sequence[RowT]


#: How a page becomes a list, in the words of a language.
Listed = Callable[[PageT, Translator], Listing[RowT]]
#: What prints a page, by the form that it is to have.
Forms = dict[str, Callable[[PageT, Screen], None]]
#: What a terminal has of a list below its notes: of the page, its list, a language and a width.
Body = Callable[[PageT, Listing[RowT], Translator, int], Iterable[Line]]


def forms(
    listed: Listed[PageT, RowT],
    *,
    body: Body[PageT, RowT] | None = None,
    table: Callable[[PageT, Screen], None] | None = None,
    csv: Listed[PageT, RowT] | None = None,
    markdown: Callable[[PageT, Translator], str] | None = None,
) -> Forms[PageT]:
    """Return what prints a page as its list; for a form in which it is another, or more, say what it is."""

    def draw(page: PageT, screen: Screen) -> None:
        listing, width = listed(page, screen.translator), screen.width
        lines = (body or _body)(page, listing, screen.translator, width)
        notes = notes_drawn(listing.notes, screen.translator, width)
        screen.show(chain(folded(listing.title, width), notes, lines))

    def write_csv(page: PageT, screen: Screen) -> None:
        screen.write(sheet_csv(sheet_of((csv or listed)(page, screen.translator), screen.translator)))

    def write_workbook(page: PageT, screen: Screen) -> None:
        from qtrack.ui.workbook.sheet import workbook

        screen.write(workbook(sheet_of((csv or listed)(page, screen.translator), screen.translator)))

    def write_markdown(page: PageT, screen: Screen) -> None:
        say = screen.translator
        screen.write(markdown(page, say) if markdown else listing_markdown(listed(page, say), say))

    return {"table": table or draw, "csv": write_csv, "xlsx": write_workbook, "markdown": write_markdown}


def _body(_: object, listing: Listing[RowT], translator: Translator, width: int) -> Iterator[Line]:
    return rows_drawn(listing.columns, listing.rows, translator, width)


def listing_markdown(listing: Listing[RowT], translator: Translator) -> str:
    """Return a list as a heading, its notes, and a table without columns that nobody filled."""
    from qtrack.ui.markdown import comment_markdown

    parts = [f"# {comment_markdown(plain(listing.title))}\n"]
    parts += [f"{comment_markdown(clean(translator.say(note)))}\n" for note in listing.notes]
    if listing.rows:
        parts.append(table_markdown(listing.columns, listing.rows, translator))
    return "\n".join(parts)


def page_title(page: Page, translator: Translator, *more: str) -> Line:
    """Return the first line of a page."""
    return ("  ".join((page.plan, *filter(None, more))), "bold"), f"  {dates(page, translator)}"


class Dated(Protocol):
    """What tells as of which day it is, and by which what it counts had been recorded."""

    @property
    def as_of(self) -> date: ...  # noqa: D102
    @property
    def known_at(self) -> date | None: ...  # noqa: D102


def dates(page: Dated, translator: Translator) -> str:
    """Say as of when a page or paper is, and by when what it counts had been recorded."""
    known = translator.say(msg(", as known on {date}", date=page.known_at)) if page.known_at else ""
    return translator.say(msg("as of {date}", date=page.as_of)) + known


def notes_drawn(notes: Iterable[Message], translator: Translator, width: int) -> Iterator[Line]:
    """Yield the notes of a page, each within the width."""
    return (line for note in notes for line in indented(translator.say(note), 0, width))


def headed(groups: Iterable[tuple[Message, Sequence[RowT]]], translator: Translator) -> list[Group[RowT]]:
    """Return groups of rows, each below its name and its number; empty ones are left out."""
    return [
        ([BLANK, ((translator.say(label), "bold"), f"  {len(rows)}")], rows) for label, rows in groups if rows
    ]


def sheet_of(listing: Listing[RowT], translator: Translator) -> Sheet:
    """Return a list for spreadsheets; cells with nothing to show are left empty."""
    say = translator.say
    heads = [(clean(say(column.head)), column.kind) for column in listing.columns]
    notes = [clean(say(note)) for note in listing.notes]
    return Sheet(plain(listing.title), notes, heads, emptied(_cells(listing.columns, listing.rows)))


def sheet_csv(sheet: Sheet) -> str:
    """Return a line a row, as CSV files have it."""
    from qtrack.store.form.spreadsheet import write_table

    return write_table([[head for head, _ in sheet.heads], *sheet.rows])


def table_markdown(columns: Sequence[Column[RowT]], rows: Iterable[RowT], translator: Translator) -> str:
    """Return a table without columns that nobody filled."""
    from qtrack.ui.markdown import markdown_table

    lines = emptied(_cells(columns, rows))
    filled = [at for at in range(len(columns)) if any(line[at] for line in lines)]
    heads = [translator.say(columns[at].head) for at in filled]
    return markdown_table(heads, [[line[at] for at in filled] for line in lines])


def _cells(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> list[list[str]]:
    return [[column.cell(row) for column in columns] for row in rows]


def emptied(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return clean cells, empty where there is nothing to show."""
    return [["" if words == NOTHING else clean(words) for words in row] for row in rows]


def task_columns(translator: Translator) -> tuple[Column[Standing], ...]:
    """Return the columns of a task in a file."""
    say, show = translator.say, translator.show
    return (
        Column(msg("id"), lambda task: task.id),
        Column(msg("section"), lambda task: task.section.id),
        Column(msg("measure"), lambda task: task.measure),
        Column(msg("task"), lambda task: task.title),
        Column(msg("lead"), lambda task: show(charge_line(task))),
        light_column(lambda task: task.light, translator),
        Column(msg("why"), lambda task: reasons_line(task.reasons, translator)),
        Column(msg("status"), lambda task: say(status_word(task))),
        Column(msg("share"), lambda task: percent(task.progress), kind=Kind.PERCENT),
        Column(msg("pace"), lambda task: percent(task.pace), kind=Kind.PERCENT),
        Column(msg("gap"), lambda task: signed(task.gap), kind=Kind.DIFFERENCE),
        Column(msg("due"), lambda task: day(task.due) if task.due else say(msg("ongoing")), kind=Kind.DATE),
        Column(msg("last"), lambda task: day(task.last_entry), kind=Kind.DATE),
        Column(msg("unreported"), lambda task: say(msg("yes")) if task.unreported else ""),
        Column(msg("missing reports of"), lambda task: show([unit.name for unit in task.missing_units])),
    )
