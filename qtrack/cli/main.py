"""The edge: it reads the command line and the clock, chooses the language, makes every error a sentence."""

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Abort, Exit

from qtrack import __version__
from qtrack.cli.commands import load_command
from qtrack.cli.help import (
    HELP,
    NO_CACHE,
    WHOLE,
    check_command_line,
    options_of,
    plain_command_line,
    show_command_help,
    show_help,
)
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import Option, Spoken, call, parameters_of, said_back
from qtrack.cli.settings import choose_language, surroundings, usual_language, with_settings, wrong_language
from qtrack.errors import CancelledError, ExitCode, QtrackError
from qtrack.locale.message import Clause, Translator, msg
from qtrack.store.tree import reason
from qtrack.ui.screen import Screen, standard_screen

if TYPE_CHECKING:
    from qtrack.cli.context import RunContext


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    now: datetime | None = None,
) -> int:
    """Run one command line and return its exit code; nothing is ever raised."""
    environ = os.environ if environ is None else environ
    screen = standard_screen(Translator("en"), environ)
    try:
        here = cwd or Path.cwd()
        lang = asked("--lang", arguments)
        folder, settings, environ = surroundings(asked("--plan", arguments), environ, here)
        of_plan = partial(_language_of_plan, folder)
        try:
            language = choose_language(lang, environ, of_plan)
        except QtrackError:
            screen = standard_screen(Translator(usual_language(environ, of_plan)), environ)
            raise
        screen = standard_screen(Translator(language), environ)
        if wrong := wrong_language(settings):
            screen.talk(wrong)

        def context() -> "RunContext":
            from qtrack.cli.context import RunContext  # it knows plans, which help does without

            no_cache = NO_CACHE.shown in takewhile("--".__ne__, arguments)
            around = {**environ, "QTRACK_CACHE": "off"} if no_cache else environ
            moment = now or datetime.now(UTC)
            return RunContext(screen, here, around, moment, language if lang else None, settings)

        return _run(screen, context, list(arguments))
    except QtrackError as error:
        screen.fail(error)
        return error.exit_code
    except (KeyboardInterrupt, Abort, CancelledError):
        return ExitCode.INTERRUPTED
    except OSError as error:
        screen.fail(_refused_by_system(error))
        return ExitCode.USAGE
    except Exception as error:  # noqa: BLE001 - whatever it is, a person sees a sentence and not a traceback
        return _bug(screen, error, environ)
    finally:
        screen.close()


def _run(screen: Screen, context: "Callable[[], RunContext]", arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS or arguments[0] == "help":
        arguments = plain_command_line(arguments)
    try:
        code = build(screen, context, arguments)(args=arguments, prog_name="qtrack", standalone_mode=False)
    except Exit as stop:
        code = stop.exit_code
    except OverflowError as error:
        raise QtrackError(
            msg("The calendar goes from 0001-01-01 to 9999-12-31, and a day beyond that would be needed."),
            msg("Look at the dates that were given, such as 2019-06-28, and at the clock of this computer."),
        ) from error
    except QtrackError:
        raise
    except Exception:
        missing = check_command_line(arguments, asking=screen.can_ask)  # Typer tells only that it refused
        if not missing:
            raise
        return _run(screen, context, _with_answers(screen, arguments, missing))
    screen.finish()
    return int(code or ExitCode.OK)


def _with_answers(screen: Screen, arguments: list[str], missing: Sequence[Option]) -> list[str]:
    """Return a command line with what it lacks, which is asked for."""
    at = next(at for at, word in enumerate(arguments, 1) if word in COMMANDS)
    answers = []
    for one in missing:
        what = screen.say(Clause(one.help)).replace("；", ";").partition(";")[0]
        answer = screen.ask_for(msg("{what}: ", what=what))
        answers.append(f"{one.shown}={answer}" if one.names else answer)
    return [*arguments[:at], *answers, *arguments[at:]]


def _refused_by_system(error: OSError) -> QtrackError:
    return QtrackError(
        msg("The system refused: {why}.", why=reason(error)),
        msg("“qtrack doctor” looks for what is in the way."),
    )


def _bug(screen: Screen, error: Exception, environ: Mapping[str, str]) -> int:
    """Own up to a mistake of qtrack's own; QTRACK_TRACE=1 tells its maintainer where."""
    if environ.get("QTRACK_TRACE"):
        raise error
    screen.fail(
        QtrackError(
            msg("A mistake of qtrack's own: {kind}: {text}.", kind=type(error).__name__, text=str(error)),
            msg("Please report it; with QTRACK_TRACE=1 it shows where it happened."),
        )
    )
    return ExitCode.BUG


def _language_of_plan(folder: Path | None) -> str | None:
    from qtrack.store.reading.head import language_of  # it reads a file, which few starts need

    return language_of(folder) if folder else None


def asked(option: str, arguments: Sequence[str]) -> str | None:
    """Return what an option says, wherever it stands, before the command line is understood as a whole."""
    found = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and at + 1 < len(arguments):
            found = arguments[at + 1]
        elif argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
    return found


def build(screen: Screen, context: "Callable[[], RunContext]", arguments: Sequence[str]) -> typer.Typer:
    """Return the application; only the command that is called is imported.

    Help is an option of our own, since Typer would write its help past the screen, and in English.
    """
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, add_help_option=False
    )

    def whole(call: typer.Context, **given: object) -> int:
        if given["version"]:
            screen.line(f"qtrack {__version__}")
            raise typer.Exit
        if call.invoked_subcommand is None:
            show_help(screen)
        return 0

    helps = _on_help(lambda: show_help(screen))
    _sign(whole, *(_typed(one, screen, helps if one is HELP else None) for one in WHOLE))
    app.callback(invoke_without_command=True)(whole)
    first = next((word for word in arguments if word in COMMANDS or word in HELP.names), "")
    if first in COMMANDS:
        app.command(first, add_help_option=False)(_bound(first, screen, context, arguments))
    return app


def _bound(
    name: str, screen: Screen, context: "Callable[[], RunContext]", arguments: Sequence[str]
) -> Callable[..., int]:
    """Give a command its surroundings, and the options that every command has."""
    function = load_command(name)

    def command(**values: object) -> int:
        from qtrack.cli.kept_page import show_page

        run = context()
        make = partial(_called, name, function, run, values)
        try:
            return show_page(run, name, arguments, asked("--plan", arguments), make)
        except BrokenPipeError as error:  # not that of stdout; Typer would leave here without a word
            raise _refused_by_system(error) from error

    helps = _on_help(lambda: show_command_help(name, function, screen))
    _sign(command, *(_typed(one, screen, helps if one is HELP else None) for one in options_of(function)))
    return command


def _called(
    name: str, function: Callable[..., int], context: "RunContext", values: Mapping[str, object]
) -> int:
    """Call a command; dates that were said in words are read now, when it is known of which plan."""
    values = with_settings(context, name, parameters_of(function), values)
    if any(isinstance(value, Spoken) for value in values.values()):
        from qtrack.cli.dates import resolved

        values = resolved(context, values)
    return call(function, context, values)


def _sign(command: Callable[..., int], *parameters: inspect.Parameter) -> None:
    """Give a function the signature that Typer reads its parameters from."""
    own = [one for one in inspect.signature(command).parameters.values() if one.kind is not one.VAR_KEYWORD]
    whole = (*own, *parameters)
    command.__signature__ = inspect.Signature(whole)  # type: ignore[attr-defined] # read by Typer
    command.__annotations__ = {one.name: one.annotation for one in whole}


def _typed(own: Option, screen: Screen, callback: Callable[[bool], None] | None = None) -> inspect.Parameter:
    """Return a parameter as Typer wants it declared; what is not given comes as None."""

    def read(text: str) -> object:
        value = own.parse(own.place, text) if own.parse else text
        if value in own.choices and (said := said_back(text, str(value), own.choices)):
            screen.talk(said)
        return value

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
