"""The spreadsheet that a unit fills: its open tasks and deliverables, ready to fill."""

from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Translator, msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import Kind, fields
from qtrack.model.plan import Indicator
from qtrack.records.filters import Role, answered
from qtrack.records.task import open_deliverables
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.store.form.form_header import LAST, TITLE, heading, plain_heading
from qtrack.ui.values import last_said

#: Figures have a column each behind these, and who records it all is said once, as an option.
_FILLED: Final = [field.name for field in fields("about") if field.kind not in {Kind.FIGURES, Kind.NAME}]
_COLUMNS: Final = (_FILLED[0], TITLE, LAST, *_FILLED[1:])


def tasks_of(standing: PlanStanding, unit: str, *, every: bool) -> list[Standing]:
    """Return the open tasks of a unit or group: those it leads, those it shares, those by duty.

    But for `every` those by duty alone are left out that ask it for no reports.
    """
    running = [task for task in standing.tasks if task.running]
    mine = [(held, task) for role in Role for held, task in answered(unit, running) if held is role]
    return [task for held, task in mine if every or held is not Role.BY_DUTY or unit in task.asked]


def unit_form(
    standing: PlanStanding, unit: str, mine: Sequence[Standing], translator: Translator
) -> list[list[str]]:
    """Return the heads and rows of the form of a unit or group for these tasks, with what is known filled in.

    Each indicator is a column.
    """
    indicators = {own.id: own for task in mine for own in task.holder.indicators}
    known = {"unit": standing.plan.register.name(unit), "date": standing.as_of.isoformat()}
    heads = [heading(column, translator) for column in _COLUMNS]
    rows = [
        {**known, "about": about, TITLE: title, LAST: last_said(last, translator), "period": period}
        for task in mine
        for about, title, last, period in _asked(task)
    ]
    return [
        heads + _figure_headings(tuple(indicators.values()), translator),
        *([row.get(column, "") for column in _COLUMNS] + [""] * len(indicators) for row in rows),
    ]


def _asked(standing: Standing) -> Iterator[tuple[str, str, Entry | None, str]]:
    """Yield what a task is asked for: id, title, last entry, and of a duty the occurrence that is owed."""
    own = next((entry for entry in reversed(standing.entries) if entry.about == standing.id), None)
    yield standing.id, standing.title, own, ""
    for part, periods in open_deliverables(standing):
        for period in periods or ("",):
            yield part.deliverable.id, part.deliverable.title, part.last, period


def _figure_headings(indicators: tuple[Indicator, ...], translator: Translator) -> list[str]:
    """Name each indicator, with its id where another has the same name."""
    names = [plain_heading(indicator.name) for indicator in indicators]
    return [
        translator.say(msg("{name} ({unit})", name=indicator.name, unit=indicator.unit))
        if names.count(plain_heading(indicator.name)) == 1
        else indicator.id
        for indicator in indicators
    ]
