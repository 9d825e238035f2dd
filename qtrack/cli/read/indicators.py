"""`qtrack indicators`: every indicator."""

from typing import Annotated

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
from qtrack.pages.indicators.view import indicators as indicators_page
from qtrack.standing.assess import assess


def indicators(
    context: RunContext,
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
    """Show every indicator: target, value, pace, how it went, and when it is reached at the present rate."""
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
    page = indicators_page(assess(opened, day, known), filters)
    from qtrack.pages.indicators import show as render

    print_page(
        page,
        shape,
        context.screen,
        table=render.show_indicators,
        csv=render.indicators_csv,
        markdown=render.indicators_markdown,
    )
    return ExitCode.OK
