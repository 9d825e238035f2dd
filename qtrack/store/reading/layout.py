"""Which file of a plan holds what, by its path relative to the plan's folder."""

import re
from enum import Enum, auto
from functools import cache
from typing import Final

from qtrack.locale.message import msg
from qtrack.model.ids import ENTRY_ID, SECTION_ID, TASK_ID
from qtrack.model.problem import Level, Place, Problem
from qtrack.store.tree import HEAD, TEMPLATES, UNITS, beside

_ENTRY: Final = re.compile(rf"progress/[^/]+/{ENTRY_ID.pattern}\.yaml", re.ASCII)
#: What holds what; and what must be a folder where it is anything.
_PLACES: Final = re.compile(
    rf"(?P<HEAD>{re.escape(HEAD)})|(?P<UNITS>{re.escape(UNITS)})"
    rf"|(?P<SECTION>sections/{SECTION_ID.pattern}\.yaml)|(?P<TASK>tasks/{TASK_ID.pattern}\.yaml)"
    rf"|(?P<ENTRY>{_ENTRY.pattern})"
    rf"|(?P<FOLDER>sections|tasks|progress|{TEMPLATES}|progress/(?:{SECTION_ID.pattern}|{TASK_ID.pattern}))",
    re.ASCII,
)


class Holds(Enum):
    """What a file holds, by its path."""

    HEAD = auto()
    UNITS = auto()
    SECTION = auto()
    TASK = auto()
    ENTRY = auto()
    FOLDER = auto()  # nothing: a folder belongs there
    BESIDE = auto()  # nothing of the plan, but it belongs there
    UNEXPECTED = auto()


@cache
def holds(path: str) -> Holds:
    """Return what a file of a plan's folder holds."""
    found = _PLACES.fullmatch(path)
    if found and found.lastgroup:
        return Holds[found.lastgroup]
    return Holds.BESIDE if beside(path) else Holds.UNEXPECTED


def is_entry(path: str) -> bool:
    """Tell whether a file of a plan's folder holds an entry, as nearly all do."""
    return _ENTRY.fullmatch(path) is not None


def unexpected(path: str) -> Problem:
    """Return what is wrong with a file that belongs to no part of a plan."""
    message = msg("this file belongs to no part of a plan; move it away or mend its name")
    folder, _, name = path.partition("/")
    if folder in {"sections", "tasks"} and "/" not in name and name.endswith((".yaml", ".yml")):
        message = msg(
            "this file belongs to no part of a plan; move it away, or name it by the id in it, as "
            "{folder}/{name}.yaml",
            folder=folder,
            name="S1" if folder == "sections" else "T01",
        )
    return Problem("file-unexpected", message, Place.top(path), Level.WARNING)
