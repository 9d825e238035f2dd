"""`qtrack init DIR`: the first files of a plan of one's own, and a git repository around them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

from qtrack.cli.context import RunContext
from qtrack.cli.dates import read_day
from qtrack.cli.edit.first_files import first_files
from qtrack.cli.parameters import argument, date_option, option, parse_date
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.git.repository import Repository
from qtrack.store.git.setup import has_hook, write_hook
from qtrack.store.git.sparse import git_above
from qtrack.store.migrate import replace_files

#: What git runs before each commit.
_HOOK: Final = "#!/bin/sh\nqtrack validate && qtrack diff --staged --fail-on tampering\n"


def init(
    context: RunContext,
    *,
    folder: Annotated[str, argument("A folder that is empty or does not exist yet.", "DIR")],
    title: Annotated[str, option("Title of the plan; else it is asked for.", "TEXT")] = "",
    number: Annotated[str, option("Number of its document; else it is asked for.", "TEXT")] = "",
    issuer: Annotated[str, option("Who issued it; else it is asked for.", "TEXT")] = "",
    issued: Annotated[
        date | None, date_option("When it was issued; else it is asked for.", "last", empty=True)
    ] = None,
    end: Annotated[
        date | None,
        date_option("Last day of the plan; else it is asked for.", "last", empty=True, ahead=True),
    ] = None,
) -> int:
    """Ask for what is not given, write the files, and tell what comes next."""
    top = context.cwd / folder
    if top.exists() and (not top.is_dir() or any(top.iterdir())):
        raise QtrackError(
            msg("{folder} holds files already; nothing was written.", folder=folder),
            msg("Name one that is empty or does not exist yet, such as “qtrack init my-plan”."),
        )
    title = title or _text(context, msg("Title of the plan: "), "--title")
    number = number or _text(context, msg("Number of its document: "), "--number")
    issuer = issuer or _text(context, msg("Issued by: "), "--issuer")
    issued = issued or _day(context, msg("Issued on, as 2019-06-28: "), "--issued")
    end = end or _day(context, msg("Last day of the plan, as 2020-12-31: "), "--end")
    if end < issued:
        raise QtrackError(
            msg("The plan ends on {end}, before it was issued on {issued}.", end=end, issued=issued),
            msg("Look at --issued and --end."),
        )
    said = context.screen.translator
    replace_files(top, first_files(said, title=title, number=number, issuer=issuer, issued=issued, end=end))
    lines = [context.screen.say(line) for line in (*_told(context, top), _NEXT)]
    context.screen.confirm("\n".join(lines) + "\n", msg("{path} is written.", path=folder))
    return ExitCode.OK


_NEXT: Final = msg("Next, there: “qtrack edit plan”, “qtrack new task M01 …”, “git add .”, “git commit”.")


def _told(context: RunContext, top: Path) -> list[Message]:
    """Make a git repository with the hook, unless the folder lies in one; tell what was made."""
    shown = context.shown(top)
    told = [msg("{folder} holds a plan with a section, a measure, a task and a unit.", folder=shown)]
    if git_above(top):
        return [*told, msg("It lies in a git repository that is there already.")]
    repository = Repository(top)
    try:
        repository.git("init", "--quiet", "--initial-branch=main")
        if not has_hook(repository, "pre-commit"):
            write_hook(repository, "pre-commit", _HOOK)
    except QtrackError as error:
        return [*told, msg("It is not in git: {why}", why=error.message)]
    return [*told, msg("It is a git repository; before each commit the plan is checked.")]


def _text(context: RunContext, question: Message, name: str) -> str:
    """Ask until something is answered; raise QtrackError where nobody can be asked."""
    if not context.screen.can_ask:
        raise QtrackError(
            msg("{option} is missing.", option=name),
            msg("Write it behind “qtrack init DIR”, or be asked on a terminal."),
        )
    return context.screen.ask_for(question)


def _day(context: RunContext, question: Message, name: str) -> date:
    """Ask for a date until one is answered."""
    while True:
        text = _text(context, question, name)
        try:
            said = parse_date(name, text, edge="last", ahead=True)
            return read_day(context.screen, said, context.now.astimezone().date())
        except QtrackError as error:
            context.screen.talk(error.message)
