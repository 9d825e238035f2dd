"""Work that was sent back (退回补充) and not reported done again."""

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.status import drops_all


def sent_back(plan: Plan, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return what of one section or task is still sent back: its own id, or those of deliverables.

    The entries come oldest first. A report of done, a closing or a dropping answers what was sent back
    before; of a duty that returns, each occurrence is a matter of its own, which
    a dropping of the whole duty answers, too.
    """
    waiting: set[tuple[str, str]] = set()
    for entry in entries:
        matter = (entry.about, occurrence_of(plan, entry))
        if entry.returns:
            waiting.add(matter)
        elif drops_all(entry):
            waiting = {other for other in waiting if other[0] != entry.about}
        elif entry.status in {Status.DONE, Status.CLOSED, Status.DROPPED}:
            waiting.discard(matter)
    return tuple(sorted({about for about, _ in waiting}))
