"""What falls due and what is overdue, on a terminal, as CSV and as Markdown."""

from typing import Final

from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.model.period import Period, PeriodKind
from qtrack.render.labels import LIGHTS, NOTHING
from qtrack.render.listing import Column, Place, page_notes, page_title, rows_csv, rows_drawn, rows_markdown
from qtrack.render.screen import Screen
from qtrack.render.text import LIGHT_STYLES
from qtrack.standing.deadlines import DueKind
from qtrack.views.due import Due, DueRow

_KINDS: Final[dict[DueKind, Message]] = {
    DueKind.TASK: msg("task"),
    DueKind.DELIVERABLE: msg("deliverable"),
    DueKind.MILESTONE: msg("milestone"),
    DueKind.INDICATOR: msg("indicator"),
}

_DUTIES: Final[dict[PeriodKind, Message]] = {
    PeriodKind.YEAR: msg("yearly duty"),
    PeriodKind.QUARTER: msg("quarterly duty"),
    PeriodKind.MONTH: msg("monthly duty"),
}


_OF_INDICATORS: Final = frozenset({DueKind.MILESTONE, DueKind.INDICATOR})


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
    return rows_markdown(_title(page, translator), page, _columns(translator), page.rows, translator)


def _title(page: Due, translator: Translator) -> Text:
    span = msg("due until {date}", date=page.until)
    return page_title(page, translator, translator.say(span))


def _columns(translator: Translator) -> tuple[Column[DueRow], ...]:
    say = translator.say
    return (
        Column(msg("due"), lambda row: row.due.isoformat()),
        Column(msg("days"), _days, right=True, style=lambda row: "bold red" if row.days < 0 else ""),
        Column(msg("id"), _id),
        Column(msg("kind"), lambda row: say(_kind(row))),
        Column(msg("title"), lambda row: row.title, flexible=True),
        Column(msg("light"), lambda row: say(LIGHTS[row.light]), style=lambda row: LIGHT_STYLES[row.light]),
        Column(msg("lead"), lambda row: row.lead_name or NOTHING),
        Column(msg("period"), lambda row: row.period, place=Place.FILE),
        Column(msg("indicator id"), _indicator, place=Place.FILE),
    )


def _kind(row: DueRow) -> Message:
    period = Period.parse(row.period) if row.kind is DueKind.OCCURRENCE else None
    return _DUTIES[period.kind] if period else _KINDS[row.kind]


def _indicator(row: DueRow) -> str:
    return row.id if row.kind in _OF_INDICATORS else ""


def _days(row: DueRow) -> str:
    return str(row.days)


def _id(row: DueRow) -> str:
    """Return the id of a task or deliverable, with the period; for an indicator that of its holder."""
    own = row.holder if row.kind in _OF_INDICATORS else row.id
    return f"{own}/{row.period}" if row.period else own
