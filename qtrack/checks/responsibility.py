"""Who is responsible: units and groups that are registered, one role each."""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Task
from qtrack.model.problem import Level
from qtrack.model.units import Unit, UnitGroup, plain_name
from qtrack.standing.reported.reporting import inside


def unit_known(context: CheckContext) -> Iterator[Finding]:
    """unit-known: whoever a task names is registered in units.yaml, and referred to by id.

    A name a character off would be a unit of its own, which nobody asks. Names change, ids stay.

    Passes: `lead: metrology`
    Fails: `lead: metrolgy`, and also `lead: 计量处`, since files refer by id
    """
    plan = context.plan

    def is_unknown(unit: str) -> bool:
        """Tell what is no id; while the register cannot be read, only names surely are none."""
        if context.units_unread:
            return unit not in plan.register.by_id and plain_name(unit) in plan.register.names
        return unit not in plan.register.by_id

    if plan.head.office and is_unknown(plan.head.office):
        yield finding(unknown_unit(context, plan.head.office), "plan.yaml", "office")
    for unit, path, keys in _everybody(context):
        if is_unknown(unit):
            yield finding(unknown_unit(context, unit), path, *keys)


def _everybody(context: CheckContext) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield everyone whose id stands in a task or section, with the file and the keys that lead there."""
    for task in context.plan.tasks:
        yield from ((unit, task.path, keys) for unit, keys in _named(task))
        others = (("responsible", "excluding"), task.responsible.excluding), (("partners",), task.partners)
        for keys, units in others:
            yield from ((unit, task.path, (*keys, at)) for at, unit in enumerate(units))
    for holder, at, part in context.deliverables():
        if part.lead:
            yield part.lead, holder.path, ("deliverables", at, "lead")
    for holder, at, indicator in context.indicators():
        for place, share in enumerate(indicator.shares):
            yield share.unit, holder.path, ("indicators", at, "shares", place, "unit")


def _named(task: Task) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield everyone that a task names in any role, with the keys that lead to the place."""
    for key, units in task.responsible.by_key.items():
        for at, unit in enumerate(units):
            yield unit, ("responsible", key) if key == "lead" else ("responsible", key, at)


def not_responsible(context: CheckContext, about: str, unit: str) -> Message | None:
    """Say that a unit is not responsible for a task; None where it is, or nobody is named."""
    plan = context.plan
    holder = plan.holder(about)
    if not isinstance(holder, Task) or unit in context.responsible(holder.id):
        return None
    name = plan.register.name(unit)
    return msg("{unit} is not among those responsible for {id}", unit=name, id=holder.id)


def unknown_unit(context: CheckContext, name: str) -> Message:
    """Say that a unit is not registered, with the nearest that is."""
    register = context.plan.register
    meant = register.find(name)
    if meant is not None:
        return msg("“{name}” is a name; refer to it by its id {id}", name=name, id=meant.id)
    if plain_name(name) in register.names:
        return msg("“{name}” is a name; refer to it by its id", name=name)
    if "，" in name or "、" in name:
        return msg("“{name}” holds a full-width comma; separate names as in [a, b]", name=name)
    nearest = context.nearest(plain_name(name), register.names, cutoff=0.5)
    if nearest is None:
        return msg("“{name}” is not in units.yaml; register it there, or mend the name", name=name)
    near = register.names[nearest]
    return msg("“{name}” is not in units.yaml; the nearest there is “{nearest}”", name=name, nearest=near)


def responsible_someone(context: CheckContext) -> Iterator[Finding]:
    """responsible-someone: every task has someone who answers for it; support alone does not.

    Nobody would be asked about it, and nobody would be late.

    Passes: `responsible: {by_duty: [city-county-bureaus]}`
    Fails: `responsible: {}`, and also `responsible: {support: [metrology]}`
    """
    for task in context.plan.tasks:
        if not task.responsible.charged:
            message = msg("nobody is responsible for {id}; name a lead, shared or by_duty", id=task.id)
            yield finding(message, task.path, "responsible")


def lead_apart(context: CheckContext) -> Iterator[Finding]:
    """lead-apart: a unit has one role in a task, and who leads too stands beside a lead.

    A lead who is also among the others would be asked twice; of several leads the first stands for all.

    Passes: `{lead: metrology, co_leads: [quality], shared: [metrology-institute]}`
    Fails: `{lead: metrology, shared: [metrology]}`, and also `{co_leads: [metrology, quality]}`
    """
    for task in context.plan.tasks:
        own, seen = task.responsible, set[str]()
        if own.co_leads and not own.lead:
            message = msg("{id} names co_leads and no lead; write the first of them as lead", id=task.id)
            yield finding(message, task.path, "responsible", "co_leads")
        for unit, keys in _named(task):
            if unit in seen:
                message = msg("{unit} is named twice in {id}; keep one role", unit=unit, id=task.id)
                yield finding(message, task.path, *keys)
            seen.add(unit)


def part_lead(context: CheckContext) -> Iterator[Finding]:
    """part-lead: who leads a deliverable is among those who answer for its task, and more than supports it.

    Goals of a section have nobody who answers for them, and so no lead either.

    Passes: `lead: institute` in a task with `shared: [institute]`
    Fails: `lead: institute` in a task that does not name it, or has it in support
    """
    register = context.plan.register
    if context.units_unread:
        return
    for holder, at, part in context.deliverables():
        own = holder.responsible
        if part.lead is None or part.lead not in register.by_id:
            continue
        if not any(part.lead in {body, *own.members(body, register)} for body in own.charged):
            message = msg(
                "{unit} leads {id} and does not answer for {holder}; name it there, or another here",
                unit=register.short(part.lead),
                id=part.id,
                holder=holder.id,
            )
            yield finding(message, holder.path, "deliverables", at, "lead")


def lead_external(context: CheckContext) -> Iterator[Finding]:
    """lead-external: who leads a task is asked to report.

    A unit outside the system (`kind: external`) never is, nor is a group of such only: the task would be
    nobody's, and silent for ever.

    Level: warning
    Passes: `lead: metrology`
    Fails: `lead: samr`, where samr is external
    """
    register = context.plan.register
    for task in context.plan.tasks:
        own = task.responsible
        for unit, keys in _named(task):
            if unit in own.leads and register.members(unit) and not inside(unit, own, register):
                message = msg(
                    "{unit} leads {id} and is outside the system, so it is never asked to report",
                    unit=register.short(unit),
                    id=task.id,
                )
                yield finding(message, task.path, *keys, level=Level.WARNING)


def excluding_members(context: CheckContext) -> Iterator[Finding]:
    """excluding-members: who is left out is a member of a group that the task names, and not all of it.

    Leaving out whom no group has says nothing; a group that is left out whole is better not named.

    Passes: `{lead: metrology, shared: [city-county-bureaus], excluding: [pingtan]}`
    Fails: `{lead: metrology, excluding: [pingtan]}`
    """
    register = context.plan.register
    if context.units_unread:
        return
    for task in (task for task in context.plan.tasks if task.responsible.excluding):
        own = task.responsible
        groups = [
            (body, keys) for body, keys in _named(task) if isinstance(register.by_id.get(body), UnitGroup)
        ]
        for at, unit in enumerate(own.excluding):
            inside = set(register.members(unit))
            within = any(inside.issubset(register.members(body)) for body, _ in groups)
            if unit in register.by_id and not within:
                message = msg(
                    "{unit} is in none of the groups that {id} names; take it out of excluding",
                    unit=register.short(unit),
                    id=task.id,
                )
                yield finding(message, task.path, "responsible", "excluding", at)
        for body, keys in groups:
            if register.members(body) and not own.members(body, register):
                message = msg(
                    "{id} leaves out all of {group}; name the group no more, or leave out fewer",
                    id=task.id,
                    group=register.short(body),
                )
                yield finding(message, task.path, *keys)


def each_of_group(context: CheckContext) -> Iterator[Finding]:
    """each-of-group: `each: true` stands where a group is named.

    It asks every member of the groups on its own; where single units are named, it says nothing but that
    units by duty are asked as well, which is rarely meant.

    Level: warning
    Passes: `{by_duty: [city-county-bureaus], each: true}`
    Fails: `{lead: metrology, each: true}`
    """
    plan = context.plan
    if context.units_unread:
        return
    for task in plan.tasks:
        own = task.responsible
        if own.each and all(isinstance(plan.register.by_id.get(one), Unit) for one in own.named):
            message = msg("{id} says each: true and names no group; leave it out", id=task.id)
            yield finding(message, task.path, "responsible", "each", level=Level.WARNING)
