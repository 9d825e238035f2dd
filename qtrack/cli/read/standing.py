"""Where the plan stands as of the days that were asked for: what every page is made of."""

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions
from qtrack.standing.assess import PlanStanding, assess


def open_standing(context: RunContext, plan: str | None, days: DayOptions) -> PlanStanding:
    """Open the plan and assess it; raise QtrackError where it has errors."""
    opened = context.open(plan)
    return assess(opened, days.as_of or context.today(opened), days.known_at)
