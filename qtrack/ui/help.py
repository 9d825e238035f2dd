"""Help pages as text: two columns, wrapped by the width that signs take on a terminal."""

import shutil
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final

from qtrack.locale.message import msg
from qtrack.ui.line import width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fold

_WIDEST: Final = 100
_NAMES: Final = 28
_NARROWEST: Final = 24  # below it, a text beside the names would be a ladder of a few signs
_BELOW: Final = 6


#: An argument, an option or a command by its name, and what it does, in the language of the screen.
HelpRow = tuple[str, str]


def text_width() -> int:
    """Return the columns that running text takes of a terminal."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def help_text(
    screen: Screen,
    usage: str,
    text: str,
    *,
    arguments: Sequence[HelpRow] = (),
    options: Sequence[HelpRow] = (),
    example: str = "",
) -> str:
    """Return a help page for the width of the terminal; `text` and `example` are keys of the catalogue."""
    width = text_width()
    lines = [screen.say(msg("Usage: {usage}", usage=usage)), ""]
    for paragraph in screen.say(text).split("\n\n"):
        lines += [*fold(" ".join(paragraph.split()), width), ""]
    for title, rows in ((msg("Arguments:"), arguments), (msg("Options:"), options)):
        if rows:
            lines += [screen.say(title), *_rows(rows, width), ""]
    if example:
        lines += [
            screen.say(msg("For example:")),
            *(f"  {line}" for line in fold(screen.say(example), width - 2)),
        ]
    return "\n".join(lines).rstrip("\n")


def overview_text(screen: Screen, usage: str, *, groups: Mapping[str, Sequence[HelpRow]], epilog: str) -> str:
    """Return a first page of short rows in groups, which stand in two columns where there is room."""
    width = text_width()
    head = fold(screen.say(msg("Usage: {usage}", usage=usage)), width)
    names = max(width_of(name) for rows in groups.values() for name, _ in rows)
    column = max(width_of(said) for rows in groups.values() for _, said in rows) + names + 4
    foot = fold(screen.say(epilog), width)
    if 2 * column > width:
        rows = [line for title, rows in groups.items() for line in (title, *_rows(rows, width))]
        return "\n".join([*head, *rows, *foot])
    blocks = [
        [title, *(f"  {name.ljust(names)}  {said}" for name, said in rows)] for title, rows in groups.items()
    ]
    columns = (
        ([row for block in blocks[:at] for row in block], [row for block in blocks[at:] for row in block])
        for at in range(1, len(blocks) + 1)
    )
    left, right = min(columns, key=lambda both: max(map(len, both)))
    beside = [
        f"{one}{' ' * (column - width_of(one))}{other}".rstrip()
        for one, other in zip_longest(left, right, fillvalue="")
    ]
    return "\n".join([*head, *beside, *foot])


def _rows(rows: Sequence[HelpRow], width: int) -> list[str]:
    names = min(max(width_of(name) for name, _ in rows), _NAMES)
    lines = []
    for name, text in rows:
        if width - names - 4 < _NARROWEST:
            lines += [
                f"  {name}",
                *(" " * _BELOW + line for line in fold(text, max(width - _BELOW, _NARROWEST))),
            ]
            continue
        wrapped = fold(text, width - names - 4) or [""]
        if width_of(name) > names:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {name}{' ' * (names - width_of(name))}  {wrapped.pop(0)}".rstrip())
        lines += [" " * (names + 4) + line for line in wrapped]
    return lines
