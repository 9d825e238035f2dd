"""Who is to be reminded, on a terminal, as CSV and as Markdown; and reminders in a line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Translator, msg, nmsg
from qtrack.records.chase import Chase, ChaseLine
from qtrack.ui.labels import CHASE_LEVELS, NOTHING, day, percent, signed
from qtrack.ui.line import BLANK, Line
from qtrack.ui.listing import Listing, forms, page_title
from qtrack.ui.table import Column, Kind, Place, light_column, rows_drawn
from qtrack.ui.text import sentences
from qtrack.ui.values import reminder_line
from qtrack.ui.wrap import indented


def _body(page: Chase, listing: Listing[ChaseLine], translator: Translator, width: int) -> Iterator[Line]:
    """Yield a line a unit and task, below it why and what was issued before."""
    if page.lines:
        yield BLANK
        yield from rows_drawn(listing.columns, page.lines, translator, width)
    if page.open:
        yield BLANK
        yield from indented(translator.say(msg("“qtrack chase --issue” issues these reminders.")), 0, width)


def _title(page: Chase, translator: Translator) -> Line:
    title = page_title(page, translator)
    if not page.lines:
        return title
    counts = Counter(line.level for line in page.lines)
    told = [
        translator.say(msg("{name} {number}", name=CHASE_LEVELS[level], number=counts[level]))
        for level in CHASE_LEVELS
        if counts[level]
    ]
    if counts[None]:
        told.append(translator.say(msg("waiting for an answer {number}", number=counts[None])))
    count = translator.say(nmsg("{n} to chase", "{n} to chase", len(page.lines)))
    return (*title, ("\n" + "  ".join((count, *told)), "bold"))


def _listing(page: Chase, translator: Translator) -> Listing[ChaseLine]:
    say = translator.say
    columns: Sequence[Column[ChaseLine]] = (
        Column(msg("id"), lambda row: row.task.id),
        Column(msg("unit"), lambda row: row.unit_short),
        Column(msg("task"), lambda row: row.task.title, flexible=True),
        light_column(lambda row: row.task.light, translator),
        Column(
            msg("now"),
            lambda row: say(CHASE_LEVELS[row.level] if row.level else msg("waiting")),
            style=lambda row: "dim" if row.level is None else "bold" if row.times else "",
        ),
        Column(msg("times"), lambda row: str(row.times or NOTHING), right=True, kind=Kind.NUMBER),
        Column(msg("why"), lambda row: _why(row, translator), place=Place.ROOM),
        Column(
            msg("last reminder"),
            lambda row: say(reminder_line(row.last)) if row.last else "",
            place=Place.ROOM,
        ),
        Column(msg("due"), lambda row: day(row.task.due), place=Place.FILE, kind=Kind.DATE),
        Column(msg("share"), lambda row: percent(row.task.progress), place=Place.FILE, kind=Kind.PERCENT),
        Column(msg("pace"), lambda row: percent(row.task.pace), place=Place.FILE, kind=Kind.PERCENT),
        Column(msg("gap"), lambda row: signed(row.task.gap), place=Place.FILE, kind=Kind.DIFFERENCE),
        Column(msg("last"), lambda row: day(row.task.last_entry), place=Place.FILE, kind=Kind.DATE),
    )
    return Listing(_title(page, translator), page.notes, columns, page.lines)


CHASE: Final = forms(_listing, body=_body)


def _why(row: ChaseLine, translator: Translator) -> str:
    """Return the reasons of the light and the silence, in a line."""
    said = [reason.message for reason in row.reasons]
    if row.deadline:
        said.append(msg("no report by {date}", date=row.deadline))
    return sentences(said, translator)
