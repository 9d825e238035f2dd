"""What the pages have in common: dates, the sentences on top, how lights and units are named."""

from datetime import date
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.records.selection.filters import Filters, emptied, narrowed
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
    elif not _reported_by(standing):
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


def _reported_by(standing: PlanStanding) -> bool:
    """Tell whether anything had been recorded by then; what counts no more was recorded, too."""
    if any(held.last_entry for held in standing.everything):
        return True
    entries = known(standing.plan, standing.known_at)
    return any(entry.date <= standing.as_of and not entry.chases for entry in entries)


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
