"""Which day and which period an entry speaks of."""

from collections.abc import Iterable, Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.period import Period
from qtrack.model.plan import Every, Plan, Section, Task
from qtrack.model.problem import Level
from qtrack.standing.recurrence import occurrence_of, occurrences, periods_of, runs
from qtrack.standing.reported.facts import facts_about
from qtrack.standing.targets import years_of


def entry_date(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-date: an entry speaks of a day within the plan's life; neither that nor its recording lies ahead.

    Lights and papers are made for a date from what was so by then; a wrong date moves the fact into another
    week, or out of all of them. A plan that begins within a year asks for that whole year all the same, so
    what an entry tells of a period that it names may lie before the plan. Which day is today each computer
    asks its own clock: what lies ahead of it is refused when it is recorded, and only told of when it is
    read, since either clock may be the wrong one.

    Level: error, warning
    Passes: `date: 2019-03-29`; `date: 2018-06-15, period: 2018` in a plan that starts on 2018-09-30
    Fails: `date: 2091-03-29`, or `recorded: 2091-03-29T09:12:44+08:00`
    """
    for entry in entries:
        new = entry.id not in context.entries
        if entry.date < context.plan.head.start and not entry.withdraws:  # that tells of no day
            named = Period.parse(entry.period)
            if named is None or entry.date < named.start:
                yield finding(_too_early(context, entry, named, new=new), entry.path, "date")
        if new:
            yield from _recording(context, entry)
        elif not entry.date <= entry.recorded.date() <= context.today:
            yield from _read(context, entry)


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
    duty = context.plan.deliverables.get(entry.about)
    holder = context.plan.holder(entry.about)
    if duty and holder and meant in map(str, periods_of(duty, context.plan.head_of(holder))):
        return msg(
            "{date} is before the plan starts on {start}; if it was done for {period}, name that as its "
            "period",
            **values | {"period": meant},
        )
    return msg("{date} is before the plan starts on {start}", **values)


def _recording(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """Yield a date that is ahead; warn where other entries tell that this computer's clock may be behind."""
    if entry.date > context.today:
        message = msg(
            "{date} is in the future: today is {today} by the clock of this computer; give the day that is "
            "meant, or set the clock",
            date=entry.date,
            today=context.today,
        )
        yield finding(message, entry.path, "date")
    other = next((other for other in context.ahead if other.id != entry.replaces), None)
    if other is not None:
        message = msg(
            "today is {today} by the clock of this computer, yet {id} was recorded on {recorded}; if the "
            "clock is wrong, set it and withdraw this entry",
            today=context.today,
            id=other.id,
            recorded=other.recorded.date(),
        )
        yield finding(message, entry.path, "recorded", level=Level.WARNING)


def _read(context: CheckContext, entry: Entry) -> Iterator[Finding]:
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
        yield finding(message, entry.path, "date", level=level)
    elif context.is_ahead(entry):
        message = msg(
            "it was recorded on {recorded}, which is in the future: today is {today} by the clock of this "
            "computer; if that is right, correct the entry or withdraw it",
            recorded=recorded,
            today=context.today,
        )
        yield finding(message, entry.path, "recorded", level=Level.WARNING)
    elif entry.date > context.today:
        message = msg(
            "{date} is in the future: today is {today} by the clock of this computer; if that is right, "
            "correct the entry or withdraw it",
            date=entry.date,
            today=context.today,
        )
        yield finding(message, entry.path, "date", level=Level.WARNING)


def entry_period(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-period: a period names an occurrence of a duty that returns, or the year of a yearly target.

    What returns is done or missed occurrence by occurrence; a period that does not exist would leave the
    right one open. Whoever records a status of what returns names the period where an earlier one is still
    open: a report of April may be that of the first quarter; or where its date is that of no period of the
    duty.

    Level: error, warning
    Passes: `period: 2019` about a deliverable with `every: year`, `period: 2019-03` about one with `every:
      month`
    Fails: `period: 2031`, or any period about what neither returns nor has a value of a yearly target
    """
    plan = context.plan
    if "plan.yaml" in context.broken:
        return
    for entry in entries:
        meant = entry.period or (occurrence_of(plan, entry) if entry.status else "")
        holder = plan.holder(entry.about) if meant else None
        if holder is None:
            continue
        periods = _periods(plan, holder, entry)
        if entry.period:
            yield from _named(plan, entry, periods)
        elif periods and meant not in periods:
            yield _means_none(entry, meant, periods)


def _named(plan: Plan, entry: Entry, periods: tuple[str, ...] | None) -> Iterator[Finding]:
    """Yield a period that is named and is none of these."""
    if periods is None:
        message = msg("{id} takes no period here; leave {period} out", id=entry.about, period=entry.period)
        yield finding(message, entry.path, "period")
    elif entry.period not in periods:
        deliverable = plan.deliverables.get(entry.about)
        values = {"period": entry.period, "id": entry.about, "periods": runs(periods), "years": periods}
        if deliverable is not None and deliverable.every not in {None, Every.YEAR}:
            message = msg("“{period}” is no occurrence of {id}; write one of {periods}", **values)
        else:
            message = msg("“{period}” is no occurrence of {id}; these are {years}", **values)
        yield finding(message, entry.path, "period")


def _means_none(entry: Entry, meant: str, periods: tuple[str, ...]) -> Finding:
    """Tell of a status that changes nothing, since by its date it is of a period before or after the duty."""
    message = msg(
        "by its date the entry means {meant}, which is no occurrence of {id}, and counts for none; "
        "name one with period: {periods}",
        meant=meant,
        id=entry.about,
        periods=runs(periods),
    )
    return finding(message, entry.path, level=Level.WARNING if entry.id else Level.ERROR)


def _periods(plan: Plan, holder: Section | Task, entry: Entry) -> tuple[str, ...] | None:
    """Return the periods that an entry may name, or None where it may name none."""
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is not None and deliverable.every is not None:
        return tuple(map(str, periods_of(deliverable, plan.head_of(holder))))
    yearly = [own for own in holder.indicators if own.by_year and own.id in entry.actuals]
    years = (str(year) for own in yearly for year in years_of(own, plan.start_of(holder)))
    return tuple(dict.fromkeys(years)) if yearly else None


def unnamed(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """Yield a new entry about what returns that names no period, though one before the one meant is open."""
    plan = context.plan
    duty, holder = plan.deliverables.get(entry.about), plan.holder(entry.about)
    if duty is None or holder is None or entry.period or entry.status is None or entry.corrects:
        return
    if "plan.yaml" in context.broken:
        return
    meant = occurrence_of(plan, entry)
    reports = facts_about(plan, entry.about, entry.date)
    row = occurrences(duty, plan.head_of(holder), reports, entry.date)
    names = [occurrence.period for occurrence in row]
    if meant not in names:
        return
    earlier = tuple(occurrence.period for occurrence in row[: names.index(meant)] if occurrence.state.open)
    if earlier:
        message = msg(
            "{id} for {earlier} is open, too; name the period that is meant, {example} or {meant}",
            id=entry.about,
            earlier=runs(earlier),
            example=earlier[0],
            meant=meant,
        )
        yield finding(message, entry.path, "period")
