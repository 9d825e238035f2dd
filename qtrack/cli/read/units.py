"""`qtrack units [UNIT]`: every unit in a line, or one unit's own list."""

from typing import Annotated

import typer

from qtrack.cli.context import RunContext
from qtrack.cli.filter_options import chosen_filters
from qtrack.cli.forms import TableForm
from qtrack.cli.options import (
    AsOfOption,
    DueBeforeOption,
    KnownAtOption,
    LightOption,
    MeasureOption,
    PlanOption,
    RoleOption,
    SectionOption,
    StaleOption,
    StatusOption,
    dates,
    format_option,
    parse_choice,
)
from qtrack.cli.output import print_page
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.records.units import unit_list
from qtrack.records.units import units as units_page
from qtrack.standing.assess import assess


def units(
    context: RunContext,
    unit: Annotated[
        str | None, typer.Argument(metavar="UNIT", help=mark("A unit by id, full or short name; else all."))
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    section: SectionOption = None,
    measure: MeasureOption = None,
    role: RoleOption = None,
    light: LightOption = None,
    status: StatusOption = None,
    due_before: DueBeforeOption = None,
    stale: StaleOption = False,
    form: Annotated[str, format_option("table", "json", "csv", "markdown")] = "table",
    plan: PlanOption = None,
) -> int:
    """Show a line a unit; with UNIT its own list, the tasks it leads first and the pressing ones on top."""
    shape = parse_choice("--format", form, TableForm)
    opened = context.open(plan)
    day, known = dates(as_of, known_at, lambda: context.today(opened))
    filters = chosen_filters(
        context,
        opened,
        section=section,
        measure=measure,
        unit=unit,
        role=role,
        light=light,
        status=status,
        due_before=due_before,
        stale=stale,
    )
    standing = assess(opened, day, known)
    from qtrack.pages import units as render

    if filters.unit is None:
        print_page(
            units_page(standing, filters),
            shape,
            context.screen,
            table=render.show_units,
            csv=render.units_csv,
            markdown=render.units_markdown,
        )
    else:
        print_page(
            unit_list(standing, filters.unit, filters),
            shape,
            context.screen,
            table=render.show_unit_list,
            csv=render.unit_list_csv,
            markdown=render.unit_list_markdown,
        )
    return ExitCode.OK
