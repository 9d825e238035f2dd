"""Targets over time: whole ones, interim ones, those of every year anew."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Indicator, IndicatorKind, PlanHead, Qualifier
from qtrack.standing.pace import NOTHING, WHOLE, elapsed
from qtrack.standing.recurrence import OccurrenceState, periods_through, state_of


class TargetYear(msgspec.Struct, frozen=True):
    """One year of a yearly target, from `start` through `due`, the days of it that lie within the plan.

    `actual` is the latest value said of this year; `reached` is the day since which every value said of
    it was at the target.
    """

    period: str
    start: date
    due: date
    state: OccurrenceState
    actual: Decimal | None = None
    actual_date: date | None = None
    reached: date | None = None


class MilestoneStanding(msgspec.Struct, frozen=True):
    """An interim target at a date; `reached` is the day since which it is, in time or made up."""

    due: date
    target: Decimal
    state: OccurrenceState
    reached: date | None = None


def worded(qualifiers: tuple[Qualifier, ...], number: Decimal, unit: str = "") -> Message:
    """Return a target with the words that the document has around it: 力争5000家以上; brief without unit."""
    if Qualifier.AT_LEAST not in qualifiers:
        amount = msg("{number} {unit}", number=number, unit=unit) if unit else msg("{text}", text=number)
    elif unit:
        amount = msg("at least {number} {unit}", number=number, unit=unit)
    else:
        amount = msg("{number}+", number=number)
    return msg("aim: {amount}", amount=amount) if Qualifier.STRIVE in qualifiers else amount


def attained(indicator: Indicator, actual: Decimal) -> Fraction:
    """Return how much of the way from the baseline (else from zero) to the target is done, 0 to 100."""
    base = indicator.baseline or Decimal(0)
    if indicator.kind is IndicatorKind.HOLD or indicator.every:
        base = Decimal(0)
    if indicator.target == base:
        return WHOLE if actual >= indicator.target else NOTHING
    done = Fraction(actual) - Fraction(base)
    return min(max(WHOLE * done / (Fraction(indicator.target) - Fraction(base)), NOTHING), WHOLE)


def latest(name: str, entries: tuple[Entry, ...], through: date = date.max) -> Entry | None:
    """Return the latest entry of a day up to `through` that has a value of an indicator."""
    return next(
        (entry for entry in reversed(entries) if name in entry.actuals and entry.date <= through), None
    )


def reached_since(
    name: str, target: Decimal, entries: tuple[Entry, ...], due: date = date.max
) -> date | None:
    """Return since when a target is reached; saying it again, or going beyond it, moves no date.

    Reached on its day it stays reached. After that it is made up as long as the latest value is at it.
    """
    since: date | None = None
    over = False
    for entry in entries:
        actual = entry.actuals.get(name)
        if actual is None:
            continue
        if entry.date > due and not over:
            if since is not None:
                return since
            over = True
        since = None if actual < target else since or entry.date
    return since


def pace_towards(indicator: Indicator, head: PlanHead, as_of: date) -> Fraction:
    """Return where the value should be, in percent of the way: straight from milestone to milestone.

    It is 0 before the start, that of the milestone on its day, and 100 on the deadline.
    """
    begun, base = head.start, NOTHING
    for milestone in indicator.milestones:
        goal = attained(indicator, milestone.target)
        if as_of <= milestone.date:
            return base + (goal - base) * elapsed(begun, milestone.date, as_of, head.pace) / 100
        begun, base = milestone.date + timedelta(days=1), goal
    gone = elapsed(begun, indicator.due, as_of, head.pace)
    return base + (WHOLE - base) * gone / 100 if base else gone


def milestones(
    indicator: Indicator, entries: tuple[Entry, ...], as_of: date
) -> tuple[MilestoneStanding, ...]:
    """Return how each interim target stands."""
    found = []
    for milestone in indicator.milestones:
        since = reached_since(indicator.id, milestone.target, entries, milestone.date)
        state = state_of(date.max, milestone.date, since, as_of)
        found.append(MilestoneStanding(milestone.date, milestone.target, state, since))
    return tuple(found)


def year_meant(entry: Entry) -> str:
    """Return the year that the values of an entry are of: that of its period, else that of its date."""
    period = Period.parse(entry.period)
    return str((period.start if period else entry.date).year)


def years_of(indicator: Indicator, start: date) -> tuple[Period, ...]:
    """Return the years of a yearly target: from the plan's start through the indicator's deadline."""
    return tuple(periods_through(PeriodKind.YEAR, start, indicator.due))


def target_years(
    indicator: Indicator, start: date, entries: tuple[Entry, ...], as_of: date
) -> tuple[TargetYear, ...]:
    """Return how every year of a yearly target stands."""
    found = []
    for year in years_of(indicator, start):
        own = tuple(
            entry for entry in entries if indicator.id in entry.actuals and year_meant(entry) == str(year)
        )
        last = own[-1] if own else None
        begin, due = max(year.start, start), min(year.last_day, indicator.due)
        since = reached_since(indicator.id, indicator.target, own)
        found.append(
            TargetYear(
                period=str(year),
                start=begin,
                due=due,
                state=state_of(begin, due, since, as_of),
                actual=last.actuals[indicator.id] if last else None,
                actual_date=last.date if last else None,
                reached=since,
            )
        )
    return tuple(found)
