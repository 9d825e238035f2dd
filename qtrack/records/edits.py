"""An edit of the plan as a page: its changes in sentences with their places, and the lights it turns."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from qtrack.changes.kinds import Change
from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.model.problem import Place, Problem
from qtrack.records.names import LIGHTS
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
    """A task, or a section's own goals, whose light is another after the edit; `text` says which and why."""

    as_json: ClassVar = "id from=before to=after because=cause text"

    id: str
    before: Light
    after: Light
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

    `renumbered` are the sections and tasks that only got another number, old and new.
    """

    as_json: ClassVar = "changes=lines problems effect"

    old: Message | str
    new: Message | str
    lines: tuple[EditLine, ...]
    problems: tuple[SideProblem, ...] = ()
    effect: Effect | None = None
    renumbered: dict[str, str] = {}

    @property
    def tampering(self) -> int:
        """How many changes touch recorded history."""
        return sum(line.tampers for line in self.lines)

    @property
    def loosening(self) -> int:
        """How many changes ask for less than before."""
        return sum(line.loosens for line in self.lines)


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
    """Return the lights that turn; those that the new entries alone would turn are told apart."""
    old = with_new_numbers(old, new)
    before = _standings(old, as_of)
    without_entries = _standings(msgspec.structs.replace(new, entries=old.entries), as_of)
    turns = []
    for identifier, after in _standings(new, as_of).items():
        was = before.get(identifier)
        if was is None or was.light is after.light:
            continue
        cause = Cause.ENTRIES if without_entries[identifier].light is was.light else Cause.PLAN
        text = msg(
            "{id} {title}: {before} → {after}, {cause}: {reason}",
            id=identifier,
            title=after.holder.title,
            before=LIGHTS[was.light],
            after=LIGHTS[after.light],
            cause=_CAUSES[cause],
            reason=after.reasons[0].message,
        )
        turns.append(LightTurn(identifier, was.light, after.light, cause, text))
    return Effect(as_of, tuple(turns))


def _standings(plan: Plan, as_of: date) -> dict[str, Standing]:
    return {held.holder.id: held for held in assess(plan, as_of).everything}
