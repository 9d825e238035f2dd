"""closed-apart: work is closed (销号) by another than the unit that reported it done.

Closing is a verification; nobody verifies their own report.

Passes: `status: closed` by the office, after `status: done` by the unit
Fails: `status: closed` by the unit that said `status: done`
"""

from collections.abc import Iterator

import msgspec

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Problem
from qtrack.standing.assess import assess

NAME = "closed-apart"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each closing by the unit that reported the work done, or of work that nobody reported done."""
    corrected = {entry.corrects for entry in ground.plan.entries if entry.corrects}
    done: dict[tuple[str, str], Entry] = {}
    for entry in sorted(ground.plan.entries, key=lambda each: (each.date, each.recorded, each.id)):
        if entry.id in corrected:
            continue
        key = (entry.about, _occurrence(ground, entry))
        if entry.status is Status.DONE:
            done[key] = entry
        elif entry.status is Status.CLOSED:
            before = done.get(key)
            if before is None and not _done_by_parts(ground, entry):
                message = msg("nobody reported {id} done before it was closed", id=entry.about)
                yield problem(NAME, message, entry.path, "status")
            elif before is not None and before.unit == entry.unit:
                unit = ground.plan.register.name(entry.unit)
                message = msg("{unit} reported {id} done and cannot close it too", unit=unit, id=entry.about)
                yield problem(NAME, message, entry.path, "unit")


def _occurrence(ground: Ground, entry: Entry) -> str:
    """Return which year of a returning duty an entry speaks of, named or not; else nothing."""
    deliverable = ground.plan.deliverables.get(entry.about)
    if deliverable is None or deliverable.every is None:
        return ""
    return entry.period or str(entry.date.year)


def _done_by_parts(ground: Ground, entry: Entry) -> bool:
    """Tell whether a whole was done, by all of its parts, when it was closed."""
    entries = tuple(each for each in ground.plan.entries if each.id != entry.id)
    standing = assess(msgspec.structs.replace(ground.plan, entries=entries), entry.date).of(entry.about)
    return standing is not None and standing.status is Status.DONE
