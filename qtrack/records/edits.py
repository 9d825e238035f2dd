"""Edits of the plan: one as a page, its changes with their places and the lights it turns; all over time."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar

import msgspec

from qtrack.changes.compare import in_order
from qtrack.changes.kinds import GROWTH, Change
from qtrack.locale.message import Message, msg
from qtrack.model.ids import MEASURE_ID, SECTION_ID, TASK_ID, holder_of
from qtrack.model.plan import Plan
from qtrack.model.problem import Place, Problem
from qtrack.records.effect import Effect


class EditLine(Change, frozen=True, kw_only=True):
    """A change with the title of what it is about, its path from the repository's top.

    `units` are short names; none means that everybody is affected, or nobody by name.
    """

    as_json: ClassVar = "kind about from=before to=after loosens tampers units place.path line text"

    title: str

    @property
    def line(self) -> int | None:
        """The line in the file, None where the new side has no such file."""
        return self.place.line or None

    @property
    def text(self) -> Message:
        """The change in a sentence."""
        return self.sentence


class SideProblem(Problem, frozen=True, kw_only=True):
    """What kept a part of one side from being read; its path is from the repository's top."""

    as_json: ClassVar = f"{Problem.as_json} side"

    side: Message | str


class Edits(msgspec.Struct, frozen=True):
    """The whole page: what is compared, what changed, what could not be read, and the effect if asked for.

    `renumbered` are the sections, tasks and deliverables that got another number, old and new; `address` is
    where the host shows the files of the new side, up to their paths, if that is known.
    """

    as_json: ClassVar = "changes=lines problems effect"

    old: Message | str
    new: Message | str
    lines: tuple[EditLine, ...]
    problems: tuple[SideProblem, ...] = ()
    effect: Effect | None = None
    renumbered: dict[str, str] = {}
    address: str = ""

    @property
    def tampering(self) -> int:
        """How many changes touch recorded history."""
        return sum(line.tampers for line in self.lines)

    @property
    def loosening(self) -> int:
        """How many changes ask for less than before."""
        return sum(line.loosens for line in self.lines)


def together(old: Message | str, new: Message | str, pages: Mapping[str, Edits]) -> Edits:
    """Return the edits of several plans, by their folders, as one page; paths tell them apart."""
    effects = {folder: page.effect for folder, page in pages.items() if page.effect}
    turns = tuple(
        msgspec.structs.replace(turn, text=msg("{folder}: {text}", folder=folder or ".", text=turn.text))
        for folder, effect in effects.items()
        for turn in effect.turns or ()
    )
    unknown = any(effect.turns is None for effect in effects.values())
    days = [effect.as_of for effect in effects.values()]
    return Edits(
        old,
        new,
        in_order(line for page in pages.values() for line in page.lines),
        tuple(
            problem
            for side in dict.fromkeys((old, new))
            for page in pages.values()
            for problem in page.problems
            if problem.side == side
        ),
        Effect(days[0], None if unknown else turns) if days else None,
    )


def edit_line(
    change: Change, plans: tuple[Plan, Plan], look_up: Callable[[Place], Place], folder: str
) -> EditLine:
    """Put one change from the old plan to the new on the page; `look_up` finds lines in the new one."""
    old, new = plans
    holder = new.holder(change.about) or old.holder(change.about)
    known = new.register.by_id
    shown = msgspec.structs.replace(
        change,
        place=look_up(change.place).under(folder),
        units=tuple((new if unit in known else old).register.short(unit) for unit in change.units),
    )
    return EditLine(**msgspec.structs.asdict(shown), title=holder.title if holder else "")


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
