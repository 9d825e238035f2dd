"""Reasons of a light: what is past its time, what is not held, what was made up."""

from decimal import Decimal

from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Status
from qtrack.model.plan import Every, IndicatorKind
from qtrack.standing.case import Case, LightReason
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState, runs
from qtrack.standing.rules import Light, Rule
from qtrack.standing.targets import worded


def overdue(case: Case) -> list[LightReason]:
    """Name deadlines that have passed: the holder's own, those of deliverables and of targets."""
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


def targets_missed(case: Case) -> list[LightReason]:
    """Name each missed year of a yearly target, and each milestone while the target itself is not overdue."""
    reasons = []
    for each in case.indicators:
        own = each.indicator
        values = {"name": own.name, "target": worded(own.qualifiers, own.target, own.unit)}
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


def missed(case: Case) -> list[LightReason]:
    """Name each duty once, however many of its occurrences were missed; days count from the oldest."""
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


def not_held(case: Case) -> list[LightReason]:
    """Name values below the one to hold."""
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


def made_up(case: Case, rule: Rule) -> list[LightReason]:
    """Name parts that were done after their own deadline, where the rule has a light for that."""
    if rule.done_late is rule.done:
        return []
    messages = [_done_late(each) for each in case.deliverables if each.status is not Status.DROPPED]
    messages += [
        msg("{name} reached late", name=each.indicator.name)
        for each in case.indicators
        if _reached_late(each, case)
    ]
    return [LightReason("part-done-late", rule.done_late, each) for each in messages if each]


def _done_late(part: DeliverableStanding) -> Message | None:
    own, late = part.deliverable, [each for each in part.occurrences if each.state is OccurrenceState.LATE]
    if late:
        periods = runs(tuple(each.period for each in late))
        if own.every is Every.YEAR:
            return msg("{id} of {periods} done late", id=own.id, periods=periods)
        return msg("{id} for {periods} done late", id=own.id, periods=periods)
    if own.due and part.ended and part.ended > own.due:
        days = (part.ended - own.due).days
        return nmsg("{id} done {n} day late", "{id} done {n} days late", days, id=own.id)
    return None


def _reached_late(indicator: IndicatorStanding, case: Case) -> bool:
    """Tell whether a target, a year of it or a milestone was reached after its deadline."""
    own, since = indicator.indicator, indicator.reached
    if own.kind is IndicatorKind.HOLD:
        return False
    whole = since is not None and own.due != case.due and since > own.due and not own.every
    states = [each.state for each in indicator.years] + [each.state for each in indicator.milestones]
    return whole or OccurrenceState.LATE in states
