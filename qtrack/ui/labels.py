"""The words for lights, states and roles, and the small forms shared by every page."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from qtrack.locale.message import Message, Translator, msg, number
from qtrack.model import entry_fields
from qtrack.model.entry import ChaseLevel
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Every
from qtrack.model.problem import Level, Problem
from qtrack.model.responsibility import Responsibility, Role
from qtrack.model.units import Register
from qtrack.records import page
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.standing.parts import DeliverableStanding
from qtrack.standing.recurrence import OccurrenceState, runs
from qtrack.ui.line import BREAK, clean
from qtrack.ui.screen import Screen

#: The words for lights and for states, which sentences of records have too.
LIGHTS: Final = page.LIGHTS
STATUSES: Final = entry_fields.STATUSES


def status_word(held: Standing | DeliverableStanding) -> Message:
    """Name a status; of what another notice ended that it was replaced."""
    return msg("replaced by another notice") if held.replaced else STATUSES[held.status]


#: The ground and the letters of each light in files; each pair can be told apart in grey, too.
LIGHT_COLOURS: Final = {
    Light.RED: ("C00000", "FFFFFF"),
    Light.YELLOW: ("FFD966", "000000"),
    Light.GREEN: ("2E7D32", "FFFFFF"),
    Light.BLUE: ("1F4E79", "FFFFFF"),
    Light.NONE: ("D9D9D9", "000000"),
}

#: What stands for a light where the plan, or the page, did not have the task.
NO_LIGHT: Final = msg("not listed")

#: The names of those who answer for something, by their roles.
Units = dict[Role, tuple[Message | str, ...]]

ROLES: Final[dict[Role, Message]] = {
    Role.LEAD: msg("lead"),
    Role.SHARED: msg("shared"),
    Role.BY_DUTY: msg("by duty"),
    Role.SUPPORT: msg("in support"),
}

OCCURRENCES: Final[dict[OccurrenceState, Message]] = {
    OccurrenceState.DONE: msg("done"),
    OccurrenceState.LATE: msg("done late"),
    OccurrenceState.MISSED: msg("missed"),
    OccurrenceState.DUE: msg("now due"),
    OccurrenceState.NEXT: msg("to come"),
    OccurrenceState.DROPPED: msg("dropped"),
}

#: What is now due of a duty that returns more often than every year.
_NOW_DUE: Final[dict[PeriodKind, Message]] = {
    PeriodKind.HALF_YEAR: msg("due this half-year"),
    PeriodKind.QUARTER: msg("due this quarter"),
    PeriodKind.MONTH: msg("due this month"),
}

#: What a person is asked for to name an occurrence.
PERIODS: Final[dict[Every, Message]] = {
    Every.YEAR: msg("year"),
    Every.HALF_YEAR: msg("half-year, as 2019H1"),
    Every.QUARTER: msg("quarter, as 2019Q1"),
    Every.MONTH: msg("month, as 2019-03"),
}

CHASE_LEVELS: Final[dict[ChaseLevel, Message]] = {
    ChaseLevel.REMIND: msg("reminder"),
    ChaseLevel.WARN: msg("warning notice"),
    ChaseLevel.SUPERVISE: msg("supervision"),
}

LEVELS: Final[dict[Level, Message]] = {
    Level.ERROR: msg("error"),
    Level.WARNING: msg("warning"),
    Level.HINT: msg("hint"),
}


#: What stands where there is nothing to show; a plain sign, since wide dashes break tables.
NOTHING: Final = "-"


def states(row: Sequence[tuple[str, OccurrenceState]]) -> tuple[Message, ...]:
    """Say how periods stand; half-years, quarters or months in a row that stand alike are told as one."""
    found = []
    for state, alike in groupby(row, key=lambda pair: pair[1]):
        periods = tuple(period for period, _ in alike)
        kind = Period.parse(periods[0])
        now = _NOW_DUE.get(kind.kind) if kind and state is OccurrenceState.DUE else None
        word = now or OCCURRENCES[state]
        found += [msg("{span} {state}", span=name, state=word) for name in runs(periods)]
    return tuple(found)


def of_period(name: Message | str, period: str) -> Message | str:
    """Name what returns, with the period of it that is meant."""
    meant = Period.parse(period)
    if meant and meant.kind is PeriodKind.YEAR:
        return msg("{id} of {period}", id=name, period=period)
    return msg("{before} ({after})", before=name, after=msg("{span}", span=period)) if period else name


def light_word(light: Light | None) -> Message:
    """Name a light, or that there was none since the task was not listed."""
    return NO_LIGHT if light is None else LIGHTS[light]


def in_charge(row: Standing) -> tuple[Message | str, ...]:
    """Return who leads, a piece each, else two pieces that nobody takes for a lead: 责任：, 各处（室）等."""
    if not row.responsible:
        return row.lead_name, *row.co_leads
    return msg("responsible:"), first_in_charge(row)


def first_in_charge(row: Standing) -> Message | str:
    """Return the first who leads, else the first whom a task names, with a sign where there are more."""
    first, *others = row.responsible or (row.lead_name, *row.co_leads)
    return msg("{unit} ..", unit=first) if others else first


def charge_line(row: Standing) -> Message | str:
    """Return in one line who leads, else whom a task names."""
    if row.responsible:
        return msg("{label} {name}", label=msg("responsible:"), name=first_in_charge(row))
    return msg("{units}", units=in_charge(row)) if row.co_leads else row.lead_name


def units_of(own: Responsibility, register: Register, name: Callable[[str], str]) -> Units:
    """Return the names of all who answer for a task, by their roles, as the document has them.

    A group stands without those who are left out of it (除…外), an open list with a sign at its end (等).
    """
    found: Units = {
        role: tuple(_named(body, own, register, name) for body in bodies)
        for role, bodies in own.by_role.items()
    }
    last = next((role for role in reversed(Role) if found[role]), None)
    if own.open and last:
        *before, end = found[last]
        found[last] = (*before, msg("{units} and others", units=end))
    return found


def _named(body: str, own: Responsibility, register: Register, name: Callable[[str], str]) -> Message | str:
    inside = register.members(body)
    left_out = tuple(unit for unit in inside if unit not in own.members(body, register))
    if not left_out:
        return name(body)
    return msg("{group} except {units}", group=name(body), units=tuple(map(name, left_out)))


def problem_line(problem: Problem, translator: Translator) -> str:
    """Return a problem with its place, as compilers do."""
    place, level, text = problem.place, LEVELS[problem.level], translator.say(problem.message)
    where = f"{place.path}:{place.line}:{place.column}"
    return f"{where}: {translator.say(level)}: {text} ({problem.check})"


def percent(value: Decimal | None) -> str:
    """Write a percentage, `-` for none."""
    return NOTHING if value is None else f"{number(value)}%"


def weighing(weight: Decimal) -> Message:
    """Write the points (分值) of something."""
    return msg("weight {number}", number=weight)


def signed(value: Decimal | int | None) -> str:
    """Write a difference with its sign: +3, -18.5, 0."""
    if value is None:
        return NOTHING
    return f"{'+' if value > 0 else ''}{number(Decimal(value))}"


def day(value: date | None) -> str:
    """Write a date, `-` for none."""
    return value.isoformat() if value else NOTHING


_WORKFLOW_LEVELS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def problem_command(problem: Problem, screen: Screen) -> str:
    """Return the command of a problem, so that it stands beside its line."""
    place = problem.place
    text = screen.say(problem.message)
    return workflow_command(
        _WORKFLOW_LEVELS[problem.level],
        text,
        title=problem.check,
        path=place.path,
        line=place.line,
        column=place.column,
    )


def workflow_command(
    level: str, text: str, *, title: str, path: str, line: int | None, column: int = 0
) -> str:
    """Return one command, as a line; `level` is error, warning or notice."""
    where = [f"file={_property(path)}"]
    if line:
        where.append(f"line={line}")
    if column:
        where.append(f"col={column}")
    where.append(f"title={_property(title)}")
    return f"::{level} {','.join(where)}::{_data(text)}\n"


def _data(text: str) -> str:
    return BREAK.sub("%0A", clean(text.replace("%", "%25")))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
