"""What the pages have in common: dates, the sentences on top, how lights and units are named."""

from datetime import date
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan, Section, Task
from qtrack.records.filters import Filters, emptied, narrowed
from qtrack.standing.assess import PlanStanding
from qtrack.standing.reported.facts import known
from qtrack.standing.rules import Light


class Page(msgspec.Struct, frozen=True):
    """The plan by its short name, the date of a page, and by when what it counts had been recorded."""

    plan: str
    as_of: date
    known_at: date | None


def dated(standing: PlanStanding) -> tuple[str, date, date | None]:
    """Return the fields that every page begins with."""
    return standing.plan.head.name, standing.as_of, standing.known_at


def plan_notes(standing: PlanStanding) -> tuple[Message, ...]:
    """Say what explains an empty or an odd page: no entries, a date outside the plan."""
    head = standing.plan.head
    notes = []
    if not standing.plan.entries:
        notes.append(msg("No progress has been recorded yet; “qtrack record” makes the first entry."))
    elif not _reported_by(standing.plan, standing.as_of, standing.known_at):
        limit = min(standing.known_at or standing.as_of, standing.as_of)
        notes.append(msg("Nothing had been recorded by {date}.", date=limit))
    if standing.as_of < head.start:
        notes.append(msg("The plan starts on {date} only.", date=head.start))
    if standing.as_of > head.end and head.reporting and standing.window is None:
        message = msg(
            "The plan ended on {date}; no more reports are asked for, lights are computed all the same.",
            date=head.end,
        )
        notes.append(message)
    elif standing.as_of > head.end:
        notes.append(msg("The plan ended on {date}; lights are computed all the same.", date=head.end))
    return tuple(notes)


def _reported_by(plan: Plan, as_of: date, known_at: date | None) -> bool:
    return any(entry.date <= as_of and not entry.chases for entry in known(plan, known_at))


def list_notes(
    standing: PlanStanding, filters: Filters, nothing: Message | None, *, tasks_only: bool = True
) -> tuple[Message, ...]:
    """Return the notes of a list; where it is empty, also why: the filters, else what `nothing` says."""
    notes, left = plan_notes(standing), narrowed(standing, filters)
    if not (left.tasks if tasks_only else left.everything):
        return (*notes, emptied(standing, filters, tasks_only=tasks_only))
    return notes if nothing is None else (*notes, nothing)


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
