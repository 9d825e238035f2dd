"""How much finds room on the first sheets: lists take turns, a matter at a time, until it is used up."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec


class Bounds(msgspec.Struct, frozen=True):
    """What finds room: so many lines, and the lists, in the order in which each is given a line in turn.

    `heads` are the lines that a list takes for its heading and for the sentence that counts the rest.
    """

    room: float
    turns: tuple[str, ...]
    heads: dict[str, float]


_LISTS: Final = (
    *("red", "stuck", "worse", "due", "red", "waiting", "silent", "gains"),
    *("better", "other", "finished", "newly_late", "units"),
)

#: So many lines of chapters fit on two sheets beside the head, the counts and the signature. What is red
#: comes twice.
TWO_SHEETS: Final = Bounds(48, _LISTS, dict.fromkeys(_LISTS, 1.5))

#: So many fit on the one page; what got better is only counted there, as are reminders.
ONE_SHEET: Final = Bounds(
    22,
    ("red", "stuck", "red", "due", "red", "worse", "units", "newly_late", "finished"),
    {"red": 2.3, "stuck": 3.3, "due": 2.3, "units": 2.3, "worse": 0.7, "newly_late": 0.7, "finished": 0.7},
)


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
            cost = lines(rows[name][kept[name]])
            if cost > room:
                open_.discard(name)
                continue
            room -= cost
            kept[name] += 1
            if kept[name] == len(rows[name]):
                open_.discard(name)
    return kept
