"""actual-of-another: one unit's figure does not take the place of another's unseen.

An indicator has one value, that of the whole; the latest one said stands. Where several units tell their own
parts, the last of them stands for all. Who leads or shares a task speaks for the whole of it, as the office
does; everybody else is told whose figure theirs replaces. A yearly target is counted in each year anew.

Level: warning
Passes: 200 by the lead after 300 by a bureau
Fails: 200 by one bureau after 300 by another
"""

from collections.abc import Iterator
from typing import NamedTuple

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.plan import Plan, Task
from qtrack.model.problem import Level, Problem

NAME = "actual-of-another"


class _Said(NamedTuple):
    """The latest value of an indicator, and the one of another unit that it took the place of."""

    entry: Entry
    replaced: Entry | None


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each value that stands now in the place of another unit's, said by one that has a part only."""
    latest: dict[tuple[str, str, str], _Said] = {}
    for entry in context.counted:
        for name in entry.actuals:
            target = context.target(entry, name)
            last = latest.get(target)
            if last is None or _for_the_whole(entry, context.plan):
                latest[target] = _Said(entry, None)
            else:
                own = last.entry.unit == entry.unit
                latest[target] = _Said(entry, last.replaced if own else last.entry)
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
        yield problem(NAME, message, entry.path, "actuals", name, level=Level.WARNING)


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
