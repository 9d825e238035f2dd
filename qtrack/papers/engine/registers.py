"""Registers: papers whose rows are numbered through all sections of the plan."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from qtrack.model.plan import Plan
from qtrack.standing.assess import PlanStanding, SectionStanding, Standing

RowT = TypeVar("RowT")
SectionT = TypeVar("SectionT")


def numbered(
    now: PlanStanding,
    standings_of: Callable[[SectionStanding], Iterable[Standing]],
    row: Callable[[int, Standing, Plan], RowT],
    section: Callable[[str, str, tuple[RowT, ...]], SectionT],
) -> tuple[SectionT, ...]:
    """Return the sections with their rows, each made with its number; a section without any is left out."""
    found: list[SectionT] = []
    number = 0
    for standing in now.sections:
        rows = tuple(row(at, own, now.plan) for at, own in enumerate(standings_of(standing), number + 1))
        number += len(rows)
        if rows:
            found.append(section(standing.section.number, standing.section.title, rows))
    return tuple(found)
