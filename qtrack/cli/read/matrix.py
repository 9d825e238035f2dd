"""`qtrack matrix [--group GROUP]`: tasks by the members of a group."""

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
)
from qtrack.cli.output import print_page
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.pages.matrix.view import find_group
from qtrack.pages.matrix.view import matrix as matrix_page
from qtrack.standing.assess import assess


def matrix(
    context: RunContext,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="GROUP", help=mark("Whose members; left out, the bureaus.")),
    ] = None,
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
    """Show tasks by the members of a group: who reported in the last round, who long ago, who never."""
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
    page = matrix_page(assess(opened, day, known), find_group(opened, group), filters)
    from qtrack.pages.matrix import show as render

    print_page(
        page,
        shape,
        context.screen,
        table=render.show_matrix,
        csv=render.matrix_csv,
        markdown=render.matrix_markdown,
    )
    return ExitCode.OK
