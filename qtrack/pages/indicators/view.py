"""Every indicator: target, value, pace, how it went and when it gets there."""

from datetime import date

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.records.board import plan_notes
from qtrack.records.filters import Filters, emptied, kept
from qtrack.records.names import in_charge
from qtrack.records.task import PageIndicator, page_indicator
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.projection import Point, Projection, points_of, project


class IndicatorRow(msgspec.Struct, frozen=True):
    """An indicator, the task or section it belongs to, every value said of it and its outlook.

    Of a yearly target `values` are those of the year that is shown.
    """

    holder: str
    lead: str | None
    lead_name: str
    responsible: tuple[str, ...]
    indicator: PageIndicator
    values: tuple[Point, ...]
    projection: Projection


class Indicators(msgspec.Struct, frozen=True):
    """All indicators of what the filters keep, in the order of the plan."""

    plan: str
    as_of: date
    known_at: date | None
    indicators: tuple[IndicatorRow, ...]
    notes: tuple[Message, ...]


def indicators(standing: PlanStanding, filters: Filters) -> Indicators:
    """List the indicators of what the filters keep."""
    plan = standing.plan
    left = kept(standing, filters)
    rows = tuple(_row(standing, each.standing, one) for each in left for one in each.standing.indicators)
    notes = plan_notes(standing)
    if not left:
        notes = (*notes, emptied(standing, filters))
    elif not rows:
        notes = (*notes, msg("There is no indicator."))
    baseless = sum(row.indicator.baseless for row in rows)
    if baseless:
        message = nmsg(
            "{n} indicator to reach has no baseline, so no gap to its pace is told.",
            "{n} indicators to reach have no baseline, so no gap to their pace is told.",
            baseless,
        )
        notes = (*notes, message)
    head = plan.head
    return Indicators(head.short or head.title, standing.as_of, standing.known_at, rows, notes)


def _row(whole: PlanStanding, standing: Standing, one: IndicatorStanding) -> IndicatorRow:
    holder = standing.holder
    charge = in_charge(whole.plan, holder)
    values = points_of(one, standing.entries)
    return IndicatorRow(
        holder.id,
        charge.lead,
        charge.lead_name,
        charge.responsible,
        page_indicator(one),
        values,
        project(one, values, whole.as_of),
    )
