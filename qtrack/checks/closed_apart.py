"""closed-apart: work is closed (销号) by another than the unit that reported it done.

Closing is a verification; nobody verifies their own report.

Passes: `status: closed` by the office, after `status: done` by the unit
Fails: `status: closed` by the unit that said `status: done`
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, Status
from qtrack.model.problem import Problem

NAME = "closed-apart"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each closing by the unit that reported the work done, or of work that nobody reported done."""
    corrected = {entry.corrects for entry in ground.plan.entries if entry.corrects}
    done: dict[tuple[str, str], Entry] = {}
    for entry in sorted(ground.plan.entries, key=lambda each: (each.date, each.recorded, each.id)):
        if entry.id in corrected:
            continue
        key = (entry.about, entry.period)
        if entry.status is Status.DONE:
            done[key] = entry
        elif entry.status is Status.CLOSED:
            before = done.get(key)
            if before is None:
                message = msg("nobody reported {id} done before it was closed", id=entry.about)
                yield problem(NAME, message, entry.path, "status")
            elif before.unit == entry.unit:
                unit = ground.plan.register.name(entry.unit)
                message = msg("{unit} reported {id} done and cannot close it too", unit=unit, id=entry.about)
                yield problem(NAME, message, entry.path, "unit")
