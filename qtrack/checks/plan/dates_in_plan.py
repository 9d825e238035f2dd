"""dates-in-plan: deadlines lie within the plan, and a part's deadline not after its task's.

Pace is counted over the days of the plan; a deadline outside them would never turn a light red, or would
make work late before it began.

Passes: `due: 2020-12-31` in a plan that ends on that day
Fails: `due: 2021-06-30` in the same plan; `by: 03-15, first: 2018` in one that begins on 2018-09-30
"""

from collections.abc import Iterator
from datetime import date

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Deliverable, PlanHead, Section, Task
from qtrack.model.problem import Problem
from qtrack.standing.recurrence import due_day, occurrences, periods_of

NAME = "dates-in-plan"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each deadline outside the plan or after that of its holder."""
    head = context.plan.head
    if head.start > head.end:
        message = msg("the plan ends on {end}, before it starts on {start}", end=head.end, start=head.start)
        yield problem(NAME, message, "plan.yaml", "end")
        return
    for at, deadline in enumerate(head.deadlines):
        yield from _outside(head, deadline.date, "plan.yaml", "deadlines", at, "date")
    for holder in context.holders:
        yield from _deadlines(head, holder)
        yield from _first_ones(head, holder)
        yield from _last_ones(head, holder)


def _deadlines(head: PlanHead, holder: Section | Task) -> Iterator[Problem]:
    if holder.due:
        yield from _outside(head, holder.due, holder.path, "due")
    for shelf in ("deliverables", "indicators"):
        for at, part in enumerate(getattr(holder, shelf)):
            if part.due is None:
                continue
            yield from _outside(head, part.due, holder.path, shelf, at, "due")
            if holder.due and head.end >= part.due > holder.due:
                values = {"part": part.id, "due": part.due, "id": holder.id, "limit": holder.due}
                message = msg("{part} is due on {due}, after {id} itself on {limit}", **values)
                yield problem(NAME, message, holder.path, shelf, at, "due")


def _first_ones(head: PlanHead, holder: Section | Task) -> Iterator[Problem]:
    for at, duty in enumerate(holder.deliverables):
        first = Period.parse(duty.first)
        keys = ("deliverables", at, "first")
        if duty.every is None and duty.first:
            yield problem(NAME, msg("“first” goes with “every” only"), holder.path, *keys)
        elif due_day(duty) is not None:
            yield from _due_days(head, holder, at, duty)
        elif first is not None and (first.last_day < head.start or first.start > head.end):
            values = {"year": duty.first, "due": duty.first, "start": head.start, "end": head.end}
            if first.kind is PeriodKind.YEAR:
                message = msg("the first year {year} lies outside the plan ({start} to {end})", **values)
            else:
                message = msg("{due} lies outside the plan ({start} to {end})", **values)
            yield problem(NAME, message, holder.path, *keys)


def _due_days(head: PlanHead, holder: Section | Task, at: int, duty: Deliverable) -> Iterator[Problem]:
    """Yield what returns by a day but never within the plan, or first for a period that is due outside it."""
    found, first, by = periods_of(duty, head), Period.parse(duty.first), due_day(duty)
    values: dict[str, object] = {"id": duty.id, "start": head.start, "end": head.end}
    if not found:
        message = msg("{id} is never due within the plan ({start} to {end})", **values)
        yield problem(NAME, message, holder.path, "deliverables", at, "first" if first else "by")
    elif first and by and first.kind is found[0].kind and first != found[0]:
        values |= {"period": str(first), "due": by.of(first)}
        message = msg("{id} for {period} is due on {due}, outside the plan ({start} to {end})", **values)
        yield problem(NAME, message, holder.path, "deliverables", at, "first")


def _last_ones(head: PlanHead, holder: Section | Task) -> Iterator[Problem]:
    """Yield duties that return after the deadline of the whole, when nothing more is due of it."""
    for at, duty in enumerate(holder.deliverables):
        row = occurrences(duty, head, (), head.end)
        if holder.due and row and head.end >= row[-1].due > holder.due:
            values = {"part": duty.id, "due": row[-1].due, "id": holder.id, "limit": holder.due}
            message = msg("{part} returns until {due}, after {id} itself on {limit}", **values)
            yield problem(NAME, message, holder.path, "deliverables", at, "every")


def _outside(head: PlanHead, due: date, path: str, *keys: str | int) -> Iterator[Problem]:
    if not head.start <= due <= head.end:
        values = {"due": due, "start": head.start, "end": head.end}
        yield problem(NAME, msg("{due} lies outside the plan ({start} to {end})", **values), path, *keys)
