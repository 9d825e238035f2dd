"""entry-period: a period names an occurrence of a duty that returns, or the year of a yearly target.

What returns is done or missed occurrence by occurrence; a period that does not exist would leave the right
one open. Whoever records a status of what returns names the period where an earlier one is still open: a
report of April may be that of the first quarter; or where its date is that of no period of the duty.

Level: error, warning
Passes: `period: 2019` about a deliverable with `every: year`, `period: 2019-03` about one with `every: month`
Fails: `period: 2031`, or any period about what neither returns nor has a value of a yearly target
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.plan import Every, Plan, Section, Task
from qtrack.model.problem import Level, Problem
from qtrack.standing.recurrence import occurrence_of, occurrences, periods_of, runs
from qtrack.standing.reported.facts import facts
from qtrack.standing.targets import years_of

NAME = "entry-period"


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a period that is no occurrence of what the entry is about, and no year of what it counts."""
    plan = context.plan
    holder = plan.holder(entry.about)
    if holder is None or "plan.yaml" in context.broken:
        return
    periods = _periods(plan, holder, entry)
    if not entry.period:
        meant = occurrence_of(plan, entry) if entry.status else ""
        if periods and meant and meant not in periods:
            yield _means_none(entry, meant, periods)
    elif periods is None:
        message = msg("{id} takes no period here; leave it out", id=entry.about)
        yield problem(NAME, message, entry.path, "period")
    elif entry.period not in periods:
        deliverable = plan.deliverables.get(entry.about)
        values = {"period": entry.period, "id": entry.about, "periods": runs(periods), "years": periods}
        if deliverable is not None and deliverable.every not in {None, Every.YEAR}:
            message = msg("“{period}” is no occurrence of {id}; write one of {periods}", **values)
        else:
            message = msg("“{period}” is no occurrence of {id}; these are {years}", **values)
        yield problem(NAME, message, entry.path, "period")


def _means_none(entry: Entry, meant: str, periods: tuple[str, ...]) -> Problem:
    """Tell of a status that changes nothing, since by its date it is of a period before or after the duty."""
    message = msg(
        "by its date the entry means {meant}, which is no occurrence of {id}, and counts for none; "
        "name one with period: {periods}",
        meant=meant,
        id=entry.about,
        periods=runs(periods),
    )
    return problem(NAME, message, entry.path, level=Level.WARNING if entry.id else Level.ERROR)


def _periods(plan: Plan, holder: Section | Task, entry: Entry) -> tuple[str, ...] | None:
    """Return the periods that an entry may name, or None where it may name none."""
    deliverable = plan.deliverables.get(entry.about)
    if deliverable is not None and deliverable.every is not None:
        return tuple(map(str, periods_of(deliverable, plan.head)))
    yearly = [own for own in holder.indicators if own.every and own.id in entry.actuals]
    years = (str(year) for own in yearly for year in years_of(own, plan.head.start))
    return tuple(dict.fromkeys(years)) if yearly else None


def unnamed(context: CheckContext, entry: Entry) -> Iterator[Problem]:
    """Yield a new entry about what returns that names no period, though one before the one meant is open."""
    plan = context.plan
    duty = plan.deliverables.get(entry.about)
    if duty is None or entry.period or entry.status is None or entry.corrects:
        return
    if "plan.yaml" in context.broken:
        return
    meant = occurrence_of(plan, entry)
    reports = facts(plan, entry.date).about(entry.about)
    row = occurrences(duty, plan.head, reports, entry.date)
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
        yield problem(NAME, message, entry.path, "period")
