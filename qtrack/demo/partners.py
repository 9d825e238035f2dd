"""Who may report on a task, and what those beside its lead say: a short word each, before the lead sums up.

They speak of their own part only and say no share, so that a task fares as its own lines tell.
"""

from datetime import date, timedelta
from typing import Final

from qtrack.demo.chance import Chance, working_from
from qtrack.demo.story import Line, story
from qtrack.model.plan import Plan, Task
from qtrack.model.units import Unit, UnitKind
from qtrack.standing.reported.reporting import Window, asked, current_window

_SILENT_ONE_IN: Final = 7
_MANY: Final = 8
_SPOKE_ONE_IN: Final = 4  # of many units in months long past, before the habit grew
_RECENT: Final = timedelta(days=95)
_EARLIEST: Final = 12


def reporters(plan: Plan, task: Task) -> tuple[str, ...]:
    """Return the units that would report on a task, the lead first; nobody outside the system is asked."""
    own = task.responsible
    units = (unit for named in own.charged for unit in own.members(named, plan.register))
    return tuple(unit for unit in dict.fromkeys(units) if _kind_of(plan, unit) is not UnitKind.EXTERNAL)


def seconds(plan: Plan, task: Task, *, cities: bool) -> tuple[str, ...]:
    """Return who reports besides the lead: those who share the task, and with `cities` their bureaus."""
    own = task.responsible
    shared = {unit for named in own.shared for unit in own.members(named, plan.register)}
    return tuple(
        unit
        for unit in reporters(plan, task)[1:]
        if unit in shared or (cities and _kind_of(plan, unit) is UnitKind.BUREAU)
    )


def _kind_of(plan: Plan, unit_id: str) -> UnitKind | None:
    """Return where a unit belongs; None for a group and for one that is not registered."""
    unit = plan.register.by_id.get(unit_id)
    return unit.kind if isinstance(unit, Unit) else None


def partner_lines(plan: Plan, task: Task, told: list[Line], chance: Chance, limit: date) -> list[Line]:
    """Return the words of those asked besides the lead, in every round in which something is told.

    Now and then one stays silent. Where a group is asked as one, one of its members speaks.
    """
    whom = {
        unit: by for unit, by in asked(task, plan.register).items() if by and unit != task.responsible.lead
    }
    many = len(whom) > _MANY
    rounds: dict[Window, list[Line]] = {}
    for line in told:
        window = current_window(plan.head_of(task), line.date)
        if window is not None:
            rounds.setdefault(window, []).append(line)
    found: list[Line] = []
    for window, lines in rounds.items():
        seldom = many and window.deadline < limit - _RECENT
        heard = {line.unit for line in lines}
        for named, by in whom.items():
            question = ("partner", task.id, named, window.deadline)
            one_in = chance.one_in(_SPOKE_ONE_IN if seldom else _SILENT_ONE_IN, *question)
            if by.isdisjoint(heard) and one_in == seldom:
                speaker = named if by == {named} else chance.one_of(sorted(by), task.id)
                found += _said(speaker, task, window, lines, chance, many=many)
    return found


def _said(
    unit: str, task: Task, window: Window, lines: list[Line], chance: Chance, *, many: bool
) -> list[Line]:
    """Return the line of one that is asked, some days before the last word of the round."""
    question = (task.id, unit, window.deadline)
    ahead = timedelta(days=chance.between(1, _EARLIEST, "ahead", *question))
    day = working_from(max(line.date for line in lines) - ahead, timedelta(days=-1))
    if day < window.start:
        return []
    summary = chance.one_of(story().many_partners if many else story().few_partners, "word", *question)
    return [Line(about=task.id, unit=unit, date=day, summary=summary)]
