"""What falls due and what is overdue, on a terminal, as CSV and as Markdown."""

from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.records.due import Due, DueRow
from qtrack.ui.labels import LIGHTS, NOTHING, charge_line
from qtrack.ui.listing import Column, Place, page_notes, page_title, rows_csv, rows_drawn, rows_markdown
from qtrack.ui.screen import Screen
from qtrack.ui.text import LIGHT_STYLES
from qtrack.ui.values import due_kind


def show_due(page: Due, screen: Screen) -> None:
    """Draw what is overdue, then what is to come, each by date."""
    translator, width = screen.translator, screen.console().width
    parts: list[RenderableType] = [_title(page, translator)]
    parts += page_notes(page, translator, width)
    coming = nmsg("due within {n} day", "due within {n} days", page.within)
    for label, rows in ((msg("overdue"), page.overdue), (coming, page.coming)):
        if rows:
            head = Text(translator.say(label), style="bold")
            parts += [Text(), head.append(f"  {len(rows)}", style="not bold")]
            first = rows[0] is page.rows[0]
            parts += rows_drawn(_columns(translator), rows, translator, width, header=first, among=page.rows)
    screen.show(*parts)


def due_csv(page: Due, translator: Translator) -> str:
    """Return a line a deadline."""
    return rows_csv(_columns(translator), page.rows, translator)


def due_markdown(page: Due, translator: Translator) -> str:
    """Return a table with a line a deadline."""
    return rows_markdown(_title(page, translator), page.notes, _columns(translator), page.rows, translator)


def _title(page: Due, translator: Translator) -> Text:
    span = msg("due until {date}", date=page.until)
    return page_title(page, translator, translator.say(span))


def _columns(translator: Translator) -> tuple[Column[DueRow], ...]:
    say = translator.say
    return (
        Column(msg("due"), lambda row: row.due.isoformat()),
        Column(msg("days"), _days, right=True, style=lambda row: "bold red" if row.days < 0 else ""),
        Column(msg("id"), _id),
        Column(msg("kind"), lambda row: say(due_kind(row))),
        Column(msg("title"), lambda row: row.title, flexible=True),
        Column(msg("light"), lambda row: say(LIGHTS[row.light]), style=lambda row: LIGHT_STYLES[row.light]),
        Column(msg("lead"), lambda row: translator.show(charge_line(row)) or NOTHING),
        Column(msg("period"), lambda row: row.period, place=Place.FILE),
        Column(msg("indicator id"), _indicator, place=Place.FILE),
    )


def _indicator(row: DueRow) -> str:
    return row.id if row.of_indicator else ""


def _days(row: DueRow) -> str:
    return str(row.days)


def _id(row: DueRow) -> str:
    """Return the id of what is due, with the period."""
    return f"{row.about}/{row.period}" if row.period else row.about
