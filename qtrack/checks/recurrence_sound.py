"""recurrence-sound: a duty that returns has no deadline of its own, and begins with an occurrence.

Each occurrence is due at the end of its year, quarter or month; one deadline beside it would say something
else. What is named first is one of these, or a longer period that begins with one.

Passes: `{id: T09.4, title: 培训, every: month, first: 2019-03}`, or `first: 2019`
Fails: `{id: T09.4, title: 培训, every: year, due: 2019-06-30}`, `first: 2019-03` of what returns every year
"""

from collections.abc import Iterator
from typing import Final

from qtrack.checks.ground import Ground, problem
from qtrack.locale.message import msg
from qtrack.model.period import Period
from qtrack.model.plan import Every
from qtrack.model.problem import Problem
from qtrack.standing.recurrence import OFTEN

NAME = "recurrence-sound"
_EXAMPLES: Final = {Every.YEAR: "2019", Every.QUARTER: "2019Q1", Every.MONTH: "2019-03"}


def check(ground: Ground) -> Iterator[Problem]:
    """Yield each returning deliverable with a deadline, or with a first that is none of its occurrences."""
    for holder, at, each in ground.deliverables():
        if each.every is None:
            continue
        often = OFTEN[each.every]
        if each.due is not None:
            message = msg(
                "{id} returns {often}, so it has no one deadline; delete due", id=each.id, often=often
            )
            yield problem(NAME, message, holder.path, "deliverables", at, "due")
        if each.first and not _begins(each.first, each.every):
            message = msg(
                "“{first}” is no occurrence of what returns {often}; write it as {example}",
                first=each.first,
                often=often,
                example=_EXAMPLES[each.every],
            )
            yield problem(NAME, message, holder.path, "deliverables", at, "first")


def _begins(first: str, every: Every) -> bool:
    """Tell whether an occurrence begins with the period that is named, which may be a longer one."""
    named = Period.parse(first)
    order = [each.value for each in Every]
    return (
        named is not None
        and str(named) == first
        and named.kind in order
        and order.index(named.kind) <= order.index(every)
    )
