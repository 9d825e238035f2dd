"""What one unit owes, on a terminal, as CSV and as Markdown."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from qtrack.locale.message import Message, Translator, msg
from qtrack.records.mine import Claim, Kind, Mine, OwedTask
from qtrack.ui.labels import ROLES, day
from qtrack.ui.line import BLANK, Line
from qtrack.ui.listing import Listing, forms, page_title
from qtrack.ui.table import Column, Group, Place, groups_drawn, light_column
from qtrack.ui.text import parted, reasons_line
from qtrack.ui.values import reminder_line

_KINDS: Final[dict[Kind, Message]] = {
    Kind.REMINDED: msg("reminded, and not answered"),
    Kind.RETURNED: msg("sent back"),
    Kind.BEHIND: msg("red and yellow"),
    Kind.TO_REPORT: msg("to report"),
    Kind.DUE: msg("falls due"),
}


def _body(page: Mine, listing: Listing[OwedTask], translator: Translator, width: int) -> Iterator[Line]:
    """Draw what is owed, the most pressing first; beside the name of each kind stands what to type next."""
    groups: list[Group[OwedTask]] = []
    for kind, label in _KINDS.items():
        rows = [row for row in page.owed if row.kind is kind]
        if rows:
            heading: Line = (
                (translator.say(label), "bold"),
                f"  {len(rows)}",
                (f"  {rows[0].command}", "dim"),
            )
            groups.append(([BLANK, heading], rows))
    return groups_drawn(listing.columns, groups, translator, width)


def _listing(page: Mine, translator: Translator) -> Listing[OwedTask]:
    say = translator.say
    columns: Sequence[Column[OwedTask]] = (
        Column(msg("id"), lambda row: row.task.id),
        light_column(lambda row: row.task.light, translator),
        Column(msg("task"), lambda row: row.task.title, flexible=True),
        Column(msg("by"), lambda row: day(row.by), style=lambda row: _urgency(row, page.as_of)),
        Column(msg("why"), lambda row: _why(row, translator), flexible=True, place=Place.ROOM),
        Column(msg("kind"), lambda row: say(_KINDS[row.kind]), place=Place.FILE),
        Column(msg("role"), lambda row: say(ROLES[row.role]) if row.role else "", place=Place.FILE),
        Column(msg("next command"), lambda row: row.command, place=Place.FILE),
    )
    return Listing(page_title(page, translator, page.unit.name), page.notes, columns, page.owed)


MINE: Final = forms(_listing, body=_body)


def _urgency(row: OwedTask, as_of: date) -> str:
    return "bold red" if row.by and row.by < as_of else ""


def _why(row: OwedTask, translator: Translator) -> str:
    """Say all that is asked, but for the name of the kind alone."""
    told = [_told(claim, translator) for claim in row.claims]
    return "" if told == [translator.say(_KINDS[row.kind])] else parted(told, translator)


def _told(claim: Claim, translator: Translator) -> str:
    if claim.reminder:
        return translator.say(reminder_line(claim.reminder))
    if claim.why:
        return translator.say(claim.why)
    return reasons_line(claim.reasons, translator)
