"""The manual on the screen: one page, or a line for each check."""

import shutil
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from qtrack.locale.message import Message, msg
from qtrack.model.manual import ManualPage
from qtrack.ui.labels import LEVELS
from qtrack.ui.screen import UNLIMITED, Screen
from qtrack.ui.wrap import fold

_WIDEST: Final = 100
_NARROWEST: Final = 15


def show_page(page: ManualPage, screen: Screen) -> None:
    """Write one page: name and level, what it holds, why, and the two examples."""
    width = _width(screen)
    screen.line(msg("{check} ({levels})", check=page.name, levels=_levels(page)))
    for label, text in (
        (None, page.holds),
        (msg("Why: "), page.why),
        (msg("Passes: "), page.passes),
        (msg("Fails: "), page.fails),
    ):
        said = (screen.say(label) if label else "") + screen.say(text)
        for line in ("", *fold(said, width)):
            screen.line(line)


def show_list(pages: Sequence[ManualPage], screen: Screen) -> None:
    """Write a line for each check: name, level, what it holds."""
    rows = [(page.name, screen.translator.show(_levels(page)), screen.say(page.holds)) for page in pages]
    names = max(len(name) for name, _, _ in rows) + 2
    levels = max(cell_len(level) for _, level, _ in rows) + 2
    room = max(_width(screen) - names - levels, _NARROWEST)
    for name, level, holds in rows:
        first, *more = fold(holds, room)
        screen.line(name.ljust(names) + level + " " * (levels - cell_len(level)) + first)
        for line in more:
            screen.line(" " * (names + levels) + line)
    screen.talk(msg("“qtrack explain CHECK” shows why, with examples."))


def _levels(page: ManualPage) -> tuple[Message, ...]:
    return tuple(LEVELS[level] for level in page.levels)


def _width(screen: Screen) -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST) if screen.is_terminal else UNLIMITED
