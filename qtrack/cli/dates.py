"""Dates and periods that were typed as people say them: what each means today is told, or refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qtrack.cli.context import RunContext
from qtrack.cli.parameters import Spoken, SpokenDate, no_such_day
from qtrack.errors import Place, QtrackError
from qtrack.locale.message import days, msg
from qtrack.model.period import Period, PeriodKind
from qtrack.store.dates import first_day, last_day, read_days, read_spoken, understood
from qtrack.ui.screen import Screen


def resolved(context: RunContext, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a call with what was said in words read; raise QtrackError where it cannot be."""
    today = context.today_of(values.get("plan"))
    return {
        name: read_day(context.screen, value, today)
        if isinstance(value, SpokenDate)
        else _length(context.screen, value)
        if isinstance(value, Spoken)
        else value
        for name, value in values.items()
    }


def read_day(screen: Screen, said: date | SpokenDate, today: date) -> date:
    """Read a date, or of a period the first or last day where the option is for one; raise QtrackError."""
    if isinstance(said, date):
        return said
    reading = read_spoken(said.text, today, ahead=said.ahead)
    if reading is None or (not said.edge and any(isinstance(one, Period) for one in reading.choices)):
        raise QtrackError(
            msg("{option} is “{text}”, which is not a date.", option=said.option, text=said.text),
            msg("Write it as 2019-06-28."),
        )
    if not reading.choices:
        raise no_such_day(said.option, said.text)
    edge = first_day if said.edge == "first" else last_day
    meant, *others = sorted({edge(one) for one in reading.choices})
    if others:
        raise _ambiguous(said.option, said.text, (meant, *others))
    if said.edge == "last" and not said.ahead and isinstance(reading.choices[0], Period):
        meant = min(meant, today)  # of what still runs
    screen.talk(understood(said.text, meant, reading, ahead=said.ahead))
    return meant


def read_period(
    screen: Screen, option: Place, text: str, kind: PeriodKind | None, day: date
) -> Period | None:
    """Read a period, or a date for the period of a kind that has it; None where it is none of the kind.

    Raises QtrackError where it can be several.
    """
    reading = read_spoken(text, day)
    if reading is None:
        return None
    found = {
        Period.containing(kind, one) if kind and isinstance(one, date) else one for one in reading.choices
    }
    if len(found) > 1:
        raise _ambiguous(option, text, sorted(map(str, found)))
    period = next(iter(found), None)
    if not isinstance(period, Period) or (kind and period.kind is not kind):
        return None
    screen.talk(understood(text, period, reading))
    return period


def _length(screen: Screen, said: Spoken) -> int:
    number = read_days(said.text)
    if number is None:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number of days.", option=said.option, text=said.text),
            msg("Write it as 60d."),
        )
    screen.talk(msg("{text} = {meant}", text=said.text.strip(), meant=days(number)))
    return number


def _ambiguous(option: Place, text: str, choices: Sequence[date | str]) -> QtrackError:
    return QtrackError(
        msg(
            "{option} is “{text}”, which can be {choices}.", option=option, text=text, choices=tuple(choices)
        ),
        msg("Write the one that is meant, such as {first}.", first=choices[0]),
    )
