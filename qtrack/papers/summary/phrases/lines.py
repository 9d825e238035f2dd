"""How many lines the sentences of the first pages take, and how many there are."""

from collections.abc import Callable
from typing import Final, cast

import msgspec

from qtrack.locale.message import Message
from qtrack.model.period import PeriodKind
from qtrack.papers.engine.office import OfficeTranslator
from qtrack.papers.engine.paper import PaperHead
from qtrack.papers.summary.front import Matter, Silent, Stuck, Waiting
from qtrack.papers.summary.phrases.matter import (
    due_matter,
    gain_matter,
    red_matter,
    stuck_matter,
    subject,
    turn_clause,
    waiting_matter,
)
from qtrack.papers.summary.room import ONE_SHEET, TWO_SHEETS, Bounds
from qtrack.papers.summary.span import Gain
from qtrack.records.due import DueRow
from qtrack.records.since.light_changes import Changes, Turn
from qtrack.records.since.newly import Finished, NewlyLate
from qtrack.standing.lights import LightReason
from qtrack.ui.line import width_of

#: So many lines the chapter on what a longer period achieved takes, beside its indicators.
_ACHIEVED: Final = 3
#: So many columns are a line of the title, so many of who sends the one page.
_TITLE: Final = 36
_SENDER: Final = 30

#: So many columns of a terminal take as much room as a line of the first pages, where no word may be parted
#: and no stop stand first, and so many the indent of its first.
_LINES: Final = {"zh": 54, "en": 68}
_INDENT: Final = 4
#: So many take the number and the signs behind a unit in a list.
_COUNTED: Final = 8


class Issue(msgspec.Struct, frozen=True):
    """What the sentences of an issue need to know of it, and the language that they are printed in."""

    head: PaperHead
    kind: PeriodKind
    brief: bool
    language: str


def bounds_of(about: Issue, changed: Changes) -> Bounds:
    """Return what finds room beside what the head of the paper has to say."""
    bounds, head = (ONE_SHEET if about.brief else TWO_SHEETS)[about.language], about.head
    said = [note for note in (*head.notes, changed.unknown) if note]
    limits = [limit for limit in (head.section, head.unit) if limit]
    achieved = 0 if about.brief or about.kind is PeriodKind.WEEK else _ACHIEVED
    more = 1.2 * (width_of(head.plan) // _TITLE)
    if about.brief:
        more += width_of(head.issuer + head.office) // _SENDER
    return msgspec.structs.replace(bounds, room=bounds.room - 2 * len(said) - len(limits) - achieved - more)


def measure(about: Issue) -> Callable[[object], float]:
    """Return what measures a matter."""
    head = about.head
    translator = OfficeTranslator(about.language, head.as_of.year, head.titles, head.longest)
    return lambda row: lines_of(row, about, lambda told: width_of(translator.say(told)))


def lines_of(row: object, about: Issue, wide: Callable[[Message], int]) -> float:
    """Return how many lines a matter takes; a name in a list takes a part of one."""
    line = _LINES[about.language]
    match row:
        case Matter():
            told = red_matter(row, about)
        case Stuck():
            told = stuck_matter(row, about)
        case Waiting():
            told = waiting_matter(row, about)
        case DueRow():
            told = due_matter(row, about)
        case Turn():
            return wide(turn_clause(row, about, brief=False)) / line
        case Gain():
            told = gain_matter(row, about)
        case Finished() | NewlyLate() | Silent():
            reason = "" if isinstance(row, Finished) else row.reason
            why = reason.message if isinstance(reason, LightReason) else reason
            return wide(subject(row, about, why)) / line
        case _:
            unit, _, _ = cast("tuple[str, bool, int]", row)
            return (width_of(unit) + _COUNTED) / line
    return -(-(wide(told) + _INDENT) // line)
