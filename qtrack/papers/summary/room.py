"""How much finds room on the first sheets: lists take turns, a matter at a time, until it is used up."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec


class Bounds(msgspec.Struct, frozen=True):
    """What finds room: so many lines, and the lists, in the order in which each is given a line in turn.

    `heads` are the lines that a list takes whatever is told of it, `rests` those of them that only count
    what is not told.
    """

    room: float
    turns: tuple[str, ...]
    heads: dict[str, float]
    rests: dict[str, float] = {}


_LISTS: Final = (
    *("red", "gains", "stuck", "worse", "due", "red", "gains", "units", "waiting", "red"),
    *("units", "finished", "units", "silent", "better", "units", "other", "newly_late"),
)

#: A heading takes a line, as does a sentence that counts the rest; so does, for what its last line leaves
#: free, a list of names. Lights that turned are told in one paragraph.
_COUNTED: Final = dict.fromkeys(("waiting", "gains"), 1.0)
_HEADS: Final = (
    dict.fromkeys(("red", "stuck", "due", "waiting", "gains", "finished", "newly_late", "silent"), 1.0)
    | dict.fromkeys(("worse", "better", "other"), 0.4)
    | {"units": 2.0}
)

#: So many lines of chapters fit on two sheets beside the head, the counts and the signature, by language.
#: What is red, what a longer period achieved and a few names of units, which are short, come more often.
TWO_SHEETS: Final = {"zh": Bounds(25, _LISTS, _HEADS, _COUNTED), "en": Bounds(48, _LISTS, _HEADS, _COUNTED)}

_BRIEF_LISTS: Final = ("red", "stuck", "worse", "red", "due", "units", "red", "newly_late", "finished")
#: With the reminders, which are only counted; what was finished or is late stands in one paragraph.
_BRIEF_HEADS: Final = _HEADS | {"stuck": 2.0, "finished": 0.5, "newly_late": 0.5}

#: So many fit on the one page; what got better is only counted there, as are reminders.
ONE_SHEET: Final = {
    "zh": Bounds(14, _BRIEF_LISTS, _BRIEF_HEADS, _COUNTED),
    "en": Bounds(19, _BRIEF_LISTS, _BRIEF_HEADS, _COUNTED),
}


def fitted(
    rows: Mapping[str, Sequence[object]], lines: Callable[[object], float], bounds: Bounds
) -> dict[str, int]:
    """Return how many of each list fit into the room: one of each in turn, as long as there is any."""
    kept = dict.fromkeys(rows, 0)
    open_ = {name for name in bounds.turns if rows.get(name)}
    room = bounds.room - sum(bounds.heads[name] for name in open_)
    while open_:
        for name in bounds.turns:
            if name not in open_:
                continue
            last = kept[name] == len(rows[name]) - 1
            cost = lines(rows[name][kept[name]]) - (bounds.rests.get(name, 0) if last else 0)
            if cost > room:
                open_.discard(name)
                continue
            room -= cost
            kept[name] += 1
            if last:
                open_.discard(name)
    return kept
