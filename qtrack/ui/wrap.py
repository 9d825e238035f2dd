"""Breaking text into lines by the columns it takes, as Chinese is broken and as English is.

A line may break at a space, and before or after a sign of two columns; no line begins with a sign
that closes or ends with one that opens.
"""

from typing import Final

from rich.cells import cell_len

_NEVER_FIRST: Final = frozenset("，。；：、！？）》”’〕】%％…,.;:!?)]}")
_NEVER_LAST: Final = frozenset("（《“‘〔【([{")
_WIDE: Final = 2


def fold(text: str, width: int) -> list[str]:
    """Return the lines of `text`, none wider than `width` columns unless a single word is."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and cell_len((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(paragraph: str) -> list[str]:
    """Cut a paragraph wherever a line may break; a space stays with what is before it."""
    pieces: list[str] = []
    for at, sign in enumerate(paragraph):
        if at and _may_break(paragraph, at):
            pieces.append(sign)
        elif pieces:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _may_break(paragraph: str, at: int) -> bool:
    before, after = paragraph[at - 1], paragraph[at]
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    if before == " ":  # a number stays with what it counts: “19 个百分点”
        return not (cell_len(after) == _WIDE and paragraph[at - 2 : at - 1].isdecimal())
    return cell_len(before) == _WIDE or cell_len(after) == _WIDE
