"""What changed in `units.yaml`: who is registered, under what name, in which group."""

from collections.abc import Iterator
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides, pairs, reordered
from qtrack.changes.subject import Field, Subject, or_none
from qtrack.locale.message import mark, msg
from qtrack.model.problem import Place
from qtrack.model.units import Unit, UnitGroup, UnitKind

_PATH: Final = "units.yaml"

_KINDS: Final = {
    UnitKind.DIVISION: msg("division"),
    UnitKind.DEPARTMENT: msg("department"),
    UnitKind.AFFILIATE: msg("affiliate"),
    UnitKind.BUREAU: msg("bureau"),
    UnitKind.EXTERNAL: msg("outside the system"),
}

#: A body outside the system is never asked to report, which is laxer.
_KIND: Final = Field(
    "kind",
    ChangeKind.UNIT_KIND_CHANGED,
    mark("{name} changes from “{before}” to “{after}”"),
    lambda unit: _KINDS[unit.kind],
    lambda _, new: new.kind is UnitKind.EXTERNAL,
)

_PHONE: Final = Field(
    "phone", ChangeKind.UNIT_PHONE_CHANGED, mark("the telephone of {name} goes from {before} to {after}")
)
_CONTACT: Final = Field(
    "contact", ChangeKind.PERSON_CHANGED, mark("the contact of {name} is {after} instead of {before}")
)


def unit_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the register; the order of other names says nothing."""
    old, new = sides.old.register, sides.new.register
    for before, after in pairs(old.units, new.units):
        if after:
            subject = _subject("units", new.units.index(after), after)
            if before:
                yield from _renamed(subject, ChangeKind.UNIT_RENAMED, before, after)
                yield from subject.fields((_KIND, _PHONE, _CONTACT), before, after)
            else:
                message = msg("the unit {name} is registered", name=after.name)
                yield subject.change(ChangeKind.UNIT_REGISTERED, message, None, after.name)
        elif before:
            message = msg("the unit {name} is taken off the register", name=before.name)
            subject = Subject(before.id, Place(_PATH, ("units",)), (before.id,))
            yield subject.change(ChangeKind.UNIT_DEREGISTERED, message, before.name)
    for group, other in pairs(old.groups, new.groups):
        yield from _group(sides, group, other)
    yield from _order(sides)


def _subject(shelf: str, at: int, body: Unit | UnitGroup) -> Subject:
    return Subject(body.id, Place(_PATH, (shelf, at)), (body.id,), body.name)


def _group(sides: Sides, old: UnitGroup | None, new: UnitGroup | None) -> Iterator[Change]:
    if new:
        subject = _subject("groups", sides.new.register.groups.index(new), new)
        if old:
            yield from _renamed(subject, ChangeKind.GROUP_RENAMED, old, new)
            yield from _members(sides, subject.place, old, new)
        else:
            values = {"name": new.name, "members": tuple(map(sides.unit, new.members))}
            message = msg("the group {name} is registered, with {members}", **values)
            yield subject.change(ChangeKind.GROUP_REGISTERED, message, None, new.name)
    elif old:
        message = msg("the group {name} is taken off the register", name=old.name)
        subject = Subject(old.id, Place(_PATH, ("groups",)), (old.id,))
        yield subject.change(ChangeKind.GROUP_DEREGISTERED, message, old.name)


def _renamed(
    subject: Subject, kind: ChangeKind, old: Unit | UnitGroup, new: Unit | UnitGroup
) -> Iterator[Change]:
    fields = (
        Field("name", kind, mark("{before} is now called {after}")),
        Field("short", kind, mark("the short name of {name} goes from {before} to {after}")),
    )
    yield from subject.fields(fields, old, new)
    if set(old.aliases) != set(new.aliases):
        values = {"name": new.name, "before": or_none(old.aliases), "after": or_none(new.aliases)}
        message = msg("the other names of {name} go from {before} to {after}", **values)
        yield subject.change(kind, message, old.aliases, new.aliases, "aliases")


def _members(sides: Sides, group: Place, old: UnitGroup, new: UnitGroup) -> Iterator[Change]:
    place = Place(group.path, (*group.keys, "members"))
    for unit in dict.fromkeys((*old.members, *new.members)):
        subject, values = Subject(new.id, place, (unit,)), {"unit": sides.unit(unit), "group": new.name}
        if unit not in new.members:
            message = msg("{unit} leaves the group {group}", **values)
            yield subject.change(ChangeKind.GROUP_MEMBER_DROPPED, message, unit, loosens=True)
        elif unit not in old.members:
            message = msg("{unit} joins the group {group}", **values)
            yield subject.change(ChangeKind.GROUP_MEMBER_ADDED, message, None, unit)
    if reordered(old.members, new.members):
        message = msg("the members of {group} stand in another order", group=new.name)
        yield Subject(new.id, place).change(ChangeKind.ORDER_CHANGED, message, old.members, new.members)


def _order(sides: Sides) -> Iterator[Change]:
    old, new = sides.old.register, sides.new.register
    for shelf, message in (
        ("units", msg("the units stand in another order on the register")),
        ("groups", msg("the groups stand in another order on the register")),
    ):
        before, after = (tuple(body.id for body in getattr(side, shelf)) for side in (old, new))
        if reordered(before, after):
            yield Subject(shelf, Place(_PATH, (shelf,))).change(
                ChangeKind.ORDER_CHANGED, message, before, after
            )
