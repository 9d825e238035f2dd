"""What completion is asked, of which plan and on which day, and what an answer is made of."""

from datetime import date
from functools import cached_property
from typing import NamedTuple

from qtrack.cli.completion.known_plan import KnownPlan
from qtrack.cli.completion.line import Spot
from qtrack.cli.context import RunContext
from qtrack.errors import QtrackError
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Section, Task
from qtrack.store.user.settings import AS_OF, VARIABLES


class Offer(NamedTuple):
    """What may be typed, and what is said of it."""

    value: str
    text: str = ""


class Question:
    """What is asked for at one press of the key."""

    def __init__(self, context: RunContext, spot: Spot) -> None:
        self.context = context
        self.spot = spot
        self.say = context.screen.say

    @cached_property
    def plan(self) -> KnownPlan:
        """The plan; raise QtrackError where there is none."""
        day = self.spot.value("as_of") or self.context.environ.get(AS_OF)
        return KnownPlan(self.context, self.spot.value("plan"), day)

    @property
    def today(self) -> date:
        """Today in the plan's timezone, or here where there is none."""
        try:
            return self.plan.today
        except QtrackError:
            return self.context.now.astimezone().date()

    @property
    def own_unit(self) -> str:
        """The id of the unit that reports: the one that is typed, else the person's own, else nothing."""
        named = self.spot.value("unit") or self.context.environ.get(VARIABLES["unit"])
        found = self.plan.frame.register.find(named) if named else None
        return found.id if found else ""

    @cached_property
    def at_hand(self) -> tuple[str, Section | Task | None]:
        """The id that the line is about, and the task or section that has it, where one is typed."""
        about = parse_about(self.spot.value("about") or "") or ""
        return about, self.plan.plan_of({holder_of(about)}).holder(about) if about else None
