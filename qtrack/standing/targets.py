"""Targets over time: whole ones, interim ones, those of every year anew."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Qualifier
from qtrack.model.period import Period, PeriodKind
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


def worded(own: Indicator, number: Decimal | None = None, *, brief: bool = False) -> Message:
    """Return a target, or an interim one, with the document's words: 力争5000家以上; brief without unit."""
    unit = "" if brief else own.unit
    whole = goal(own, number, unit)
    if Qualifier.ABOUT in own.qualifiers:
        whole = msg("about {amount}", amount=_plain(own, number, unit))
    elif Qualifier.AT_LEAST in own.qualifiers:
        number = own.target if number is None else number
        whole = msg("{number}+", number=number)
        if unit:
            whole = msg("at least {number} {unit}", number=number, unit=unit)
    return msg("aim: {amount}", amount=whole) if Qualifier.STRIVE in own.qualifiers else whole


def named(own: Indicator) -> Message | str:
    """Return what an indicator is called beside its value, which may be a mean of years."""
    return (
        msg("{name} (average of the years)", name=own.name) if own.kind is IndicatorKind.AVERAGE else own.name
    )


def amount(number: Decimal | None, own: Indicator) -> Message:
    """Return a number of what an indicator counts."""
    return msg("{number} {unit}", number=number, unit=own.unit)


def goal(own: Indicator, number: Decimal | None = None, unit: str | None = None) -> Message:
    """Return what is to be reached or held, or an interim target; a unit of "" leaves it out.

    Where lower is better a lower number is at it, too.
    """
    unit = own.unit if unit is None else unit
    if own.better is Better.HIGHER or (number is None and own.most is not None):
        return _plain(own, number, unit)
    number = own.target if number is None else number
    if unit:
        return msg("at most {number} {unit}", number=number, unit=unit)
    return msg("≤ {number}", number=number)


def _plain(own: Indicator, number: Decimal | None, unit: str) -> Message:
    """Return a number, or the target with both ends of its range, without words."""
    values: dict[str, object] = {"number": own.target if number is None else number, "unit": unit}
    if number is not None or own.most is None:
        return msg("{number} {unit}", **values) if unit else msg("{text}", text=values["number"])
    values["most"] = own.most
    return msg("{number} to {most} {unit}", **values) if unit else msg("{number} to {most}", **values)


def summed(own: Indicator, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return entries with the value of the whole in each: of a split target the sum of what units told last.

    What is held, and where lower is better, has none before each unit has told one: a part would say nothing
    of the whole. A figure of whoever has no share is left out.
    """
    if not own.shares:
        return entries
    units = {share.unit for share in own.shares}
    in_parts = own.better is Better.HIGHER and not own.held
    told: dict[str, dict[str, Decimal]] = {}
    found = []
    for entry in entries:
        actuals = dict(entry.actuals)
        value = actuals.pop(own.id, None)
        if value is None:
            found.append(entry)
            continue
        of_year = told.setdefault(year_meant(entry) if own.by_year else "", {})
        if entry.unit in units:
            of_year[entry.unit] = value
            if in_parts or len(of_year) == len(units):
                actuals[own.id] = sum(of_year.values(), Decimal(0))
        found.append(msgspec.structs.replace(entry, actuals=actuals))
    return tuple(found)


def attained(indicator: Indicator, actual: Decimal) -> Fraction:
    """Return how much of the way from the baseline (else from zero) to the target is done, 0 to 100.

    Where lower is better and there is no baseline, no way leads down from zero: it is the share that the
    target is of the value. What lies beyond a range is as far from it as what falls as much short of it.
    """
    base, aim, counted = indicator.baseline, indicator.goal, Fraction(indicator.counted(actual))
    if base is None or indicator.held or indicator.every:
        if indicator.better is Better.LOWER:
            return WHOLE if indicator.meets(actual) else WHOLE * Fraction(aim) / counted
        base = Decimal(0)
    if aim == base:
        return WHOLE if indicator.meets(actual) else NOTHING
    done = counted - Fraction(base)
    return min(max(WHOLE * done / (Fraction(aim) - Fraction(base)), NOTHING), WHOLE)


def latest(name: str, entries: tuple[Entry, ...], through: date = date.max) -> Entry | None:
    """Return the latest entry of a day up to `through` that has a value of an indicator."""
    return next(
        (entry for entry in reversed(entries) if name in entry.actuals and entry.date <= through), None
    )


def reached_since(
    own: Indicator, target: Decimal, entries: tuple[Entry, ...], due: date = date.max
) -> date | None:
    """Return since when a target is reached; saying it again, or going beyond it, moves no date.

    Reached on its day it stays reached. After that it is made up as long as the latest value is at it.
    """
    since: date | None = None
    over = False
    for entry in entries:
        actual = entry.actuals.get(own.id)
        if actual is None:
            continue
        if entry.date > due and not over:
            if since is not None:
                return since
            over = True
        since = since or entry.date if own.meets(actual, target) else None
    return since


def pace_towards(indicator: Indicator, head: PlanHead, as_of: date) -> Fraction:
    """Return where the value should be, in percent of the way: straight from milestone to milestone.

    It is 0 before the start, that of the milestone on its day, and 100 on the deadline.
    """
    begun, base = head.start, NOTHING
    for milestone in indicator.milestones:
        share = attained(indicator, milestone.target)
        if as_of <= milestone.date:
            return base + (share - base) * elapsed(begun, milestone.date, as_of, head.pace) / 100
        begun, base = milestone.date + timedelta(days=1), share
    gone = elapsed(begun, indicator.due, as_of, head.pace)
    return base + (WHOLE - base) * gone / 100 if base else gone


def milestones(
    indicator: Indicator, entries: tuple[Entry, ...], as_of: date
) -> tuple[MilestoneStanding, ...]:
    """Return how each interim target stands."""
    found = []
    for milestone in indicator.milestones:
        since = reached_since(indicator, milestone.target, entries, milestone.date)
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


def averaged(years: tuple[TargetYear, ...]) -> Decimal | None:
    """Return the mean of the years that have a value, rounded half up to two decimals, as it is compared."""
    told = [Fraction(year.actual) for year in years if year.actual is not None]
    if not told:
        return None
    exact = sum(told, NOTHING) / len(told)
    return Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def target_years(
    indicator: Indicator, start: date, entries: tuple[Entry, ...], as_of: date, grace: int = 0
) -> tuple[TargetYear, ...]:
    """Return how every year of a yearly target stands, or of one that is averaged.

    Of the latter a year is done that has a value, and missed so many days of `grace` after its end.
    """
    found = []
    for year in years_of(indicator, start):
        own = tuple(
            entry for entry in entries if indicator.id in entry.actuals and year_meant(entry) == str(year)
        )
        last = own[-1] if own else None
        begin, due = max(year.start, start), min(year.last_day, indicator.due)
        since = reached_since(indicator, indicator.goal, own)
        state = state_of(begin, due, since, as_of)
        if indicator.kind is IndicatorKind.AVERAGE:
            since, state = None, OccurrenceState.DONE
            if last is None:
                state = state_of(begin, due + timedelta(days=grace), None, as_of)
        found.append(
            TargetYear(
                period=str(year),
                start=begin,
                due=due,
                state=state,
                actual=last.actuals[indicator.id] if last else None,
                actual_date=last.date if last else None,
                reached=since,
            )
        )
    return tuple(found)
