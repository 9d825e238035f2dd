"""entry-text: an entry says something, in plain text.

The summary is what the papers print. Control codes could steer the terminal of whoever reads it.

Passes: a summary of one sentence
Fails: `summary: ''`, or a text with terminal control codes in it
"""

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import Kind, fields
from qtrack.model.problem import Problem

NAME = "entry-text"

_TEXTS: Final = [field.name for field in fields("by") if field.kind in {Kind.TEXT, Kind.LIST, Kind.NAME}]
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def check(context: CheckContext, entry: Entry) -> Iterator[Problem]:  # noqa: ARG001 - all checks of entries are called alike
    """Yield an empty summary, and texts with control characters."""
    if not entry.summary.strip():
        message = msg("the summary is empty; say in a sentence what was done")
        yield problem(NAME, message, entry.path, "summary")
    for key in _TEXTS:
        if unseen("".join(getattr(entry, key)).replace("\n", "")):
            message = msg("“{key}” holds a control character; write plain text", key=key)
            yield problem(NAME, message, entry.path, key)


def unseen(text: str) -> bool:
    """Tell whether a text holds control, format or separating characters.

    Spaces of every width, and rare characters that this Python does not know yet, are text.
    """
    return not text.isprintable() and any(category(character) in _UNSEEN for character in text)
