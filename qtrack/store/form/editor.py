"""Drafts of entries in the user's editor: each a file of its own, which is kept as long as it is of use."""

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.tree import reason


class Draft:
    """A file outside the plan, readable by its owner only."""

    def __init__(self, name: str, text: str) -> None:
        try:
            handle, path = tempfile.mkstemp(prefix=f"qtrack-{name}-", suffix=".yaml")
            os.close(handle)
        except OSError as error:
            raise QtrackError(
                msg("No draft can be written: {why}.", why=reason(error)),
                msg("Look whether the disk has room, or give the entry as options."),
            ) from error
        self.path = Path(path)
        self.write(text)

    def write(self, text: str) -> None:
        """Put this text in the place of what the draft held."""
        try:
            self.path.write_bytes(text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise QtrackError(
                msg("{path} cannot be written: {why}.", path=str(self.path), why=reason(error))
            ) from error

    def read(self) -> bytes:
        """Return what the draft holds; nothing where it was deleted."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def drop(self) -> None:
        """Delete the draft."""
        with contextlib.suppress(OSError):
            self.path.unlink()

    def edit(self, environ: Mapping[str, str]) -> None:
        """Open the draft in the user's editor and wait until it is closed; raise QtrackError if it fails."""
        windows = os.name == "nt"
        asked = (environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
        named = next(filter(None, asked), "notepad" if windows else "vi")
        words = editor_words(named, windows=windows)
        try:
            code = subprocess.run([*words, str(self.path)], check=False).returncode  # noqa: S603 - the user's own
        except OSError as error:
            raise QtrackError(
                msg("The editor “{name}” cannot be started: {why}.", name=named, why=reason(error)),
                msg("Name another in VISUAL or EDITOR; a path with blanks stands in double quotes."),
            ) from error
        if code:
            raise QtrackError(
                msg("The editor “{name}” failed with exit code {code}.", name=named, code=code),
                msg("Name another in VISUAL or EDITOR."),
            )


def editor_words(named: str, *, windows: bool) -> list[str]:
    """Return an editor and its options as words, its program as the system starts it.

    On Windows only double quotes hold a word together, and a backslash stands between folders; elsewhere
    words are as in a shell. What is a program as a whole is one word, blanks or not.
    """
    words = shlex.shlex(named, posix=True)
    words.whitespace_split = True
    words.commenters = ""
    if windows:
        words.quotes, words.escape = '"', ""
    try:
        program, *options = [named] if shutil.which(named) else list(words)
    except ValueError:  # a quote that nobody closed
        program, options = named, []
    return [shutil.which(program) or program, *options]  # which knows that "code" is code.cmd
