"""What falls due within some days, and what is overdue, by date."""

from datetime import date, timedelta
from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, days, msg
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.selection.filters import Filters, narrowed
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.deadlines import Deadline, DueKind


class DueRow(Deadline, frozen=True, kw_only=True):
    """One thing that is open; `days` to its deadline, negative where that has passed.

    `held` is the task or section it belongs to.
    """

    as_json: ClassVar = (
        "due days kind id period title holder=held.id held.light held.lead held.lead_name held.responsible "
        "part_lead"
    )

    days: int
    held: Standing

    @property
    def of_indicator(self) -> bool:
        """Whether it is a target; then `id` is that of an indicator, which is none among tasks."""
        return self.kind in {DueKind.MILESTONE, DueKind.INDICATOR}

    @property
    def part_lead(self) -> str:
        """The id of the unit that leads the deliverable, where it has a lead of its own."""
        return next((part.lead for part in self.held.holder.deliverables if part.id == self.id), None) or ""

    @property
    def about(self) -> str:
        """The id of the task or deliverable; of a target that of the task or section it belongs to."""
        return self.held.id if self.of_indicator else self.id


class Due(Page, frozen=True):
    """What is overdue, and what falls due from `as_of` through `until`; each by date."""

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
    until = last_day(standing, within)
    rows = due_rows(narrowed(standing, filters), date.min, until)
    nothing = msg("Nothing is overdue or falls due within {days}.", days=days(within))
    return Due(
        *dated(standing),
        within=within,
        until=until,
        overdue=tuple(row for row in rows if row.days < 0),
        coming=tuple(row for row in rows if row.days >= 0),
        notes=list_notes(standing, filters, None if rows else nothing, tasks_only=False),
    )


def last_day(standing: PlanStanding, within: int) -> date:
    """Return the day that lies so many days ahead of a standing, the last of the calendar where none does."""
    as_of = standing.as_of
    return as_of + timedelta(days=min(within, (date.max - as_of).days))


def due_rows(standing: PlanStanding, first: date, last: date) -> tuple[DueRow, ...]:
    """Return all that is open and due from one day through another, by date."""
    rows = [
        DueRow(**msgspec.structs.asdict(one), days=(one.due - standing.as_of).days, held=held)
        for held in standing.everything
        for one in held.deadlines
        if first <= one.due <= last
    ]
    return tuple(sorted(rows, key=lambda row: row.due))
