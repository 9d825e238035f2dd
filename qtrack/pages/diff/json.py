"""An edit of the plan as JSON."""

from datetime import date

import msgspec

from qtrack.changes.kinds import ChangeKind, Value
from qtrack.locale.message import Message
from qtrack.pages.problems import ShownProblem
from qtrack.records.edits import Cause, EditLine, Edits, Effect
from qtrack.standing.lights import Light
from qtrack.ui.json import page_json
from qtrack.ui.phrases.edits import path_in, turn_sentence
from qtrack.ui.screen import Screen


class ShownChange(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """One change."""

    kind: ChangeKind
    about: str
    before: Value
    after: Value
    loosens: bool
    tampers: bool
    units: tuple[str, ...]
    path: str
    line: int | None
    text: Message


class SideProblem(ShownProblem, frozen=True):
    """What keeps part of one side from being read."""

    side: Message | str


class ShownTurn(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """A light that turns because of the edit."""

    id: str
    before: Light
    after: Light
    because: Cause
    text: Message


class ShownEffect(msgspec.Struct, frozen=True):
    """The lights that turn at a date; null where a side cannot be read."""

    as_of: date
    turns: tuple[ShownTurn, ...] | None


class ShownComparison(msgspec.Struct, frozen=True):
    """The whole page; `effect` is null unless it was asked for."""

    changes: tuple[ShownChange, ...]
    problems: tuple[SideProblem, ...]
    effect: ShownEffect | None


def edits_json(page: Edits, screen: Screen) -> None:
    """Write `{format, changes: [{kind, about, from, to, loosens, tampers, units, path, line, text}], …}`.

    `problems` are what keeps parts of a side from being read, `effect` the lights that turn, if asked for.
    """
    problems = tuple(
        SideProblem(
            path_in(side, each.place.path),
            each.place.line,
            each.place.column,
            each.level,
            each.check,
            each.message,
            each.times,
            side.name,
        )
        for side in page.broken
        for each in side.problems
    )
    shown = ShownComparison(
        tuple(map(shown_change, page.lines)), problems, _effect(page.effect) if page.effect else None
    )
    screen.write(page_json(shown, screen.translator))


def shown_change(line: EditLine) -> ShownChange:
    """Return one change as JSON has it."""
    return ShownChange(
        line.kind,
        line.about,
        line.before,
        line.after,
        line.loosens,
        line.tampers,
        line.units,
        line.path,
        line.line,
        line.text,
    )


def _effect(effect: Effect) -> ShownEffect:
    if effect.turns is None:
        return ShownEffect(effect.as_of, None)
    turns = (
        ShownTurn(each.id, each.before, each.after, each.cause, turn_sentence(each)) for each in effect.turns
    )
    return ShownEffect(effect.as_of, tuple(turns))
