"""Edits of the plan: one as a page, its changes with their places and the lights it turns; all over time."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from qtrack.changes.compare import in_order
from qtrack.changes.kinds import GROWTH, Change
from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.locale.message import Message, msg
from qtrack.model.ids import MEASURE_ID, SECTION_ID, TASK_ID, holder_of
from qtrack.model.plan import Plan
from qtrack.model.problem import Place, Problem
from qtrack.records.page import LIGHTS
from qtrack.standing.assess import Standing, assess
from qtrack.standing.lights import Light


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


class Cause(StrEnum):
    """Why a light turned: the plan was edited, or entries came (or went)."""

    PLAN = "plan"
    ENTRIES = "entries"


_CAUSES: Final[dict[Cause, Message]] = {
    Cause.PLAN: msg("because the plan was edited"),
    Cause.ENTRIES: msg("because of the entries"),
}


class LightTurn(msgspec.Struct, frozen=True):
    """A task, or a section's own goals, whose light is another after the edit; `text` says which and why.

    `before` or `after` is None where it is new, or gone.
    """

    as_json: ClassVar = "id from=before to=after because=cause text"

    id: str
    before: Light | None
    after: Light | None
    cause: Cause
    text: Message


class Effect(msgspec.Struct, frozen=True):
    """The lights that turn at a date because of an edit; `turns` is None where that cannot be known."""

    as_of: date
    turns: tuple[LightTurn, ...] | None


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


def effect(old: Plan, new: Plan, as_of: date) -> Effect:
    """Return the lights that turn; those that the new entries alone would turn are told apart.

    What is gone comes first, then what turned, then what is new.
    """
    old = with_new_numbers(old, new)
    before, after = _standings(old, as_of), _standings(new, as_of)
    without_entries = _standings(msgspec.structs.replace(new, entries=old.entries), as_of)
    turns = [_gone(was) for name, was in before.items() if name not in after]
    for name, now in after.items():
        was = before.get(name)
        if was is not None and was.light is not now.light:
            by_entries = without_entries[name].light is was.light
            turns.append(_turn(was, now, Cause.ENTRIES if by_entries else Cause.PLAN))
    turns += [_new(now) for name, now in after.items() if name not in before]
    return Effect(as_of, tuple(turns))


def _turn(was: Standing, now: Standing, cause: Cause) -> LightTurn:
    text = msg(
        "{id} {title}: {before} → {after}, {cause}: {reason}",
        id=now.holder.id,
        title=now.holder.title,
        before=LIGHTS[was.light],
        after=LIGHTS[now.light],
        cause=_CAUSES[cause],
        reason=now.reasons[0].message,
    )
    return LightTurn(now.holder.id, was.light, now.light, cause, text)


def _gone(was: Standing) -> LightTurn:
    text = msg("{id} {title}, {light}, is gone: {reason}", **_words(was))
    return LightTurn(was.holder.id, was.light, None, Cause.PLAN, text)


def _new(now: Standing) -> LightTurn:
    text = msg("{id} {title} is new, {light}: {reason}", **_words(now))
    return LightTurn(now.holder.id, None, now.light, Cause.PLAN, text)


def _words(held: Standing) -> dict[str, object]:
    return {
        "id": held.holder.id,
        "title": held.holder.title,
        "light": LIGHTS[held.light],
        "reason": held.reasons[0].message,
    }


def _standings(plan: Plan, as_of: date) -> dict[str, Standing]:
    return {held.holder.id: held for held in assess(plan, as_of).everything}


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
