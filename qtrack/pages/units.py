"""The units, and one unit's own list, on a terminal, as CSV and as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.model.responsibility import Role
from qtrack.records.units import Mark, UnitLine, UnitList, Units, UnitTask, share_told
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, ROLES, charge_line, day, percent
from qtrack.ui.line import Line
from qtrack.ui.listing import Listing, forms, headed, notes_drawn, page_title, task_columns
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, Kind, Place, groups_drawn, light_column
from qtrack.ui.text import LIGHT_STYLES, counts_line, reasons_beside
from qtrack.ui.values import MARKS, joined, reminder_line
from qtrack.ui.wrap import folded, indented


def _units(page: Units, translator: Translator) -> Listing[UnitLine]:
    supporting = [_count(ROLES[Role.SUPPORT], lambda unit: unit.support)]
    if not any(unit.support for unit in page.units):
        supporting = []
    columns: Sequence[Column[UnitLine]] = (
        Column(msg("unit"), lambda unit: unit.short, flexible=True),
        _count(ROLES[Role.LEAD], lambda unit: unit.lead),
        _count(ROLES[Role.SHARED], lambda unit: unit.shared),
        _count(ROLES[Role.BY_DUTY], lambda unit: unit.by_duty),
        *supporting,
        *(_light(light) for light in (page.units[0].lights if page.units else Light)),
        _count(MARKS[Mark.OVERDUE], lambda unit: unit.overdue),
        _count(msg("unreported"), lambda unit: unit.unreported),
        Column(msg("full name"), lambda unit: unit.name, place=Place.FILE),
        Column(msg("id"), lambda unit: unit.id, place=Place.FILE),
    )
    title = page_title(page, translator, translator.say(nmsg("{n} unit", "{n} units", len(page.units))))
    return Listing(title, page.notes, columns, page.units)


UNITS: Final = forms(_units)


def _count(head: Message, number: Callable[[UnitLine], int], style: str = "") -> Column[UnitLine]:
    return Column(
        head,
        lambda unit: str(number(unit)),
        right=True,
        style=lambda unit: style if number(unit) else "dim",
        kind=Kind.NUMBER,
    )


def _light(light: Light) -> Column[UnitLine]:
    return _count(LIGHTS[light], lambda unit: unit.lights[light], LIGHT_STYLES[light])


def show_unit_list(page: UnitList, screen: Screen) -> None:
    """Draw one unit's list: what it leads, then the others; the pressing ones first."""
    screen.show(_lines(page, screen.translator, screen.width))


def _lines(page: UnitList, translator: Translator, width: int) -> Iterator[Line]:
    yield from folded(page_title(page, translator, page.unit.name), width)
    reached = [msg("contact {name}", name=page.contact)] if page.contact else []
    reached += [msg("telephone {number}", number=page.phone)] if page.phone else []
    if reached:
        yield from folded((translator.together(reached),), width)
    yield from folded(_summary(page, translator), width)
    yield from notes_drawn(page.notes, translator, width)
    for row in page.reminders:
        reminded = msg("reminded of {id}: {reminder}", id=row.id, reminder=reminder_line(row.reminder))
        yield from indented(translator.say(reminded), 0, width, "bold")
    groups = ((ROLES[role], [row for row in page.tasks if row.role is role]) for role in Role)
    columns = _list_columns(translator, width, shares=any(row.shares for row in page.tasks))
    yield from groups_drawn(columns, headed(groups, translator), translator, width)


def _tasks(page: UnitList, translator: Translator) -> Listing[UnitTask]:
    columns: Sequence[Column[UnitTask]] = (
        Column(msg("role"), lambda row: translator.say(ROLES[row.role])),
        Column(msg("attention"), lambda row: _marks(row, translator)),
        *([_shares(translator)] if any(row.shares for row in page.tasks) else []),
        *(_of_task(column) for column in task_columns(translator)),
    )
    return Listing(page_title(page, translator, page.unit.name), page.notes, columns, page.tasks)


def _shares(translator: Translator) -> Column[UnitTask]:
    """Return the column of a unit's own shares of targets, which only a unit that has any shows."""
    return Column(
        msg("own shares"),
        lambda row: translator.show(joined([share_told(own) for own in row.shares])) if row.shares else "",
        flexible=True,
        place=Place.ROOM,
    )


UNIT_LIST: Final = forms(_tasks, table=show_unit_list)


def _summary(page: UnitList, translator: Translator) -> Line:
    led = sum(row.role is Role.LEAD for row in page.tasks)
    counts = ("  ", *counts_line(page.counts, translator, zeros=False)) if led else ()
    silent = translator.say(msg("not reported in time {number}", number=page.unreported))
    leads = translator.say(nmsg("leads {n} task", "leads {n} tasks", led))
    return (leads, *counts, f"  {silent}" if page.unreported else "")


def _list_columns(translator: Translator, width: int, *, shares: bool) -> tuple[Column[UnitTask], ...]:
    say = translator.say
    return (
        Column(msg("id"), lambda row: row.task.id),
        light_column(lambda row: row.task.light, translator),
        Column(msg("task"), lambda row: row.task.title, flexible=True),
        Column(msg("attention"), lambda row: _marks(row, translator), place=Place.ROOM),
        Column(
            msg("why"),
            lambda row: reasons_beside(row.task.reasons, translator, width),
            flexible=True,
            place=Place.ROOM,
        ),
        *([_shares(translator)] if shares else []),
        Column(msg("share"), lambda row: percent(row.task.progress), right=True),
        Column(msg("pace"), lambda row: percent(row.task.pace), right=True),
        Column(msg("lead"), lambda row: translator.show(charge_line(row.task))),
        Column(msg("due"), lambda row: day(row.task.due) if row.task.due else say(msg("ongoing"))),
    )


def _of_task(column: Column[Standing]) -> Column[UnitTask]:
    return Column(column.head, lambda row: column.cell(row.task), kind=column.kind)


def _marks(row: UnitTask, translator: Translator) -> str:
    return translator.together([MARKS[mark] for mark in row.marks])
