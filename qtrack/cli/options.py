"""Options that several commands share, each with one meaning."""

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, TypeVar

import typer

from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.standing.lights import Light

PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="DIR",
        help=mark("The plan's folder; else QTRACK_PLAN, else found from here upward."),
    ),
]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="zh|en", help=mark("The language of the terminal: zh or en."))
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help=mark("Show what was so on this date, as 2019-06-28; else today.")
    ),
]
KnownAtOption = Annotated[
    str | None,
    typer.Option("--known-at", metavar="DATE", help=mark("Count only what had been recorded by this date.")),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help=mark(
            "What changed after this date: lights that turned, newly done, newly late; "
            "that day as it was known then, with the plan of then where git has it."
        ),
    ),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", metavar="S1…", help=mark("Only this section."))
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="UNIT", help=mark("Only tasks this unit answers for, by id, full or short name.")
    ),
]
LightOption = Annotated[
    list[str] | None,
    typer.Option(
        "--light",
        metavar="LIGHT",
        help=mark("Only this light: red, yellow, green, blue, none; may be repeated."),
    ),
]
MeasureOption = Annotated[
    str | None, typer.Option("--measure", metavar="M01…", help=mark("Only this measure."))
]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="lead|shared|by-duty",
        help=mark("Only where the unit has this role: it leads, shares the task, or has it by duty."),
    ),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=mark("Only this status, as not-started, in-progress, blocked or done; may be repeated."),
    ),
]
DueBeforeOption = Annotated[
    str | None,
    typer.Option(
        "--due-before", metavar="DATE", help=mark("Only tasks whose own deadline is before this date.")
    ),
]
StaleOption = Annotated[
    bool, typer.Option("--stale", help=mark("Only tasks that were silent for longer than the plan allows."))
]


def format_option(*names: str) -> object:
    """Return the option --format with these choices, the first being the default."""
    return typer.Option("--format", metavar="|".join(names), help=mark("The form of the output."))


ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def parse_choice(
    option: str, text: str, kind: type[ChoiceT], also: dict[str, ChoiceT] | None = None
) -> ChoiceT:
    """Read one of a few words; raise QtrackError that lists them."""
    words = {each.value: each for each in kind} | (also or {})
    found = words.get(text.strip().casefold())
    if found is None:
        raise QtrackError(
            msg("{option} cannot be “{text}”.", option=option, text=text),
            msg("It can be {choices}.", choices=tuple(each.value for each in kind)),
        )
    return found


def parse_name(option: str, text: str, names: Collection[str]) -> str:
    """Read one of the names that a table has; raise QtrackError that lists them."""
    typed = text.strip().casefold()
    if typed not in names:
        raise QtrackError(
            msg("{option} cannot be “{text}”.", option=option, text=text),
            msg("It can be {choices}.", choices=tuple(names)),
        )
    return typed


def parse_date(option: str, text: str) -> date:
    """Read a date as 2019-06-28; raise QtrackError for anything else."""
    if not _DATE.fullmatch(text):
        raise QtrackError(
            msg("{option} is “{text}”, which is not a date.", option=option, text=text),
            msg("Write it as 2019-06-28."),
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QtrackError(
            msg("{option} is “{text}”, a day that the calendar does not have.", option=option, text=text),
            msg("Look at the month and the day."),
        ) from None


_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # fromisoformat takes 2019-W26-5, too


def parse_days(option: str, text: str) -> int:
    """Read a number of days as 60d or 60; raise QtrackError for anything else."""
    found = _DAYS.fullmatch(text.strip())
    if not found:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number of days.", option=option, text=text),
            msg("Write it as 60d."),
        )
    return int(found[1])


_DAYS: Final = re.compile(r"(\d{1,6})d?", re.ASCII | re.IGNORECASE)


def dates(as_of: str | None, known_at: str | None, today: Callable[[], date]) -> tuple[date, date | None]:
    """Return the two dates of every reading command."""
    day = parse_date("--as-of", as_of) if as_of else today()
    return day, parse_date("--known-at", known_at) if known_at else None


def parse_since(text: str | None, as_of: date) -> date | None:
    """Read the day that a page is compared with; raise QtrackError where that lies after the page's own."""
    if text is None:
        return None
    since = parse_date("--since", text)
    if since > as_of:
        raise QtrackError(
            msg("--since is {since}, after the date of the page, {as_of}.", since=since, as_of=as_of),
            msg("Give an earlier date."),
        )
    return since


def parse_lights(names: list[str] | None, words: dict[str, Light]) -> frozenset[Light]:
    """Read lights by their id or by the word of the terminal's language."""
    return frozenset(parse_choice("--light", name, Light, words) for name in names or ())
