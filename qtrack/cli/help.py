"""Help in the language of the terminal, made of what commands declare, and the options of every command."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from qtrack.cli.commands import COMMANDS, Command, load_command
from qtrack.cli.parameters import Parameter, flag, option, parameters_of
from qtrack.locale.message import mark
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from qtrack.ui.help import HelpRow

LANG: Final = Parameter(
    "lang", str, option("--lang", "zh|en", mark("The language of the terminal: zh or en.")), None
)
VERSION: Final = Parameter("version", bool, flag("--version", mark("Print the version.")), default=False)
HELP: Final = Parameter("help", bool, flag("--help", mark("Show this help."), short="-h"), default=False)


def show_help(screen: Screen) -> None:
    """Print the help of `qtrack` itself, which lists the commands."""
    from qtrack.ui.help import HelpRow

    commands = []
    for name in COMMANDS:
        text = screen.say(_doc(load_command(name)))  # the catalogue knows it whole only
        commands.append(HelpRow(name, " ".join(text.partition("\n\n")[0].split())))
    _show(
        screen,
        "qtrack",
        mark("Where a work plan stands, who is late and why."),
        (LANG, VERSION, HELP),
        commands,
        mark("“qtrack COMMAND --help” tells more."),
    )


def show_command_help(name: str, command: Command, screen: Screen) -> None:
    """Print the help of one command."""
    _show(screen, f"qtrack {name}", _doc(command), (*parameters_of(command), LANG, HELP))


def _doc(command: Command) -> str:
    return inspect.getdoc(command) or ""


def _show(
    screen: Screen,
    usage: str,
    text: str,
    parameters: Sequence[Parameter],
    commands: "Sequence[HelpRow]" = (),
    epilog: str = "",
) -> None:
    from qtrack.ui.help import HelpPage, HelpRow, help_text

    arguments, options = [], []
    for parameter in parameters:
        declared = parameter.option
        if declared.names:
            names = f"{', '.join(reversed(declared.names))} {declared.metavar}".rstrip()
            options.append(HelpRow(names, declared.help, required=parameter.required))
        else:
            usage += f" {declared.metavar}" if parameter.required else f" [{declared.metavar}]"
            arguments.append(HelpRow(declared.metavar, declared.help))
    usage += " [OPTIONS] COMMAND" if commands else " [OPTIONS]"
    screen.lines(help_text(HelpPage(usage, text, arguments, options, commands, epilog), screen))
