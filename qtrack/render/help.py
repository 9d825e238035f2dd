"""Help pages as text: two columns, wrapped by the width that signs take on a terminal."""

import shutil
from collections.abc import Sequence
from typing import Final

import msgspec

from qtrack.locale.message import msg
from qtrack.render.screen import Screen

_WIDEST: Final = 100
_NAMES: Final = 28


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
        lines += [*wrap(" ".join(paragraph.split()), width), ""]
    for title, rows in (
        (msg("Arguments:"), page.arguments),
        (msg("Commands:"), page.commands),
        (msg("Options:"), page.options),
    ):
        if rows:
            lines += [screen.say(title), *_rows(rows, width, screen), ""]
    if page.epilog:
        lines += [*wrap(screen.say(page.epilog), width), ""]
    return "\n".join(lines).rstrip("\n")


def _rows(rows: Sequence[HelpRow], width: int, screen: Screen) -> list[str]:
    names = min(max(columns(row.name) for row in rows), _NAMES)
    lines = []
    for row in rows:
        text = screen.say(row.text)
        if row.required:
            text += screen.say(msg(" (required)"))
        wrapped = wrap(text, width - names - 4) or [""]
        if columns(row.name) > names:
            lines.append(f"  {row.name}")
        else:
            lines.append(f"  {row.name}{' ' * (names - columns(row.name))}  {wrapped.pop(0)}".rstrip())
        lines += [" " * (names + 4) + each for each in wrapped]
    return lines


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns: between words, and anywhere in Chinese."""
    from rich.console import Console
    from rich.text import Text

    if not text:
        return []
    return [str(line).rstrip() for line in Text(text).wrap(Console(width=width), width)]
