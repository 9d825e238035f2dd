"""Entries that answer earlier ones: corrections, withdrawals and returns."""

from collections.abc import Iterator
from typing import Final

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Level
from qtrack.standing.reported.facts import rivals


def entry_corrects(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-corrects: a correction points at an entry of the same task or section, and goes round no circle.

    An entry is never edited; the newer one stands in for the one it corrects. Where that one is missing or
    speaks of another matter, nobody could tell what holds. A withdrawal says nothing that could be
    corrected.

    Passes: `corrects: 2019-03-29-0b11ce`, an entry in the same folder
    Fails: `corrects: 2019-03-29-ffffff`, where there is no such entry
    """
    if not entry.corrects:
        return
    found = _earlier(context, entry, entry.corrects)
    if isinstance(found, Message):
        yield finding(found, entry.path, "corrects")
    elif found is not None and found.withdraws:
        message = msg("{id} is a withdrawal, which says nothing to correct", id=found.id)
        yield finding(message, entry.path, "corrects")


_NOT_SAID: Final = ("status", "percent", "actuals", "period", "problems", "next", "corrects", "returns")


def entry_withdraws(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-withdraws: a withdrawal points at an entry of the same task or section and says only why.

    What is withdrawn no longer counts, and the withdrawal counts for nothing itself; a status or a figure
    in it would be read by nobody. It can be withdrawn in its turn, but goes round no circle.

    Passes: `withdraws: 2019-03-29-0b11ce` with a summary
    Fails: `withdraws: 2019-03-29-0b11ce` together with `percent: 40`
    """
    if not entry.withdraws:
        return
    found = _earlier(context, entry, entry.withdraws)
    if isinstance(found, Message):
        yield finding(found, entry.path, "withdraws")
    for key in _NOT_SAID:
        if getattr(entry, key) not in (None, "", {}):
            message = msg("a withdrawal says only why; leave “{key}” out", key=key)
            yield finding(message, entry.path, key)


def entry_returns(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-returns: a return (退回补充) names the report of done that it sends back, and reopens the work.

    Work that was reported done is closed or sent back. What is sent back is in progress again, and its unit
    must be able to see which report was not enough.

    Passes: `returns: 2019-03-29-0b11ce` and `status: in-progress`, where that entry says `status: done`
    Fails: `returns: 2019-03-29-0b11ce`, where that entry says `status: in-progress`
    """
    if not entry.returns:
        return
    found = _earlier(context, entry, entry.returns)
    if isinstance(found, Message):
        yield finding(found, entry.path, "returns")
    elif found is not None and found.status is not Status.DONE:
        message = msg("the entry {id} did not say that the work was done", id=found.id)
        yield finding(message, entry.path, "returns")
    if entry.status is not Status.IN_PROGRESS:
        message = msg("what is sent back is in progress again; write status: in-progress")
        yield finding(message, entry.path, "returns")


def corrected_once(context: CheckContext) -> Iterator[Finding]:
    """corrected-once: an entry is corrected or withdrawn by one other.

    Two clones may each correct the same entry, or one withdraw what the other corrects; then the one
    recorded last counts, and both should be seen. Withdrawing one of the two settles it.

    Level: warning
    Passes: a correction of the correction
    Fails: two entries with `corrects: 2019-03-29-0b11ce`
    """
    for identifier, (first, *others) in rivals(context.plan.entries).items():
        values = {"id": identifier, "other": first.id}
        if first.withdraws:
            message = msg("{id} is withdrawn by {other} too; the one recorded last counts", **values)
        else:
            message = msg("{id} is corrected by {other} too; the one recorded last counts", **values)
        for other in others:
            key = "withdraws" if other.withdraws else "corrects"
            yield finding(message, other.path, key, level=Level.WARNING)


def _earlier(context: CheckContext, entry: Entry, named: str) -> Entry | Message | None:
    """Return the earlier entry that another names, or what is wrong with it; None where it is unreadable.

    It must be about the same section or task, and not lead round to where it began.
    """
    if named in context.broken:
        return None
    found = context.entries.get(named)
    if found is None:
        return msg("there is no entry {id}", id=named)
    if found.holder != entry.holder:
        return msg("the entry {id} is about {about}, another matter", id=found.id, about=found.about)
    if found.id in context.circling or (entry.id and entry.id in {found.id, found.replaces}):
        return msg("these corrections lead round in a circle")
    return found
