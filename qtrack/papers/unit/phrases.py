"""What is left to do, in words: what the templates of a unit's list may put after a bar."""

from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.period import Period, PeriodKind
from qtrack.papers.engine.registers import term_lines
from qtrack.papers.unit.view import OpenPart
from qtrack.records.units import Mark
from qtrack.standing.recurrence import runs
from qtrack.ui.labels import MARKS, STATUSES


def mark_word(mark: Mark) -> Message:
    """Name what is to be looked at first."""
    return MARKS[mark]


def left_to_do(part: OpenPart) -> Message:
    """Name what is left to do, and by when or what has become of it."""
    notes = [] if part.goal is None else [part.goal]
    if part.periods:
        notes.append(_owed(part.periods))
    if part.days is not None and part.days < 0:
        notes.append(nmsg("{n} day overdue", "{n} days overdue", -part.days))
    elif part.days is not None:
        notes.append(msg("due {date}", date=part.due))
    if part.status is Status.BLOCKED:
        notes.append(STATUSES[part.status])
    if not notes:
        return msg("{text}", text=part.title)
    return msg("{before} ({after})", before=part.title, after=tuple(notes))


def with_id(part: OpenPart) -> Message:
    """Name what is left to do, with the id of a deliverable."""
    text = left_to_do(part)
    return msg("{id} {text}", id=part.id, text=text) if part.id else text


def _owed(periods: tuple[str, ...]) -> Message:
    period = Period.parse(periods[0])
    if period and period.kind is PeriodKind.YEAR:
        return msg("for {year}", year=periods)
    return msg("{text}", text=runs(periods))


FILTERS: Final = {made.__name__: made for made in (left_to_do, mark_word, term_lines, with_id)}
