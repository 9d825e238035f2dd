"""entry-date: an entry speaks of a day within the plan's life, and neither that nor its recording lies ahead.

Lights and papers are made for a date from what was so by then; a wrong date moves the fact into another
week, or out of all of them. A plan that begins within a year asks for that whole year all the same, so what
an entry tells of a period that it names may lie before the plan. Which day is today each computer asks its
own clock: what lies ahead of it is refused when it is recorded, and only told of when it is read, since
either clock may be the wrong one.

Level: error, warning
Passes: `date: 2019-03-29`; `date: 2018-06-15, period: 2018` in a plan that starts on 2018-09-30
Fails: `date: 2091-03-29`, or `recorded: 2091-03-29T09:12:44+08:00`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.period import Period
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.standing.recurrence import occurrence_of, periods_of

NAME = "entry-date"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a date before the plan or after it was recorded, and what lies ahead."""
    new = entry.id not in context.entries
    start = context.plan.head.start
    named = Period.parse(entry.period)
    if (
        entry.date < (min(start, named.start) if named else start) and not entry.withdraws
    ):  # that tells of no day
        yield problem(NAME, _too_early(context, entry, named, new=new), entry.path, "date")
    yield from _recording(context, entry) if new else _read(context, entry)


def _too_early(context: CheckContext, entry: Entry, named: Period | None, *, new: bool) -> Message:
    start = context.plan.head.start
    values = {"date": entry.date, "start": start, "period": entry.period}
    if new and entry.date == context.today:
        return msg(
            "{date}, today by the clock of this computer, is before the plan starts on {start}; give the "
            "day that is meant, or set the clock",
            **values,
        )
    if named and named.start < start:
        return msg(
            "{date} is before the plan starts on {start}, and before {period}, which the entry names",
            **values,
        )
    meant = occurrence_of(context.plan, entry)
    if meant in map(str, _periods(context.plan, entry)):
        return msg(
            "{date} is before the plan starts on {start}; if it was done for {period}, name that as its "
            "period",
            **values | {"period": meant},
        )
    return msg("{date} is before the plan starts on {start}", **values)


def _periods(plan: Plan, entry: Entry) -> tuple[Period, ...]:
    """Return the periods for which the plan asks what the entry is about, if it returns."""
    duty = plan.deliverables.get(entry.about)
    return periods_of(duty, plan.head) if duty else ()


def _recording(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a date that is ahead; warn where other entries tell that this computer's clock may be behind."""
    if entry.date > context.today:
        message = msg(
            "{date} is in the future: today is {today} by the clock of this computer; give the day that is "
            "meant, or set the clock",
            date=entry.date,
            today=context.today,
        )
        yield problem(NAME, message, entry.path, "date")
    other = next((other for other in context.ahead if other.id != entry.replaces), None)
    if other is not None:
        message = msg(
            "today is {today} by the clock of this computer, yet {id} was recorded on {recorded}; if the "
            "clock is wrong, set it and withdraw this entry",
            today=context.today,
            id=other.id,
            recorded=other.recorded.date(),
        )
        yield problem(NAME, message, entry.path, "recorded", level=Level.WARNING)


def _read(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a date after the day it was recorded; warn of what is ahead."""
    recorded = entry.recorded.date()
    days_after = (entry.date - recorded).days
    if days_after > 0:
        message = msg(
            "{date} is after {recorded}, the day on which it was recorded; correct the entry or withdraw it",
            date=entry.date,
            recorded=recorded,
        )
        level = Level.ERROR if days_after > 1 else Level.WARNING  # one day may lie between two zones
        yield problem(NAME, message, entry.path, "date", level=level)
    elif context.is_ahead(entry):
        message = msg(
            "it was recorded on {recorded}, which is in the future: today is {today} by the clock of this "
            "computer; if that is right, correct the entry or withdraw it",
            recorded=recorded,
            today=context.today,
        )
        yield problem(NAME, message, entry.path, "recorded", level=Level.WARNING)
    elif entry.date > context.today:
        message = msg(
            "{date} is in the future: today is {today} by the clock of this computer; if that is right, "
            "correct the entry or withdraw it",
            date=entry.date,
            today=context.today,
        )
        yield problem(NAME, message, entry.path, "date", level=Level.WARNING)
