"""The spreadsheet that a unit fills: its open tasks and deliverables, ready to fill."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from qtrack.locale.message import Translator, msg, number
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import FIELD, FIELDS, STATUSES, Kind
from qtrack.model.indicator import Indicator, goal
from qtrack.model.responsibility import Role
from qtrack.records.selection.filters import answered
from qtrack.records.task import open_deliverables
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.parts import IndicatorStanding
from qtrack.store.form.form_header import LAST, ROLE, TITLE, heading, last_value, plain_heading
from qtrack.ui import table
from qtrack.ui.labels import ROLES
from qtrack.ui.values import last_said
from qtrack.ui.workbook.form import Form, FormColumn

#: Figures have columns of their own behind these, and who records it all is said once, as an option.
_FILLED: Final = [field for field in FIELDS if field.kind not in {Kind.FIGURES, Kind.NAME}]
_REPORTED: Final = [field.name for field in _FILLED if field.kind.reports]
_KNOWN: Final = [field.name for field in _FILLED if not field.kind.reports]
_COLUMNS: Final = (_KNOWN[0], TITLE, ROLE, *_KNOWN[1:], LAST, *_REPORTED)
#: What belongs in a column, for whoever fills a workbook.
_NOTES: Final = {
    "about": msg("The task or deliverable. In the free rows below choose what else is to be told of."),
    TITLE: msg("What is to be done; to be read only."),
    ROLE: msg("The role of the unit in the task; to be read only."),
    "unit": msg("The unit that says so, by its name."),
    "date": msg("The day when it was so."),
    "period": msg("Which occurrence of a duty that returns, as 2019, 2019Q1 or 2019-03."),
    LAST: msg("When and what was reported last; to be read only."),
    "status": msg("Choose one of the list."),
    "percent": msg("The share that is done, 0 to 100."),
    "summary": msg("What was done, in a sentence or more. A row that tells of anything needs it."),
    "problems": msg("What stands in the way."),
    "next": msg("What comes next."),
    "evidence": msg("Documents that show it, parted by semicolons."),
}

#: An open task of a unit, and the role that the unit has in it.
Held = tuple[Role, Standing]


def tasks_of(standing: PlanStanding, unit: str, *, every: bool) -> list[Held]:
    """Return the open tasks of a unit or group: led, shared, by duty, in support.

    But for `every` those by duty alone are left out that ask it for no reports.
    """
    running = [task for task in standing.tasks if task.running]
    mine = sorted(answered(unit, running), key=lambda own: list(Role).index(own[0]))
    return [own for own in mine if every or own[0] is not Role.BY_DUTY or unit in own[1].asked]


def unit_form(standing: PlanStanding, unit: str, mine: Sequence[Held], translator: Translator) -> Form:
    """Return the form of a unit or group for these tasks, with what is known filled in.

    What was reported last stands before what is to be filled in, of each indicator its last value; a figure
    belongs in the row of its task.
    """
    indicators = {
        own.id: own
        for _, task in mine
        for own in task.holder.indicators
        if not own.shares or any(share.unit == unit for share in own.shares)
    }
    register = standing.plan.register
    known = {"unit": register.name(unit), "date": standing.as_of.isoformat()}
    members = tuple(map(register.name, register.members(unit)))
    columns = [_column(name, known, members, translator) for name in _COLUMNS]
    for name in _figure_headings(tuple(indicators.values()), translator):
        columns += _figure_columns(name, translator)
    rows: list[list[str]] = []
    shut = set()
    for own in mine:
        for row, last_values in _rows(own, unit, translator):
            for at, name in enumerate(indicators):
                if name not in last_values:
                    shut.add((len(rows), len(_COLUMNS) + 2 * at + 1))
            figures = (cell for name in indicators for cell in (last_values.get(name, ""), ""))
            rows.append([*((known | row).get(column, "") for column in _COLUMNS), *figures])
    title = translator.say(msg("Progress form of {unit}", unit=known["unit"]))
    return Form(title, columns, rows, frozenset(shut))


def _rows(own: Held, unit: str, translator: Translator) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield what a task is asked for: cells by columns, and in its own row the last values of indicators.

    Of a target that is split they are those of the unit's own share; who has none is not asked.
    """
    held, task = own
    role = translator.say(ROLES[held])
    values = {one.indicator.id: _value(one, translator) for one in task.indicators if not one.shares}
    for share in task.shares_of(unit):
        target = translator.say(msg("of {target}", target=goal(share.indicator)))
        values[share.indicator.id] = " ".join(filter(None, (_value(share, translator), target)))
    for about, title, last, period in _asked(task):
        said = last_said(last, translator)
        row = {"about": about, TITLE: title, ROLE: role, "period": period, LAST: said}
        yield row, values if about == task.id else {}


def _column(
    name: str, known: Mapping[str, str], units: tuple[str, ...], translator: Translator
) -> FormColumn:
    """Return a column as whoever fills a workbook sees it; closing (销号) is not for who reports."""
    kind = FIELD[name].kind if name in FIELD else None
    statuses = (translator.say(word) for status, word in STATUSES.items() if status is not Status.CLOSED)
    kinds = {Kind.DATE: table.Kind.DATE, Kind.PERCENT: table.Kind.NUMBER}
    choices = {Kind.UNIT: units if len(units) > 1 else (), Kind.STATUS: tuple(statuses)}
    return FormColumn(
        head=heading(name, translator),
        note=translator.say(_NOTES[name]),
        kind=kinds.get(kind, table.Kind.TEXT) if kind else table.Kind.TEXT,
        free=known.get(name, ""),
        read=kind is None,
        key=kind is Kind.ABOUT,
        choices=choices.get(kind, ()) if kind else (),
        limits=(0, 100) if kind is Kind.PERCENT else None,
        sentences=kind in {Kind.TEXT, Kind.LIST} or name in {TITLE, LAST},
    )


def _figure_columns(name: str, translator: Translator) -> tuple[FormColumn, FormColumn]:
    """Return the column of an indicator's last value, and that of the value on the day of the row."""
    say = translator.say
    read = msg("The value that was reported last, and of which day; to be read only.")
    filled = msg("The value on the day of this row, in digits, in the row of the task.")
    return (
        FormColumn(head=say(last_value(name)), note=say(read), read=True),
        FormColumn(head=name, note=say(filled), kind=table.Kind.NUMBER),
    )


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
