"""Which tasks a page shows, as options."""

from datetime import date
from typing import Annotated

from qtrack.cli.options import SectionOption, UnitOption
from qtrack.cli.parameters import OptionGroup, flag, option
from qtrack.cli.parse import choice, parse_date
from qtrack.locale.message import mark
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.records.filters import Filters, Role, make_filters
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, ROLES, STATUSES


class FilterOptions(OptionGroup, frozen=True):
    """Which tasks a page shows, as it was typed."""

    section: SectionOption = None
    measure: Annotated[str | None, option("--measure", "M01…", mark("Only this measure."))] = None
    unit: UnitOption = None
    role: Annotated[
        Role | None,
        option(
            "--role",
            "lead|shared|by-duty",
            mark("Only where the unit has this role: it leads, shares the task, or has it by duty."),
            choice(Role, ROLES),
        ),
    ] = None
    light: Annotated[
        list[Light] | None,
        option(
            "--light",
            "LIGHT",
            mark("Only this light: red, yellow, green, blue, none; may be repeated."),
            choice(Light, LIGHTS),
        ),
    ] = None
    status: Annotated[
        list[Status] | None,
        option(
            "--status",
            "STATUS",
            mark("Only this status, as not-started, in-progress, blocked or done; may be repeated."),
            choice(Status, STATUSES),
        ),
    ] = None
    due_before: Annotated[
        date | None,
        option(
            "--due-before", "DATE", mark("Only tasks whose own deadline is before this date."), parse_date
        ),
    ] = None
    stale: Annotated[
        bool, flag("--stale", mark("Only tasks that were silent for longer than the plan allows."))
    ] = False

    def of(self, plan: Plan) -> Filters:
        """Return the filters; raise QtrackError for what the plan does not have."""
        return make_filters(
            plan,
            self.section,
            self.unit,
            frozenset(self.light or ()),
            self.measure,
            role=self.role,
            statuses=frozenset(self.status or ()),
            due_before=self.due_before,
            stale=self.stale,
        )
