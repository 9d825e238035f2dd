"""Lights, and the reasons that are never without them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Entry, Status
from qtrack.model.plan import Every, IndicatorKind, LightRule
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState, runs


class Light(StrEnum):
    """The colours of 红黄绿灯; NONE is 未评, where nothing can be computed."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    NONE = "none"


#: The last third of what returns, in days.
_LAST_THIRD: Final[dict[Every | None, int]] = {Every.QUARTER: 30, Every.MONTH: 10}

#: From the worst down; a container takes the worst light below it.
WORST_FIRST: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.NONE)


class LightReason(msgspec.Struct, frozen=True):
    """Why a light is as it is: a code for machines, a message for people.

    `brief` says the same where the figures stand in columns of their own.
    """

    code: str
    light: Light
    message: Message
    brief: Message | None = None


class Case(msgspec.Struct, frozen=True):
    """What a light is decided from."""

    as_of: date
    start: date
    due: date | None  # the holder's own deadline; None is 持续推进
    status: Status
    ended: date | None
    progress: Decimal | None
    pace: Decimal
    last: Entry | None
    deliverables: tuple[DeliverableStanding, ...]
    indicators: tuple[IndicatorStanding, ...]


def worst(lights: list[Light]) -> Light:
    """Return the worst of several lights; of none at all, NONE."""
    return min(lights, key=WORST_FIRST.index, default=Light.NONE)


def decide(case: Case, rule: LightRule) -> tuple[LightReason, ...]:
    """Return the reasons for a light, the weightiest first; the first one's light is the light.

    Ended work is blue, or has no light when it was dropped; nothing else is asked of it, except a
    returning duty that was missed.
    """
    missed = _missed(case)
    if case.status is Status.DROPPED:
        return (_ended(case),)
    if case.status.ended:
        return (*missed, _ended(case))
    reasons = [
        *_overdue(case),
        *missed,
        *_targets_missed(case),
        *_not_held(case),
        *_gap(case.progress, case.pace, rule, None),
        *(
            reason
            for each in case.indicators
            if each.pace is not None
            for reason in _gap(each.progress, each.pace, rule, each)
            if reason.light in {Light.RED, Light.YELLOW}
        ),
        *_blocked(case),
        *_stale(case, rule),
        *_due_soon(case, rule),
    ]
    if not reasons:
        reasons.append(_unknown(case))
    return tuple(sorted(reasons, key=lambda reason: WORST_FIRST.index(reason.light)))


def _ended(case: Case) -> LightReason:
    if case.status is Status.DROPPED:
        return LightReason("dropped", Light.NONE, msg("dropped"))
    late = (case.ended - case.due).days if case.ended and case.due else 0
    if late > 0:
        done_late = nmsg("done {date}, {n} day late", "done {date}, {n} days late", late, date=case.ended)
        return LightReason("done-late", Light.BLUE, done_late)
    if case.status is Status.CLOSED:
        return LightReason("closed", Light.BLUE, msg("closed, done {date}", date=case.ended))
    return LightReason("done", Light.BLUE, msg("done {date}", date=case.ended))


def _overdue(case: Case) -> list[LightReason]:
    reasons = []
    if case.due and case.as_of > case.due:
        days = (case.as_of - case.due).days
        reasons.append(LightReason("overdue", Light.RED, nmsg("{n} day overdue", "{n} days overdue", days)))
    for each in case.deliverables:
        own = each.deliverable.due
        if own and own != case.due and not each.status.ended and case.as_of > own and not each.occurrences:
            days = (case.as_of - own).days
            message = nmsg(
                "{id} is {n} day overdue", "{id} is {n} days overdue", days, id=each.deliverable.id
            )
            reasons.append(LightReason("part-overdue", Light.RED, message))
    for indicator in case.indicators:
        goal = indicator.indicator
        if goal.due != case.due and case.as_of > goal.due and _to_reach(indicator):
            days = (case.as_of - goal.due).days
            message = nmsg("{name} is {n} day overdue", "{name} is {n} days overdue", days, name=goal.name)
            reasons.append(LightReason("part-overdue", Light.RED, message))
    return reasons


def _to_reach(indicator: IndicatorStanding) -> bool:
    """Tell whether a target is to be reached once and is not; yearly ones are asked year by year."""
    own = indicator.indicator
    return own.kind is IndicatorKind.REACH and not own.every and indicator.reached is None


def _targets_missed(case: Case) -> list[LightReason]:
    """One reason a year of a yearly target, and one a milestone, while the target itself is not overdue."""
    reasons = []
    for each in case.indicators:
        own = each.indicator
        values = {"name": own.name, "target": _amount(own.target, own.unit)}
        for year in each.years:
            if year.state is not OccurrenceState.MISSED:
                continue
            values |= {"year": year.period}
            if year.actual is None:
                message = msg("{name}: {year} not reached: no value, the target is {target}", **values)
            else:
                actual = _amount(year.actual, own.unit)
                message = msg("{name}: {year} not reached: {actual} of {target}", **values, actual=actual)
            reasons.append(LightReason("target-missed", Light.RED, message))
        for milestone in each.milestones:
            if milestone.state is OccurrenceState.MISSED and case.as_of <= own.due:
                message = nmsg(
                    "{name}: {target} by {date} not reached, {n} day overdue",
                    "{name}: {target} by {date} not reached, {n} days overdue",
                    (case.as_of - milestone.due).days,
                    name=own.name,
                    target=_amount(milestone.target, own.unit),
                    date=milestone.due,
                )
                reasons.append(LightReason("milestone-missed", Light.RED, message))
    return reasons


def _amount(number: Decimal | None, unit: str) -> Message:
    return msg("{number} {unit}", number=number, unit=unit)


def _missed(case: Case) -> list[LightReason]:
    """One reason a duty, however many of its occurrences were missed; days count from the oldest."""
    reasons = []
    for each in case.deliverables:
        row = [one for one in each.occurrences if one.state is OccurrenceState.MISSED]
        if row and each.status is not Status.DROPPED:
            days = (case.as_of - row[0].due).days
            values = {"id": each.deliverable.id, "periods": runs(tuple(one.period for one in row))}
            if each.deliverable.every is Every.YEAR:
                message = nmsg(
                    "{id} of {periods} missed, {n} day overdue",
                    "{id} of {periods} missed, {n} days overdue",
                    days,
                    **values,
                )
            else:
                message = nmsg(
                    "{id} for {periods} missed, {n} day overdue",
                    "{id} for {periods} missed, {n} days overdue",
                    days,
                    **values,
                )
            reasons.append(LightReason("missed", Light.RED, message))
    return reasons


def _not_held(case: Case) -> list[LightReason]:
    return [
        LightReason(
            "not-held",
            Light.RED,
            msg(
                "{name} is {actual}, below {target}",
                name=each.indicator.name,
                actual=_amount(each.actual, each.indicator.unit),
                target=_amount(each.indicator.target, each.indicator.unit),
            ),
        )
        for each in case.indicators
        if each.holds is False
    ]


def _gap(
    progress: Decimal | None, pace: Decimal, rule: LightRule, indicator: IndicatorStanding | None
) -> list[LightReason]:
    """Compare progress with pace: beyond `red_gap` behind is red, from `yellow_gap` on yellow."""
    if progress is None:
        return []
    behind = pace - progress
    message, brief = _gap_words(progress, pace)
    if indicator:
        name = indicator.indicator.name
        message, brief = (msg("{name}: {reason}", name=name, reason=each) for each in (message, brief))
    if behind > rule.red_gap:
        return [LightReason("far-behind", Light.RED, message, brief)]
    if behind > 0 and behind >= rule.yellow_gap:
        return [LightReason("behind", Light.YELLOW, message, brief)]
    return [LightReason("on-pace", Light.GREEN, message, brief)]


def _gap_words(progress: Decimal, pace: Decimal) -> tuple[Message, Message]:
    """Say a gap with both its sides, and briefly for a table that has them in columns."""
    sides = {"progress": progress, "pace": pace}
    if progress == pace:
        return msg("at {progress}%, on pace", progress=progress), msg("on pace")
    if progress < pace:
        gap = pace - progress
        full = msg("at {progress}%, should be at {pace}%, {gap} points behind", **sides, gap=gap)
        return full, msg("{gap} points behind", gap=gap)
    gap = progress - pace
    full = msg("at {progress}%, should be at {pace}%, {gap} points ahead", **sides, gap=gap)
    return full, msg("{gap} points ahead", gap=gap)


def _blocked(case: Case) -> list[LightReason]:
    blocked = tuple(each.deliverable.id for each in case.deliverables if each.status is Status.BLOCKED)
    if case.status is Status.BLOCKED:
        return [LightReason("blocked", Light.YELLOW, msg("blocked"))]
    if blocked:
        return [LightReason("blocked", Light.YELLOW, msg("{ids} blocked", ids=blocked))]
    return []


def _stale(case: Case, rule: LightRule) -> list[LightReason]:
    silent = (case.as_of - (case.last.date if case.last else case.start)).days
    if silent <= rule.stale_days:
        return []
    if case.last:
        message = nmsg("nothing reported for {n} day", "nothing reported for {n} days", silent)
        return [LightReason("stale", Light.YELLOW, message)]
    message = nmsg(
        "never reported, {n} day since the start", "never reported, {n} days since the start", silent
    )
    return [LightReason("never-reported", Light.YELLOW, message)]


def _due_soon(case: Case, rule: LightRule) -> list[LightReason]:
    """Name the nearest deadline: the holder's own, a deliverable's, or that of a returning duty.

    What returns every month or quarter is due soon in the last third of it at the earliest, else it
    would never be anything but due soon.
    """
    soon = rule.due_soon_days
    dates = [(case.due, "", soon)] if case.due else []
    dates += [
        (each.due, each.deliverable.id, min(soon, _LAST_THIRD.get(each.deliverable.every, soon)))
        for each in case.deliverables
        if not each.status.ended and (each.deliverable.due or each.occurrences) and each.due != case.due
    ]
    near = sorted(
        ((due - case.as_of).days, part) for due, part, span in dates if 0 <= (due - case.as_of).days <= span
    )
    if not near:
        return []
    days, part = near[0]
    if part and days:
        message = nmsg("{id} due in {n} day", "{id} due in {n} days", days, id=part)
    elif part:
        message = msg("{id} due today", id=part)
    elif days:
        message = nmsg("due in {n} day", "due in {n} days", days)
    else:
        message = msg("due today")
    return [LightReason("due-soon", Light.YELLOW, message)]


def _unknown(case: Case) -> LightReason:
    if case.last is None:
        return LightReason("no-entries", Light.NONE, msg("no entries yet"))
    return LightReason("no-share", Light.NONE, msg("reported, but without a share or a figure"))
