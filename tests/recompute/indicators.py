"""Indicators (rules 14 to 18, 25)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.recompute.days import DAY, Span, pace
from tests.recompute.exercised import seen
from tests.recompute.parts import FULL, Part, Time
from tests.recompute.plan import Entry, Indicator, Plan
from tests.recompute.words import values_of, year_of

Values = Sequence[tuple[date, Fraction]]


def indicator_at(plan: Plan, one: Indicator, entries: Sequence[Entry], day: date) -> Part:
    """Give an indicator (rules 14 to 18, 25), with each share of it (rule 14)."""
    shares = {}
    for unit, target in one.shares.items():
        seen("14 share")
        begin = Fraction(0) if one.baseline == 0 else None
        own = replace(one, target=target, baseline=begin, most=None, milestones=(), shares={})
        shares[unit] = _alone(plan, own, [entry for entry in entries if entry.unit == unit], day)
    return replace(_alone(plan, one, entries, day), shares=shares)


def _alone(plan: Plan, one: Indicator, entries: Sequence[Entry], day: date) -> Part:
    values = [(entry.date, value) for entry, value in values_of(entries, one)]
    if one.kind == "average":
        return _averaged(plan, one, list(values_of(entries, one)), day)
    if one.kind == "hold":
        return _hold(plan, one, values, day)
    if one.yearly:
        return _yearly(plan, one, list(values_of(entries, one)), day)
    dated, value = values[-1] if values else (None, None)
    reached = _reached(one, values, one.goal, one.due, day)
    times = tuple(
        _milestone(due, target, _reached(one, values, target, due, day), day)
        for due, target in one.milestones
    )
    if value is not None:
        seen("15 without baseline" if one.baseline is None else "15 with baseline")
    return Part(
        id=one.id,
        about=one,
        due=one.due,
        status="done" if reached else "in-progress" if values else "not-started",
        since=reached,
        share=None if value is None else share_of(one, value),
        pace=None if one.baseline is None else _bent_pace(plan, one, day),
        times=times,
        value=value,
        dated=dated,
    )


def share_of(one: Indicator, value: Fraction) -> Fraction:
    """Give the share of a value (rule 15)."""
    if one.beyond(value):
        seen("15 beyond a range")
    value = one.counts_as(value)
    if one.lower and one.baseline is None:
        seen("15 lower without baseline")
        return FULL if value <= one.goal else 100 * one.goal / value
    seen("15 lower with baseline" if one.lower else "15 higher")
    begin = one.baseline or Fraction(0)
    if one.goal == begin:
        seen("15 nothing to do")
        return FULL if one.met(value, one.goal) else Fraction(0)
    share = 100 * (value - begin) / (one.goal - begin)
    if share < 0:
        seen("15 not below 0")
    if share > FULL:
        seen("15 not above 100")
    return min(max(share, Fraction(0)), FULL)


def _row(one: Indicator, values: Values, target: Fraction) -> date | None:
    """Give the first day of the unbroken row of values at a target that these close with."""
    first = None
    for dated, value in reversed(values):
        if not one.met(value, target):
            break
        first = dated
    return first


def _reached(one: Indicator, values: Values, target: Fraction, due: date, day: date) -> date | None:
    """Give since when a target, or the interim one of a milestone, is reached (rule 16)."""
    milestone = (due, target) in one.milestones
    in_time = [said for said in values if said[0] <= min(due, day)]
    after = [said for said in values if said[0] > due]
    since = _row(one, in_time, target)
    if since:
        if not milestone:
            seen("16 in time" if one.met(values[-1][1], target) else "16 stays")
        elif milestone:
            seen("16 milestone")
        return since
    since = _row(one, after, target)
    if since:
        seen("16 milestone late" if milestone else "16 late")
    elif any(one.met(value, target) for _, value in after):
        seen("16 late undone")
    return since


def _milestone(due: date, target: Fraction, reached: date | None, day: date) -> Time:
    state = "missed" if day > due else "next"
    if reached:
        state = "late" if reached > due else "done"
    return Time("", due, None, state, reached, target=target)


def _bent_pace(plan: Plan, one: Indicator, day: date) -> Fraction:
    """Give the pace of an indicator, bent by its milestones (rule 25)."""
    begin, before = plan.span.first, Fraction(0)
    for due, target in one.milestones:
        share = share_of(one, target)
        if day <= due:
            seen("25 milestone")
            return before + (share - before) * pace(Span(begin, due), day, months=plan.months) / 100
        begin, before = due + DAY, share
    if one.milestones:
        seen("25 after the last milestone")
    return before + (FULL - before) * pace(Span(begin, one.due), day, months=plan.months) / 100


def _hold(plan: Plan, one: Indicator, values: Values, day: date) -> Part:
    """Give an indicator to hold (rule 18)."""
    in_time = [(dated, value) for dated, value in values if dated <= one.due]
    dated, value = in_time[-1] if in_time else (None, None)
    fresh = bool(in_time) and (one.due - in_time[-1][0]).days <= plan.rule.stale
    part = _held(one, value, dated, proved=fresh and day >= one.due, missed=day > one.due)
    if in_time:
        seen("18 not held" if part.below else "18 held")
    else:
        seen("18 without a value")
    if part.since:
        seen("18 fulfilled")
    elif in_time and not part.below and day > one.due:
        seen("18 too old")
    return part


def _held(one: Indicator, value: Fraction | None, dated: date | None, *, proved: bool, missed: bool) -> Part:
    """Give what is to be held, throughout or on average; what is `missed` holds only where it is proved."""
    holds = None if value is None else one.met(value, one.goal)
    fulfilled = bool(holds) and proved
    return Part(
        id=one.id,
        about=one,
        due=one.due,
        status="done" if fulfilled else "in-progress",
        since=one.due if fulfilled else None,
        share=None if value is None else share_of(one, value),
        pace=None,
        value=value,
        dated=dated,
        holds=False if missed and not fulfilled else holds,
        below=holds is False,
    )


def _averaged(plan: Plan, one: Indicator, values: Sequence[tuple[Entry, Fraction]], day: date) -> Part:
    """Give an indicator to hold on average (rule 18)."""
    years = [
        _told(plan, one, values, str(year), day) for year in range(plan.span.first.year, one.due.year + 1)
    ]
    told = [year.value for year in years if year.value is not None]
    dated = max((year.dated for year in years if year.dated), default=None)
    value = None
    if told:
        seen("18 mean of years" if len(told) > 1 else "18 one year")
        value = Fraction(int((sum(told) / len(told)) * 100 + Fraction(1, 2)), 100)
    missed = any(year.state == "missed" for year in years)
    if missed:
        seen("18 a year untold")
    proved = len(told) == len(years) and day >= one.due
    part = _held(one, value, dated, proved=proved, missed=missed)
    if part.since:
        seen("18 fulfilled on average")
    return replace(part, years=tuple(years))


def _told(plan: Plan, one: Indicator, values: Sequence[tuple[Entry, Fraction]], year: str, day: date) -> Time:
    """Give a year of what is averaged, which is done by any value (rule 18)."""
    begins = max(date(int(year), 1, 1), plan.span.first)
    due = min(date(int(year), 12, 31), one.due)
    last = [(entry.date, value) for entry, value in values if year_of(entry) == year][-1:]
    if last:
        return Time(year, due, begins, "done", None, value=last[0][1], dated=last[0][0])
    state = "missed" if (day - due).days > plan.rule.stale else "due" if day >= begins else "next"
    return Time(year, due, begins, state, None)


def _yearly(plan: Plan, one: Indicator, values: Sequence[tuple[Entry, Fraction]], day: date) -> Part:
    """Give an indicator with a target of each year (rules 17, 25)."""
    years = range(plan.span.first.year, one.due.year + 1)
    times = tuple(_year(plan, one, values, str(year), day) for year in years)
    running = times[min(max(day.year - years[0], 0), len(times) - 1)]
    if day.year > years[-1]:
        seen("17 after the last")
    share = None
    if any(time.value is not None for time in times):
        share = min(max(100 * one.counts_as(running.value or Fraction(0)) / one.goal, Fraction(0)), FULL)
        if running.value is None:
            seen("17 none yet")
    whole = max(time.since for time in times if time.since) if all(time.since for time in times) else None
    if whole:
        seen("17 whole reached")
    seen("25 year")
    begins = max(date(int(running.period), 1, 1), plan.span.first)
    return Part(
        id=one.id,
        about=one,
        due=one.due,
        status="done" if whole else "in-progress",
        since=whole,
        share=share,
        pace=pace(Span(begins, running.due), day, months=plan.months),
        times=times,
        value=running.value,
        dated=running.dated,
        year=running.period,
    )


def _year(plan: Plan, one: Indicator, values: Sequence[tuple[Entry, Fraction]], year: str, day: date) -> Time:
    begins = max(date(int(year), 1, 1), plan.span.first)
    due = min(date(int(year), 12, 31), one.due)
    own: list[tuple[date, Fraction]] = []
    for entry, value in values:
        if year_of(entry) == year:
            own.append((entry.date, value))
            if entry.period and not entry.period.startswith(str(entry.date.year)):
                seen("17 by period")
    since = _row(one, own, one.goal)
    if since:
        state = "late" if since > due else "done"
        seen("17 year late" if state == "late" else "17 year reached")
    else:
        state = "missed" if day > due else "due" if day >= begins else "next"
    last = own[-1] if own else (None, None)
    return Time(year, due, begins, state, since, target=one.goal, value=last[1], dated=last[0])
