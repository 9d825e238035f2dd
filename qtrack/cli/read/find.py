"""`qtrack find TEXT`: where a text stands."""

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
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg
from qtrack.pages.find.view import find as found
from qtrack.standing.assess import assess


def find(
    context: RunContext,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=mark("What to look for; part of a word will do."))
    ],
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
    """Find a text in titles, deliverables, indicators and entries; width, case and spaces do not matter."""
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
    if not text.strip():
        raise QtrackError(msg("There is nothing to look for."), msg("Give a word, or part of one."))
    page = found(assess(opened, day, known), text.strip(), filters)
    from qtrack.pages.find import show as render

    print_page(
        page,
        shape,
        context.screen,
        table=render.show_found,
        csv=render.found_csv,
        markdown=render.found_markdown,
    )
    return ExitCode.OK
