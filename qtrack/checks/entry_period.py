"""entry-period: a period names an occurrence of a duty that returns.

What is due every year is done or missed year by year; a period that does not exist would leave the right
year open.

Passes: `period: 2019` about a deliverable with `every: year`
Fails: `period: 2031`, or any period about a duty that does not return
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.problem import Problem

NAME = "entry-period"


def check(ground: Ground, entry: Entry) -> Iterator[Problem]:
    """Yield a period that is no occurrence of what the entry is about."""
    plan = ground.plan
    if not entry.period or plan.holder(entry.about) is None or "plan.yaml" in ground.broken:
        return
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is None or deliverable.every is None:
        yield problem(
            NAME, msg("{id} does not return; leave the period out", id=entry.about), entry.path, "period"
        )
        return
    first = max(deliverable.first or plan.head.start.year, plan.head.start.year)
    years = tuple(str(year) for year in range(first, plan.head.end.year + 1))
    if entry.period not in years:
        message = msg(
            "“{period}” is no occurrence of {id}; these are {years}",
            period=entry.period,
            id=entry.about,
            years=years,
        )
        yield problem(NAME, message, entry.path, "period")
