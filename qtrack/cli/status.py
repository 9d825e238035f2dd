"""`qtrack status`: the board."""

from typing import Annotated

from qtrack.cli.forms import PageForm
from qtrack.cli.here import Here
from qtrack.cli.options import (
    AsOfOption,
    KnownAtOption,
    LightOption,
    PlanOption,
    SectionOption,
    UnitOption,
    dates,
    format_option,
    parse_choice,
    parse_lights,
)
from qtrack.errors import ExitCode
from qtrack.render.labels import LIGHTS
from qtrack.standing.assess import assess
from qtrack.views.board import board
from qtrack.views.filters import make_filters


def status(
    here: Here,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    section: SectionOption = None,
    unit: UnitOption = None,
    light: LightOption = None,
    form: Annotated[str, format_option("table", "json")] = "table",
    plan: PlanOption = None,
) -> int:
    """Show where the plan stands: every section and task with its light and the reason."""
    shape = parse_choice("--format", form, PageForm)
    opened = here.open(plan)
    day, known = dates(as_of, known_at, lambda: here.today(opened))
    words = {here.screen.say(word): each for each, word in LIGHTS.items()}
    filters = make_filters(opened, section, unit, parse_lights(light, words))
    page = board(assess(opened, day, known), filters)
    if shape is PageForm.JSON:
        from qtrack.render.json import board_json

        here.screen.write(board_json(page, here.screen.translator))
    else:
        from qtrack.render.board import show_board

        show_board(page, here.screen)
    return ExitCode.FINE
