"""Indicators: targets and baselines that can be measured."""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.ids import INDICATOR_ID
from qtrack.model.plan import Indicator, IndicatorKind
from qtrack.model.problem import Level

_WHOLE = 100

#: What is wrong with an indicator: the keys that lead to it, and the sentence.
Wrong = tuple[tuple[str | int, ...], Message]


def indicator_sound(context: CheckContext) -> Iterator[Finding]:
    """indicator-sound: an indicator can be measured.

    A share cannot go beyond 100 %, and there must be a way from the baseline to the target. Milestones lie
    on this way: their dates after the plan's start and before the deadline, each later and higher than the
    one before, none beyond the target. A yearly target is reached year by year, from nothing: it is not
    held, and has neither a baseline nor milestones.

    Passes: `{target: 95, unit: '%', kind: reach}`
    Fails: `{target: 950, unit: '%', kind: reach}`, `{target: 40, kind: hold, every: year}`
    """
    for holder, at, indicator in context.indicators():
        for keys, message in (*_itself(indicator), *_yearly(indicator), *_milestones(context, indicator)):
            yield finding(message, holder.path, "indicators", at, *keys)


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


def hold_sound(context: CheckContext) -> Iterator[Finding]:
    """hold-sound: an indicator to hold starts from nothing.

    A baseline says from where a target is reached; what is to be held is only compared with its target.

    Level: hint
    Passes: `{target: 91, kind: hold}`
    Fails: `{target: 91, kind: hold, baseline: 88}`
    """
    for holder, at, indicator in context.indicators():
        if indicator.kind is IndicatorKind.HOLD and indicator.baseline is not None:
            message = msg("{id} is to be held; its baseline is not used", id=indicator.id)
            yield finding(message, holder.path, "indicators", at, "baseline", level=Level.HINT)


def baseline_known(context: CheckContext) -> Iterator[Finding]:
    """baseline-known: an indicator to reach says from which value it starts.

    A stock such as 1290 of 1500 famous brands says little about the way since the plan's start; set against
    the time that is gone it would look far ahead. Without a baseline the value and its share of the target
    are shown, but no gap is told, and the figure does not count in the task's progress. What is counted
    from the plan's start on begins with `baseline: 0`.

    Level: hint
    Passes: `{target: 20, kind: reach, baseline: 0}`, `{target: 40, kind: reach, every: year}`
    Fails: `{target: 1500, kind: reach}`
    """
    for holder, at, indicator in context.indicators():
        if indicator.baseless and indicator.target > 0:
            message = msg(
                "{id} has no baseline, so no gap is told; write the value at the plan's start, 0 for "
                "what is counted from there on",
                id=indicator.id,
            )
            yield finding(message, holder.path, "indicators", at, "target", level=Level.HINT)
