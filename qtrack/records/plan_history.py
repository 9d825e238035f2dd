"""The edits of a plan over time: who changed what when, reports of work aside."""

from datetime import date
from typing import ClassVar

import msgspec

from qtrack.changes.kinds import GROWTH
from qtrack.locale.message import Message
from qtrack.model.ids import MEASURE_ID, SECTION_ID, TASK_ID, holder_of
from qtrack.records.edits import EditLine, Edits


class PlanEdit(msgspec.Struct, frozen=True):
    """One commit that edited the plan. `partly` where a side of it could not be read whole."""

    as_json: ClassVar = "commit date author subject partly notes changes=lines"

    commit: str
    date: date
    author: str
    subject: str
    lines: tuple[EditLine, ...]
    notes: tuple[Message, ...] = ()
    partly: bool = False


class Edge(msgspec.Struct, frozen=True):
    """A commit at which a shallow clone was cut off: what it did, and what came before, is not known."""

    commit: str
    date: date


class PlanHistory(msgspec.Struct, frozen=True):
    """The whole page, newest first; `about` is the section or task it is limited to, if any.

    `cut_off` is where the history of a shallow clone ends, if it ends later than `since`.
    """

    as_json: ClassVar = "since about edits cut_off"

    about: str
    since: date | None
    edits: tuple[PlanEdit, ...]
    cut_off: tuple[Edge, ...] = ()


def plan_lines(pages: tuple[Edits, ...]) -> tuple[EditLine, ...]:
    """Return what a commit itself did to the plan.

    A merge is compared with each of its parents; what it took over from one of them it did not do itself.
    """
    first, *others = pages
    found = []
    for line in first.lines:
        told = [{_said(line) for line in page.lines} for page in others]
        if line.kind not in GROWTH and all(_said(line) in lines for lines in told):
            found.append(line)
    return tuple(found)


def lines_about(lines: tuple[EditLine, ...], holder: str) -> tuple[EditLine, ...]:
    """Return the lines about a section or task and its parts, those that left it included."""
    return tuple(
        line
        for line in lines
        if holder_of(line.about) == holder
        or (line.kind.endswith("-moved") and holder_of(str(line.before)) == holder)
    )


def edit_about(edit: PlanEdit, covered: frozenset[str]) -> PlanEdit | None:
    """Return what of an edit is about these sections, measures and tasks or about all of them; else None."""
    lines = tuple(line for line in edit.lines if not _is_part(line.about) or holder_of(line.about) in covered)
    return msgspec.structs.replace(edit, lines=lines) if lines or edit.partly else None


def _is_part(about: str) -> bool:
    """Tell a section, measure, task or deliverable from what is about the whole plan, or about a unit."""
    own = holder_of(about)
    return any(pattern.fullmatch(own) for pattern in (SECTION_ID, MEASURE_ID, TASK_ID))


def _said(line: EditLine) -> tuple[str, str, str]:
    return line.kind.value, line.about, str(line.after)
