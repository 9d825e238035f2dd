"""How lights and units are named, and who stands for a task where a table has one name for it."""

from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan, Section, Task
from qtrack.standing.rules import Light

LIGHTS: Final[dict[Light, Message]] = {
    Light.RED: msg("red"),
    Light.YELLOW: msg("yellow"),
    Light.GREEN: msg("green"),
    Light.BLUE: msg("blue"),
    Light.NONE: msg("unrated"),
}


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit or group by id and full name."""

    id: str
    name: str


class InCharge(msgspec.Struct, frozen=True, kw_only=True):
    """Who leads a task, by id and short name; where nobody does, the short names of all whom it names."""

    lead: str | None = None
    lead_name: str = ""
    responsible: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The short name of who stands for it: its lead, else the first that it names."""
        return self.lead_name or next(iter(self.responsible), "")


def in_charge(plan: Plan, holder: Section | Task) -> dict[str, Any]:
    """Return the fields of InCharge: of a section's goals nobody is."""
    own, short = holder.responsible, plan.register.short
    if own.lead:
        return {"lead": own.lead, "lead_name": short(own.lead)}
    return {"responsible": tuple(map(short, own.named))}


def named(plan: Plan, *units: str) -> tuple[NamedUnit, ...]:
    """Return units and groups with their full names."""
    return tuple(NamedUnit(unit, plan.register.name(unit)) for unit in units)


def unit_name(plan: Plan, holder: Section | Task) -> str:
    """Return the short name of who stands for a task; nobody does for a section's goals."""
    return plan.register.short(holder.responsible.first)
