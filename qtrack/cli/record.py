"""`qtrack record ID`: one entry, checked against the plan and written as one new file."""

import getpass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from qtrack.checks import check_new
from qtrack.checks.ground import Ground
from qtrack.cli.here import Here
from qtrack.cli.options import PlanOption, parse_choice, parse_date
from qtrack.cli.show import find_about
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, mark, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.render.labels import STATUSES
from qtrack.store.load import Loaded, load
from qtrack.store.read import plain_number
from qtrack.store.tree import FolderTree
from qtrack.store.write import write_entry
from qtrack.views.filters import find_unit


def record(
    here: Here,
    about: Annotated[
        str, typer.Argument(metavar="ID", help=mark("A task, deliverable or section: T05, 5, T05.2, S1."))
    ],
    summary: Annotated[
        str, typer.Option("--summary", metavar="TEXT", help=mark("What was done, in a sentence."))
    ],
    unit: Annotated[
        str, typer.Option("--unit", metavar="UNIT", help=mark("Who says so, by id, full or short name."))
    ],
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=mark("not-started, in-progress, blocked, done, closed or dropped."),
        ),
    ] = None,
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar="0-100", help=mark("The share of the work that is done.")),
    ] = None,
    actual: Annotated[
        list[str] | None,
        typer.Option(
            "--actual", metavar="ID=VALUE", help=mark("The value of an indicator; may be repeated.")
        ),
    ] = None,
    period: Annotated[
        str, typer.Option("--period", metavar="YEAR", help=mark("Which occurrence of a duty that returns."))
    ] = "",
    problems: Annotated[
        str, typer.Option("--problems", metavar="TEXT", help=mark("What stands in the way."))
    ] = "",
    next_: Annotated[str, typer.Option("--next", metavar="TEXT", help=mark("What comes next."))] = "",
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="TEXT", help=mark("A document that shows it; may be repeated.")),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=mark("When it was so; else today."))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=mark("Who records it; else the user's name."))
    ] = None,
    plan: PlanOption = None,
) -> int:
    """Record progress on a task, deliverable or section, as one new file that is never changed again."""
    folder = here.folder(plan)
    typed = parse_about(about)
    loaded = load(FolderTree(folder), entries_of=holder_of(typed) if typed else "none")
    opened = _plan_for(here, loaded, folder, typed)
    now = here.moment(opened)
    words = {here.screen.say(word): each for each, word in STATUSES.items()}
    entry = Entry(
        about=find_about(opened, about),
        unit=find_unit(opened, unit),
        date=parse_date("--date", date) if date else now.date(),
        recorded=now,
        summary=summary.strip(),
        by=(by if by is not None else _user()).strip(),
        status=parse_choice("--status", status, Status, words) if status else None,
        percent=_number("--percent", percent.removesuffix("%")) if percent is not None else None,
        actuals=dict(_actual(each) for each in actual or ()),
        period=period.strip(),
        problems=problems.strip(),
        next=next_.strip(),
        evidence=tuple(each.strip() for each in evidence or ()),
    )
    _refuse_wrong(here, opened, entry)
    written = write_entry(folder, entry)
    here.screen.line(here.shown(folder / written.path))
    return ExitCode.FINE


def _plan_for(here: Here, loaded: Loaded, folder: Path, typed: str | None) -> Plan:
    """Return the plan if the part that the entry needs can be read; errors elsewhere stop nobody's report."""
    if loaded.plan is None or (typed and holder_of(typed) in loaded.broken):
        return here.sound(loaded, folder)
    return loaded.plan


def _refuse_wrong(here: Here, plan: Plan, entry: Entry) -> None:
    """Raise QtrackError with everything that is wrong in an entry; tell warnings and go on."""
    found = list(check_new(Ground(plan, here.today(plan)), entry))
    errors: list[Message] = [each.message for each in found if each.level is Level.ERROR]
    if errors:
        from qtrack.render.text import sentences

        raise QtrackError(
            msg("The entry does not fit: {reasons}.", reasons=sentences(errors, here.screen.translator)),
            msg("Nothing was written."),
        )
    for each in found:
        here.screen.talk(msg("warning: {text}", text=each.message))


def _number(option: str, text: str) -> Decimal:
    number = plain_number(text.strip())
    if number is None:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number.", option=option, text=text),
            msg("Write digits only, such as 40."),
        )
    return number


def _actual(text: str) -> tuple[str, Decimal]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise QtrackError(
            msg("--actual is “{text}”.", text=text), msg("Write ID=VALUE, such as public-standards=1650.")
        )
    return name.strip(), _number("--actual", value)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
