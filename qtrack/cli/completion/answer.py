"""`qtrack --complete SHELL`: what a shell's script asks, and the lines that it reads.

The line is in `_QTRACK_LINE`, from the name of the program up to the cursor. An answer is a line for each
offer, the value and what is shown of it with a tab between; one line that begins with a tab asks the shell
for the names of files. Whatever is wrong, there is no answer and not a word of it: nobody asked for one.
"""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qtrack.cli.completion.line import ESCAPES, Line, find_spot, read_line
from qtrack.cli.completion.offers import offers, takes_files
from qtrack.cli.completion.question import Offer, Question
from qtrack.cli.context import RunContext
from qtrack.cli.settings import choose_language, surroundings
from qtrack.locale.message import KEY_LANGUAGE, Translator
from qtrack.ui.line import one_line, width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fit

#: What the shell is told where the names of files are to be offered.
FILES: Final = "\tfiles\n"
#: What has another meaning for a shell where it stands alone.
_SPECIAL: Final = frozenset(" \t\"'`$&|;<>()[]{}*?!#~\\")
#: The columns of a terminal that does not tell them, and the fewest for what is said of an offer.
_USUAL: Final = 80
_NARROWEST: Final = 20


def answer(shells: Sequence[str], environ: Mapping[str, str]) -> None:
    """Answer the shell that is named on stdout."""
    try:
        (shell,) = shells
        text = answered(shell, environ, Path.cwd(), datetime.now(UTC))
        encoding = "utf-8" if shell == "powershell" else sys.stdout.encoding
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.flush()
    except Exception:  # nobody asked for a word of it
        if environ.get("QTRACK_TRACE"):
            raise


def answered(shell: str, environ: Mapping[str, str], cwd: Path, now: datetime) -> str:
    """Return the answer to what stands in the variables; raise whatever is wrong."""
    line = read_line(environ.get("_QTRACK_LINE", ""), ESCAPES.get(shell, "\\"))
    spot = find_spot(line)
    if spot is None:
        return ""

    _, _, around = surroundings(spot.value("plan"), environ, cwd)

    def question(language: str) -> Question:
        screen = Screen(Translator(language), around, io.StringIO(), io.StringIO())
        return Question(RunContext(screen, cwd, around, now), spot)

    of_plan = question(KEY_LANGUAGE)
    asked = question(choose_language(spot.value("lang"), around, lambda: of_plan.plan.frame.head.language))
    if takes_files(asked):
        return FILES
    found = [Offer(_replaced(one.value, line, shell, environ), one_line(one.text)) for one in offers(asked)]
    shown = _in_columns(found, environ) if shell == "bash" else [one.text for one in found]
    return "".join(
        f"{_quoted(offer.value, line, shell)}\t{text}\n" for offer, text in zip(found, shown, strict=True)
    )


def _replaced(value: str, line: Line, shell: str, environ: Mapping[str, str]) -> str:
    """Return as much of a value as the shell replaces: in bash no more than what is behind such a sign."""
    breaks = set(environ.get("_QTRACK_BREAKS", "")) & set("=:") if shell == "bash" and not line.quoted else ()
    return value[max((line.typed.rfind(sign) for sign in breaks), default=-1) + 1 :]


def _quoted(value: str, line: Line, shell: str) -> str:
    """Return a value as it is to stand in the line, where the shell does not see to that itself."""
    if _SPECIAL.isdisjoint(value):
        return value
    if shell == "powershell":
        return "'{}'".format(value.replace("'", "''"))
    if shell == "bash" and not line.quoted:
        return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in value)
    return value


def _in_columns(found: Sequence[Offer], environ: Mapping[str, str]) -> Iterator[str]:
    """Yield each offer as a line of a list, within the width of the terminal; bash does not lay it out."""
    width = max((width_of(offer.value) for offer in found), default=0) + 2
    asked = environ.get("_QTRACK_WIDTH", "")
    room = max(int(asked) if asked.isdecimal() else _USUAL, width + _NARROWEST) - width - 1
    for offer in found:
        text = fit(offer.text, room)[0] if offer.text else ""
        yield f"{offer.value}{' ' * (width - width_of(offer.value))}{text}".rstrip()
