"""The command line of one run as Typer reads it: the command that is called, told where it is."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from qtrack import __version__
from qtrack.cli.commands import COMMANDS, Command, load_command
from qtrack.cli.context import RunContext
from qtrack.cli.help import HELP, LANG, VERSION, show_command_help, show_help
from qtrack.cli.parameters import Option, call, parameters_of
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.tree import reason


def build(context: RunContext, arguments: Sequence[str]) -> typer.Typer:
    """Return the application; only the command that is called is imported.

    Help is an option of our own, since Typer would write its help past the screen, and in English.
    """
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, add_help_option=False
    )

    def whole(call: typer.Context, **given: object) -> int:
        if given["version"]:
            context.screen.line(f"qtrack {__version__}")
            raise typer.Exit
        if call.invoked_subcommand is None:
            show_help(context.screen)
        return 0

    helps = _on_help(lambda: show_help(context.screen))
    _sign(whole, _typed(LANG), _typed(VERSION), _typed(HELP, helps))
    app.callback(invoke_without_command=True)(whole)
    first = next((word for word in arguments if word in COMMANDS or word in HELP.names), "")
    if first in COMMANDS:
        app.command(first, add_help_option=False)(_bound(first, load_command(first), context))
    return app


def _bound(name: str, function: Command, context: RunContext) -> Callable[..., int]:
    """Give a command its surroundings, and the options that every command has."""

    def command(**values: object) -> int:
        try:
            return call(function, context, values)
        except BrokenPipeError as error:  # not that of stdout; Typer would leave here without a word
            raise QtrackError(msg("The system refused: {why}.", why=reason(error))) from error

    helps = _on_help(lambda: show_command_help(name, function, context.screen))
    _sign(command, *map(_typed, parameters_of(function)), _typed(LANG), _typed(HELP, helps))
    return command


def _sign(command: Callable[..., int], *parameters: inspect.Parameter) -> None:
    """Give a function the signature that Typer reads its parameters from."""
    own = [one for one in inspect.signature(command).parameters.values() if one.kind is not one.VAR_KEYWORD]
    whole = (*own, *parameters)
    command.__signature__ = inspect.Signature(whole)  # type: ignore[attr-defined] # read by Typer
    command.__annotations__ = {one.name: one.annotation for one in whole}


def _typed(own: Option, callback: Callable[[bool], None] | None = None) -> inspect.Parameter:
    """Return a parameter as Typer wants it declared; what is not given comes as None."""

    def read(text: str) -> object:
        return own.parse(own.shown, text) if own.parse else text

    if own.names:
        parser = None if own.flag else read
        info = typer.Option(*own.names, parser=parser, callback=callback, is_eager=callback is not None)
    else:
        info = typer.Argument(parser=read)
    kind = bool if own.flag else list[str] if own.many else str
    default = inspect.Parameter.empty if own.required else False if own.flag else None
    annotation = Annotated[kind if default is not None else kind | None, info]  # type: ignore[valid-type]
    return inspect.Parameter(own.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _on_help(show: Callable[[], None]) -> Callable[[bool], None]:
    def callback(asked: bool) -> None:
        if asked:
            show()
            raise typer.Exit

    return callback
