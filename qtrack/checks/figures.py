"""Figures: the values of indicators that entries tell, by whom, and what they take the place of."""

from collections.abc import Iterable, Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.indicator import Better, IndicatorKind
from qtrack.model.plan import Plan, Section, Task
from qtrack.model.problem import Level
from qtrack.model.responsibility import Responsibility


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
        holder = context.plan.holder(entry.about) if entry.actuals else None
        if holder is None:
            continue
        own = {indicator.id: indicator.name for indicator in holder.indicators}
        falling = {one.id for one in holder.indicators if one.kind is IndicatorKind.AVERAGE}
        yield from _of_others(context, holder, entry)
        for name, value in entry.actuals.items():
            if name not in own:
                yield finding(_unknown_indicator(context, holder.id, name, own), entry.path, "actuals", name)
            elif value < 0 and name not in falling:
                message = msg("{id} is {value}; it cannot be below 0", id=name, value=value)
                yield finding(message, entry.path, "actuals", name)


def _of_others(context: CheckContext, holder: Section | Task, entry: Entry) -> Iterator[Finding]:
    """Yield what a unit tells of targets that are split among others."""
    register = context.plan.register
    for own in holder.indicators:
        units = [share.unit for share in own.shares]
        if units and own.id in entry.actuals and entry.unit not in units:
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


def _unknown_indicator(context: CheckContext, holder: str, name: str, own: dict[str, str]) -> Message:
    """Say that there is no such indicator, with the nearest there is, by its id or its name."""
    if not own:
        return msg("{holder} has no indicators", holder=holder)
    ids = {title: identifier for identifier, title in own.items()}
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
    growing = {
        (holder.id, indicator.id)
        for holder, _, indicator in context.indicators()
        if indicator.kind is IndicatorKind.REACH and indicator.better is Better.HIGHER
    }
    highest: dict[tuple[str, ...], Entry] = {}
    for entry in context.valued:
        for name, value in entry.actuals.items():
            if (entry.holder, name) not in growing:
                continue
            target = context.target(entry, name)
            before = highest.get(target)
            if before is not None and value < before.actuals[name]:
                values = {"id": name, "value": value, "before": before.actuals[name], "date": before.date}
                message = msg("{id} is {value}, less than the {before} of {date}", **values)
                yield finding(message, entry.path, "actuals", name, level=Level.WARNING)
            else:
                highest[target] = entry


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
    latest: dict[tuple[str, ...], tuple[Entry, Entry | None]] = {}  # with what it took the place of
    for entry in context.valued:
        for name in entry.actuals:
            target = context.target(entry, name)
            if target not in latest or _leads(entry, context.plan):
                latest[target] = entry, None
            else:
                last, before = latest[target]
                replaced = before if last.unit == entry.unit else last
                aside = replaced and _shares(entry, context.plan) and _leads(replaced, context.plan)
                latest[target] = entry, None if aside else replaced
    register = context.plan.register
    for (_, name, *_), (entry, replaced) in latest.items():
        if replaced is None or replaced.actuals[name] == entry.actuals[name]:
            continue
        message = msg(
            "{unit} says {value} of {id}, in the place of the {before} that {other} said on {date}; if each "
            "tells its own part, split the target by “shares”, or let one unit tell the sum",
            unit=register.short(entry.unit),
            value=entry.actuals[name],
            id=name,
            before=replaced.actuals[name],
            other=register.short(replaced.unit),
            date=replaced.date,
        )
        yield finding(message, entry.path, "actuals", name, level=Level.WARNING)


def _leads(entry: Entry, plan: Plan) -> bool:
    """Tell whether a unit speaks for all: the office, and who leads the task, itself or as a group."""
    holder = plan.holder(entry.about)
    own = holder.responsible if holder else Responsibility()
    leading = (own.lead, *own.members(own.lead, plan.register)) if own.lead else ()
    return entry.unit in (plan.head.office, *leading)


def _shares(entry: Entry, plan: Plan) -> bool:
    """Tell whether a unit itself, and no group that it is in, leads the task too, or shares it."""
    holder = plan.holder(entry.about)
    return holder is not None and entry.unit in (*holder.responsible.co_leads, *holder.responsible.shared)
