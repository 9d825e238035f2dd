"""How deliverables stand: what is done once, and duties that return."""

from datetime import date
from fractions import Fraction

import msgspec

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Deliverable, Plan, Section, Task
from qtrack.standing.pace import NOTHING, WHOLE, elapsed, percent
from qtrack.standing.parts import DeliverableStanding
from qtrack.standing.recurrence import OccurrenceState, occurrences
from qtrack.standing.reported.status import Reported, drops_all, reported_on


def deliverable_standing(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, facts: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    """Take a deliverable's status and share from the latest of its holder's entries that are about it.

    What another notice has ended is dropped as of its day, but for what was done before.
    """
    entries = tuple(entry for entry in facts if entry.about == deliverable.id)
    found = (_recurring if deliverable.every else _once)(deliverable, holder, plan, entries, as_of)
    notice = plan.head.ending(deliverable.id, as_of)
    if notice is None or (found.done and found.ended and found.ended < notice.issued):
        return found
    times = tuple(
        msgspec.structs.replace(one, state=OccurrenceState.DROPPED) if one.state.open else one
        for one in found.occurrences
    )
    return msgspec.structs.replace(
        found, status=Status.DROPPED, left_out=True, replaced=True, ended=notice.issued, occurrences=times
    )


def _once(
    deliverable: Deliverable, holder: Section | Task, plan: Plan, entries: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    due = deliverable.due or plan.due_of(holder)
    reported = reported_on(entries, plan.head.office)
    status = reported.status or (Status.IN_PROGRESS if entries else Status.NOT_STARTED)
    return DeliverableStanding(
        deliverable=deliverable,
        status=status,
        due=due,
        elapsed=elapsed(deliverable.start or plan.head.start, due, as_of, plan.head.pace),
        attained=_share(reported),
        left_out=status is Status.DROPPED and not reported.dropped_after(due),
        last=entries[-1] if entries else None,
        ended=reported.since,
    )


def _share(reported: Reported) -> Fraction | None:
    if reported.status in {Status.DONE, Status.CLOSED}:
        return WHOLE
    if reported.status is Status.NOT_STARTED:
        return NOTHING
    return None if reported.share is None else Fraction(reported.share)


def _recurring(
    deliverable: Deliverable, _: Section | Task, plan: Plan, entries: tuple[Entry, ...], as_of: date
) -> DeliverableStanding:
    """Count occurrences that were not dropped: its pace moves in steps, by those whose deadline has come.

    Before one of them is due or done there is nothing to count.
    """
    row = occurrences(deliverable, plan.head, entries, as_of)
    kept = [occurrence for occurrence in row if occurrence.state is not OccurrenceState.DROPPED]
    done = [occurrence.done for occurrence in kept if occurrence.done]
    come = sum(occurrence.due <= as_of for occurrence in kept)
    waiting = next((occurrence for occurrence in kept if not occurrence.done), None)
    status = _spoken_of(entries)
    if waiting is None:
        status = Status.DROPPED if status is Status.DROPPED or (row and not kept) else Status.DONE
    elif status is Status.DROPPED:
        status = Status.IN_PROGRESS
    return DeliverableStanding(
        deliverable=deliverable,
        status=status,
        due=waiting.due if waiting else plan.head.end,
        elapsed=percent(come, len(kept)) if kept else NOTHING,
        attained=percent(len(done), len(kept)) if done or come else None,
        left_out=status is Status.DROPPED or not row,
        last=entries[-1] if entries else None,
        ended=max(done) if done and status is Status.DONE else None,
        occurrences=row,
    )


def _spoken_of(entries: tuple[Entry, ...]) -> Status:
    """Return the status of a duty with occurrences to come: under way, unless its last word is otherwise.

    To drop one occurrence ends what blocked the duty, and revives none that was dropped as a whole.
    """
    status = Status.IN_PROGRESS if entries else Status.NOT_STARTED
    for entry in entries:
        if entry.status is Status.BLOCKED or drops_all(entry):
            status = entry.status or status
        elif entry.status and not (entry.status is Status.DROPPED and status is Status.DROPPED):
            status = Status.IN_PROGRESS
    return status
