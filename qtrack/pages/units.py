"""The units, and one unit's own list, on a terminal, as CSV and as Markdown."""

from collections.abc import Callable

from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.records.board import BoardTask
from qtrack.records.filters import Role
from qtrack.records.reminder import MatterReminder
from qtrack.records.units import Mark, UnitLine, UnitList, Units, UnitTask
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, MARKS, ROLES, charge_line, day, percent
from qtrack.ui.listing import (
    WIDE,
    Column,
    Place,
    page_notes,
    page_title,
    rows_csv,
    rows_drawn,
    rows_markdown,
)
from qtrack.ui.phrases.reminders import reminder_line
from qtrack.ui.screen import Screen
from qtrack.ui.task_columns import task_columns
from qtrack.ui.text import LIGHT_STYLES, counts_text, indented, reasons_line


def show_units(page: Units, screen: Screen) -> None:
    """Draw a line a unit."""
    translator, width = screen.translator, screen.console().width
    parts: list[RenderableType] = [_units_title(page, translator)]
    parts += page_notes(page, translator, width)
    parts += rows_drawn(_unit_columns(page), page.units, translator, width)
    screen.show(*parts)


def units_csv(page: Units, translator: Translator) -> str:
    """Return a line a unit."""
    return rows_csv(_unit_columns(page), page.units, translator)


def units_markdown(page: Units, translator: Translator) -> str:
    """Return a table with a line a unit."""
    title = _units_title(page, translator)
    return rows_markdown(title, page.notes, _unit_columns(page), page.units, translator)


def _units_title(page: Units, translator: Translator) -> Text:
    return page_title(page, translator, translator.say(nmsg("{n} unit", "{n} units", len(page.units))))


def _unit_columns(page: Units) -> tuple[Column[UnitLine], ...]:
    return (
        Column(msg("unit"), lambda unit: unit.short, flexible=True),
        _count(ROLES[Role.LEAD], lambda unit: unit.lead),
        _count(ROLES[Role.SHARED], lambda unit: unit.shared),
        _count(msg("by duty"), lambda unit: unit.by_duty),
        *(_light(light) for light in (page.units[0].lights if page.units else Light)),
        _count(MARKS[Mark.OVERDUE], lambda unit: unit.overdue),
        _count(msg("unreported"), lambda unit: unit.unreported),
        Column(msg("full name"), lambda unit: unit.name, place=Place.FILE),
        Column(msg("id"), lambda unit: unit.id, place=Place.FILE),
    )


def _count(head: Message, number: Callable[[UnitLine], int]) -> Column[UnitLine]:
    return Column(head, lambda unit: str(number(unit)), right=True, style=lambda unit: _dim(number(unit)))


def _light(light: Light) -> Column[UnitLine]:
    return Column(
        LIGHTS[light],
        lambda unit: str(unit.lights[light]),
        right=True,
        style=lambda unit: LIGHT_STYLES[light] if unit.lights[light] else "dim",
    )


def _dim(number: int) -> str:
    return "" if number else "dim"


def show_unit_list(page: UnitList, screen: Screen) -> None:
    """Draw one unit's list: what it leads, then the others; the pressing ones first."""
    translator, width = screen.translator, screen.console().width
    parts: list[RenderableType] = [_list_title(page, translator), _summary(page, translator)]
    parts += page_notes(page, translator, width)
    parts += [indented(translator.say(_reminded(each)), 0, width, "bold") for each in page.reminders]
    columns = _list_columns(translator, brief=width >= WIDE)
    for role in Role:
        rows = [each for each in page.tasks if each.role is role]
        if rows:
            head = Text(translator.say(ROLES[role]), style="bold")
            parts += [Text(), head.append(f"  {len(rows)}", style="not bold")]
            parts += rows_drawn(
                columns, rows, translator, width, header=rows[0] is page.tasks[0], among=page.tasks
            )
    screen.show(*parts)


def _reminded(row: MatterReminder) -> Message:
    return msg("reminded of {id}: {reminder}", id=row.id, reminder=reminder_line(row.reminder))


def unit_list_csv(page: UnitList, translator: Translator) -> str:
    """Return a line a task."""
    return rows_csv(_file_columns(translator), page.tasks, translator)


def unit_list_markdown(page: UnitList, translator: Translator) -> str:
    """Return a table with a line a task."""
    title = _list_title(page, translator)
    return rows_markdown(title, page.notes, _file_columns(translator), page.tasks, translator)


def _list_title(page: UnitList, translator: Translator) -> Text:
    return page_title(page, translator, page.unit.name)


def _summary(page: UnitList, translator: Translator) -> Text:
    led = sum(each.role is Role.LEAD for each in page.tasks)
    line = Text(translator.say(nmsg("leads {n} task", "leads {n} tasks", led)))
    if led:
        line.append("  ").append_text(counts_text(page.counts, translator, zeros=False))
    if page.unreported:
        line.append("  " + translator.say(msg("not reported in time {number}", number=page.unreported)))
    return line


def _list_columns(translator: Translator, *, brief: bool) -> tuple[Column[UnitTask], ...]:
    say = translator.say
    return (
        Column(msg("id"), lambda row: row.task.id),
        Column(
            msg("light"),
            lambda row: say(LIGHTS[row.task.light]),
            style=lambda row: LIGHT_STYLES[row.task.light],
        ),
        Column(msg("task"), lambda row: row.task.title, flexible=True),
        Column(msg("attention"), lambda row: _marks(row, translator), place=Place.ROOM),
        Column(
            msg("why"),
            lambda row: reasons_line(row.task.reasons, translator, brief=brief),
            flexible=True,
            place=Place.ROOM,
        ),
        Column(msg("share"), lambda row: percent(row.task.progress), right=True),
        Column(msg("pace"), lambda row: percent(row.task.pace), right=True),
        Column(msg("lead"), lambda row: translator.show(charge_line(row.task))),
        Column(msg("due"), lambda row: day(row.task.due) if row.task.due else say(msg("ongoing"))),
    )


def _file_columns(translator: Translator) -> tuple[Column[UnitTask], ...]:
    return (
        Column(msg("role"), lambda row: translator.say(ROLES[row.role])),
        Column(msg("attention"), lambda row: _marks(row, translator)),
        *(_of_task(each) for each in task_columns(translator)),
    )


def _of_task(column: Column[BoardTask]) -> Column[UnitTask]:
    return Column(column.head, lambda row: column.cell(row.task))


def _marks(row: UnitTask, translator: Translator) -> str:
    return translator.together([MARKS[each] for each in row.marks])
