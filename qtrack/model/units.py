"""Units, groups of units, and the register that finds them by any of their names."""

import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated

import msgspec

from qtrack.locale.message import nearest
from qtrack.model.ids import UnitId, asks


class UnitKind(StrEnum):
    """Where a unit belongs."""

    DIVISION = "division"  # 处室, of the office itself
    DEPARTMENT = "department"  # 部门, beside others of a government or a group of offices
    AFFILIATE = "affiliate"  # 直属单位
    BUREAU = "bureau"  # 市县局, of a city, county or district
    EXTERNAL = "external"  # outside the system: named by a task, never asked to report


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that can be responsible for a task.

    - id: Id of the unit: small letters, digits and -; it stays when the name changes.
    - name: Name of the unit: in full.
    - short: Short name of the unit: for tables.
    - kind: Kind of unit: division of the office itself, department of a government, affiliate, bureau of a
      city, county or district, or external, which is outside and never asked to report.
    - aliases: Other names: what people also call the unit; found when they type it.
    - phone: Telephone: whom a reminder tells to call when this unit issues it.
    - contact: Contact: whom to ask for in this unit (联系人); printed on the reminders that it issues.
    """

    id: UnitId
    name: str
    short: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    phone: str = ""
    contact: str = ""


class UnitGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several units under one name, such as 各市县局; members are units or other groups, by id.

    - id: Id of the group: small letters, digits and -; no unit has the same.
    - name: Name of the group: as the document has it.
    - members: Members: ids of units, or of other groups.
    - short: Short name of the group: for tables; the name where it is left out.
    - aliases: Other names of the group: found when people type them.
    """

    id: UnitId
    name: str
    members: Annotated[tuple[UnitId, ...], asks(minItems=1)]
    short: str = ""
    aliases: tuple[str, ...] = ()


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit or group by id and full name."""

    id: str
    name: str


class Register(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """Everything in `units.yaml`.

    - units: Units: all bodies that the plan names.
    - groups: Groups: several units under one name.
    """

    units: tuple[Unit, ...]
    groups: tuple[UnitGroup, ...] = ()

    def __iter__(self) -> Iterator[Unit | UnitGroup]:
        yield from self.units
        yield from self.groups

    @cached_property
    def by_id(self) -> dict[str, Unit | UnitGroup]:
        """Units and groups by id."""
        return {body.id: body for body in self}

    @cached_property
    def _by_any_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for body in self:
            for name in (body.id, body.name, body.short, *body.aliases):
                names.setdefault(plain_name(name), body.id)
        names.pop("", None)
        return names

    def find(self, name: str) -> Unit | UnitGroup | None:
        """Return the unit or group with this id, full name, short name or alias."""
        found = self._by_any_name.get(plain_name(name))
        return self.by_id[found] if found else None

    def fitting(self, name: str) -> tuple[Unit | UnitGroup, ...]:
        """Return what has this name, else everything that has it as a part of a name."""
        found, part = self.find(name), plain_name(name)
        if found is not None or not part:
            return (found,) if found is not None else ()
        ids = dict.fromkeys(unit for own, unit in self._by_any_name.items() if part in own)
        return tuple(self.by_id[unit] for unit in ids)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every id, full and short name by its plain form, to suggest one of them."""
        return {plain_name(own): own for body in self for own in (body.id, body.name, body.short) if own}

    def nearest(self, name: str) -> str | None:
        """Return the registered name most like `name`, to suggest it."""
        close = nearest(plain_name(name), self.names, cutoff=0.5)
        return self.names[close] if close else None

    def short(self, unit_id: str) -> str:
        """Return the name to show where space is dear; the id itself where it is not registered."""
        body = self.by_id.get(unit_id)
        return (body.short or body.name) if body else unit_id

    def name(self, unit_id: str) -> str:
        """Return the full name, or the id itself where it is not registered."""
        body = self.by_id.get(unit_id)
        return body.name if body else unit_id

    def phone(self, unit_id: str) -> str:
        """Return the telephone of a unit, or nothing where none is registered."""
        return getattr(self.by_id.get(unit_id), "phone", "")

    def contact(self, unit_id: str) -> str:
        """Return whom to ask for in a unit, or nothing where nobody is registered."""
        return getattr(self.by_id.get(unit_id), "contact", "")

    def named(self, *units: str) -> tuple[NamedUnit, ...]:
        """Return units and groups with their full names."""
        return tuple(NamedUnit(unit, self.name(unit)) for unit in units)

    @cached_property
    def members(self) -> Callable[[str], tuple[str, ...]]:
        """What returns the ids of all units in a group, groups within groups included, each once.

        A unit's own id yields itself. A circle of groups ends where it began.
        """
        return cache(self._units_below)

    def _units_below(self, group_id: str) -> tuple[str, ...]:
        seen: dict[str, None] = {}
        units: dict[str, None] = {}
        waiting = deque([group_id])
        while waiting:
            current = waiting.popleft()
            if current in seen:
                continue
            seen[current] = None
            match self.by_id.get(current):
                case UnitGroup(members=members):
                    waiting.extend(members)
                case Unit():
                    units[current] = None
        return tuple(units)


def plain_name(name: str) -> str:
    """Reduce a name to what matters for finding it: width, case, brackets and spaces do not."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(folded.translate(_BRACKETS).split())


#: Tortoise shell and square brackets; full width is gone by now.
_BRACKETS = str.maketrans("\u3014\u3015[]", "()()")
