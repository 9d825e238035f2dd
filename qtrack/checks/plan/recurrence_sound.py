"""recurrence-sound: a duty that returns is due in each of its periods, and begins with one of them.

Each occurrence is due at the end of its year, quarter or month, or by a day that each of these has; one
deadline beside it would say something else. What is named first is one of these, or a longer period that
begins with one.

Passes: `{id: T09.4, title: 培训, every: month, first: 2019-03}`, or `first: 2019`; `every: year, by: 03-15`
Fails: `{id: T09.4, title: 培训, every: year, due: 2019-06-30}`, `first: 2019-03` or `by: 15` of what returns
  every year
"""

from collections.abc import Iterator
from typing import Final

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable, Every
from qtrack.model.problem import Problem
from qtrack.standing.recurrence import due_day, often

NAME = "recurrence-sound"
_EXAMPLES: Final = {Every.YEAR: "2019", Every.QUARTER: "2019Q1", Every.MONTH: "2019-03"}
#: How a day is written that every year, quarter or month has; in the one after it has `next` before it.
_DAYS: Final = {
    Every.YEAR: msg("03-15, or next 03-15 in the year after"),
    Every.QUARTER: msg("1 to 30, of its last month, or next 15 in the month after"),
    Every.MONTH: msg("1 to 28, or next 10 in the month after"),
}


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each duty with a deadline, or with a first or a day that its periods do not have."""
    for holder, at, duty in context.deliverables():
        if duty.every is not None:
            for key, message in _wrong(duty, duty.every):
                yield problem(NAME, message, holder.path, "deliverables", at, key)
        elif duty.by:
            message = msg("“by” goes with “every” only; a date alone is due")
            yield problem(NAME, message, holder.path, "deliverables", at, "by")


def _wrong(duty: Deliverable, every: Every) -> Iterator[tuple[str, Message]]:
    """Yield the keys of a duty that do not go with how often it returns, each with what is wrong."""
    values: dict[str, object] = {"id": duty.id, "often": often(every)}
    if duty.due is not None:
        yield (
            "due",
            msg(
                "{id} returns {often}, so it has no one deadline; delete due, or write by and a day", **values
            ),
        )
    if duty.first and not _begins(duty.first, every):
        values |= {"first": duty.first, "example": _EXAMPLES[every]}
        message = msg("“{first}” is no occurrence of what returns {often}; write it as {example}", **values)
        yield "first", message
    if duty.by and due_day(duty) is None:
        values |= {"by": duty.by, "days": _DAYS[every]}
        yield (
            "by",
            msg(
                "“{by}” is no day of what returns {often}; write {days}; left out, the last day is meant",
                **values,
            ),
        )


def _begins(first: str, every: Every) -> bool:
    """Tell whether an occurrence begins with the period that is named, which may be a longer one."""
    named = Period.parse(first)
    order = [kind.value for kind in Every]
    return (
        named is not None
        and str(named) == first
        and named.kind in order
        and order.index(named.kind) <= order.index(every)
    )
