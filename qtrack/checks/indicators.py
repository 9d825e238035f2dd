"""Indicators: targets, baselines and shares that can be measured."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.responsibility import not_responsible
from qtrack.locale.message import Message, msg
from qtrack.model.ids import INDICATOR_ID
from qtrack.model.indicator import Better, Indicator, IndicatorKind, Qualifier
from qtrack.model.plan import Section, Task
from qtrack.model.problem import Level
from qtrack.model.units import UnitGroup

_WHOLE = 100
#: So many years before it nobody counted what a plan starts from.
_LONG = 100

#: What is wrong with an indicator: the keys that lead to it, and the sentence.
Wrong = tuple[tuple[str | int, ...], Message]


def indicator_sound(context: CheckContext) -> Iterator[Finding]:
    """indicator-sound: an indicator can be measured.

    There must be a way from the baseline to the target; of a range `target` is the lower end and `most` the
    upper. Milestones lie on this way: their dates after the plan's start and before the deadline, each later
    and higher than the one before, none beyond the target. A yearly target is reached year by year, from
    nothing: it is not held, and has neither a baseline nor milestones.

    Passes: `{target: 20, most: 25, kind: hold}`
    Fails: `{target: 25, most: 20, kind: hold}`, `{target: 40, kind: hold, every: year}`
    """
    for holder, at, indicator in context.indicators():
        for keys, message in (
            *_itself(indicator),
            *_yearly(indicator),
            *_milestones(context.plan.start_of(holder), indicator),
        ):
            yield finding(message, holder.path, "indicators", at, *keys)


def _itself(own: Indicator) -> Iterator[Wrong]:
    if not INDICATOR_ID.fullmatch(own.id):
        yield (
            ("id",),
            msg("“{id}” is not an id of an indicator; write small letters, digits and -", id=own.id),
        )
    if own.target < 0:
        yield ("target",), msg("the target cannot be below 0, it is {target}", target=own.target)
    elif own.target == 0 and own.better is Better.HIGHER and own.most is None:
        yield ("target",), msg("the target must be more than 0, unless lower values are better")
    if own.most is not None and own.most <= own.target:
        values = {"most": own.most, "target": own.target}
        yield ("most",), msg("the upper end {most} is not above the lower end {target}", **values)
    elif own.kind is IndicatorKind.REACH and own.baseline is not None and _at_goal(own, own.baseline):
        yield ("baseline",), _no_way(own, own.baseline)
    if own.baseline_year is not None and own.baseline is None:
        yield ("baseline_year",), msg("{id} has no baseline that is of a year", id=own.id)
    if Qualifier.AT_LEAST in own.qualifiers:
        if own.better is Better.LOWER:
            yield ("qualifiers",), msg("{id} is the better the lower it is; delete at-least", id=own.id)
        elif own.most is not None or Qualifier.ABOUT in own.qualifiers:
            message = msg("{id} is a range, or about so many; delete at-least", id=own.id)
            yield ("qualifiers",), message


def _at_goal(own: Indicator, value: Decimal) -> bool:
    """Tell whether a value is at the nearer end of the target or past it, so that no way leads there."""
    return value <= own.goal if own.better is Better.LOWER else value >= own.goal


def _no_way(own: Indicator, baseline: Decimal) -> Message:
    values = {"baseline": baseline, "target": own.goal}
    if own.better is Better.LOWER:
        return msg("the baseline {baseline} is not above the target {target}", **values)
    if baseline > own.goal:
        return msg(
            "the baseline {baseline} is not below the target {target}; where lower values are better, write "
            "“better: lower”",
            **values,
        )
    return msg("the baseline {baseline} is not below the target {target}", **values)


def _yearly(own: Indicator) -> Iterator[Wrong]:
    if not own.every:
        return
    if own.kind is IndicatorKind.AVERAGE:
        yield ("every",), msg("{id} is averaged over the years; delete every", id=own.id)
        return
    if own.better is Better.LOWER:
        message = msg("{id} is counted up in each year; what is to stay low is held: kind: hold", id=own.id)
        yield ("every",), message
    if own.kind is IndicatorKind.HOLD:
        yield ("every",), msg("{id} is to be held throughout; delete every", id=own.id)
    if own.baseline is not None:
        message = msg("{id} is counted in each year from nothing; delete the baseline", id=own.id)
        yield ("baseline",), message
    if own.milestones:
        message = msg("{id} has a target every year; delete the milestones", id=own.id)
        yield ("milestones",), message


def _milestones(start: date, own: Indicator) -> Iterator[Wrong]:
    if own.every:
        return
    if own.held and own.milestones:
        yield ("milestones",), msg("{id} is to be held throughout; delete the milestones", id=own.id)
        return
    value, day = own.baseline, start
    if value is None and own.better is Better.HIGHER:
        value = Decimal(0)
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
        further = value is None or not own.meets(value, milestone.target)
        if not further or not own.meets(own.goal, milestone.target):
            yield (*keys, "target"), _off_the_way(own, milestone.target, value)
        value, day = milestone.target, milestone.date


def _off_the_way(own: Indicator, target: Decimal, before: Decimal | None) -> Message:
    values = {"target": target, "goal": own.goal}
    if before is None:
        return msg("the milestone {target} is below the target {goal}", **values)
    if own.better is Better.LOWER:
        return msg(
            "the milestone {target} is not less than {before} and at least the target {goal}",
            **values,
            before=before,
        )
    return msg(
        "the milestone {target} is not more than {before} and at most the target {goal}",
        **values,
        before=before,
    )


def target_plain(context: CheckContext) -> Iterator[Finding]:
    """target-plain: a target is what the document most likely says.

    A share beyond 100 % is mostly a slip; where it is meant (an output that is to be 120 % of that of 2017),
    the warning is silenced. The value at the start is of no year after it, nor of one long before.

    Level: warning
    Passes: `{target: 95, unit: '%'}`, `{baseline: 40, baseline_year: 2017}`
    Fails: `{target: 950, unit: '%'}`
    """
    for holder, at, own in context.indicators():
        for key, message in _odd(own, context.plan.start_of(holder)):
            yield finding(message, holder.path, "indicators", at, key, level=Level.WARNING)


def _odd(own: Indicator, start: date) -> Iterator[tuple[str, Message]]:
    if own.unit in {"%", "％"}:
        for key, value in (("target", own.target), ("most", own.most)):
            if value is not None and value > _WHOLE:
                yield key, msg("the target {target}% is beyond 100%", target=value)
                break
    if own.baseline_year is not None and not start.year - _LONG <= own.baseline_year <= start.year:
        values = {"id": own.id, "year": own.baseline_year, "start": start}
        yield "baseline_year", msg("{id} starts on {start}, and its baseline is of {year}", **values)


def hold_sound(context: CheckContext) -> Iterator[Finding]:
    """hold-sound: an indicator to hold starts from nothing.

    A baseline says from where a target is reached; what is to be held is only compared with its target.

    Level: hint
    Passes: `{target: 91, kind: hold}`
    Fails: `{target: 91, kind: hold, baseline: 88}`
    """
    for holder, at, indicator in context.indicators():
        if indicator.held and indicator.baseline is not None:
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
        if indicator.baseless and (indicator.target > 0 or indicator.better is Better.LOWER):
            message = msg(
                "{id} has no baseline, so no gap is told; write the value at the plan's start, 0 for "
                "what is counted from there on",
                id=indicator.id,
            )
            yield finding(message, holder.path, "indicators", at, "target", level=Level.HINT)


def shares_sound(context: CheckContext) -> Iterator[Finding]:
    """shares-sound: a split target has one share for each unit, and the shares make up the whole.

    Each unit tells its own figure, so it has to be a unit, not a group, that answers for the task. Where the
    shares do not sum to the target, the document may mean it so; a warning says by how much.

    Level: error, warning
    Passes: `{target: 500, shares: [{unit: fuzhou, target: 300}, {unit: xiamen, target: 200}]}`
    Fails: `{target: 500, shares: [{unit: bureaus, target: 500}]}`
    """
    for holder, at, own in context.indicators():
        for keys, message in () if context.units_unread else _shares_wrong(context, holder, own):
            yield finding(message, holder.path, "indicators", at, "shares", *keys)
        whole = sum((share.target for share in own.shares), Decimal(0))
        if own.shares and not own.target <= whole <= (own.target if own.most is None else own.most):
            message = msg(
                "the shares of {id} sum to {sum}, and the target is {target}",
                id=own.id,
                sum=whole,
                target=own.target,
            )
            yield finding(message, holder.path, "indicators", at, "shares", level=Level.WARNING)


def _shares_wrong(context: CheckContext, holder: Section | Task, own: Indicator) -> Iterator[Wrong]:
    register, seen = context.plan.register, set()
    for at, share in enumerate(own.shares):
        known = register.by_id.get(share.unit)
        if isinstance(known, UnitGroup):
            yield (at, "unit"), msg("{unit} is a group; give a share to each of its units", unit=known.name)
        elif known and (wrong := not_responsible(context, holder.id, share.unit)):
            yield (at, "unit"), wrong
        if share.unit in seen:
            yield (at, "unit"), msg("{unit} has two shares of {id}; keep one", unit=share.unit, id=own.id)
        if share.target < 0:
            yield (at, "target"), msg("the target cannot be below 0, it is {target}", target=share.target)
        seen.add(share.unit)
