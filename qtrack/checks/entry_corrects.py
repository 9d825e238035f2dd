"""entry-corrects: a correction points at an entry of the same task or section, and goes round no circle.

An entry is never edited; the newer one stands in for the one it corrects. Where that one is missing or
speaks of another matter, nobody could tell what holds.

Passes: `corrects: 2019-03-29-0b11ce`, an entry in the same folder
Fails: `corrects: 2019-03-29-ffffff`, where there is no such entry
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-corrects"


def check(ground: Ground, entry: Entry) -> Iterator[Problem]:
    """Yield a correction of nothing, of another matter, or of itself in the end."""
    if not entry.corrects or entry.corrects in ground.broken:
        return
    by_id = {each.id: each for each in ground.plan.entries}
    target = by_id.get(entry.corrects)
    if target is None:
        yield problem(NAME, msg("there is no entry {id}", id=entry.corrects), entry.path, "corrects")
        return
    if target.holder != entry.holder:
        message = msg("the entry {id} is about {about}, another matter", id=target.id, about=target.about)
        yield problem(NAME, message, entry.path, "corrects")
    seen = {entry.id}
    step: Entry | None = target
    while step is not None:
        if step.id in seen:
            yield problem(NAME, msg("these corrections lead round in a circle"), entry.path, "corrects")
            return
        seen.add(step.id)
        step = by_id.get(step.corrects)
