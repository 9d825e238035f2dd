"""Entries that answer earlier ones: corrections, withdrawals, returns and closings (销号)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.model.problem import MOST_OF_FILE, Level
from qtrack.standing.assess import assess
from qtrack.standing.recurrence import occurrence_of
from qtrack.standing.reported.facts import counting, oldest_first, rivals


def entry_corrects(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-corrects: a correction points at an entry of the same task or section, and goes round no circle.

    An entry is never edited; the newer one stands in for the one it corrects. Where that one is missing or
    speaks of another matter, nobody could tell what holds. A withdrawal says nothing that could be
    corrected.

    Passes: `corrects: 2019-03-29-0b11ce`, an entry in the same folder
    Fails: `corrects: 2019-03-29-ffffff`, where there is no such entry
    """
    for entry in entries:
        found = _earlier(context, entry, entry.corrects) if entry.corrects else None
        if isinstance(found, Message):
            yield finding(found, entry.path, "corrects")
        elif found is not None and found.withdraws:
            message = msg("{id} is a withdrawal, which says nothing to correct", id=found.id)
            yield finding(message, entry.path, "corrects")


_NOT_SAID: Final = ("status", "percent", "actuals", "period", "problems", "next", "corrects", "returns")


def entry_withdraws(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-withdraws: a withdrawal points at an entry of the same task or section and says only why.

    What is withdrawn no longer counts, and the withdrawal counts for nothing itself; a status or a figure
    in it would be read by nobody. It can be withdrawn in its turn, but goes round no circle.

    Passes: `withdraws: 2019-03-29-0b11ce` with a summary
    Fails: `withdraws: 2019-03-29-0b11ce` together with `percent: 40`
    """
    for entry in entries:
        if not entry.withdraws:
            continue
        found = _earlier(context, entry, entry.withdraws)
        if isinstance(found, Message):
            yield finding(found, entry.path, "withdraws")
        for key in _NOT_SAID:
            if getattr(entry, key) not in (None, "", {}):
                message = msg("a withdrawal says only why; leave “{key}” out", key=key)
                yield finding(message, entry.path, key)


def entry_returns(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-returns: a return (退回补充) names the report of done that it sends back, and reopens the work.

    Work that was reported done is closed or sent back. What is sent back is in progress again, and its unit
    must be able to see which report was not enough.

    Passes: `returns: 2019-03-29-0b11ce` and `status: in-progress`, where that entry says `status: done`
    Fails: `returns: 2019-03-29-0b11ce`, where that entry says `status: in-progress`
    """
    for entry in entries:
        if not entry.returns:
            continue
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


#: What a unit says of its own work, for another to verify.
_CLAIMS: Final = frozenset({Status.DONE, Status.DROPPED})
_SHARE_OF_ALL: Final = 100


def closed_apart(context: CheckContext) -> Iterator[Finding]:
    """closed-apart: work is closed (销号) by another than the unit that reported it done, or dropped it.

    Closing is a verification; nobody verifies their own report. Where another unit had reported the work
    done, and a correction, a withdrawal or a word from another clone took the ground from under the
    closing, this is a warning: close the work anew, or withdraw the closing.

    Level: error, warning
    Passes: `status: closed` by the office, after `status: done` by the unit
    Fails: `status: closed` by the unit that said `status: done`
    """
    plan = context.plan
    if "plan.yaml" in context.broken:
        return  # what returns may return without end then
    of_holder: dict[str, list[Entry]] = {}
    closed = {entry.holder for entry in plan.entries if entry.status is Status.CLOSED}
    for entry in plan.entries if closed else ():
        if entry.holder in closed:
            of_holder.setdefault(entry.holder, []).append(entry)
    for entries in of_holder.values():
        for number, (entry, (key, message)) in enumerate(_wrong(plan, entries)):
            looked_at = number < MOST_OF_FILE  # each costs as much as there are entries
            had_ground = entry.id in context.entries and not (
                looked_at and not _had_ground(plan, entries, entry)
            )
            yield finding(message, entry.path, key, level=Level.WARNING if had_ground else Level.ERROR)


def _had_ground(plan: Plan, entries: list[Entry], closing: Entry) -> bool:
    """Tell whether somebody may have closed in good faith, who had not heard yet what undid the report."""
    heard = [
        msgspec.structs.replace(entry, corrects="")
        for entry in entries
        if not entry.withdraws and (entry.id == closing.id or _ends(entry, closing))
    ]
    return all(entry.id != closing.id for entry, _ in _wrong(plan, heard, closing))


def _reopens(entry: Entry) -> bool:
    """Tell whether an entry takes back what was done: by a status of open work, or by a share below all."""
    if entry.status is not None:
        return not entry.status.ended
    return entry.percent is not None and entry.percent < _SHARE_OF_ALL


def _ends(entry: Entry, closing: Entry) -> bool:
    """Tell whether an entry leaves the work ended, as another unit than the closing one said."""
    if entry.recorded > closing.recorded or _reopens(entry):
        return False
    return entry.status not in _CLAIMS or entry.unit != closing.unit


def _wrong(
    plan: Plan, entries: Iterable[Entry], only: Entry | None = None
) -> Iterator[tuple[Entry, tuple[str, Message]]]:
    """Yield each closing to which these entries give no ground, the key that is wrong, and why.

    They are of one section or task; where `only` one closing is asked about, the others are passed over.
    """
    done: dict[tuple[str, str], Entry] = {}
    entries = oldest_first(counting(entries))
    whole = _Whole(plan, entries)
    for entry in entries:
        key = (entry.about, occurrence_of(plan, entry))
        before = done.get(key) or done.get((entry.about, ""))  # a duty is dropped without a period
        if entry.status in _CLAIMS:
            done[key] = entry
        elif entry.status is Status.CLOSED:
            if only is not None and entry.id != only.id:
                continue
            if before is None and not whole.done_by_parts(entry):
                yield entry, ("status", msg("nobody reported {id} done before it was closed", id=entry.about))
            elif before is not None and before.unit == entry.unit:
                yield entry, ("unit", own_word(plan, entry, before.status))
        elif _reopens(entry):
            done.pop(key, None)


def own_word(plan: Plan, closing: Entry, claim: Status | None) -> Message:
    """Say that a unit cannot close what it reported done or dropped itself."""
    values = {"unit": plan.register.name(closing.unit), "id": closing.about}
    if claim is Status.DROPPED:
        return msg("{unit} dropped {id} and cannot close it too", **values)
    return msg("{unit} reported {id} done and cannot close it too", **values)


class _Whole:
    """A section or task with its entries, oldest first."""

    def __init__(self, plan: Plan, entries: list[Entry]) -> None:
        self.plan = plan
        self.entries = entries
        self.spoken = [entry for entry in entries if entry.about == entry.holder and entry.status]
        self.known: dict[tuple[date, str], bool] = {}

    def done_by_parts(self, closing: Entry) -> bool:
        """Tell whether the whole was done, by all of its parts, when it was closed."""
        if closing.about != closing.holder:
            return False
        last = self._said_before(closing)
        if last and last.status and last.status.ended and last.status is not Status.DONE:
            return False
        key = closing.date, last.id if last else ""
        if closing.actuals:  # which count towards what others close
            return self._done_without(closing)
        if key not in self.known:
            self.known[key] = self._done_without(closing)
        return self.known[key]

    def _said_before(self, closing: Entry) -> Entry | None:
        """Return what was said last of the whole on the day of a closing, or before."""
        at = bisect_right(self.spoken, closing.date, key=lambda entry: entry.date)
        return next(
            (entry for entry in reversed(self.spoken[max(at - 2, 0) : at]) if entry is not closing), None
        )

    def _done_without(self, closing: Entry) -> bool:
        alone = msgspec.structs.replace(
            self.plan,
            tasks=tuple(task for task in self.plan.tasks if task.id == closing.about),
            entries=tuple(entry for entry in self.entries if entry.id != closing.id),
        )
        standing = assess(alone, closing.date).of(closing.about)
        return standing is not None and standing.status is Status.DONE
