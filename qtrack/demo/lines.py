"""A line: what a unit says, before it has become an entry with a name and a moment of recording.

Lines are what the story and the monthly rounds are written in; how they become entries stands in
`entries`.
"""

from datetime import date
from decimal import Decimal

import msgspec

from qtrack.model.entry import Status


class Line(msgspec.Struct, frozen=True):
    """One thing said. `late` is how many days later it was recorded; None leaves that to chance.

    `mark` names a line so that a later one can correct it; `paper` says that a document proves it.
    """

    about: str
    unit: str
    date: date
    summary: str
    status: Status | None = None
    percent: Decimal | None = None
    actuals: dict[str, Decimal] = {}
    period: str = ""
    problems: str = ""
    next: str = ""
    paper: bool = False
    late: int | None = None
    mark: str = ""
    corrects: str = ""


class Script(msgspec.Struct, frozen=True):
    """The lines about one section or task; they are told whole or not at all."""

    holder: str
    lines: tuple[Line, ...]


def line(
    day: str,
    about: str,
    summary: str,
    percent: int | None = None,
    status: Status | None = None,
    *,
    unit: str = "",
    actuals: dict[str, str] | None = None,
    period: str = "",
    problems: str = "",
    next_step: str = "",
    paper: bool = False,
    late: int | None = None,
    mark: str = "",
    corrects: str = "",
) -> Line:
    """Write one line of a script; a share said makes it work in progress, unless told otherwise."""
    if status is None and percent is not None:
        status = Status.IN_PROGRESS
    return Line(
        about=about,
        unit=unit,
        date=date.fromisoformat(day),
        summary=summary,
        status=status,
        percent=None if percent is None else Decimal(percent),
        actuals={name: Decimal(value) for name, value in (actuals or {}).items()},
        period=period,
        problems=problems,
        next=next_step,
        paper=paper,
        late=late,
        mark=mark,
        corrects=corrects,
    )


def script(holder: str, unit: str, *lines: Line) -> Script:
    """Put lines together; `unit` says those that name no other."""
    told = (each if each.unit else msgspec.structs.replace(each, unit=unit) for each in lines)
    return Script(holder, tuple(told))
