"""How a generated task fares: ahead, on pace, behind, silent since some months, never heard of.

Only the course is set here; the words come from `phrases`, the lines from `monthly`.
"""

from typing import Final

import msgspec

from qtrack.demo.chance import Chance


class Course(msgspec.Struct, frozen=True):
    """How far a task gets against its pace, in percent of it, and how it reports.

    With `parts` it speaks of one deliverable after another, else of the whole with a share, or
    without one where `rate` is None. `quiet` is how many of the last rounds it lets pass.
    """

    rate: int | None
    parts: bool = False
    quiet: int = 0


_SILENT: Final = 1000

#: The tasks of the shipped plan that no script tells.
COURSES: Final = {
    "T02": Course(84, parts=True),
    "T03": Course(104, quiet=1),
    "T04": Course(0, quiet=_SILENT),
    "T06": Course(92, quiet=4),
    "T07": Course(97),
    "T09": Course(112),
    "T10": Course(52),
    "T11": Course(108),
    "T15": Course(118),
    "T16": Course(96, quiet=3),
    "T19": Course(104, quiet=1),
    "T29": Course(58),
    "T32": Course(101),
}

_USUAL: Final = (
    Course(108),
    Course(130, parts=True),
    Course(55),
    Course(100, quiet=1),
    Course(118),
    Course(95, quiet=4),
    Course(104),
    Course(None),
    Course(4),
    Course(0, quiet=_SILENT),
)


def course_of(task_id: str, place: int, chance: Chance) -> Course:
    """Return the course of a task; one that is not known here takes one by its place in the plan."""
    known = COURSES.get(task_id)
    return known or _USUAL[(place + chance.below(len(_USUAL), "course")) % len(_USUAL)]
