"""Texts of the plan within Markdown, shown as they are."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from qtrack.render.screen import clean

#: Signs that may mean something to a reader of Markdown; on GitHub and GitLab that is more: somebody's
#: name, a number of theirs, and any address, which they make a link.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~#&$!@]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\s*[\n\r\t\v\f\u2028\u2029]\s*")


def escape_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line."""
    return _SIGNS.sub(r"\\\g<0>", clean(_BREAKS.sub(" ", text).strip()))


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that no text in it can break."""
    cells = [[escape_markdown(each) for each in row] for row in (heads, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join((lines[0], f"|{' --- |' * len(heads)}", *lines[1:])) + "\n"
