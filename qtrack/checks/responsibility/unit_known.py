"""unit-known: whoever a task names is registered in units.yaml, and referred to by id.

A name a character off would be a unit of its own, which nobody asks. Names change, ids stay.

Passes: `lead: metrology`
Fails: `lead: metrolgy`, and also `lead: 计量处`, since files refer by id
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Task
from qtrack.model.problem import Problem
from qtrack.model.units import plain_name

NAME = "unit-known"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each unit of a task, and the office, that is not registered."""
    plan = context.plan
    if context.units_unread:
        return
    if plan.head.office and plan.head.office not in plan.register.by_id:
        yield problem(NAME, unknown_unit(context, plan.head.office), "plan.yaml", "office")
    for task in plan.tasks:
        own = task.responsible
        places: list[tuple[str | None, tuple[str | int, ...]]] = [(own.lead, ("responsible", "lead"))]
        places += [(unit, ("responsible", "shared", at)) for at, unit in enumerate(own.shared)]
        places += [(unit, ("responsible", "by_duty", at)) for at, unit in enumerate(own.by_duty)]
        places += [(unit, ("partners", at)) for at, unit in enumerate(task.partners)]
        for unit, keys in places:
            if unit is not None and unit not in plan.register.by_id:
                yield problem(NAME, unknown_unit(context, unit), task.path, *keys)


def not_responsible(context: CheckContext, about: str, unit: str) -> Message | None:
    """Say that a unit is not responsible for a task; None where it is, or nobody is named."""
    plan = context.plan
    holder = plan.holder(about)
    if not isinstance(holder, Task) or unit in context.responsible(holder):
        return None
    name = plan.register.name(unit)
    return msg("{unit} is not among those responsible for {id}", unit=name, id=holder.id)


def unknown_unit(context: CheckContext, name: str) -> Message:
    """Say that a unit is not registered, with the nearest that is."""
    register = context.plan.register
    meant = register.find(name)
    if meant is not None:
        return msg("“{name}” is a name; refer to it by its id {id}", name=name, id=meant.id)
    if "，" in name or "、" in name:
        return msg("“{name}” holds a full-width comma; separate names as in [a, b]", name=name)
    nearest = context.nearest(plain_name(name), register.names, cutoff=0.5)
    if nearest is None:
        return msg("“{name}” is not in units.yaml; register it there, or mend the name", name=name)
    near = register.names[nearest]
    return msg("“{name}” is not in units.yaml; the nearest there is “{nearest}”", name=name, nearest=near)
