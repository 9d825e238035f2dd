"""Duties that return, each with the row of its occurrences: done, late, missed, due, next."""

import msgspec

from qtrack.model.entry import Status
from qtrack.records.names import unit_name
from qtrack.standing.assess import PlanStanding
from qtrack.standing.recurrence import Occurrence


class DutyRow(msgspec.Struct, frozen=True):
    """One duty, who leads it, and every occurrence within the plan, first one first."""

    id: str
    title: str
    unit: str
    occurrences: tuple[Occurrence, ...]


def duty_rows(now: PlanStanding) -> tuple[DutyRow, ...]:
    """Return the duties in the order of the plan; those that were dropped are left out."""
    found = []
    for standing in now.everything:
        if standing.status is Status.DROPPED:
            continue
        unit = unit_name(now.plan, standing.holder)
        found += [
            DutyRow(part.deliverable.id, part.deliverable.title, unit, part.occurrences)
            for part in standing.deliverables
            if part.occurrences and part.status is not Status.DROPPED
        ]
    return tuple(found)
