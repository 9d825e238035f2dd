"""group-members: a group has members, each of them registered, and no group holds itself.

A task that names a group is the task of each member; without members it would be nobody's.

Passes: `members: [fuzhou, xiamen]`
Fails: `members: []`, or a group among its own members
"""

from collections.abc import Iterator

from qtrack.checks.ground import Ground, problem
from qtrack.checks.unit_known import unknown_unit
from qtrack.locale.message import msg
from qtrack.model.problem import Problem
from qtrack.model.units import Register, UnitGroup

NAME = "group-members"


def check(ground: Ground) -> Iterator[Problem]:
    """Yield empty groups, unknown members and circles."""
    register = ground.plan.register
    for at, group in enumerate(register.groups):
        keys = ("groups", at, "members")
        if not group.members:
            yield problem(NAME, msg("the group {id} has no members", id=group.id), "units.yaml", *keys)
        for place, member in enumerate(group.members):
            if member not in register.by_id:
                yield problem(NAME, unknown_unit(member, register), "units.yaml", *keys, place)
            elif _leads_to(register, member, group.id):
                message = msg("the group {id} holds itself, by way of {member}", id=group.id, member=member)
                yield problem(NAME, message, "units.yaml", *keys, place)


def _leads_to(register: Register, start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current == goal:
            return True
        group = register.by_id.get(current)
        if current not in seen and isinstance(group, UnitGroup):
            waiting.extend(group.members)
        seen.add(current)
    return False
