"""Screens for tests: a terminal of a known width, or a pipe, whose output is kept as text."""

import io
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from rich.cells import cell_len

from qtrack.locale.message import Translator
from qtrack.ui.listing import Forms
from qtrack.ui.screen import Screen

PageT = TypeVar("PageT")

CODES = re.compile(r"\x1b\[[\d;]*m")
COLOURED = re.compile(r"\x1b\[([\d;]+)m(.*?)\x1b\[0m")


class Terminal(io.StringIO):
    """A text stream that says a person is looking at it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class Shown(NamedTuple):
    """A screen and the streams behind it."""

    screen: Screen
    out: io.StringIO
    err: io.StringIO

    @property
    def text(self) -> str:
        """What stands on stdout, without colours."""
        return plain(self.out.getvalue())


def shown(language: str = "en", *, terminal: bool = False, environ: Mapping[str, str] | None = None) -> Shown:
    """Make a screen; Rich reads the width of a terminal from COLUMNS in the environment of the process."""
    out, err = Terminal() if terminal else io.StringIO(), io.StringIO()
    return Shown(Screen(Translator(language), environ or {}, out, err), out, err)


def printed(forms: Forms[PageT], page: PageT, form: str, language: str = "en") -> str:
    """Print a page in a form and return it with its colours."""
    on = shown(language)
    forms[form](page, on.screen)
    return on.out.getvalue()


def plain(text: str) -> str:
    """Take the colours out."""
    return CODES.sub("", text)


def colours(text: str) -> str:
    """Return what stands in colours or bold, each once with its codes, a line each."""
    return "".join(dict.fromkeys(f"{codes} {own.strip()}\n" for codes, own in COLOURED.findall(text)))


def widest_line(text: str) -> int:
    """Return how many columns the widest line takes, Chinese signs two each."""
    return max(cell_len(line) for line in plain(text).split("\n"))
