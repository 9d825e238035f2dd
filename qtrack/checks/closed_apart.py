"""closed-apart: work is closed (销号) by another than the unit that reported it done.

Closing is a verification; nobody verifies their own report. Where it was right when it was recorded, and
only a later correction, withdrawal or merge took the ground from under it, this is a warning: close the
work anew, or withdraw the closing.

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
        by_then = [each for each in plan.entries if each.recorded <= entry.recorded]
        unsound = any(each.id == entry.id for each, _ in _wrong(plan, by_then))
        yield problem(NAME, message, entry.path, key, level=Level.ERROR if unsound else Level.WARNING)


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
