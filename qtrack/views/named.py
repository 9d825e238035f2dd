"""A unit as views name it."""

import msgspec

from qtrack.model.plan import Plan, Section, Task


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit or group by id and full name."""

    id: str
    name: str


def unit_name(plan: Plan, holder: Section | Task) -> str:
    """Return the short name of who leads, else of the first group that is named."""
    if not isinstance(holder, Task) or not holder.responsible.named:
        return ""
    return plan.register.short(holder.responsible.named[0])
