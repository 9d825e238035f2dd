"""What a sheet of reminder says in words: labelled rows above, the reply below."""

from collections.abc import Callable
from typing import Final

import msgspec

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg
from qtrack.papers.engine.registers import term_lines
from qtrack.papers.reminders.view import ChasePaper, ChaseSheet
from qtrack.records.chase import ChaseLine
from qtrack.standing.deadlines import DueKind
from qtrack.ui.labels import LIGHTS, NOTHING, STATUSES, of_period, percent
from qtrack.ui.phrases.reminders import outcome

Text = Message | str


class Row(msgspec.Struct, frozen=True):
    """A labelled row: the lines that stand in it; none leaves room to write."""

    label: Message
    lines: tuple[Text, ...]


def asked(sheet: ChaseSheet, page: ChasePaper) -> tuple[Row, ...]:
    """Return what a sheet says of the matter and asks for."""
    own, line = sheet.reminder, sheet.line
    others = (*sheet.shared, *sheet.by_duty)
    rows = [
        Row(msg("Matter"), (f"{line.id} {line.title}",)),
        Row(msg("Source"), (f"{page.head.document} {sheet.task.source}".strip(),)),
        Row(msg("Lead unit"), (sheet.lead or NOTHING,)),
        Row(msg("Responsible and cooperating units"), (msg("{units}", units=others) if others else NOTHING,)),
        Row(msg("Original time limit"), _limits(sheet)),
        Row(msg("Progress and gap"), _standing(line)),
        Row(msg("Reminded"), (msg("reminder no. {times} of this matter", times=own.times),)),
        Row(msg("Asked for"), (own.text,)),
        Row(msg("Reply by"), (long_date(own.reply_by),)),
        Row(
            msg("Contact"),
            (msg("{unit}, {name}", unit=sheet.issuer, name=own.by) if own.by else sheet.issuer,),
        ),
    ]
    if own.phone:
        said = (own.answer,) if own.answer else ()
        rows.append(Row(msg("By telephone"), (msg("taken by {name}", name=own.phone), *said)))
    return tuple(rows)


def _limits(sheet: ChaseSheet) -> tuple[Text, ...]:
    """Return the time limits as every paper puts them, and the day of each time that has passed."""
    passed = (
        msg(
            "{parts}: {term}",
            parts=of_period(
                deadline.id if deadline.kind is DueKind.OCCURRENCE else deadline.title, deadline.period
            ),
            term=long_date(deadline.due),
        )
        for deadline in sheet.overdue
    )
    return (*term_lines(sheet.terms), *passed)


def _standing(line: ChaseLine) -> tuple[Text, ...]:
    light = LIGHTS[line.light]
    if line.progress is None:
        found = [msg("{light}: no progress was reported, pace {pace}", light=light, pace=percent(line.pace))]
    else:
        values = {"progress": percent(line.progress), "pace": percent(line.pace)}
        found = [msg("{light}: progress {progress}, pace {pace}", light=light, **values)]
    found += [reason.message for reason in line.reasons]
    if line.last_entry:
        found.append(msg("last reported {date}", date=line.last_entry))
    return tuple(found)


def replied(sheet: ChaseSheet) -> tuple[Row, ...]:
    """Return the reply as the unit reported it, else room for it."""
    answer = sheet.answer
    if answer is None:
        labels = (msg("Progress"), msg("Problem"), msg("Next step"), msg("Expected to be done"))
        return tuple(Row(label, ()) for label in labels)
    progress: list[Text] = [answer.summary]
    if answer.percent is not None:
        progress.append(msg("at {progress}%", progress=answer.percent))
    if answer.status is not None:
        progress.append(STATUSES[answer.status])
    return (
        Row(msg("Reply"), (outcome(sheet.reminder),)),
        Row(msg("Progress"), tuple(progress)),
        Row(msg("Problem"), (answer.problems or NOTHING,)),
        Row(msg("Next step"), (answer.next or NOTHING,)),
    )


FILTERS: Final[dict[str, Callable[..., object]]] = {"asked": asked, "replied": replied}
