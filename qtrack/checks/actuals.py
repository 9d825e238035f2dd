"""The values of indicators that entries tell."""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.plan import IndicatorKind, Plan, Task
from qtrack.model.problem import Level


def entry_actuals(context: CheckContext, entry: Entry) -> Iterator[Finding]:
    """entry-actuals: values are of indicators that the task or section has, and not below 0.

    A value under a misspelt id would be kept and never counted.

    Passes: `actuals: {public-standards: 1650}` about T18
    Fails: `actuals: {public-standard: 1650}` about T18
    """
    holder = context.plan.holder(entry.about)
    if holder is None:
        return
    own = {indicator.id: indicator.name for indicator in holder.indicators}
    for name, value in entry.actuals.items():
        if name not in own:
            yield finding(_unknown_indicator(context, holder.id, name, own), entry.path, "actuals", name)
        elif value < 0:
            message = msg("{id} is {value}; it cannot be below 0", id=name, value=value)
            yield finding(message, entry.path, "actuals", name)


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
        if indicator.kind is IndicatorKind.REACH
    }
    highest: dict[tuple[str, str, str], Entry] = {}
    for entry in context.counted:
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
    their own parts, the last of them stands for all. Who leads or shares a task speaks for the whole of it,
    as the office does; everybody else is told whose figure theirs replaces. A yearly target is counted in
    each year anew.

    Level: warning
    Passes: 200 by the lead after 300 by a bureau
    Fails: 200 by one bureau after 300 by another
    """
    latest: dict[tuple[str, str, str], tuple[Entry, Entry | None]] = {}  # with what it took the place of
    for entry in context.counted:
        for name in entry.actuals:
            target = context.target(entry, name)
            if target not in latest or _for_the_whole(entry, context.plan):
                latest[target] = entry, None
            else:
                last, before = latest[target]
                latest[target] = entry, before if last.unit == entry.unit else last
    register = context.plan.register
    for (_, name, _), (entry, replaced) in latest.items():
        if replaced is None or replaced.actuals[name] == entry.actuals[name]:
            continue
        message = msg(
            "{unit} says {value} of {id}, in the place of the {before} that {other} said on {date}; if each "
            "tells its own part, let one unit tell the sum",
            unit=register.short(entry.unit),
            value=entry.actuals[name],
            id=name,
            before=replaced.actuals[name],
            other=register.short(replaced.unit),
            date=replaced.date,
        )
        yield finding(message, entry.path, "actuals", name, level=Level.WARNING)


def _for_the_whole(entry: Entry, plan: Plan) -> bool:
    """Tell whether a unit speaks for all: the office, and of a task who leads or shares it."""
    holder = plan.holder(entry.about)
    if entry.unit == plan.head.office:
        return True
    if not isinstance(holder, Task):
        return False
    own = holder.responsible
    named = (own.lead, *own.shared) if own.lead else own.shared
    return any(entry.unit == unit or entry.unit in plan.register.members(unit) for unit in named)
