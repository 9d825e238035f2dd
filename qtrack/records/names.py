"""How lights and units are named, and who stands for a task where a table has one name for it."""

from typing import Final

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


class InCharge(msgspec.Struct, frozen=True):
    """Who leads a task, by id and short name; where nobody does, the short names of all whom it names."""

    lead: str | None = None
    lead_name: str = ""
    responsible: tuple[str, ...] = ()


def in_charge(plan: Plan, holder: Section | Task) -> InCharge:
    """Return who leads a task, or whom it names where nobody does; a section's goals name nobody."""
    if not isinstance(holder, Task):
        return InCharge()
    own, short = holder.responsible, plan.register.short
    if own.lead:
        return InCharge(own.lead, short(own.lead))
    return InCharge(responsible=tuple(short(each) for each in own.named))


def first_named(holder: Section | Task) -> str:
    """Return the id of who stands for a task where one name does: its lead, else the first that it names."""
    named = holder.responsible.named if isinstance(holder, Task) else ()
    return named[0] if named else ""


def unit_name(plan: Plan, holder: Section | Task) -> str:
    """Return the short name of who stands for a task; nobody does for a section's goals."""
    unit = first_named(holder)
    return plan.register.short(unit) if unit else ""
