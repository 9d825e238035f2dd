"""Figures: the values of indicators that entries tell, by whom, and what they take the place of."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.indicator import Better, Indicator, IndicatorKind
from qtrack.model.plan import Plan
from qtrack.model.problem import Level


def entry_actuals(context: CheckContext, entries: Iterable[Entry]) -> Iterator[Finding]:
    """entry-actuals: values are of indicators that the task or section has, and not below 0 but for a growth.

    A value under a misspelt id would be kept and never counted. Of a target that is split, those who
    have a share tell their figures; that of somebody else is refused, and does not count where it was
    told before.

    Level: error, warning
    Passes: `actuals: {public-standards: 1650}` about T18
    Fails: `actuals: {public-standard: 1650}` about T18
    """
    for entry in entries:
        own = context.indicators_of.get(entry.holder) if entry.actuals else None
        if own is None:
            continue
        for name, value in entry.actuals.items():
            indicator = own.get(name)
            if indicator is None:
                message = _unknown_indicator(context, entry.holder, name, own)
                yield finding(message, entry.path, "actuals", name)
                continue
            if indicator.shares:
                yield from _of_another_share(context, indicator, entry)
            if value < 0 and indicator.kind is not IndicatorKind.AVERAGE:
                message = msg("{id} is {value}; it cannot be below 0", id=name, value=value)
                yield finding(message, entry.path, "actuals", name)


def _of_another_share(context: CheckContext, own: Indicator, entry: Entry) -> Iterator[Finding]:
    """Yield what a unit tells of a target that is split among others."""
    register = context.plan.register
    units = [share.unit for share in own.shares]
    if entry.unit in units:
        return
    message = msg(
        "{unit} has no share of {id}; its value is the sum of what {units} tell",
        unit=register.short(entry.unit),
        id=own.id,
        units=tuple(map(register.short, units)),
    )
    if entry.id:  # it may have been told before the target was split
        yield finding(message, entry.path, "actuals", own.id, level=Level.WARNING)
    else:
        yield finding(message, entry.path, "actuals", own.id)


def _unknown_indicator(context: CheckContext, holder: str, name: str, own: dict[str, Indicator]) -> Message:
    """Say that there is no such indicator, with the nearest there is, by its id or its name."""
    if not own:
        return msg("{holder} has no indicators", holder=holder)
    ids = {indicator.name: indicator.id for indicator in own.values()}
    named = context.nearest(name, ids)
    near = ids[named] if named else context.nearest(name, own, cutoff=0)
    values = {"holder": holder, "id": name, "nearest": near}
    if near:
        return msg("{holder} has no indicator “{id}”; the nearest is “{nearest}”", **values)
    return msg("{holder} has no indicator “{id}”", **values)


def actual_falls(context: CheckContext) -> Iterator[Finding]:
    """actual-falls: the value of an indicator to reach does not fall.

    What is counted up to a target only grows, as a rule; a smaller value is mostly a slip, or the count of
    one year where the count since the start was meant. A yearly target is counted in each year anew.

    Level: warning
    Passes: `actuals: {public-standards: 1650}` after 1600
    Fails: `actuals: {public-standards: 165}` after 1600
    """
    for holder, _, own in context.indicators():
        if own.kind is not IndicatorKind.REACH or own.better is not Better.HIGHER:
            continue
        for told in context.figures.get((holder.id, own.id), ()):
            highest = told[0]
            for entry in told:
                value, before = entry.actuals[own.id], highest.actuals[own.id]
                if value < before:
                    values = {"id": own.id, "value": value, "before": before, "date": highest.date}
                    message = msg("{id} is {value}, less than the {before} of {date}", **values)
                    yield finding(message, entry.path, "actuals", own.id, level=Level.WARNING)
                else:
                    highest = entry


def actual_of_another(context: CheckContext) -> Iterator[Finding]:
    """actual-of-another: one unit's figure does not take the place of another's unseen.

    An indicator has one value, that of the whole; the latest one said stands. Where several units tell
    their own parts, the last of them stands for all, unless the target is split (`shares`): then their sum
    does. Who leads a task speaks for the whole of it, as the office does, and who shares it for who leads;
    everybody else is told whose figure theirs replaces. A yearly target is counted in each year anew.

    Level: warning
    Passes: 200 by the lead after 300 by a bureau; `shares: [{unit: fuzhou, target: 300}, …]`
    Fails: 200 by one bureau after 300 by another
    """
    register = context.plan.register
    for (holder, name), each in context.figures.items():
        for told in each:
            entry, replaced = told[-1], _replaced(context, holder, told)
            if replaced is None or replaced.actuals[name] == entry.actuals[name]:
                continue
            message = msg(
                "{unit} says {value} of {id}, in the place of the {before} that {other} said on {date}; if "
                "each tells its own part, split the target by “shares”, or let one unit tell the sum",
                unit=register.short(entry.unit),
                value=entry.actuals[name],
                id=name,
                before=replaced.actuals[name],
                other=register.short(replaced.unit),
                date=replaced.date,
            )
            yield finding(message, entry.path, "actuals", name, level=Level.WARNING)


def _replaced(context: CheckContext, holder: str, told: list[Entry]) -> Entry | None:
    """Return the figure of another unit that the last of these takes the place of unseen, if it does."""
    speaking = context.speaking(holder)
    replaced: Entry | None = None
    for last, entry in pairwise(told):
        if entry.unit in speaking:
            replaced = None
        elif last.unit != entry.unit:
            replaced = last
        if replaced and replaced.unit in speaking and _shares(entry, context.plan):
            replaced = None
    return replaced


def _shares(entry: Entry, plan: Plan) -> bool:
    """Tell whether a unit itself, and no group that it is in, leads the task too, or shares it."""
    holder = plan.holder(entry.about)
    return holder is not None and entry.unit in (*holder.responsible.co_leads, *holder.responsible.shared)
