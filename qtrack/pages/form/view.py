"""The open tasks and deliverables of a unit, in the order in which a form asks for them."""

import msgspec

from qtrack.model.entry import Entry
from qtrack.model.plan import Indicator, Plan, Task
from qtrack.records.record_prompt import open_deliverables
from qtrack.standing.assess import PlanStanding, Standing


class FormRow(msgspec.Struct, frozen=True):
    """One line to fill; `period` is the occurrence that is owed of a duty that returns."""

    about: str
    title: str
    last: Entry | None
    period: str = ""


class UnitForm(msgspec.Struct, frozen=True):
    """What a unit is asked: rows by its role, and the indicators of its tasks as columns."""

    unit: str
    unit_name: str
    rows: tuple[FormRow, ...]
    indicators: tuple[Indicator, ...]


def unit_form(standing: PlanStanding, unit: str) -> UnitForm:
    """Return the form of a unit or group: tasks it leads first, then those it shares, then by duty."""
    plan = standing.plan
    ranked = [(_role(task.holder, unit, plan), task) for task in standing.tasks if task.running]
    mine = [task for role, task in sorted(ranked, key=lambda pair: pair[0] or 0) if role is not None]
    rows = tuple(row for task in mine for row in _rows(task))
    indicators = {own.id: own for task in mine for own in task.holder.indicators}
    return UnitForm(unit, plan.register.name(unit), rows, tuple(indicators.values()))


def _role(holder: object, unit: str, plan: Plan) -> int | None:
    """Return 0 for the lead, 1 for shared, 2 for by duty, None for nobody asked."""
    if not isinstance(holder, Task):
        return None
    own = holder.responsible
    for role, named in enumerate(((own.lead,) if own.lead else (), own.shared, own.by_duty)):
        if any(unit == name or unit in plan.register.members(name) for name in named):
            return role
    return None


def _rows(standing: Standing) -> list[FormRow]:
    holder = standing.holder
    own = next((entry for entry in reversed(standing.entries) if entry.about == holder.id), None)
    rows = [FormRow(holder.id, holder.title, own)]
    for part, periods in open_deliverables(standing):
        one = part.deliverable
        rows += [FormRow(one.id, one.title, part.last, period) for period in periods or ("",)]
    return rows
