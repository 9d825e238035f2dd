"""The commands whose page is one list: units, mine, matrix, due, indicators, find and history."""

from datetime import date
from typing import Annotated

from qtrack.cli.context import RunContext, print_page
from qtrack.cli.options import DayOptions, FilterOptions, TableOptions
from qtrack.cli.parameters import argument, date_option, option, parse_days
from qtrack.cli.settings import named_unit
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.ids import task_of
from qtrack.records.selection.names import find_about, find_unit


def units(
    context: RunContext,
    *,
    unit: Annotated[str | None, argument("A unit by id, full or short name; else all.", "UNIT")] = None,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print the list of units, or that of one."""
    standing = context.standing(output.plan, days)
    if unit is not None:
        find_unit(standing.plan, unit, msg("UNIT"))  # its refusal is to name the argument
    chosen = filters.of(standing.plan, context.screen.talk)
    from qtrack.pages.units import UNIT_LIST, UNITS
    from qtrack.records import units as view

    if chosen.unit is None:
        return print_page(context, view.units(standing, chosen), output, UNITS)
    return print_page(context, view.unit_list(standing, chosen.unit, chosen), output, UNIT_LIST)


def mine(
    context: RunContext,
    *,
    unit: Annotated[str | None, argument("A unit, by id, full or short name; else your own.", "UNIT")] = None,
    within: Annotated[int, option("How far to look ahead, as 60d or 60.", "DAYS", parse_days)] = 30,
    days: DayOptions,
    output: TableOptions,
) -> int:
    """Print what a unit owes."""
    standing = context.standing(output.plan, days)
    plan = standing.plan
    named = named_unit(context, plan, unit, "qtrack mine", msg("UNIT"))
    from qtrack.pages.mine import MINE
    from qtrack.records import mine as view

    return print_page(context, view.mine(standing, named, within), output, MINE)


def matrix(
    context: RunContext,
    *,
    group: Annotated[str | None, option("Whose members; else the bureaus.", "GROUP")] = None,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print the matrix of tasks and members of a group."""
    standing = context.standing(output.plan, days)
    from qtrack.pages.matrix import view
    from qtrack.pages.matrix.show import MATRIX

    plan, say = standing.plan, context.screen.talk
    page = view.matrix(standing, view.find_group(plan, group, say), filters.of(plan, say))
    return print_page(context, page, output, MATRIX)


def due(
    context: RunContext,
    *,
    within: Annotated[int, option("How far to look ahead, as 60d or 60.", "DAYS", parse_days)] = 30,
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print what is overdue and what falls due, by date."""
    standing = context.standing(output.plan, days)
    from qtrack.pages.due import DUE
    from qtrack.records import due as view

    chosen = filters.of(standing.plan, context.screen.talk)
    return print_page(context, view.due(standing, chosen, within), output, DUE)


def indicators(context: RunContext, *, days: DayOptions, filters: FilterOptions, output: TableOptions) -> int:
    """Print the list of indicators."""
    standing = context.standing(output.plan, days)
    from qtrack.pages.indicators import view
    from qtrack.pages.indicators.show import INDICATORS

    page = view.indicators(standing, filters.of(standing.plan, context.screen.talk))
    return print_page(context, page, output, INDICATORS)


def find(
    context: RunContext,
    *,
    text: Annotated[str, argument("What to look for; part of a word will do.", "TEXT")],
    days: DayOptions,
    filters: FilterOptions,
    output: TableOptions,
) -> int:
    """Print where a text is found; raise QtrackError for an empty one."""
    if not text.strip():
        raise QtrackError(
            msg("TEXT is empty, so there is nothing to look for."),
            msg("“qtrack find WORD” finds a word, or a part of one."),
        )
    standing = context.standing(output.plan, days)
    from qtrack.pages.find import view
    from qtrack.pages.find.show import FOUND

    page = view.find(standing, text.strip(), filters.of(standing.plan, context.screen.talk))
    return print_page(context, page, output, FOUND)


def history(
    context: RunContext,
    *,
    about: Annotated[
        str | None, argument("A task, deliverable or section: T05, 5, T05.2, S1; else all.", "ID")
    ] = None,
    since: Annotated[date | None, date_option("Recorded on this date or later; else all.", "first")] = None,
    until: Annotated[date | None, date_option("Recorded on this date or earlier; else all.", "last")] = None,
    unit: Annotated[
        str | None, option("Said by this unit, by id, full or short name; else by any.", "UNIT", short="-u")
    ] = None,
    days: DayOptions,
    output: TableOptions,
) -> int:
    """Print the list of entries."""
    plan = context.open(output.plan, task_of(about or ""))
    from qtrack.pages.history.show import HISTORY
    from qtrack.pages.history.view import history as history_page

    page = history_page(
        plan,
        days.as_of or context.today(plan),
        days.known_at,
        about=find_about(plan, about) if about is not None else "",
        unit=find_unit(plan, unit, say=context.screen.talk) if unit is not None else "",
        since=since,
        until=until,
    )
    return print_page(context, page, output, HISTORY)
