"""The user's editor: which one it is, and a file in it until it is closed."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.tree import reason

#: How editors are told of a line, by the names of their programs; others are given the file alone.
_WITH_PLUS: Final = (
    " ed emacs emacsclient gedit gvim jed jmacs joe kak mcedit mg micro nano ne nvim pico vi view vim "
)
_WITH_COLON: Final = " hx helix lapce subl sublime_text zed zeditor "
_LIKE_CODE: Final = " code code-insiders code-oss codium cursor vscodium windsurf "


def open_editor(environ: Mapping[str, str], path: Path, line: int = 0) -> None:
    """Open a file in the user's editor, at a line where it can be told of one, and wait until it is closed.

    Raises QtrackError if it fails.
    """
    named, words = editor_of(environ)
    try:
        code = subprocess.run([*words, *at_line(words, path, line)], check=False).returncode  # noqa: S603 - the user's own
    except OSError as error:
        raise QtrackError(
            msg("The editor “{name}” cannot be started: {why}.", name=named, why=reason(error)),
            msg("“qtrack config editor PROGRAM” names another; put a path with blanks in double quotes."),
        ) from error
    if code:
        raise QtrackError(
            msg("The editor “{name}” failed with exit code {code}.", name=named, code=code),
            msg("“qtrack config editor PROGRAM” names another."),
        )


def at_line(words: Sequence[str], path: Path, line: int) -> list[str]:
    """Return how an editor is given a file, at a line where it is known how that is said."""
    program = words[0].replace("\\", "/").rpartition("/")[2].casefold()
    for ending in (".exe", ".cmd", ".bat"):
        program = program.removesuffix(ending)
    named = f" {program} "
    if line and named in _WITH_PLUS:
        return [f"+{line}", str(path)]
    if line and named in _LIKE_CODE:
        return ["--goto", f"{path}:{line}"]
    if line and named in _WITH_COLON:
        return [f"{path}:{line}"]
    if line and program == "notepad++":
        return [f"-n{line}", str(path)]
    return [str(path)]


def editor_of(environ: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the user's editor as it is set, or VISUAL, EDITOR or the system names it, and as words."""
    windows = os.name == "nt"
    asked = (environ.get(name, "").strip() for name in ("QTRACK_EDITOR", "VISUAL", "EDITOR"))
    named = next(filter(None, asked), "notepad" if windows else "vi")
    return named, editor_words(named, windows=windows)


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
