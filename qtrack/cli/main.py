"""The edge: the clock is read here, the language chosen, and every error becomes one sentence."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from typer import Abort, Exit

from qtrack.cli.app import build
from qtrack.cli.context import RunContext
from qtrack.cli.language import asked, choose_language, usual_language
from qtrack.cli.usage import check_command_line
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.store.find import find_plan
from qtrack.store.load import language_of
from qtrack.store.tree import reason
from qtrack.ui.screen import Screen, standard_screen


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    _stand_in()
    sys.exit(main(sys.argv[1:]))


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
        cwd = cwd or Path.cwd()
        lang, plan = asked("--lang", arguments), asked("--plan", arguments)
        of_plan = partial(_language_of_plan, plan, environ, cwd)
        screen = standard_screen(Translator(usual_language(environ, of_plan)), environ)  # for a wrong --lang
        language = choose_language(lang, environ, of_plan)
        screen = standard_screen(Translator(language), environ)
        context = RunContext(screen, cwd, environ, now or datetime.now(UTC), language if lang else None)
        return _run(context, list(arguments))
    except QtrackError as error:
        screen.fail(error)
        return error.exit_code
    except (KeyboardInterrupt, Abort):
        return ExitCode.INTERRUPTED
    except OSError as error:
        screen.fail(QtrackError(msg("The system refused: {why}.", why=reason(error))))
        return ExitCode.USAGE
    except Exception as error:  # noqa: BLE001 - whatever it is, a person sees a sentence and not a traceback
        return _bug(screen, error, environ)
    finally:
        screen.close()


def _run(context: RunContext, arguments: list[str]) -> int:
    try:
        code = build(context, arguments)(args=arguments, prog_name="qtrack", standalone_mode=False)
    except Exit as stop:
        code = stop.exit_code
    except OverflowError as error:
        raise QtrackError(
            msg("The calendar goes from 0001-01-01 to 9999-12-31, and a day beyond that would be needed."),
            msg("Look at the dates that were given and at the clock of this computer."),
        ) from error
    except QtrackError:
        raise
    except Exception:
        check_command_line(arguments)  # Typer tells no more than that it refused
        raise
    context.screen.finish()
    return int(code or ExitCode.OK)


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


def _language_of_plan(named: str | None, environ: Mapping[str, str], cwd: Path) -> str | None:
    try:
        return language_of(find_plan(named, environ, cwd))
    except QtrackError:
        return None


def _stand_in() -> None:
    """Put something in the place of each standard stream that the process was started without.

    Else the next file that is opened takes its number. Stdin is empty then, stdout refuses what it is given,
    and nobody hears stderr.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - a number; it stays open
