"""The words for lights, states and roles, and the small forms shared by every page."""

from datetime import date
from decimal import Decimal
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import number
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.problem import Level
from qtrack.standing.chasing import ChaseState
from qtrack.standing.lights import Light
from qtrack.standing.recurrence import OccurrenceState
from qtrack.views.filters import Role

LIGHTS: Final[dict[Light, Message]] = {
    Light.RED: msg("red"),
    Light.YELLOW: msg("yellow"),
    Light.GREEN: msg("green"),
    Light.BLUE: msg("blue"),
    Light.NONE: msg("unrated"),
}

STATUSES: Final[dict[Status, Message]] = {
    Status.NOT_STARTED: msg("not started"),
    Status.IN_PROGRESS: msg("in progress"),
    Status.BLOCKED: msg("blocked"),
    Status.DONE: msg("done"),
    Status.CLOSED: msg("closed"),
    Status.DROPPED: msg("dropped"),
}

ROLES: Final[dict[Role, Message]] = {
    Role.LEAD: msg("lead"),
    Role.SHARED: msg("shared"),
    Role.BY_DUTY: msg("by duty"),
}

OCCURRENCES: Final[dict[OccurrenceState, Message]] = {
    OccurrenceState.DONE: msg("done"),
    OccurrenceState.LATE: msg("done late"),
    OccurrenceState.MISSED: msg("missed"),
    OccurrenceState.DUE: msg("now due"),
    OccurrenceState.NEXT: msg("to come"),
}

CHASE_LEVELS: Final[dict[ChaseLevel, Message]] = {
    ChaseLevel.REMIND: msg("reminder"),
    ChaseLevel.WARN: msg("warning notice"),
    ChaseLevel.SUPERVISE: msg("supervision"),
}

CHASE_STATES: Final[dict[ChaseState, Message]] = {
    ChaseState.ANSWERED: msg("answered"),
    ChaseState.WAITING: msg("waiting"),
    ChaseState.UNANSWERED: msg("unanswered"),
}

LEVELS: Final[dict[Level, Message]] = {
    Level.ERROR: msg("error"),
    Level.WARNING: msg("warning"),
    Level.HINT: msg("hint"),
}

#: What stands where there is nothing to show; a plain sign, since wide dashes break tables.
NOTHING: Final = "-"


def percent(value: Decimal | None) -> str:
    """Write a percentage, `-` for none."""
    return NOTHING if value is None else f"{number(value)}%"


def signed(value: Decimal | int | None) -> str:
    """Write a difference with its sign: +3, -18.5, 0."""
    if value is None:
        return NOTHING
    return f"{'+' if value > 0 else ''}{number(Decimal(value))}"


def day(value: date | None) -> str:
    """Write a date, `-` for none."""
    return value.isoformat() if value else NOTHING
