"""The spreadsheet that a unit fills: its open tasks and deliverables, ready to fill."""

from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Translator, msg, number
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELDS, Kind
from qtrack.model.plan import Indicator
from qtrack.records.filters import Role, answered
from qtrack.records.task import open_deliverables
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.parts import IndicatorStanding
from qtrack.store.form.form_header import LAST, ROLE, TITLE, heading, last_value, plain_heading
from qtrack.ui.labels import ROLES
from qtrack.ui.values import last_said

#: Figures have columns of their own behind these, and who records it all is said once, as an option.
_FILLED: Final = [field for field in FIELDS if field.kind not in {Kind.FIGURES, Kind.NAME}]
_REPORTED: Final = [field.name for field in _FILLED if field.kind.reports]
_KNOWN: Final = [field.name for field in _FILLED if not field.kind.reports]
_COLUMNS: Final = (_KNOWN[0], TITLE, ROLE, *_KNOWN[1:], LAST, *_REPORTED)

#: An open task of a unit, and the role that the unit has in it.
Held = tuple[Role, Standing]


def tasks_of(standing: PlanStanding, unit: str, *, every: bool) -> list[Held]:
    """Return the open tasks of a unit or group: those it leads, those it shares, those by duty.

    But for `every` those by duty alone are left out that ask it for no reports.
    """
    running = [task for task in standing.tasks if task.running]
    mine = sorted(answered(unit, running), key=lambda own: list(Role).index(own[0]))
    return [own for own in mine if every or own[0] is not Role.BY_DUTY or unit in own[1].asked]


def unit_form(
    standing: PlanStanding, unit: str, mine: Sequence[Held], translator: Translator
) -> list[list[str]]:
    """Return the heads and rows of the form of a unit or group for these tasks, with what is known filled in.

    What was reported last stands before what is to be filled in, of each indicator its last value.
    """
    say = translator.say
    indicators = {own.id: own for _, task in mine for own in task.holder.indicators}
    known = {"unit": standing.plan.register.name(unit), "date": standing.as_of.isoformat()}
    rows = [[heading(column, translator) for column in _COLUMNS]]
    for name in _figure_headings(tuple(indicators.values()), translator):
        rows[0] += [say(last_value(name)), name]
    for held, task in mine:
        last_values = {own.indicator.id: _value(own, translator) for own in task.indicators}
        for about, title, last, period in _asked(task):
            row = {**known, "about": about, TITLE: title, ROLE: say(ROLES[held]), "period": period}
            row[LAST] = last_said(last, translator)
            own = last_values if about == task.id else {}
            figures = (cell for name in indicators for cell in (own.get(name, ""), ""))
            rows.append([*(row.get(column, "") for column in _COLUMNS), *figures])
    return rows


def _value(own: IndicatorStanding, translator: Translator) -> str:
    """Return the value that was reported last, and of which day it is."""
    if own.actual is None or own.actual_date is None:
        return ""
    return translator.say(msg("{before} ({after})", before=number(own.actual), after=own.actual_date))


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
