"""The lights that turn, come or go at a day by an edit of the plan, or by what was recorded with it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from qtrack.changes.levels.renumbered import with_new_numbers
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Plan
from qtrack.records.page import LIGHTS
from qtrack.standing.assess import Standing, assess
from qtrack.standing.lights import Light

#: Why a light turned: the plan was edited, or entries came (or went).
Cause = StrEnum("Cause", "PLAN ENTRIES")

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
