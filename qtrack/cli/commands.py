"""The functions behind the names of commands; a module is imported when one of its commands is called."""

from collections.abc import Callable
from typing import assert_never

from qtrack.cli.names import Name

Command = Callable[..., int]


def load_command(name: Name) -> Command:  # noqa: C901, PLR0912, PLR0915 - a case each
    """Return the function behind a name."""
    command: Command
    match name:
        case "status":
            from qtrack.cli.read.status import status as command
        case "show":
            from qtrack.cli.read.status import show as command
        case "units":
            from qtrack.cli.read.lists import units as command
        case "mine":
            from qtrack.cli.read.lists import mine as command
        case "matrix":
            from qtrack.cli.read.lists import matrix as command
        case "due":
            from qtrack.cli.read.lists import due as command
        case "indicators":
            from qtrack.cli.read.lists import indicators as command
        case "find":
            from qtrack.cli.read.lists import find as command
        case "chase":
            from qtrack.cli.read.chase import chase as command
        case "history":
            from qtrack.cli.read.lists import history as command
        case "record":
            from qtrack.cli.write.record import record as command
        case "form":
            from qtrack.cli.write.spreadsheet import form as command
        case "correct":
            from qtrack.cli.write.correct import correct as command
        case "withdraw":
            from qtrack.cli.write.correct import withdraw as command
        case "undo":
            from qtrack.cli.write.undo import undo as command
        case "close":
            from qtrack.cli.write.judge import close as command
        case "return":
            from qtrack.cli.write.judge import return_ as command
        case "set":
            from qtrack.cli.edit.set import set_ as command
        case "edit":
            from qtrack.cli.edit.edit import edit as command
        case "new":
            from qtrack.cli.edit.new import new as command
        case "move":
            from qtrack.cli.edit.move import move as command
        case "retire":
            from qtrack.cli.edit.retire import retire as command
        case "init":
            from qtrack.cli.edit.init import init as command
        case "diff":
            from qtrack.cli.review.diff import diff as command
        case "changes":
            from qtrack.cli.review.changes import changes as command
        case "audit":
            from qtrack.cli.review.audit import audit as command
        case "config":
            from qtrack.cli.admin.config import config as command
        case "completion":
            from qtrack.cli.admin.completion import completion as command
        case "validate":
            from qtrack.cli.admin.validate import validate as command
        case "doctor":
            from qtrack.cli.admin.doctor.command import doctor as command
        case "explain":
            from qtrack.cli.admin.manual import explain as command
        case "schema":
            from qtrack.cli.admin.schema import schema as command
        case "migrate":
            from qtrack.cli.admin.schema import migrate as command
        case "import":
            from qtrack.cli.admin.import_notice import import_ as command
        case "report":
            from qtrack.cli.papers.report import report as command
        case "demo":
            from qtrack.cli.admin.demo import demo as command
        case "help":
            from qtrack.cli.admin.manual import help_ as command
        case _:
            assert_never(name)
    return command
