"""What falls due within some days, and what is overdue, by date."""

from datetime import date, timedelta

import msgspec

from qtrack.locale.message import Message, nmsg
from qtrack.model.plan import Plan, Section, Task
from qtrack.records.board import plan_notes
from qtrack.records.filters import Filters, emptied, narrowed
from qtrack.records.names import in_charge
from qtrack.standing.assess import PlanStanding
from qtrack.standing.deadlines import Deadline, DueKind
from qtrack.standing.lights import Light


class DueRow(msgspec.Struct, frozen=True):
    """One thing that is open; `days` to its deadline, negative where that has passed.

    `holder` is the task or section it belongs to, and `light` that one's light.
    """

    due: date
    days: int
    kind: DueKind
    id: str
    period: str
    title: str
    holder: str
    light: Light
    lead: str | None
    lead_name: str
    responsible: tuple[str, ...]

    @property
    def of_indicator(self) -> bool:
        """Whether it is a target; then `id` is that of an indicator, which is none among tasks."""
        return self.kind in {DueKind.MILESTONE, DueKind.INDICATOR}

    @property
    def about(self) -> str:
        """The id of the task or deliverable; of a target that of the task or section it belongs to."""
        return self.holder if self.of_indicator else self.id


class Due(msgspec.Struct, frozen=True):
    """What is overdue, and what falls due from `as_of` through `until`; each by date."""

    plan: str
    as_of: date
    known_at: date | None
    within: int
    until: date
    overdue: tuple[DueRow, ...]
    coming: tuple[DueRow, ...]
    notes: tuple[Message, ...]

    @property
    def rows(self) -> tuple[DueRow, ...]:
        """All of them by date."""
        return (*self.overdue, *self.coming)


def due(standing: PlanStanding, filters: Filters, within: int) -> Due:
    """List what is open and falls due by `within` days from the date of the standing, or was due before."""
    plan, as_of = standing.plan, standing.as_of
    until = as_of + timedelta(days=min(within, (date.max - as_of).days))
    left = narrowed(standing, filters)
    rows = due_rows(left, date.min, until)
    notes = plan_notes(standing)
    if not left.everything:
        notes = (*notes, emptied(standing, filters))
    elif not rows:
        nothing = nmsg(
            "Nothing is overdue or falls due within {n} day.",
            "Nothing is overdue or falls due within {n} days.",
            within,
        )
        notes = (*notes, nothing)
    return Due(
        plan.head.short or plan.head.title,
        as_of,
        standing.known_at,
        within,
        until,
        tuple(row for row in rows if row.days < 0),
        tuple(row for row in rows if row.days >= 0),
        notes,
    )


def due_rows(standing: PlanStanding, first: date, last: date) -> tuple[DueRow, ...]:
    """Return all that is open and due from one day through another, by date."""
    rows = [
        _row(standing.plan, each.holder, each.light, one, standing.as_of)
        for each in standing.everything
        for one in each.deadlines
        if first <= one.due <= last
    ]
    return tuple(sorted(rows, key=lambda row: row.due))


def _row(plan: Plan, holder: Section | Task, light: Light, one: Deadline, as_of: date) -> DueRow:
    charge = in_charge(plan, holder)
    return DueRow(
        one.due,
        (one.due - as_of).days,
        one.kind,
        one.id,
        one.period,
        one.title,
        holder.id,
        light,
        charge.lead,
        charge.lead_name,
        charge.responsible,
    )
