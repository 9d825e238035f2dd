"""How many lines the sentences of the first pages take, and how many there are."""

from collections.abc import Callable, Sequence
from typing import Final, cast

import msgspec

from qtrack.locale.message import LANGUAGES, Message, Translator
from qtrack.model.period import PeriodKind
from qtrack.papers.engine.office import OfficeTranslator
from qtrack.papers.engine.paper import PaperHead
from qtrack.papers.summary.front import Matter, Silent, Stuck, Waiting
from qtrack.papers.summary.phrases.matter import (
    About,
    due_matter,
    gain_matter,
    red_matter,
    stuck_matter,
    subject,
    turn_clause,
    turn_matter,
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
_ACHIEVED: Final = 4

#: So many columns of a terminal take as much room as a line of the first pages, so many as one of the brief
#: page, whose letters are larger, and so many the indent of its first.
_LINE: Final = 68
_BRIEF_LINE: Final = 66
_INDENT: Final = 4
#: So many take the number and the signs behind a unit in a list.
_COUNTED: Final = 8


class Issue(msgspec.Struct, frozen=True):
    """What the sentences of an issue need to know of it."""

    head: PaperHead
    kind: PeriodKind
    brief: bool


def bounds_of(about: Issue, changed: Changes) -> Bounds:
    """Return what finds room beside what the head of the paper has to say."""
    bounds, head = ONE_SHEET if about.brief else TWO_SHEETS, about.head
    said = [note for note in (*head.notes, changed.unknown) if note]
    limits = [limit for limit in (head.section, head.unit) if limit]
    achieved = 0 if about.brief or about.kind is PeriodKind.WEEK else _ACHIEVED
    return msgspec.structs.replace(bounds, room=bounds.room - 2 * len(said) - len(limits) - achieved)


def measure(about: Issue) -> Callable[[object], float]:
    """Return what measures a matter, in whichever language it takes more room."""
    head = about.head
    speakers = [
        OfficeTranslator(language, head.as_of.year, head.titles, head.longest) for language in LANGUAGES
    ]
    return lambda row: lines_of(row, about, speakers)


def lines_of(row: object, about: About, speakers: Sequence[Translator]) -> float:
    """Return how many lines a matter takes in the wider of some languages; a name in a list takes a part."""
    line = _BRIEF_LINE if about.brief else _LINE

    def part(name: Message) -> float:
        return max(width_of(say.say(name)) for say in speakers) / line

    match row:
        case Matter():
            told = red_matter(row, about)
        case Stuck():
            told = stuck_matter(row, about)
        case Waiting():
            told = waiting_matter(row, about)
        case DueRow():
            told = due_matter(row, about)
        case Turn() if about.brief:
            return part(turn_clause(row, about))
        case Turn():
            told = turn_matter(row, about, brief=False)
        case Gain():
            told = gain_matter(row, about)
        case Finished() | NewlyLate() | Silent():
            reason = "" if isinstance(row, Finished) else row.reason
            return part(subject(row, about, reason.message if isinstance(reason, LightReason) else reason))
        case _:
            unit, _, _ = cast("tuple[str, bool, int]", row)
            return (width_of(unit) + _COUNTED) / line
    return max(-(-(width_of(say.say(told)) + _INDENT) // line) for say in speakers)
