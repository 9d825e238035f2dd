"""Completion as shells have it: their scripts, where each looks for them, and which one is running."""

import codecs
import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.disk import refused, write_file
from qtrack.store.user_folders import absolute

_SCRIPTS: Final = Path(__file__).parents[2] / "completion"
#: How our line ends in a file that a shell reads when it starts.
MARK: Final = "# qtrack completion"

#: The shells that know qtrack's command lines.
Shell = StrEnum("Shell", "BASH ZSH FISH POWERSHELL")

_ENDINGS: Final = {Shell.BASH: "bash", Shell.ZSH: "zsh", Shell.FISH: "fish", Shell.POWERSHELL: "ps1"}


class Places(NamedTuple):
    """Where a script lies, and the files that shells read at their start in which a line names it."""

    script: Path
    line: str = ""
    startup: tuple[Path, ...] = ()


def script_of(shell: Shell) -> str:
    """Return the script that completes in a shell."""
    return (_SCRIPTS / f"qtrack.{_ENDINGS[shell]}").read_text(encoding="utf-8")


def running_shell(environ: Mapping[str, str]) -> Shell | None:
    """Return the shell that this process was started from, else the user's own; None for any other."""
    import shellingham

    found = [Path(environ.get("SHELL", "")).name]
    with suppress(shellingham.ShellDetectionFailure):
        found.insert(0, shellingham.detect_shell()[0])
    names = (name.removesuffix(".exe").replace("pwsh", Shell.POWERSHELL) for name in found)
    return next((Shell(name) for name in names if name in set(Shell)), None)


def recodes(descriptor: int) -> bool:
    """Tell whether Windows PowerShell takes what is written there, as of the console's encoding."""
    import shellingham

    with suppress(shellingham.ShellDetectionFailure):
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode) and shellingham.detect_shell()[0] == "powershell"
    return False


def places(shell: Shell, environ: Mapping[str, str]) -> Places:
    """Return where a shell of this user looks; raise QtrackError where the system names no such place."""
    home = absolute(environ.get("HOME") or environ.get("USERPROFILE"))
    if home is None:
        raise QtrackError(
            msg("The system names no home, so there is no place for it."),
            msg("Print it, and put it where your shell reads it."),
        )
    data = absolute(environ.get("XDG_DATA_HOME")) or home / ".local" / "share"
    match shell:
        case Shell.BASH:
            startup = home / (".bash_profile" if sys.platform == "darwin" else ".bashrc")
            return _sourced(data / "bash-completion" / "completions" / "qtrack", startup)
        case Shell.ZSH:
            startup = (absolute(environ.get("ZDOTDIR")) or home) / ".zshrc"
            return _sourced(data / "qtrack" / "completion.zsh", startup)
        case Shell.FISH:
            config = absolute(environ.get("XDG_CONFIG_HOME")) or home / ".config"
            return Places(config / "fish" / "completions" / "qtrack.fish")
        case Shell.POWERSHELL:
            return _of_powershell(environ, data)


def _sourced(script: Path, startup: Path) -> Places:
    name = shlex.quote(script.as_posix())
    return Places(script, f"[ ! -r {name} ] || . {name}  {MARK}", (startup,))


def _of_powershell(environ: Mapping[str, str], data: Path) -> Places:
    """Ask each PowerShell of this computer where its profile is; the folder may be anywhere."""
    local = absolute(environ.get("LOCALAPPDATA"))
    script = (local or data) / "qtrack" / "completion.ps1"
    # The file is read in the code page of the computer, so that no name with Chinese in it may stand there.
    name = "$env:LOCALAPPDATA/qtrack/completion.ps1" if local else script.as_posix()
    ask = "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false; $PROFILE"
    told = []
    for program in ("pwsh", "powershell"):
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(  # noqa: S603 - a program by its usual name, and nothing that was typed
                [program, "-NoProfile", "-NonInteractive", "-Command", ask],
                capture_output=True,
                check=True,
                encoding="utf-8",
                timeout=60,
                env=dict(environ),
            )
            told.append(Path(done.stdout.strip()))
    profiles = tuple(path for path in dict.fromkeys(told) if path.is_absolute())
    if not profiles:
        raise QtrackError(
            msg("No PowerShell answers on this computer."),
            msg("Name another shell: {shells}.", shells=tuple(Shell)),
        )
    return Places(script, f'if (Test-Path "{name}") {{ . "{name}" }}  {MARK}', profiles)


def install(shell: Shell, there: Places) -> list[Path]:
    """Put the script where a shell looks, and return the files that were written; none where all is there.

    Raises QtrackError where the system refuses.
    """
    written = []
    try:
        text = script_of(shell)
        if _read(there.script) != text.encode():
            write_file(there.script, text)
            written.append(there.script)
        for path in there.startup:
            before = _read(path)
            if there.line not in _decoded(before).splitlines():
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as file:  # behind whatever stands there, through a link as well
                    file.write(_appended(before, there.line))
                written.append(path)
    except OSError as error:
        raise refused(Path(error.filename or there.script), error) from error
    return written


def is_installed(shell: Shell, there: Places) -> bool:
    """Tell whether a shell finds the script as this qtrack has it."""
    lines = (_decoded(_read(path)).splitlines() for path in there.startup)
    return _read(there.script) == script_of(shell).encode() and all(there.line in held for held in lines)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _encoding(text: bytes) -> str:
    """Return how a file is written: PowerShell 5 writes some in two bytes a sign."""
    return "utf-16" if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _decoded(text: bytes) -> str:
    return text.decode(_encoding(text), "replace")


def _appended(before: bytes, line: str) -> bytes:
    text = f"{line}\n" if not before or _decoded(before).endswith("\n") else f"\n{line}\n"
    if before.startswith(codecs.BOM_UTF16_BE):
        return text.encode("utf-16-be")
    return text.encode("utf-16-le" if _encoding(before) == "utf-16" else "utf-8")
