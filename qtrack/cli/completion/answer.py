"""`qtrack --complete SHELL`: what a shell's script asks, what is offered, and the lines that it reads.

The line is in `_QTRACK_LINE`, from the name of the program up to the cursor. An answer is a line for each
offer, the value and what is shown of it with a tab between; one line that begins with a tab asks the shell
for the names of files. Whatever is wrong, there is no answer and not a word of it: nobody asked for one.
"""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qtrack.cli.completion import parts, words
from qtrack.cli.completion.line import ESCAPES, Line, Spot, find_spot, read_line
from qtrack.cli.completion.question import Offer, Question
from qtrack.cli.completion.words import begins
from qtrack.cli.context import RunContext
from qtrack.cli.help import said_of
from qtrack.cli.parameters import Option
from qtrack.cli.settings import choose_language, surroundings
from qtrack.locale.message import KEY_LANGUAGE, Translator
from qtrack.model.ids import holder_of, parse_about
from qtrack.ui.line import one_line, width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fit

#: What the shell is told where the names of files are to be offered.
_ASKED_FOR_FILES: Final = "\tfiles\n"
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
    if spot.parameter and spot.parameter.metavar in FILES:
        return _ASKED_FOR_FILES
    found = [Offer(_replaced(one.value, line, shell, environ), one_line(one.text)) for one in _offers(asked)]
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


#: Who offers values, by how the help writes them; those of a choice are offered themselves.
VALUES: Final[dict[str, Callable[[Question], Iterator[Offer]]]] = {
    "CHECK": words.checks,
    "DATE": words.dates,
    "DAYS": words.days,
    "ENTRY": parts.entries,
    "GROUP": parts.groups,
    "ID": parts.abouts,
    "ID=VALUE": parts.figures,
    "ID…": parts.abouts,
    "KEY": parts.keys,
    "M01…": parts.measures,
    "PERIOD": parts.occurrences,
    "S1…": parts.sections,
    "TOPIC": words.topics,
    "UNIT": parts.units,
    "VALUE": parts.values,
    "WHERE": parts.places,
}
#: What only a person knows, and what the shell offers best: the names of files.
FREE: Final = frozenset(
    {"TEXT", "WORD…", "NAME", "0-100", "NUMBERS", "REV", "REV|A..B|A...B", "LINE|FILE|-", "KEY VALUE…"}
)
FILES: Final = frozenset({"FILE", "DIR", "NOTICE", "PLAN"})


def _offers(question: Question) -> list[Offer]:
    """Return what may be typed, as whole words, the likeliest first."""
    spot = question.spot
    found: Iterable[Offer]
    if spot.parameter is None or _may_be_left_out(spot):
        found = _options(question) if spot.command or spot.typed.startswith("-") else words.commands(question)
    else:
        found = _values(question, spot.parameter)
    meant = parse_about(spot.typed)  # 5 is T05
    fitting = (one for one in found if begins(one.value, spot.typed) or holder_of(one.value) == meant)
    return [
        Offer(f"{spot.before}{offer.value}", "" if offer.text == offer.value else offer.text)
        for offer in fitting
    ]


def _may_be_left_out(spot: Spot) -> bool:
    """Tell whether words of a person's own could follow, so that options are offered while there are none."""
    parameter = spot.parameter
    return parameter is not None and not (parameter.names or spot.typed) and parameter.metavar in FREE


def _values(question: Question, parameter: Option) -> Iterable[Offer]:
    if parameter.name == "of":
        return words.periods_of_paper(question)
    if parameter.choices or parameter.metavar not in VALUES:
        return words.choices(question)
    return VALUES[parameter.metavar](question)


def _options(question: Question) -> Iterator[Offer]:
    """Offer the options that are not given yet, those that must be given first."""
    for option in sorted(question.spot.options, key=lambda option: not option.required):
        yield from (Offer(name, said_of(option, question.context.screen)) for name in option.names)
