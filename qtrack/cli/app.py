"""The Typer application of one run: the command that is called, wrapped so that it knows where it is."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

import typer

from qtrack import __version__
from qtrack.cli.commands import COMMANDS, load_command
from qtrack.cli.context import RunContext
from qtrack.cli.help import help_classes
from qtrack.cli.options import LangOption
from qtrack.errors import QtrackError
from qtrack.locale.message import mark, msg
from qtrack.store.tree import reason

_HELP: Final = ("--help", "-h")


def build(context: RunContext, arguments: Sequence[str]) -> typer.Typer:
    """Return the application. Only the command that is called is imported; all are, for the help."""
    command_class, group_class = help_classes(context.screen)
    settings = {"help_option_names": list(_HELP)}
    app = typer.Typer(
        cls=group_class,
        context_settings=settings,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=mark("Where a work plan stands, who is late and why."),
        epilog=mark("“qtrack COMMAND --help” tells more."),
    )

    @app.callback(invoke_without_command=True)
    def whole(
        call: typer.Context,
        lang: LangOption = None,  # noqa: ARG001 - read before anything else is
        version: Annotated[bool, typer.Option("--version", help=mark("Print the version."))] = False,
    ) -> int:
        if version:
            context.screen.line(f"qtrack {__version__}")
            raise typer.Exit
        if call.invoked_subcommand is None:
            call.get_help()
        return 0

    for name in _needed(arguments):
        function = load_command(name)
        app.command(name, cls=command_class, context_settings=settings, help=inspect.getdoc(function))(
            _bound(function, context)
        )
    return app


def _needed(arguments: Sequence[str]) -> tuple[str, ...]:
    first = next((each for each in arguments if each in COMMANDS or each in _HELP), None)
    return (first,) if first in COMMANDS else tuple(COMMANDS)


def _bound(function: Callable[..., int], context: RunContext) -> Callable[..., int]:
    """Give a command its surroundings, and the option --lang, which is read before it is called."""

    def command(**options: Any) -> int:  # noqa: ANN401 - whatever the command declares
        options.pop("lang")
        try:
            return function(context, **options)
        except BrokenPipeError as error:  # not that of stdout; Typer would leave here without a word
            raise QtrackError(msg("The system refused: {why}.", why=reason(error))) from error

    signature = inspect.signature(function, eval_str=True)
    own = [each for each in signature.parameters.values() if each.name != "context"]
    lang = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=LangOption)
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
    command.__signature__ = signature.replace(parameters=[*keyword, lang])  # type: ignore[attr-defined] # read by Typer
    command.__annotations__ = {each.name: each.annotation for each in (*own, lang)}
    return command
