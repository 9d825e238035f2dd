"""The filters that a person chose, the same for every page."""

from qtrack.cli.context import RunContext
from qtrack.cli.options import parse_choice, parse_date, parse_lights
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.records.filters import Filters, Role, make_filters
from qtrack.ui.labels import LIGHTS, ROLES, STATUSES


def chosen_filters(
    context: RunContext,
    plan: Plan,
    *,
    section: str | None,
    measure: str | None,
    unit: str | None,
    role: str | None,
    light: list[str] | None,
    status: list[str] | None,
    due_before: str | None,
    stale: bool,
) -> Filters:
    """Read the filters; words are also taken as the terminal's language shows them."""
    say = context.screen.say
    roles = {say(word): each for each, word in ROLES.items()}
    statuses = {say(word): each for each, word in STATUSES.items()}
    return make_filters(
        plan,
        section,
        unit,
        parse_lights(light, {say(word): each for each, word in LIGHTS.items()}),
        measure,
        role=parse_choice("--role", role, Role, roles) if role is not None else None,
        statuses=frozenset(parse_choice("--status", each, Status, statuses) for each in status or ()),
        due_before=parse_date("--due-before", due_before) if due_before is not None else None,
        stale=stale,
    )
