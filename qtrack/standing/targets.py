"""How indicators stand: targets as a whole, interim ones, those of every year anew, what is to be held."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.indicator import Better, Indicator, IndicatorKind
from qtrack.model.period import Period, PeriodKind
from qtrack.standing.pace import NOTHING, WHOLE, elapsed
from qtrack.standing.parts import IndicatorStanding, MilestoneStanding, ShareStanding, TargetYear
from qtrack.standing.recurrence import OccurrenceState, periods_through, state_of
from qtrack.standing.rules import rule_of


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


def indicator_standing(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure an indicator by the latest value said of it, or by the sum of those of its shares."""
    shares = tuple(
        ShareStanding(share.unit, _whole(indicator.of_share(share), head, told, as_of))
        for share in indicator.shares
        for told in [tuple(entry for entry in entries if entry.unit == share.unit)]
    )
    whole = _whole(indicator, head, summed(indicator, entries), as_of)
    return msgspec.structs.replace(whole, shares=shares) if shares else whole


def _whole(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    if indicator.kind is IndicatorKind.AVERAGE:
        return _averaged(indicator, head, entries, as_of)
    if indicator.kind is IndicatorKind.HOLD:
        return _held(indicator, head, entries, as_of)
    if indicator.every:
        return _yearly(indicator, head, entries, as_of)
    entry = latest(indicator.id, entries)
    return IndicatorStanding(
        indicator=indicator,
        elapsed=None if indicator.baseless else pace_towards(indicator, head, as_of),
        attained=attained(indicator, entry.actuals[indicator.id]) if entry else None,
        actual=entry.actuals[indicator.id] if entry else None,
        actual_date=entry.date if entry else None,
        reached=reached_since(indicator, indicator.goal, entries, indicator.due),
        milestones=milestones(indicator, entries, as_of),
    )


def _held(indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date) -> IndicatorStanding:
    """Tell whether a target is held, and from its deadline on whether it was.

    It was where a value says so that was not too old by then: nobody holds by silence.
    """
    entry = latest(indicator.id, entries, indicator.due)
    actual = entry.actuals[indicator.id] if entry else None
    fresh = entry is not None and (indicator.due - entry.date).days <= rule_of(head.lights).stale_days
    holds = None if actual is None else indicator.meets(actual)
    if as_of > indicator.due:
        holds = bool(holds and fresh)
    return IndicatorStanding(
        indicator=indicator,
        attained=None if actual is None else attained(indicator, actual),
        actual=actual,
        actual_date=entry.date if entry else None,
        holds=holds,
        reached=indicator.due if holds and fresh and as_of >= indicator.due else None,
    )


def _averaged(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Tell whether the mean of the years' values is at the target, and no year is without one for too long.

    From its deadline on it was held where every year has a value, whenever that was told.
    """
    row = target_years(indicator, head.start, entries, as_of, rule_of(head.lights).stale_days)
    actual = averaged(row)
    owed = any(year.state is OccurrenceState.MISSED for year in row)
    holds = None if actual is None else indicator.meets(actual)
    told = [year.actual_date for year in row if year.actual_date]
    return IndicatorStanding(
        indicator=indicator,
        attained=None if actual is None else attained(indicator, actual),
        actual=actual,
        actual_date=max(told, default=None),
        holds=False if owed else holds,
        reached=indicator.due if holds and len(told) == len(row) and as_of >= indicator.due else None,
        years=row,
    )


def _yearly(
    indicator: Indicator, head: PlanHead, entries: tuple[Entry, ...], as_of: date
) -> IndicatorStanding:
    """Measure a yearly target in the year that runs, or in its last one."""
    row = target_years(indicator, head.start, entries, as_of)
    now = next((year for year in row if as_of <= year.due), row[-1])
    told = any(year.actual is not None for year in row)
    days = [year.reached for year in row if year.reached]
    return IndicatorStanding(
        indicator=indicator,
        elapsed=elapsed(now.start, now.due, as_of, head.pace),
        attained=attained(indicator, now.actual or Decimal(0)) if told else None,
        actual=now.actual,
        actual_date=now.actual_date,
        reached=max(days) if len(days) == len(row) else None,
        year=now,
        years=row,
    )
