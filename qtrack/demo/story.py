"""The story as its file has it: what is said when about which task, and the words for all other tasks.

Everything that a demonstration says stands in story.yaml beside this module, and nothing else does.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec

from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.units import UnitKind


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said, before it has become an entry with a name and a moment of recording.

    `late` is how many days later it was recorded; None leaves that to chance. `mark` names a line so that
    a later one can correct it; `paper` says that a document proves it. A reminder has a `level`.
    """

    date: date
    summary: str
    about: str = ""
    unit: str = ""
    status: Status | None = None
    percent: Decimal | None = None
    actuals: dict[str, Decimal] = {}
    period: str = ""
    problems: str = ""
    next: str = ""
    paper: bool = False
    late: int | None = None
    mark: str = ""
    corrects: str = ""
    level: ChaseLevel = ChaseLevel.REMIND


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a task gets against its pace, in percent of it, and how it reports.

    With `parts` it speaks of one deliverable after another, else of the whole with a share, or
    without one where `rate` is None. `quiet` is how many of the last rounds it lets pass.
    """

    rate: int | None = None
    parts: bool = False
    quiet: int = 0


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One edit of a file of the plan: on a day `after` took the place of `before`, as `subject` says why."""

    date: date
    file: str
    before: str
    after: str
    subject: str


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a demonstration says, from `start` through `end`; see the comments of the file."""

    start: date
    end: date
    sign: str
    paper: str
    roles: dict[UnitKind, str]
    office_role: str
    edits: tuple[Edit, ...]
    holidays: tuple[tuple[date, date], ...]
    scripts: dict[str, dict[str, tuple[Line, ...]]]
    courses: dict[str, Course]
    usual_courses: tuple[Course, ...]
    reminders: tuple[Line, ...]
    few_partners: tuple[str, ...]
    many_partners: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
    otherwise: tuple[str, ...]
    troubles: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    duty_done: str
    leads: tuple[str, ...]
    openings: tuple[str, ...]
    endings: tuple[str, ...]
    not_of_a_city: tuple[str, ...]


@cache
def story() -> Story:
    """Return the story as its file has it."""
    return msgspec.yaml.decode(Path(__file__).with_suffix(".yaml").read_bytes(), type=Story)


@cache
def scripts() -> dict[str, tuple[Line, ...]]:
    """Return the lines about sections and tasks, told whole or not at all, with what goes without saying.

    That is what a line is about, its unit, and that a share said makes it work in progress.
    """
    return {
        holder: tuple(
            msgspec.structs.replace(
                line,
                about=line.about or holder,
                unit=line.unit or unit,
                status=line.status or (None if line.percent is None else Status.IN_PROGRESS),
            )
            for line in lines
        )
        for holder, by_unit in story().scripts.items()
        for unit, lines in by_unit.items()
    }
