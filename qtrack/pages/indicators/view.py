"""Every indicator: target, value, pace, how it went and when it gets there."""

from typing import ClassVar

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.records.page import Page, dated, list_notes
from qtrack.records.selection.filters import Filters, narrowed
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.projection import Point, Projection, points_of, project


class IndicatorRow(msgspec.Struct, frozen=True):
    """An indicator, the task or section it belongs to, every value said of it and its outlook.

    Of a yearly target `values` are those of the year that is shown.
    """

    as_json: ClassVar = (
        "holder=held.id held.lead held.lead_name held.responsible indicator=standing values projection"
    )

    held: Standing
    standing: IndicatorStanding
    values: tuple[Point, ...]
    projection: Projection


class Indicators(Page, frozen=True):
    """All indicators of what the filters keep, in the order of the plan."""

    indicators: tuple[IndicatorRow, ...]
    notes: tuple[Message, ...]


def indicators(standing: PlanStanding, filters: Filters) -> Indicators:
    """List the indicators of what the filters keep."""
    rows = tuple(
        _row(standing, held, indicator)
        for held in narrowed(standing, filters).everything
        for indicator in held.indicators
    )
    nothing = None if rows else msg("There is no indicator.")
    notes = list_notes(standing, filters, nothing, tasks_only=False)
    baseless = sum(row.standing.indicator.baseless for row in rows)
    if baseless:
        message = nmsg(
            "{n} indicator to reach has no baseline, so no gap to its pace is told.",
            "{n} indicators to reach have no baseline, so no gap to their pace is told.",
            baseless,
        )
        notes = (*notes, message)
    return Indicators(*dated(standing), rows, notes)


def _row(whole: PlanStanding, standing: Standing, one: IndicatorStanding) -> IndicatorRow:
    values = points_of(one, standing.entries)
    return IndicatorRow(
        held=standing, standing=one, values=values, projection=project(one, values, whole.as_of)
    )
