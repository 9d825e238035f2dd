"""Who may report on a task: the units behind its lead, its shared and its by-duty names."""

from qtrack.model.plan import Plan, Task
from qtrack.model.units import Unit, UnitKind


def reporters(plan: Plan, task: Task) -> tuple[str, ...]:
    """Return the units that would report on a task, the lead first; nobody outside the system is asked."""
    units = dict.fromkeys(unit for named in task.responsible.named for unit in plan.register.members(named))
    return tuple(unit for unit in units if _inside(plan, unit))


def may_report(plan: Plan, task: Task, unit: str) -> bool:
    """Tell whether a unit's word on a task counts: it is responsible, or the office that keeps the plan."""
    if unit == plan.head.office:
        return True
    return any(unit == named or unit in plan.register.members(named) for named in task.responsible.named)


def _inside(plan: Plan, unit_id: str) -> bool:
    unit = plan.register.by_id[unit_id]
    return isinstance(unit, Unit) and unit.kind is not UnitKind.EXTERNAL
