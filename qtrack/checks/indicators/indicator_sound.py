"""indicator-sound: an indicator can be measured.

A share cannot go beyond 100 %, and there must be a way from the baseline to the target. Milestones lie on
this way: their dates after the plan's start and before the deadline, each later and higher than the one
before, none beyond the target. A yearly target is reached year by year, from nothing: it is not held, and
has neither a baseline nor milestones.

Passes: `{target: 95, unit: '%', kind: reach}`
Fails: `{target: 950, unit: '%', kind: reach}`, `{target: 40, kind: hold, every: year}`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.ids import INDICATOR_ID
from qtrack.model.plan import Indicator, IndicatorKind
from qtrack.model.problem import Problem

NAME = "indicator-sound"
_WHOLE = 100

#: What is wrong with an indicator: the keys that lead to it, and the sentence.
Wrong = tuple[tuple[str | int, ...], Message]


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield indicators with an impossible target, baseline, milestone or id."""
    for holder, at, indicator in context.indicators():
        for keys, message in (*_itself(indicator), *_yearly(indicator), *_milestones(context, indicator)):
            yield problem(NAME, message, holder.path, "indicators", at, *keys)


def _itself(own: Indicator) -> Iterator[Wrong]:
    if not INDICATOR_ID.fullmatch(own.id):
        yield (
            ("id",),
            msg("“{id}” is not an id of an indicator; write small letters, digits and -", id=own.id),
        )
    if own.unit in {"%", "％"} and own.target > _WHOLE:
        yield ("target",), msg("the target {target}% is beyond 100%", target=own.target)
    if own.target <= 0:
        yield ("target",), msg("the target must be more than 0, it is {target}", target=own.target)
    if own.kind is IndicatorKind.REACH and own.baseline is not None and own.baseline >= own.target:
        message = msg(
            "the baseline {baseline} is not below the target {target}",
            baseline=own.baseline,
            target=own.target,
        )
        yield ("baseline",), message


def _yearly(own: Indicator) -> Iterator[Wrong]:
    if not own.every:
        return
    if own.kind is IndicatorKind.HOLD:
        yield ("every",), msg("{id} is to be held throughout; delete every", id=own.id)
    if own.baseline is not None:
        message = msg("{id} is counted in each year from nothing; delete the baseline", id=own.id)
        yield ("baseline",), message
    if own.milestones:
        message = msg("{id} has a target every year; delete the milestones", id=own.id)
        yield ("milestones",), message


def _milestones(context: CheckContext, own: Indicator) -> Iterator[Wrong]:
    if own.every:
        return
    if own.kind is IndicatorKind.HOLD and own.milestones:
        yield ("milestones",), msg("{id} is to be held throughout; delete the milestones", id=own.id)
        return
    value, day = own.baseline or 0, context.plan.head.start
    for at, milestone in enumerate(own.milestones):
        keys = ("milestones", at)
        if not day < milestone.date < own.due:
            message = msg(
                "the milestone of {date} does not lie between {start} and {due}",
                date=milestone.date,
                start=day,
                due=own.due,
            )
            yield (*keys, "date"), message
        if not value < milestone.target <= own.target:
            message = msg(
                "the milestone {target} is not more than {before} and at most the target {goal}",
                target=milestone.target,
                before=value,
                goal=own.target,
            )
            yield (*keys, "target"), message
        value, day = milestone.target, milestone.date
