"""Who may report on a task: the units behind its lead, its shared and its by-duty names."""

from qtrack.model.plan import Plan, Task
from qtrack.model.units import Unit, UnitKind


def reporters(plan: Plan, task: Task) -> tuple[str, ...]:
    """Return the units that would report on a task, the lead first; nobody outside the system is asked."""
    units = (unit for named in task.responsible.named for unit in plan.register.members(named))
    return tuple(unit for unit in dict.fromkeys(units) if kind_of(plan, unit) is not UnitKind.EXTERNAL)


def seconds(plan: Plan, task: Task, *, cities: bool) -> tuple[str, ...]:
    """Return who reports besides the lead: those who share the task, and with `cities` their bureaus."""
    shared = {unit for named in task.responsible.shared for unit in plan.register.members(named)}
    return tuple(
        unit
        for unit in reporters(plan, task)[1:]
        if unit in shared or (cities and kind_of(plan, unit) is UnitKind.BUREAU)
    )


def may_report(plan: Plan, task: Task, unit: str) -> bool:
    """Tell whether a unit's word on a task counts: it is responsible, or the office that keeps the plan."""
    if unit == plan.head.office:
        return True
    return any(unit == named or unit in plan.register.members(named) for named in task.responsible.named)


def kind_of(plan: Plan, unit_id: str) -> UnitKind | None:
    """Return where a unit belongs; None for a group and for one that is not registered."""
    unit = plan.register.by_id.get(unit_id)
    return unit.kind if isinstance(unit, Unit) else None
