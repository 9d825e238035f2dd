"""What changed in `units.yaml`: who is registered, under what name, in which group."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs, reordered
from qtrack.changes.words import NONE, UNIT_KINDS
from qtrack.locale.message import msg
from qtrack.model.problem import Place
from qtrack.model.units import Unit, UnitGroup, UnitKind

_PATH: Final = "units.yaml"


def unit_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the register; the order of other names says nothing."""
    old, new = sides.old.register, sides.new.register
    for before, after in pairs(old.units, new.units, lambda unit: unit.id):
        if before and after:
            place = _place("units", new.units, after)
            yield from _renamed(ChangeKind.UNIT_RENAMED, before, after, place)
            yield from _unit_kind(before, after, place)
        else:
            yield from _registered(sides, before, after)
    for group, other in pairs(old.groups, new.groups, lambda group: group.id):
        if group and other:
            place = _place("groups", new.groups, other)
            yield from _renamed(ChangeKind.GROUP_RENAMED, group, other, place)
            yield from _members(sides, group, other, place)
        else:
            yield from _registered(sides, group, other)
    yield from _order(sides)


def _place(shelf: str, values: tuple[Unit, ...] | tuple[UnitGroup, ...], value: Unit | UnitGroup) -> Place:
    return Place(_PATH, (shelf, list(values).index(value)))


def _registered(sides: Sides, old: Unit | UnitGroup | None, new: Unit | UnitGroup | None) -> Iterator[Change]:
    register = sides.new.register
    if isinstance(new, Unit):
        message = msg("the unit {name} is registered", name=new.name)
        place = _place("units", register.units, new)
        yield Change(ChangeKind.UNIT_REGISTERED, new.id, message, place, None, new.name, units=(new.id,))
    elif isinstance(new, UnitGroup):
        message = msg(
            "the group {name} is registered, with {members}", name=new.name, members=sides.names(new.members)
        )
        place = _place("groups", register.groups, new)
        yield Change(ChangeKind.GROUP_REGISTERED, new.id, message, place, None, new.name, units=(new.id,))
    elif isinstance(old, Unit):
        message = msg("the unit {name} is taken off the register", name=old.name)
        place = Place(_PATH, ("units",))
        yield Change(ChangeKind.UNIT_DEREGISTERED, old.id, message, place, old.name, units=(old.id,))
    elif isinstance(old, UnitGroup):
        message = msg("the group {name} is taken off the register", name=old.name)
        place = Place(_PATH, ("groups",))
        yield Change(ChangeKind.GROUP_DEREGISTERED, old.id, message, place, old.name, units=(old.id,))


def _renamed(
    kind: ChangeKind, old: Unit | UnitGroup, new: Unit | UnitGroup, place: Place
) -> Iterator[Change]:
    for key, message in (
        ("name", msg("{before} is now called {after}", before=old.name, after=new.name)),
        (
            "short",
            msg(
                "the short name of {name} goes from {before} to {after}",
                name=new.name,
                before=old.short or NONE,
                after=new.short or NONE,
            ),
        ),
    ):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Change(kind, new.id, message, _key(place, key), before, after, units=(new.id,))
    if set(old.aliases) != set(new.aliases):
        message = msg(
            "the other names of {name} go from {before} to {after}",
            name=new.name,
            before=old.aliases or NONE,
            after=new.aliases or NONE,
        )
        yield Change(kind, new.id, message, _key(place, "aliases"), old.aliases, new.aliases, units=(new.id,))


def _unit_kind(old: Unit, new: Unit, place: Place) -> Iterator[Change]:
    """Yield another kind; a body outside the system is never asked to report, which is laxer."""
    if old.kind is new.kind:
        return
    message = msg(
        "{name} changes from “{before}” to “{after}”",
        name=new.name,
        before=UNIT_KINDS[old.kind],
        after=UNIT_KINDS[new.kind],
    )
    yield Change(
        ChangeKind.UNIT_KIND_CHANGED,
        new.id,
        message,
        _key(place, "kind"),
        old.kind.value,
        new.kind.value,
        loosens=new.kind is UnitKind.EXTERNAL,
        units=(new.id,),
    )


def _members(sides: Sides, old: UnitGroup, new: UnitGroup, place: Place) -> Iterator[Change]:
    place = _key(place, "members")
    for unit in dict.fromkeys(old.members):
        if unit not in new.members:
            message = msg("{unit} leaves the group {group}", unit=sides.unit(unit), group=new.name)
            kind = ChangeKind.GROUP_MEMBER_DROPPED
            yield Change(kind, new.id, message, place, unit, loosens=True, units=(unit,))
    for unit in dict.fromkeys(new.members):
        if unit not in old.members:
            message = msg("{unit} joins the group {group}", unit=sides.unit(unit), group=new.name)
            kind = ChangeKind.GROUP_MEMBER_ADDED
            yield Change(kind, new.id, message, place, None, unit, units=(unit,))
    if reordered(old.members, new.members):
        message = msg("the members of {group} stand in another order", group=new.name)
        yield Change(ChangeKind.ORDER_CHANGED, new.id, message, place, old.members, new.members)


def _order(sides: Sides) -> Iterator[Change]:
    old, new = sides.old.register, sides.new.register
    for shelf, message in (
        ("units", msg("the units stand in another order on the register")),
        ("groups", msg("the groups stand in another order on the register")),
    ):
        before = tuple(member.id for member in getattr(old, shelf))
        after = tuple(member.id for member in getattr(new, shelf))
        if reordered(before, after):
            yield Change(ChangeKind.ORDER_CHANGED, shelf, message, Place(_PATH, (shelf,)), before, after)


def _key(place: Place, key: str) -> Place:
    return Place(place.path, (*place.keys, key))
