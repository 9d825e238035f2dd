"""corrected-once: an entry is corrected by one other.

Two clones may each correct the same entry; then the one recorded last counts, and both should be seen.

Level: warning
Passes: a correction of the correction
Fails: two entries with `corrects: 2019-03-29-0b11ce`
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Level, Problem

NAME = "corrected-once"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each correction of an entry that another corrects too."""
    first: dict[str, Entry] = {}
    for entry in sorted(ground.plan.entries, key=lambda each: (each.recorded, each.id)):
        if not entry.corrects:
            continue
        if entry.corrects in first:
            message = msg(
                "{id} is corrected by {other} too; the one recorded last counts",
                id=entry.corrects,
                other=first[entry.corrects].id,
            )
            yield problem(NAME, message, entry.path, "corrects", level=Level.WARNING)
        first.setdefault(entry.corrects, entry)
