"""The program in which a person turns the pages of what is longer than a screen: less, or another."""

import contextlib
import os
import shlex
import signal
import subprocess
from collections.abc import Iterable, Mapping
from typing import Final, TextIO

#: It ends at once where a screen is enough, keeps colours, and leaves on the screen what was read.
_USUAL: Final = "less -FRX"


def pager_of(environ: Mapping[str, str]) -> list[str]:
    """Return the command that QTRACK_PAGER, else PAGER, names, else less; nothing where none is wanted."""
    named = environ.get("QTRACK_PAGER", environ.get("PAGER") or _USUAL)
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:  # a quote that does not end
        return []
    return [] if words == ["cat"] or environ.get("TERM") == "dumb" else words


def page(command: list[str], chunks: Iterable[str], out: TextIO, environ: Mapping[str, str]) -> bool:
    """Show a text on `out` in a pager, as it comes, until the person leaves it; tell whether it started.

    It does not where there is no such program, and then nothing is shown. Whoever leaves early is through
    with the text. Ctrl-C is the pager's meanwhile.
    """
    out.flush()
    usual = {"LESS": "FRX", "LESSCHARSET": "utf-8" if out.encoding.lower() == "utf-8" else ""}
    before = signal.signal(signal.SIGINT, lambda *_: None)  # unlike SIG_IGN it is not handed on
    try:
        pager = _started(command, out, usual | dict(environ))
        if pager is None:
            return False
        with contextlib.suppress(BrokenPipeError), pager:
            for chunk in chunks:
                pager.stdin.write(chunk.encode(out.encoding, out.errors or "strict"))  # type: ignore[union-attr] # a pipe
                pager.stdin.flush()  # type: ignore[union-attr] # the same
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _started(command: list[str], out: TextIO, environ: Mapping[str, str]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, env=environ)  # noqa: S603 - the person's own
    except OSError:
        return None
