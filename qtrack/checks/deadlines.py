"""When work is due: within the plan, and of what returns in each of its periods."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.head import PlanHead
from qtrack.model.period import Period, PeriodKind, day_within
from qtrack.model.plan import Deliverable, Every, Section, Task
from qtrack.standing.recurrence import due_day, occurrences, often, periods_of


def dates_in_plan(context: CheckContext) -> Iterator[Finding]:
    """dates-in-plan: deadlines lie within the plan, and a part's time within its task's.

    Pace is counted over the days of the plan; a deadline outside them would never turn a light red, or
    would make work late before it began.

    Passes: `due: 2020-12-31` in a plan that ends on that day
    Fails: `due: 2021-06-30` in the same plan; `by: 03-15, first: 2018` in one that begins on 2018-09-30
    """
    head = context.plan.head
    if head.start > head.end:
        message = msg("the plan ends on {end}, before it starts on {start}", end=head.end, start=head.start)
        yield finding(message, "plan.yaml", "end")
        return
    for at, deadline in enumerate(head.deadlines):
        yield from _outside(head, deadline.date, "plan.yaml", "deadlines", at, "date")
    for holder in context.holders:
        own = context.plan.head_of(holder)
        if own is not head:
            yield from _outside(head, own.start, holder.path, "start")
            yield from _before(own.start, holder)
        yield from _deadlines(head, holder)
        yield from _starts(own, holder)
        yield from _first_ones(own, holder)
        yield from _last_ones(own, holder)


def within_counted(context: CheckContext) -> Iterator[Finding]:
    """within-counted: a deadline that the document counts from its own day comes to the day that is tracked.

    A day that was counted wrong, or a date of the document that was mended afterwards, would judge by
    another deadline than the document's.

    Passes: `{wording: 印发之日起3个月内, within: 3 months, date: 2018-12-30}` of a document of 2018-09-30
    Fails: the same with `date: 2018-12-31`, or with `within: 三个月`
    """
    issued = context.plan.head.document.issued
    for at, deadline in enumerate(context.plan.head.deadlines):
        if not deadline.within:
            continue
        counted = day_within(issued, deadline.within)
        values = {"within": deadline.within, "issued": issued, "date": counted}
        if counted is None:
            message = msg("“{within}” is no length of time; write 3 months, 30 days or 1 year", **values)
            yield finding(message, "plan.yaml", "deadlines", at, "within")
        elif counted != deadline.date:
            message = msg("{within} from {issued} on end on {date}; write that day", **values)
            yield finding(message, "plan.yaml", "deadlines", at, "date")


#: A part, its deadline, and the keys that lead to that.
_Due = tuple[str, date, tuple[str | int, ...]]


def _dues(holder: Section | Task) -> Iterator[_Due]:
    """Yield the parts that have a deadline of their own."""
    for shelf in ("deliverables", "indicators"):
        for at, part in enumerate(getattr(holder, shelf)):
            if part.due is not None:
                yield part.id, part.due, (shelf, at, "due")


def _deadlines(head: PlanHead, holder: Section | Task) -> Iterator[Finding]:
    if holder.due:
        yield from _outside(head, holder.due, holder.path, "due")
    for part, due, keys in _dues(holder):
        yield from _outside(head, due, holder.path, *keys)
        if holder.due and head.end >= due > holder.due:
            values = {"part": part, "due": due, "id": holder.id, "limit": holder.due}
            message = msg("{part} is due on {due}, after {id} itself on {limit}", **values)
            yield finding(message, holder.path, *keys)


def _starts(head: PlanHead, holder: Section | Task) -> Iterator[Finding]:
    """Yield parts that begin before the whole, or after they are due, or that return and have `first`."""
    for at, part in enumerate(holder.deliverables):
        if part.start is None:
            continue
        place = (holder.path, "deliverables", at, "start")
        due = part.due or holder.due or head.end
        values = {"id": part.id, "start": part.start, "first": head.start, "due": due}
        if part.every:
            yield finding(msg("{id} returns; write first in the place of start", **values), *place)
        elif part.start < head.start:
            yield finding(msg("{id} begins on {start}, before its task on {first}", **values), *place)
        elif part.start > due:
            yield finding(msg("{id} begins on {start}, after it is due on {due}", **values), *place)


def _before(start: date, holder: Section | Task) -> Iterator[Finding]:
    """Yield what is due before the task begins."""
    whole: list[_Due] = [(holder.id, holder.due, ("due",))] if holder.due else []
    for _, due, keys in (*whole, *_dues(holder)):
        if due < start:
            message = msg("{due} is before {id} begins on {start}", due=due, id=holder.id, start=start)
            yield finding(message, holder.path, *keys)


def _first_ones(head: PlanHead, holder: Section | Task) -> Iterator[Finding]:
    for at, duty in enumerate(holder.deliverables):
        first = Period.parse(duty.first)
        keys = ("deliverables", at, "first")
        if duty.every is None and duty.first:
            yield finding(msg("“first” goes with “every” only"), holder.path, *keys)
        elif due_day(duty) is not None:
            yield from _due_days(head, holder, at, duty)
        elif first is not None and (first.last_day < head.start or first.start > head.end):
            values = {"year": duty.first, "due": duty.first, "start": head.start, "end": head.end}
            if first.kind is PeriodKind.YEAR:
                message = msg("the first year {year} lies outside the plan ({start} to {end})", **values)
            else:
                message = msg("{due} lies outside the plan ({start} to {end})", **values)
            yield finding(message, holder.path, *keys)


def _due_days(head: PlanHead, holder: Section | Task, at: int, duty: Deliverable) -> Iterator[Finding]:
    """Yield what returns by a day but never within the plan, or first for a period that is due outside it."""
    found, first, by = periods_of(duty, head), Period.parse(duty.first), due_day(duty)
    values: dict[str, object] = {"id": duty.id, "start": head.start, "end": head.end}
    if not found:
        message = msg("{id} is never due within the plan ({start} to {end})", **values)
        yield finding(message, holder.path, "deliverables", at, "first" if first else "by")
    elif first and by and first.kind is found[0].kind and first != found[0]:
        values |= {"period": str(first), "due": by.of(first)}
        message = msg("{id} for {period} is due on {due}, outside the plan ({start} to {end})", **values)
        yield finding(message, holder.path, "deliverables", at, "first")


def _last_ones(head: PlanHead, holder: Section | Task) -> Iterator[Finding]:
    """Yield duties that return after the deadline of the whole, when nothing more is due of it."""
    for at, duty in enumerate(holder.deliverables):
        row = occurrences(duty, head, (), head.end)
        if holder.due and row and head.end >= row[-1].due > holder.due:
            values = {"part": duty.id, "due": row[-1].due, "id": holder.id, "limit": holder.due}
            message = msg("{part} returns until {due}, after {id} itself on {limit}", **values)
            yield finding(message, holder.path, "deliverables", at, "every")


def _outside(head: PlanHead, due: date, path: str, *keys: str | int) -> Iterator[Finding]:
    if not head.start <= due <= head.end:
        values = {"due": due, "start": head.start, "end": head.end}
        yield finding(msg("{due} lies outside the plan ({start} to {end})", **values), path, *keys)


_EXAMPLES: Final = {
    Every.YEAR: "2019",
    Every.HALF_YEAR: "2019H1",
    Every.QUARTER: "2019Q1",
    Every.MONTH: "2019-03",
}
_OF_LAST_MONTH: Final = msg("1 to 30, of its last month, or next 15 in the month after")
#: How a day is written that every such period has; in the one after it has `next` before it.
_DAYS: Final = {
    Every.YEAR: msg("03-15, or next 03-15 in the year after"),
    Every.HALF_YEAR: _OF_LAST_MONTH,
    Every.QUARTER: _OF_LAST_MONTH,
    Every.MONTH: msg("1 to 28, or next 10 in the month after"),
}


def recurrence_sound(context: CheckContext) -> Iterator[Finding]:
    """recurrence-sound: a duty that returns is due in each of its periods, and begins with one of them.

    Each occurrence is due at the end of its year, half-year, quarter or month, or by a day that each has; one
    deadline beside it would say something else. What is named first is one of these, or a longer period
    that begins with one.

    Passes: `{id: T09.4, title: 培训, every: month, first: 2019-03}`, or `first: 2019`; `every: year, by:
      03-15`
    Fails: `{id: T09.4, title: 培训, every: year, due: 2019-06-30}`, `first: 2019-03` or `by: 15` of what
      returns every year
    """
    for holder, at, duty in context.deliverables():
        if duty.every is not None:
            for key, message in _against_recurrence(duty, duty.every):
                yield finding(message, holder.path, "deliverables", at, key)
        elif duty.by:
            message = msg("“by” goes with “every” only; a date alone is due")
            yield finding(message, holder.path, "deliverables", at, "by")


def _against_recurrence(duty: Deliverable, every: Every) -> Iterator[tuple[str, Message]]:
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
