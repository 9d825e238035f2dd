"""entry-date: an entry speaks of a day within the plan's life, and not of the future.

Lights and papers are made for a date from what was so by then; a wrong date moves the fact into another
week, or out of all of them.

Passes: `date: 2019-03-29`
Fails: `date: 2091-03-29`
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-date"


def check(ground: Ground, entry: Entry) -> Iterator[Problem]:
    """Yield a date before the plan or after the day it was recorded."""
    start = ground.plan.head.start
    if entry.date < start:
        yield problem(
            NAME,
            msg("{date} is before the plan starts on {start}", date=entry.date, start=start),
            entry.path,
            "date",
        )
    limit = min(ground.today, entry.recorded.date())
    if entry.date > limit:
        yield problem(
            NAME,
            msg("{date} is in the future; it was recorded on {limit}", date=entry.date, limit=limit),
            entry.path,
            "date",
        )
