"""Pages that are one list: a row of columns a line on a terminal, in CSV and in Markdown.

A page names its columns once. On a terminal texts take what the figures leave; a column that is there
only where there is room stands below its row elsewhere.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Final, Generic, NamedTuple, TypeVar

import msgspec
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import Message, Translator, msg
from qtrack.records.page import Page
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, NOTHING, STATUSES, charge_line, day, percent, signed
from qtrack.ui.markdown import comment_markdown, markdown_table
from qtrack.ui.screen import Screen, clean
from qtrack.ui.text import LIGHT_STYLES, indented, plain_table, reasons_line, text, widest
from qtrack.ui.wrap import fold

RowT = TypeVar("RowT")
PageT = TypeVar("PageT")

#: From this width on, every column that has something to say stands in its row.
WIDE: Final = 110
_NARROWEST: Final = 12


class Place(Enum):
    """Where a column stands."""

    ALWAYS = auto()
    ROOM = auto()  # a column where there is room, else below its row
    FILE = auto()  # in CSV and Markdown only


class Column(NamedTuple, Generic[RowT]):
    """A column: its head, what a row puts into it, and how; a `flexible` one folds its text."""

    head: Message
    cell: Callable[[RowT], str]
    flexible: bool = False
    right: bool = False
    style: Callable[[RowT], str] | None = None
    place: Place = Place.ALWAYS


def light_column(light: Callable[[RowT], Light], translator: Translator) -> Column[RowT]:
    """Return the column of a light, in its colour."""
    return Column(
        msg("light"),
        lambda row: translator.say(LIGHTS[light(row)]),
        style=lambda row: LIGHT_STYLES[light(row)],
    )


class Listing(msgspec.Struct, Generic[RowT], frozen=True):
    """A page as one list: its first line, the sentences above the list, its columns and its rows."""

    title: Text
    notes: Sequence[Message]
    columns: Sequence[Column[RowT]]
    rows: Sequence[RowT]


#: How a page becomes a list, in the words of a language.
Listed = Callable[[PageT, Translator], Listing[RowT]]
#: What prints a page, by the form that it is to have.
Forms = dict[str, Callable[[PageT, Screen], None]]
#: What a terminal has of a list below its notes: of the page, its list, a language and a width.
Body = Callable[[PageT, Listing[RowT], Translator, int], Sequence[RenderableType]]


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
        listing, width = listed(page, screen.translator), screen.console().width
        notes = notes_drawn(listing.notes, screen.translator, width)
        rows = (body or _body)(page, listing, screen.translator, width)
        screen.show(listing.title, *notes, *rows)

    def write_csv(page: PageT, screen: Screen) -> None:
        listing = (csv or listed)(page, screen.translator)
        screen.write(rows_csv(listing.columns, listing.rows, screen.translator))

    def write_markdown(page: PageT, screen: Screen) -> None:
        say = screen.translator
        screen.write(markdown(page, say) if markdown else listing_markdown(listed(page, say), say))

    return {"table": table or draw, "csv": write_csv, "markdown": write_markdown}


def _body(_: object, listing: Listing[RowT], translator: Translator, width: int) -> list[RenderableType]:
    return rows_drawn(listing.columns, listing.rows, translator, width)


def listing_markdown(listing: Listing[RowT], translator: Translator) -> str:
    """Return a list as a heading, its notes, and a table without columns that nobody filled."""
    parts = [f"# {comment_markdown(clean(listing.title.plain))}\n"]
    parts += [f"{comment_markdown(clean(translator.say(note)))}\n" for note in listing.notes]
    if listing.rows:
        parts.append(table_markdown(listing.columns, listing.rows, translator))
    return "\n".join(parts)


def page_title(page: Page, translator: Translator, *more: str) -> Text:
    """Return the first line of a page."""
    title = text("  ".join((page.plan, *filter(None, more))), "bold")
    title.append("  " + translator.say(msg("as of {date}", date=page.as_of)), style="not bold")
    if page.known_at:
        title.append(translator.say(msg(", as known on {date}", date=page.known_at)), style="not bold")
    return title


def notes_drawn(notes: Iterable[Message], translator: Translator, width: int) -> list[Text]:
    """Return the notes of a page, each within the width."""
    return [indented(translator.say(note), 0, width) for note in notes]


def rows_drawn(
    columns: Sequence[Column[RowT]],
    rows: Sequence[RowT],
    translator: Translator,
    width: int,
    *,
    header: bool = True,
    among: Sequence[RowT] | None = None,
) -> list[RenderableType]:
    """Draw rows, each with what has no column below it; widths are the same for all rows of `among`."""
    wide = width >= WIDE
    always = (Place.ALWAYS, Place.ROOM) if wide else (Place.ALWAYS,)
    shown = [column for column in columns if column.place in always]
    below = [column for column in columns if column.place is Place.ROOM and not wide]
    heads = [translator.say(column.head) for column in shown]
    widths = _widths(shown, heads, rows if among is None else among, width)
    if sum(widths) + len(widths) > width:
        return [_told(columns, row, translator, width) for row in rows]
    indent = widths[0] + 1
    parts: list[RenderableType] = []
    for at, row in enumerate(rows):
        parts.append(row_table(shown, widths, row, translator, header=header and at == 0))
        said = "  ".join(words for column in below if (words := column.cell(row)) and words != NOTHING)
        if said:
            parts.append(indented(said, indent, width))
    return parts


def groups_drawn(
    columns: Sequence[Column[RowT]],
    groups: Iterable[tuple[Message, Sequence[RowT]]],
    among: Sequence[RowT],
    translator: Translator,
    width: int,
) -> list[RenderableType]:
    """Draw the rows of `among` in groups, each below its name and its number; empty ones are left out."""
    parts: list[RenderableType] = []
    for label, rows in groups:
        if rows:
            head = Text(translator.say(label), style="bold")
            parts += [Text(), head.append(f"  {len(rows)}", style="not bold")]
            parts += rows_drawn(columns, rows, translator, width, header=rows[0] is among[0], among=among)
    return parts


def row_table(
    columns: Sequence[Column[RowT]], widths: Sequence[int], row: RowT, translator: Translator, *, header: bool
) -> Table:
    """Return a row as a table of its own, so that something can stand below it."""
    heads = [translator.say(column.head) for column in columns]
    right = [at for at, column in enumerate(columns) if column.right]
    table = plain_table(heads, widths=widths, right=right, header=header)
    table.add_row(*(_drawn(column, row, room) for column, room in zip(columns, widths, strict=True)))
    return table


def _told(columns: Sequence[Column[RowT]], row: RowT, translator: Translator, width: int) -> Text:
    """Return a row as running text, each figure after its head, where not even the figures fit."""
    cells = [(column.head, column.cell(row)) for column in columns if column.place is not Place.FILE]
    said = [f"{translator.say(head)} {words}" for head, words in cells if words]
    return indented("  ".join(said), 0, width, style="")


def _drawn(column: Column[RowT], row: RowT, room: int) -> Text:
    words = clean(column.cell(row))
    style = column.style(row) if column.style else ""
    return Text("\n".join(fold(words, room)) if column.flexible else words, style=style)


def _widths(
    shown: Sequence[Column[RowT]], heads: Sequence[str], rows: Sequence[RowT], width: int
) -> list[int]:
    """Give figures what they need; texts share the rest, those that need little giving theirs away."""
    widths = [widest([head, *map(column.cell, rows)]) for head, column in zip(heads, shown, strict=True)]
    texts = sorted((at for at, column in enumerate(shown) if column.flexible), key=lambda at: widths[at])
    room = width - len(shown) - sum(wide for at, wide in enumerate(widths) if at not in texts)
    for left, at in zip(range(len(texts), 0, -1), texts, strict=True):
        widths[at] = min(widths[at], max(room // left, _NARROWEST, widest([heads[at]])))
        room -= widths[at]
    return widths


def rows_csv(columns: Sequence[Column[RowT]], rows: Iterable[RowT], translator: Translator) -> str:
    """Return a line a row, for spreadsheets: UTF-8 with its mark, and no cell is a formula."""
    return table_csv([column.head for column in columns], _cells(columns, rows), translator)


def table_csv(heads: Iterable[Message], rows: Iterable[Sequence[str]], translator: Translator) -> str:
    """Return cells that are ready as such a file; those with nothing to show are left empty."""
    from qtrack.store.form.spreadsheet import BYTE_ORDER_MARK, write_table

    return BYTE_ORDER_MARK + write_table([[translator.say(head) for head in heads], *_emptied(rows)])


def table_markdown(columns: Sequence[Column[RowT]], rows: Iterable[RowT], translator: Translator) -> str:
    """Return a table without columns that nobody filled."""
    lines = _emptied(_cells(columns, rows))
    filled = [at for at in range(len(columns)) if any(line[at] for line in lines)]
    heads = [translator.say(columns[at].head) for at in filled]
    return markdown_table(heads, [[line[at] for at in filled] for line in lines])


def _cells(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> list[list[str]]:
    return [[column.cell(row) for column in columns] for row in rows]


def _emptied(rows: Iterable[Sequence[str]]) -> list[list[str]]:
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
        Column(msg("light"), lambda task: say(LIGHTS[task.light])),
        Column(msg("why"), lambda task: reasons_line(task.reasons, translator)),
        Column(msg("status"), lambda task: say(STATUSES[task.status])),
        Column(msg("share"), lambda task: percent(task.progress)),
        Column(msg("pace"), lambda task: percent(task.pace)),
        Column(msg("gap"), lambda task: signed(task.gap)),
        Column(msg("due"), lambda task: day(task.due) if task.due else say(msg("ongoing"))),
        Column(msg("last"), lambda task: day(task.last_entry)),
        Column(msg("unreported"), lambda task: say(msg("yes")) if task.unreported else ""),
        Column(msg("missing reports of"), lambda task: show([unit.name for unit in task.missing_units])),
    )
