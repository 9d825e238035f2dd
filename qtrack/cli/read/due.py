"""`qtrack due [--within 30d]`: what falls due."""

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
    UnitOption,
    dates,
    format_option,
    parse_choice,
    parse_days,
)
from qtrack.cli.output import print_page
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.records.due import due as due_page
from qtrack.standing.assess import assess


def due(
    context: RunContext,
    within: Annotated[
        str, typer.Option("--within", metavar="DAYS", help=mark("How far to look ahead, as 60d or 60."))
    ] = "30d",
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    section: SectionOption = None,
    measure: MeasureOption = None,
    unit: UnitOption = None,
    role: RoleOption = None,
    light: LightOption = None,
    status: StatusOption = None,
    due_before: DueBeforeOption = None,
    stale: StaleOption = False,
    form: Annotated[str, format_option("table", "json", "csv", "markdown")] = "table",
    plan: PlanOption = None,
) -> int:
    """Show by date what is overdue and what falls due: tasks, deliverables, returning duties, indicators."""
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
    page = due_page(assess(opened, day, known), filters, parse_days("--within", within))
    from qtrack.pages import due as render

    print_page(
        page,
        shape,
        context.screen,
        table=render.show_due,
        csv=render.due_csv,
        markdown=render.due_markdown,
    )
    return ExitCode.OK
