"""Who answers for a task, in which role.

Field names are the keys of the YAML files, see `qtrack.model.plan`.
"""

from enum import StrEnum
from typing import Final

import msgspec

from qtrack.model.ids import UnitId
from qtrack.model.units import Register


class Role(StrEnum):
    """How a unit answers for a task, the weightiest first."""

    LEAD = "lead"  # 牵头; of several the first named stands for all
    SHARED = "shared"  # 责任
    BY_DUTY = "by-duty"  # 按职责落实
    SUPPORT = "support"  # 配合: may report, and is never asked or late


#: The keys of the files that name units, and the role that each gives.
ROLE_KEYS: Final = {
    "lead": Role.LEAD,
    "co_leads": Role.LEAD,
    "shared": Role.SHARED,
    "by_duty": Role.BY_DUTY,
    "support": Role.SUPPORT,
}


class Responsibility(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for a task: ids of units or groups.

    `lead` is the explicit 牵头单位, else the first-named unit; a task may name groups only. With `each`
    every member of the groups reports on its own, those by duty too. `open` is printed and measures nothing.

    - lead: Lead: the id of the unit that leads and reports, else the first that is named.
    - shared: Shared: ids of the other responsible units.
    - by_duty: By duty: ids of units or groups that do their own part.
    - each: Each: true where every unit named and every member of a group is asked on its own.
    - co_leads: Leads too: ids of units that lead beside the lead, and are asked like it.
    - support: In support: ids of units or groups that assist; they may report, and are never asked.
    - excluding: Left out: ids of members that are left out of the groups named.
    - open: And others: true where the document's own list of units is open; printed, asks nobody.
    """

    lead: UnitId | None = None
    shared: tuple[UnitId, ...] = ()
    by_duty: tuple[UnitId, ...] = ()
    each: bool = False
    co_leads: tuple[UnitId, ...] = ()
    support: tuple[UnitId, ...] = ()
    excluding: tuple[UnitId, ...] = ()
    open: bool = False

    @property
    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Everyone named, by the keys of `ROLE_KEYS`."""
        lead = (self.lead,) if self.lead else ()
        return {key: lead if key == "lead" else getattr(self, key) for key in ROLE_KEYS}

    @property
    def by_role(self) -> dict[Role, tuple[str, ...]]:
        """Everyone named, by role, the weightiest first."""
        return {
            Role.LEAD: self.leads,
            Role.SHARED: self.shared,
            Role.BY_DUTY: self.by_duty,
            Role.SUPPORT: self.support,
        }

    @property
    def leads(self) -> tuple[str, ...]:
        """Who leads, the first named first."""
        return (self.lead, *self.co_leads) if self.lead else self.co_leads

    @property
    def charged(self) -> tuple[str, ...]:
        """Everyone who may be asked: all but those in support, in order of role."""
        return (*self.leads, *self.shared, *self.by_duty)

    @property
    def named(self) -> tuple[str, ...]:
        """Everyone named, in order of role."""
        return (*self.charged, *self.support)

    @property
    def first(self) -> str:
        """Who stands for a task where one name does: its lead, else the first that it names."""
        return next(iter(self.named), "")

    def members(self, body: str, register: Register) -> tuple[str, ...]:
        """Return the units that a name stands for here: itself, or the members of a group not left out."""
        found = register.members(body)
        if not self.excluding or found == (body,):
            return found
        left_out = {unit for name in self.excluding for unit in register.members(name)}
        return tuple(unit for unit in found if unit not in left_out)
