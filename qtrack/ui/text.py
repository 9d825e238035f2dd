"""What several pages say in a line: lights, their counts, their reasons."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from qtrack.locale.message import Message, Translator, msg
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.labels import LIGHTS, signed
from qtrack.ui.line import Line, Piece, plain, width_of
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


def counts_line(
    counts: dict[Light, int], translator: Translator, *, zeros: bool, before: dict[Light, int] | None = None
) -> Line:
    """Return the counts of all lights in one line, with or without those that do not occur.

    Where there are counts of `before`, the difference stands behind each that has one.
    """
    line: list[Piece] = []
    for light, number in counts.items():
        if number or zeros:
            changed = f" ({signed(number - before[light])})" if before and number != before[light] else ""
            line += ["  " if line else "", light_piece(light, translator), f" {number}{changed}"]
    return tuple(line)


#: How many reasons a line of the board has room for; the page of the task has them all.
_REASONS: Final = 2


def reasons_line(reasons: Sequence[LightReason], translator: Translator, *, brief: bool = False) -> str:
    """Return the weightiest reasons of a light in one line, and how many more there are."""
    messages = [(reason.brief if brief else None) or reason.message for reason in reasons[:_REASONS]]
    if len(reasons) > _REASONS:
        messages.append(msg("{number} more", number=len(reasons) - _REASONS))
    return sentences(messages, translator)


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
    yield from folded(line, width)
