"""Help in the language of the terminal, in lines that fit it, Chinese taking two columns a sign."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from typer import Exit
from typer.core import TyperCommand, TyperGroup

from qtrack.locale.message import mark
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from qtrack.ui.help import HelpPage, HelpRow


def help_classes(screen: Screen) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """Return the classes that Typer makes commands of, with help that speaks the screen's language.

    It is written here and the run ends, since Typer would write it past the screen, and to a console
    without Chinese as bytes that this one cannot show.
    """

    class Command(TyperCommand):
        """A command whose help is ours."""

        def get_help(self, ctx: Any) -> NoReturn:  # noqa: ANN401 - Typer's context below has no public name
            from qtrack.ui.help import help_text

            screen.lines(help_text(_page(self, ctx, ()), screen))
            raise Exit

    class Group(TyperGroup):
        """The command `qtrack` itself."""

        def get_help(self, ctx: Any) -> NoReturn:  # noqa: ANN401 - Typer's context below has no public name
            from qtrack.ui.help import HelpRow, help_text

            commands = []
            for name in self.list_commands(ctx):
                command = self.get_command(ctx, name)
                whole = screen.say(command.help or "") if command else ""  # the catalogue knows it whole only
                commands.append(HelpRow(name, " ".join(whole.partition("\n\n")[0].split())))
            screen.lines(help_text(_page(self, ctx, commands), screen))
            raise Exit

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as Typer calls it
            return list(self.commands)

    return Command, Group


def _page(command: Any, context: Any, commands: "Sequence[HelpRow]") -> "HelpPage":  # noqa: ANN401 - Typer's classes below these have no public names
    from qtrack.ui.help import HelpPage, HelpRow

    arguments, options = [], []
    usage = [context.command_path]
    for parameter in command.get_params(context):
        text = (
            mark("Show this help.") if "--help" in parameter.opts else getattr(parameter, "help", None) or ""
        )
        if parameter.param_type_name == "argument":
            name = parameter.metavar or parameter.human_readable_name.upper()
            usage.append(name if parameter.required else f"[{name}]")
            arguments.append(HelpRow(name, text))
        else:
            flag = getattr(parameter, "is_flag", False)
            metavar = "" if flag or not parameter.metavar else f" {parameter.metavar}"
            names = ", ".join(sorted(parameter.opts, key=len))  # Typer keeps the names of --help in no order
            options.append(HelpRow(names + metavar, text, required=parameter.required))
    usage.append("[OPTIONS]")
    if commands:
        usage.append("COMMAND")
    return HelpPage(
        " ".join(usage),
        command.help or "",
        tuple(arguments),
        tuple(options),
        tuple(commands),
        command.epilog or "",
    )
