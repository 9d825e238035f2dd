"""`qtrack completion [SHELL]`: the script by which a shell completes command lines of qtrack."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.parameters import argument, choice, flag
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import SHELLS
from qtrack.store.user.shells import MARK, Places, Shell, install, places, running_shell, script_of


def completion(
    context: RunContext,
    *,
    shell: Annotated[
        Shell | None, argument("{choices}; else the one that runs.", "SHELL", choice(Shell, SHELLS))
    ] = None,
    install_: Annotated[bool, flag("Put it where the shell looks, for you alone.")] = False,
) -> int:
    """Print the script of a shell, or install it."""
    shell = shell or running_shell(context.environ)
    if shell is None:
        raise QtrackError(
            msg("This shell is none that qtrack knows."), msg("Name one: {shells}.", shells=tuple(Shell))
        )
    if not install_:
        context.screen.write(script_of(shell))
        context.screen.talk(msg("“qtrack completion {shell} --install” installs it.", shell=shell))
        return ExitCode.OK
    there = places(shell, context.environ)
    written = install(shell, there)
    if written:
        done = msg("It works in every {shell} that starts from now on.", shell=shell)
        context.screen.confirm("".join(f"{context.shown(path)}\n" for path in written), done)
        context.screen.talk(done)
    else:
        context.screen.talk(msg("It is installed already."))
    if shell is Shell.POWERSHELL:
        context.screen.talk(
            msg("Where no scripts may run, “Set-ExecutionPolicy -Scope CurrentUser RemoteSigned” allows it.")
        )
    context.screen.talk(_undo(there))
    return ExitCode.OK


def _undo(there: Places) -> Message:
    """Say how it is taken back."""
    if not there.startup:
        return msg("To undo, delete {script}.", script=str(there.script))
    files = tuple(map(str, there.startup))
    return msg(
        "To undo, delete {script}, and in {files} the line that ends with “{mark}”.",
        script=str(there.script),
        files=files,
        mark=MARK,
    )
