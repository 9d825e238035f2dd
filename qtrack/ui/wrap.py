"""Breaking text into lines by the columns it takes, as Chinese is broken and as English is.

A line may break at a space, and before or after a sign of two columns; no line begins with a sign
that closes or ends with one that opens.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from qtrack.ui.line import Line, clean, plain, width_of

_NEVER_FIRST: Final = frozenset("，。；：、！？）》”’〕】%％…,.;:!?)]}")
_NEVER_LAST: Final = frozenset("（《“‘〔【([{")
_WIDE: Final = 2
#: What two blanks or more end, with these; blanks at the beginning are part of the first.
_PHRASES: Final = re.compile(r" *(?:(?!  ).)+ *")


def fold(text: str, width: int) -> list[str]:
    """Return the lines of `text`, none wider than `width` columns unless a single word is.

    What stands between two blanks and the next two is broken only where a line has no room for it.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for piece in _phrases(paragraph, width) if width_of(paragraph) > width else (paragraph,):
            if line and used + width_of(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
                used = width_of(line)
            else:
                line += piece
                used += width_of(piece)
        lines.append(line.rstrip())
    return lines


def fit(text: str, width: int) -> list[str]:
    """Return the lines of `text`, none wider than `width` columns; a word that is wider is cut."""
    if _fits(text, width):
        return [text]
    return [part for line in fold(text, width) for part in _cut(line, width)]


def cut(text: str, width: int) -> str:
    """Return a text in one line of at most `width` columns; what is wider ends in dots."""
    text = " ".join(text.split("\n"))
    return text if width_of(text) <= width else _cut(text, max(width - 2, 1))[0] + ".."


def folded(line: Line, width: int, indent: int = 0, first: Line | None = None) -> Iterable[Line]:
    """Return the lines of a line, each within the width and `indent` columns from the left.

    In the place of its indent the first begins with `first`.
    """
    blank: Line = (" " * indent,) if indent else ()
    begin, text = blank if first is None else first, plain(line)
    if _fits(text, width - indent):
        return [(*begin, *line)]
    ends = [0]
    for part in (parts := fit(text, max(width - indent, 1))):
        ends.append(text.index(part, ends[-1]) + len(part))
    return [
        (*(blank if at else begin), *_between(line, end - len(part), end))
        for at, (part, end) in enumerate(zip(parts, ends[1:], strict=True))
    ]


def indented(text: str, indent: int, width: int, style: str = "dim") -> Iterable[Line]:
    """Return the lines of a text in one style, as `folded` does."""
    blank = " " * indent
    return [((blank + part, style),) for part in fit(clean(text), max(width - indent, 1))]


def _fits(text: str, width: int) -> bool:
    return "\n" not in text and (2 * len(text) <= width or width_of(text) <= width)


def _between(line: Line, start: int, end: int) -> Iterator[str | tuple[str, str]]:
    """Yield what a line has from one of its signs to before another, with its styles."""
    at = 0
    for piece in line:
        text, style = (piece, "") if isinstance(piece, str) else piece
        if found := text[max(start - at, 0) : max(end - at, 0)]:
            yield (found, style) if style else found
        at += len(text)


def _cut(line: str, width: int) -> list[str]:
    parts = [""]
    if width_of(line) <= width:
        return [line]
    for sign in line:
        if parts[-1] and width_of(parts[-1] + sign) > width:
            at = _end(parts[-1], sign, width)
            parts[-1:] = [parts[-1][:at], parts[-1][at:]]
        parts[-1] += sign
    return parts


def _end(part: str, sign: str, width: int) -> int:
    """Return where a part ends that has no room for a sign, so that this begins no line which it closes."""
    at, whole = len(part), part + sign
    while at > 1 and (whole[at] in _NEVER_FIRST or whole[at - 1] in _NEVER_LAST):
        at -= 1
    closes = whole[at] in _NEVER_FIRST or whole[at - 1] in _NEVER_LAST
    return len(part) if closes or width_of(whole[at:]) > width else at


def _phrases(paragraph: str, width: int) -> Iterator[str]:
    """Yield what stands between two blanks and the next two, in pieces where it is wider than a line."""
    for phrase in _PHRASES.findall(paragraph):
        yield from (phrase,) if width_of(phrase.rstrip()) <= width else _pieces(phrase)


def _pieces(paragraph: str) -> list[str]:
    """Cut a paragraph wherever a line may break; a space stays with what is before it."""
    pieces: list[str] = []
    for at, sign in enumerate(paragraph):
        if not at or _may_break(paragraph, at):
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


def _may_break(paragraph: str, at: int) -> bool:
    before, after = paragraph[at - 1], paragraph[at]
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    if before == " ":  # a number stays with what it counts: “19 个百分点”
        return not (width_of(after) == _WIDE and paragraph[at - 2 : at - 1].isdecimal())
    return width_of(before) == _WIDE or width_of(after) == _WIDE
