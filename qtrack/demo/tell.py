"""Telling: which scripts fit a plan, moved to its start, and monthly rounds for every other task.

The texts stand in `story` and `phrases`, the making of entries in `entries`.
"""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.demo.chance import Chance
from qtrack.demo.entries import entries_of
from qtrack.demo.monthly import monthly_lines
from qtrack.demo.partners import partner_lines
from qtrack.demo.reminders import reminders
from qtrack.demo.responsible import may_report
from qtrack.demo.story import Line, Script, story
from qtrack.model.entry import Entry
from qtrack.model.period import Period
from qtrack.model.plan import Deliverable, Plan, Task
from qtrack.standing.recurrence import periods_of

_WEEK: Final = 7


def sample_entries(plan: Plan, seed: int = 2018) -> tuple[Entry, ...]:
    """Return invented entries for a plan in the order they were recorded; the same for the same seed.

    They fill the plan's first nine months. Tasks that the story does not know, or knows otherwise,
    get a monthly round made of sentence patterns and the titles of their deliverables. The units beside
    the lead say a word in the rounds that ask them.
    """
    chance = Chance(seed)
    shift = _shift(plan.head.start)
    limit = min(plan.head.end, story().end + shift)
    scripts = {each.holder: each for each in story().scripts if _fits(each, plan)}
    lines = [_moved(each, shift, plan) for script in scripts.values() for each in script.lines]
    for task in plan.tasks:
        if task.id not in scripts:
            lines += monthly_lines(plan, task, chance, limit)
        told = [each for each in lines if each.about.partition(".")[0] == task.id]
        lines += partner_lines(plan, task, told, chance, limit)
    entries = entries_of(
        [each for each in lines if plan.head.start <= each.date <= limit], plan, chance, limit
    )
    chased = reminders(plan, shift, limit, chance)
    return tuple(sorted((*entries, *chased), key=lambda each: (each.recorded, each.about)))


def _shift(start: date) -> timedelta:
    """Return how far the story moves: whole weeks, so that every day keeps its place in the week."""
    weeks = -((story().start - start).days // _WEEK)
    return timedelta(weeks=weeks)


def _fits(script: Script, plan: Plan) -> bool:
    """Tell whether a plan knows everything that a script speaks of, and lets those units speak."""
    holder = plan.holders.get(script.holder)
    if holder is None:
        return False
    indicators = {each.id for each in holder.indicators}
    parts: dict[str, Deliverable] = {each.id: each for each in holder.deliverables}
    return all(
        (each.about == holder.id or each.about in parts)
        and indicators.issuperset(each.actuals)
        and (not each.period or (each.about in parts and parts[each.about].every is not None))
        and each.unit in plan.register.by_id
        and (not isinstance(holder, Task) or may_report(plan, holder, each.unit))
        for each in script.lines
    )


def _moved(said: Line, shift: timedelta, plan: Plan) -> Line:
    """Move a line in time, and the occurrence it speaks of by as many years, quarters or months."""
    day = said.date + shift
    period = said.period
    if period:
        known = periods_of(plan.deliverables[said.about], plan.head)
        period = next((str(each) for each in known if _as_far(each, day, said)), "")
    return msgspec.structs.replace(said, date=day, period=period)


def _as_far(period: Period, day: date, said: Line) -> bool:
    """Tell whether a period is as far from a day as the one that a line names is from its own."""
    named = Period.parse(said.period)
    return named is not None and period.number_since(day) == named.number_since(said.date)
