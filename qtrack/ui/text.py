"""What several pages say in a line: lights, their counts, their reasons."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, msg
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.labels import LIGHTS, signed
from qtrack.ui.line import Line, Piece, plain, width_of
from qtrack.ui.screen import UNLIMITED
from qtrack.ui.wrap import folded

LIGHT_STYLES: Final = {
    Light.RED: "bold white on red",
    Light.YELLOW: "black on yellow",
    Light.GREEN: "green",
    Light.BLUE: "blue",
    Light.NONE: "dim",
}


def light_piece(light: Light, translator: Translator) -> Piece:
    """Return a light as its word, coloured where there is colour."""
    return translator.say(LIGHTS[light]), LIGHT_STYLES[light]


def counted(
    counts: dict[Light, int], translator: Translator, *, zeros: bool, before: dict[Light, int] | None = None
) -> Iterator[Line]:
    """Yield each light with its count, with or without those that do not occur.

    Where there are counts of `before`, the difference stands behind each that has one.
    """
    for light, number in counts.items():
        if number or zeros:
            changed = f" ({signed(number - before[light])})" if before and number != before[light] else ""
            yield light_piece(light, translator), f" {number}{changed}"


def counts_line(counts: dict[Light, int], translator: Translator, *, zeros: bool) -> Line:
    """Return the counts of all lights in one line, as `counted` yields them."""
    return tuple(piece for one in counted(counts, translator, zeros=zeros) for piece in ("  ", *one))[1:]


#: The codes of what compares a share with its pace.
_GAPS: Final = frozenset({"behind", "far-behind"})

#: How many reasons a line of the board has room for; the page of the task has them all.
_REASONS: Final = 2


def reasons_line(reasons: Sequence[LightReason], translator: Translator, *, brief: bool = False) -> str:
    """Return the weightiest reasons of a light in one line, and how many more there are."""
    messages = [(reason.brief if brief else None) or reason.message for reason in reasons[:_REASONS]]
    if len(reasons) > _REASONS:
        messages.append(msg("{number} more", number=len(reasons) - _REASONS))
    return sentences(messages, translator)


def reasons_beside(reasons: Sequence[LightReason], translator: Translator, width: int) -> str:
    """Return the same beside columns of share and pace: on a terminal without any figure of these.

    In a pipe the pace still stands beside a share that nobody told.
    """
    if width < UNLIMITED:
        reasons = [
            msgspec.structs.replace(reason, brief=msg("no share reported"))
            if reason.code in _GAPS and reason.brief is None
            else reason
            for reason in reasons
        ]
    return reasons_line(reasons, translator, brief=True)


def sentences(messages: Sequence[Message], translator: Translator) -> str:
    """Return several clauses in one line, parted as the language parts clauses."""
    return parted([translator.say(message) for message in messages], translator)


def parted(clauses: Sequence[str], translator: Translator) -> str:
    """Return clauses in one line, parted as the language parts them."""
    return ("；" if translator.language == "zh" else "; ").join(clauses)


def flowing(words: Iterable[Line], width: int) -> Iterator[Line]:
    """Yield several short lines in one, and in another where there is no room for the next."""
    line: Line = ()
    for more in words:
        if line and width_of(plain(line)) + 2 + width_of(plain(more)) > width:
            yield from folded(line, width)
            line = more
        else:
            line = (*line, "  ", *more) if line else more
    if line:
        yield from folded(line, width)
