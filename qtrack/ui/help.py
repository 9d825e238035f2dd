"""Help pages as text: two columns, wrapped by the width that signs take on a terminal."""

import shutil
from collections.abc import Sequence
from typing import Final

import msgspec
from rich.cells import cell_len

from qtrack.locale.message import msg
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fold

_WIDEST: Final = 100
_NAMES: Final = 28
_NARROWEST: Final = 16  # below it, a text beside the names would be a ladder of single signs


class HelpRow(msgspec.Struct, frozen=True):
    """An argument, an option or a command, and the key of what it does."""

    name: str
    text: str
    required: bool = False


class HelpPage(msgspec.Struct, frozen=True):
    """The parts of one help page; texts are keys of the catalogue."""

    usage: str
    text: str
    arguments: Sequence[HelpRow]
    options: Sequence[HelpRow]
    commands: Sequence[HelpRow]
    epilog: str


def help_text(page: HelpPage, screen: Screen) -> str:
    """Return a help page for the width of the terminal."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [screen.say(msg("Usage: {usage}", usage=page.usage)), ""]
    for paragraph in screen.say(page.text).split("\n\n"):
        lines += [*fold(" ".join(paragraph.split()), width), ""]
    for title, rows in (
        (msg("Arguments:"), page.arguments),
        (msg("Commands:"), page.commands),
        (msg("Options:"), page.options),
    ):
        if rows:
            lines += [screen.say(title), *_rows(rows, width, screen), ""]
    if page.epilog:
        lines += [*fold(screen.say(page.epilog), width), ""]
    return "\n".join(lines).rstrip("\n")


def _rows(rows: Sequence[HelpRow], width: int, screen: Screen) -> list[str]:
    names = min(max(cell_len(row.name) for row in rows), _NAMES)
    lines = []
    for row in rows:
        text = screen.say(row.text)
        if row.required:
            text += screen.say(msg(" (required)"))
        wrapped = fold(text, max(width - names - 4, _NARROWEST)) or [""]
        if cell_len(row.name) > names:
            lines.append(f"  {row.name}")
        else:
            lines.append(f"  {row.name}{' ' * (names - cell_len(row.name))}  {wrapped.pop(0)}".rstrip())
        lines += [" " * (names + 4) + line for line in wrapped]
    return lines
