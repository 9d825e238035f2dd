"""Groups of units: each has members, and none holds itself."""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.responsibility import unknown_unit
from qtrack.locale.message import msg
from qtrack.model.units import Register, UnitGroup


def group_members(context: CheckContext) -> Iterator[Finding]:
    """group-members: a group has members, each of them registered, and no group holds itself.

    A task that names a group is the task of each member; without members it would be nobody's.

    Passes: `members: [fuzhou, xiamen]`
    Fails: `members: []`, or a group among its own members
    """
    register = context.plan.register
    circle = _circles(register)
    for at, group in enumerate(register.groups):
        keys = ("groups", at, "members")
        if not group.members:
            yield finding(msg("the group {id} has no members", id=group.id), "units.yaml", *keys)
        for place, member in enumerate(group.members):
            if member not in register.by_id:
                yield finding(unknown_unit(context, member), "units.yaml", *keys, place)
            elif circle[group.id] == circle.get(member):
                message = msg("the group {id} holds itself, by way of {member}", id=group.id, member=member)
                yield finding(message, "units.yaml", *keys, place)


def _circles(register: Register) -> dict[str, str]:
    """Return one group for each, the same for all that hold one another.

    Those that are done last with a walk from groups to members are where a walk back begins; whatever it
    reaches and none before it did is of one circle.
    """
    inner = {group.id: _groups_in(register, group.id) for group in register.groups}
    outer: dict[str, list[str]] = {group: [] for group in inner}
    for group, members in inner.items():
        for member in members:
            outer[member].append(group)
    found: dict[str, str] = {}
    for start in reversed(_walked(inner)):
        waiting = [start]
        while waiting:
            group = waiting.pop()
            if group not in found:
                found[group] = start
                waiting += outer[group]
    return found


def _groups_in(register: Register, group_id: str) -> list[str]:
    group = register.by_id[group_id]
    members = group.members if isinstance(group, UnitGroup) else ()
    return [member for member in members if isinstance(register.by_id.get(member), UnitGroup)]


def _walked(inner: dict[str, list[str]]) -> list[str]:
    """Return the groups, each after all that it leads to, as far as they hold not one another."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    for start, first in inner.items():
        path = [(start, iter(first))]
        while path:
            group, members = path[-1]
            seen.add(group)
            following = next((member for member in members if member not in seen), None)
            if following is None:
                done[path.pop()[0]] = None
            else:
                path.append((following, iter(inner[following])))
    return list(done)
