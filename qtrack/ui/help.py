"""Help pages as text: two columns, wrapped by the width that signs take on a terminal."""

import shutil
from collections.abc import Sequence
from typing import Final

from qtrack.locale.message import msg
from qtrack.ui.line import width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fold

_WIDEST: Final = 100
_NAMES: Final = 28
_NARROWEST: Final = 16  # below it, a text beside the names would be a ladder of single signs


#: An argument, an option or a command by its name, and what it does, in the language of the screen.
HelpRow = tuple[str, str]


def help_text(
    screen: Screen,
    usage: str,
    text: str,
    *,
    arguments: Sequence[HelpRow] = (),
    commands: Sequence[HelpRow] = (),
    options: Sequence[HelpRow] = (),
    epilog: str = "",
) -> str:
    """Return a help page for the width of the terminal; `text` and `epilog` are keys of the catalogue."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [screen.say(msg("Usage: {usage}", usage=usage)), ""]
    for paragraph in screen.say(text).split("\n\n"):
        lines += [*fold(" ".join(paragraph.split()), width), ""]
    for title, rows in (
        (msg("Arguments:"), arguments),
        (msg("Commands:"), commands),
        (msg("Options:"), options),
    ):
        if rows:
            lines += [screen.say(title), *_rows(rows, width), ""]
    if epilog:
        lines += [*fold(screen.say(epilog), width), ""]
    return "\n".join(lines).rstrip("\n")


def _rows(rows: Sequence[HelpRow], width: int) -> list[str]:
    names = min(max(width_of(name) for name, _ in rows), _NAMES)
    lines = []
    for name, text in rows:
        wrapped = fold(text, max(width - names - 4, _NARROWEST)) or [""]
        if width_of(name) > names:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {name}{' ' * (names - width_of(name))}  {wrapped.pop(0)}".rstrip())
        lines += [" " * (names + 4) + line for line in wrapped]
    return lines
