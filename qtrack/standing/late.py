"""Reasons of a light: what is past its time, what is not held, what was made up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from qtrack.locale.message import Message, days, msg
from qtrack.model.entry import Status
from qtrack.model.indicator import Indicator, amount, goal, named, worded
from qtrack.model.plan import Every
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import OccurrenceState, runs
from qtrack.standing.rules import Light, Rule
from qtrack.standing.task_standing import LightReason, Standing


def late(standing: Standing, open_: tuple[Deadline, ...]) -> list[LightReason]:
    """Name what is open and has a deadline that has passed, then what is not held."""
    passed = [deadline for deadline in open_ if deadline.due < standing.as_of]
    return [
        *_overdue(standing, passed),
        *_missed(standing, passed),
        *_targets(standing, passed),
        *_not_held(standing),
    ]


def _red(code: str, message: Message, indicator: str = "") -> LightReason:
    return LightReason(code, Light.RED, message, indicator=indicator)


#: What `_missed` and `_targets` name.
_OF_RETURNS: Final = frozenset({DueKind.OCCURRENCE, DueKind.MILESTONE})


def _overdue(standing: Standing, passed: list[Deadline]) -> Iterator[LightReason]:
    """Name the whole, deliverables and indicators; one that is due with the whole only without that."""
    whole = {deadline.due for deadline in passed if deadline.kind is DueKind.TASK}
    for deadline in passed:
        if deadline.kind in _OF_RETURNS:
            continue
        since = days((standing.as_of - deadline.due).days)
        if deadline.kind is DueKind.TASK and standing.due is None:
            yield _red("overdue", msg("not done when the plan ended, {days} ago", days=since))
        elif deadline.kind is DueKind.TASK:
            yield _red("overdue", msg("{days} overdue", days=since))
        elif deadline.kind is DueKind.DELIVERABLE:
            yield _red("part-overdue", msg("{id} is {days} overdue", id=deadline.id, days=since))
        elif deadline.kind is DueKind.INDICATOR and not deadline.period and deadline.due not in whole:
            yield _red("part-overdue", msg("{name} is {days} overdue", name=deadline.title, days=since))


def _missed(standing: Standing, passed: list[Deadline]) -> Iterator[LightReason]:
    """Name each duty once, however many of its occurrences were missed; days count from the oldest."""
    for part in standing.deliverables:
        if part.deliverable.every is None:
            continue
        row = [one for one in passed if one.kind is DueKind.OCCURRENCE and one.id == part.deliverable.id]
        if not row:
            continue
        values = {"id": part.deliverable.id, "periods": runs(tuple(one.period for one in row))}
        since = days((standing.as_of - row[0].due).days)
        if part.deliverable.every is Every.YEAR:
            yield _red("missed", msg("{id} of {periods} missed, {days} overdue", **values, days=since))
        else:
            yield _red("missed", msg("{id} for {periods} missed, {days} overdue", **values, days=since))


def _targets(standing: Standing, passed: list[Deadline]) -> Iterator[LightReason]:
    """Name each year of a target that was not reached, then each milestone."""
    for deadline in passed:
        if deadline.kind is DueKind.INDICATOR and deadline.period and deadline.indicator:
            yield _red("target-missed", _year_missed(deadline.indicator, deadline.period))
    for deadline in passed:
        if deadline.kind is DueKind.MILESTONE and deadline.indicator:
            yield _red(
                "milestone-missed", _milestone_missed(deadline.indicator, deadline.due, standing.as_of)
            )


def _year_missed(part: IndicatorStanding, period: str) -> Message:
    own = part.indicator
    year = next(year for year in part.years if year.period == period)
    values = {"name": own.name, "target": worded(own), "year": period}
    if year.actual is None:
        return msg("{name}: {year} not reached: no value, the target is {target}", **values)
    return msg("{name}: {year} not reached: {actual} of {target}", **values, actual=amount(year.actual, own))


def _milestone_missed(part: IndicatorStanding, due: date, as_of: date) -> Message:
    own = part.indicator
    target = next(milestone.target for milestone in part.milestones if milestone.due == due)
    values = {"name": own.name, "target": goal(own, target), "date": due, "days": days((as_of - due).days)}
    return msg("{name}: {target} by {date} not reached, {days} overdue", **values)


def _not_held(standing: Standing) -> Iterator[LightReason]:
    """Name what is worse than its target; from its deadline on also what no value holds.

    Of work that was dropped only what was so by then.
    """
    gone = standing.status is Status.CLOSED or (standing.status is Status.DROPPED and standing.verified)
    for part in standing.indicators:
        own = part.indicator
        if part.holds is not False or gone:
            continue
        values = {"name": own.name, "target": goal(own)}
        if part.actual is not None and not own.meets(part.actual):
            yield _red("not-held", _worse(own, part.actual), own.id)
        elif standing.status is Status.DROPPED and standing.ended is not None and own.due >= standing.ended:
            continue
        elif owed := tuple(year.period for year in part.years if year.state is OccurrenceState.MISSED):
            message = msg("{name}: no value for {years}, {target} is to be held", **values, years=owed)
            yield _red("not-held", message, own.id)
        elif part.actual_date is None:
            message = msg("{name}: no value by {date}, {target} is to be held", **values, date=own.due)
            yield _red("not-held", message, own.id)
        else:
            message = msg(
                "{name}: the last value by {date} is of {last}, {target} is to be held",
                **values,
                date=own.due,
                last=part.actual_date,
            )
            yield _red("not-held", message, own.id)


def _worse(own: Indicator, actual: Decimal) -> Message:
    most = own.target if own.most is None else own.most
    values = {"name": named(own), "actual": amount(actual, own)}
    if actual > most:
        return msg("{name} is {actual}, above {target}", **values, target=amount(most, own))
    return msg("{name} is {actual}, below {target}", **values, target=amount(own.target, own))


def made_up(standing: Standing, rule: Rule) -> list[LightReason]:
    """Name parts that were done after their own deadline, where the rule has a light for that."""
    if rule.done_late is rule.done:
        return []
    messages = [_done_late(part, standing.limit) for part in standing.deliverables if not part.left_out]
    messages += [
        msg("{name} reached late", name=part.indicator.name)
        for part in standing.indicators
        if _reached_late(part, standing)
    ]
    return [LightReason("part-done-late", rule.done_late, message) for message in messages if message]


def _done_late(part: DeliverableStanding, whole: date) -> Message | None:
    own = part.deliverable
    late_ones = tuple(one.period for one in part.occurrences if one.state is OccurrenceState.LATE)
    if late_ones:
        periods = runs(late_ones)
        if own.every is Every.YEAR:
            return msg("{id} of {periods} done late", id=own.id, periods=periods)
        return msg("{id} for {periods} done late", id=own.id, periods=periods)
    if own.due and own.due != whole and part.done and part.ended and part.ended > own.due:
        return msg("{id} done {days} late", id=own.id, days=days((part.ended - own.due).days))
    return None


def _reached_late(indicator: IndicatorStanding, standing: Standing) -> bool:
    """Tell whether a target, a year of it or a milestone was reached after its deadline."""
    own, since = indicator.indicator, indicator.reached
    if own.held:
        return False
    whole = since is not None and own.due != standing.limit and since > own.due and not own.every
    states = [one.state for one in indicator.years] + [one.state for one in indicator.milestones]
    return whole or OccurrenceState.LATE in states
