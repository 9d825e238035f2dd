"""closed-apart: work is closed (销号) by another than the unit that reported it done.

Closing is a verification; nobody verifies their own report. Where another unit had reported the work done,
and a correction, a withdrawal or a word from another clone took the ground from under the closing, this is
a warning: close the work anew, or withdraw the closing.

Level: error, warning
Passes: `status: closed` by the office, after `status: done` by the unit
Fails: `status: closed` by the unit that said `status: done`
"""

from collections.abc import Iterable, Iterator

import msgspec

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.standing.assess import assess
from qtrack.standing.chains import counting
from qtrack.standing.order import by_day
from qtrack.standing.recurrence import occurrence_of

NAME = "closed-apart"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each closing by the unit that reported the work done, or of work that nobody reported done."""
    plan = ground.plan
    for entry, (key, message) in _wrong(plan, plan.entries):
        had_ground = entry.id in ground.entries and _had_ground(plan, entry)
        yield problem(NAME, message, entry.path, key, level=Level.WARNING if had_ground else Level.ERROR)


def _had_ground(plan: Plan, closing: Entry) -> bool:
    """Tell whether somebody may have closed in good faith, who had not heard yet what undid the report."""
    heard = [
        msgspec.structs.replace(entry, corrects="")
        for entry in plan.entries
        if not entry.withdraws and (entry.id == closing.id or _ends(entry, closing))
    ]
    return all(entry.id != closing.id for entry, _ in _wrong(plan, heard))


def _ends(entry: Entry, closing: Entry) -> bool:
    """Tell whether an entry leaves the work ended, as another unit than the closing one said."""
    if entry.recorded > closing.recorded or (entry.status is not None and not entry.status.ended):
        return False
    return entry.status is not Status.DONE or entry.unit != closing.unit


def _wrong(plan: Plan, entries: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[str, Message]]]:
    """Yield each closing to which these entries give no ground, the key that is wrong, and why."""
    done: dict[tuple[str, str], Entry] = {}
    entries = counting(entries)
    for entry in sorted(entries, key=by_day):
        key = (entry.about, occurrence_of(plan, entry))
        before = done.get(key)
        if entry.status is Status.DONE:
            done[key] = entry
        elif entry.status is Status.CLOSED:
            if before is None and not _done_by_parts(plan, entries, entry):
                yield entry, ("status", msg("nobody reported {id} done before it was closed", id=entry.about))
            elif before is not None and before.unit == entry.unit:
                unit = plan.register.name(entry.unit)
                message = msg("{unit} reported {id} done and cannot close it too", unit=unit, id=entry.about)
                yield entry, ("unit", message)
        elif entry.status is not None:
            done.pop(key, None)


def _done_by_parts(plan: Plan, entries: Iterable[Entry], closing: Entry) -> bool:
    """Tell whether a whole was done, by all of its parts, when it was closed."""
    others = tuple(each for each in entries if each.id != closing.id and each.holder == closing.holder)
    standing = assess(msgspec.structs.replace(plan, entries=others), closing.date).of(closing.about)
    return standing is not None and standing.status is Status.DONE
