"""What falls due and what is overdue, on a terminal, as CSV and as Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Translator, days, msg
from qtrack.records.due import Due, DueRow
from qtrack.ui.labels import NOTHING
from qtrack.ui.line import Line
from qtrack.ui.listing import Listing, forms, headed, page_title
from qtrack.ui.table import Column, Kind, Place, groups_drawn, light_column
from qtrack.ui.values import due_kind, due_lead


def _body(page: Due, listing: Listing[DueRow], translator: Translator, width: int) -> Iterator[Line]:
    """Draw what is overdue, then what is to come, each by date."""
    coming = msg("due within {days}", days=days(page.within))
    groups = ((msg("overdue"), page.overdue), (coming, page.coming))
    return groups_drawn(listing.columns, headed(groups, translator), translator, width)


def _listing(page: Due, translator: Translator) -> Listing[DueRow]:
    say = translator.say
    columns: Sequence[Column[DueRow]] = (
        Column(msg("due"), lambda row: row.due.isoformat(), kind=Kind.DATE),
        Column(
            msg("days"),
            lambda row: str(row.days),
            right=True,
            style=lambda row: "bold red" if row.days < 0 else "",
            kind=Kind.NUMBER,
        ),
        Column(msg("id"), lambda row: f"{row.about}/{row.period}" if row.period else row.about),
        Column(msg("kind"), lambda row: say(due_kind(row))),
        Column(msg("title"), lambda row: row.title, flexible=True),
        light_column(lambda row: row.held.light, translator),
        Column(msg("lead"), lambda row: translator.show(due_lead(row)) or NOTHING),
        Column(msg("period"), lambda row: row.period, place=Place.FILE),
        Column(msg("indicator id"), lambda row: row.id if row.of_indicator else "", place=Place.FILE),
    )
    title = page_title(page, translator, say(msg("due until {date}", date=page.until)))
    return Listing(title, page.notes, columns, page.rows)


DUE: Final = forms(_listing, body=_body)
