"""Telling: which scripts fit a plan, moved to its start, and monthly rounds for every other task."""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.demo.chance import Chance
from qtrack.demo.entries import entries_of, reminders
from qtrack.demo.monthly import Rounds
from qtrack.demo.partners import partner_lines
from qtrack.demo.story import Edit, Line, scripts, story
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
    shift, limit = _moved_by(plan), _limit(plan)
    known = {holder: lines for holder, lines in scripts().items() if _fits(holder, lines, plan)}
    scripted = (line for lines in known.values() for line in lines)
    lines = [moved for line in scripted if (moved := _moved(line, shift, plan)) is not None]
    for task in plan.tasks:
        if task.id not in known:
            lines += Rounds(plan, task, chance, limit).lines()
        told = [line for line in lines if line.about.partition(".")[0] == task.id]
        lines += partner_lines(plan, task, told, chance, limit)
    entries = entries_of(
        [line for line in lines if plan.head.start <= line.date <= limit], plan, chance, limit
    )
    chased = reminders(plan, shift, limit, chance)
    return tuple(sorted((*entries, *chased), key=lambda entry: (entry.recorded, entry.about)))


def sample_edits(plan: Plan) -> tuple[Edit, ...]:
    """Return the invented edits of a plan in the order of their days, for files that have what they wrote."""
    shift = _moved_by(plan)
    edits = (msgspec.structs.replace(edit, date=edit.date + shift) for edit in story().edits)
    return tuple(
        msgspec.structs.replace(edit, subject=edit.subject + story().sign)
        for edit in sorted(edits, key=lambda edit: edit.date)
        if plan.head.start < edit.date <= _limit(plan)
    )


def _moved_by(plan: Plan) -> timedelta:
    """Return how far the story is moved: whole weeks, so that every day keeps its place in the week."""
    return timedelta(weeks=-((story().start - plan.head.start).days // _WEEK))


def _limit(plan: Plan) -> date:
    """Return the last day of which something is told."""
    return min(plan.head.end, story().end + _moved_by(plan))


def _fits(name: str, lines: tuple[Line, ...], plan: Plan) -> bool:
    """Tell whether a plan knows everything that a script speaks of, and lets those units speak."""
    holder = plan.holders.get(name)
    if holder is None:
        return False
    named = holder.responsible.named
    allowed = {plan.head.office, *named, *(unit for body in named for unit in plan.register.members(body))}
    indicators = {indicator.id for indicator in holder.indicators}
    parts: dict[str, Deliverable] = {deliverable.id: deliverable for deliverable in holder.deliverables}
    return all(
        (line.about == holder.id or line.about in parts)
        and indicators.issuperset(line.actuals)
        and (not line.period or (line.about in parts and parts[line.about].every is not None))
        and line.unit in plan.register.by_id
        and (not isinstance(holder, Task) or line.unit in allowed)
        for line in lines
    )


def _moved(line: Line, shift: timedelta, plan: Plan) -> Line | None:
    """Move a line in time, and the occurrence it speaks of by as many years, quarters or months.

    None where it speaks of one that the plan does not ask for.
    """
    day = line.date + shift
    if not line.period:
        return msgspec.structs.replace(line, date=day)
    known = periods_of(plan.deliverables[line.about], plan.head)
    period = next((str(other) for other in known if _as_far(other, day, line)), None)
    return None if period is None else msgspec.structs.replace(line, date=day, period=period)


def _as_far(period: Period, day: date, line: Line) -> bool:
    """Tell whether a period is as far from a day as the one that a line names is from its own."""
    named = Period.parse(line.period)
    return named is not None and period.number_since(day) == named.number_since(line.date)
