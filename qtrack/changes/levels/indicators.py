"""What changed in indicators."""

from collections.abc import Iterator
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind, Value
from qtrack.changes.levels.deadlines import due_changes
from qtrack.changes.levels.milestones import milestone_changes
from qtrack.changes.levels.parts import Pair, Placed, part_pairs
from qtrack.changes.sides import Sides
from qtrack.changes.words import INDICATOR_KINDS, NONE
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Indicator, IndicatorKind, Qualifier
from qtrack.standing.targets import worded

_SHELF = "indicators"
_WHOSE: Final = {True: msg("that of every year anew"), False: msg("one for all time")}


def indicator_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the indicators of all sections and tasks."""
    for pair in part_pairs(
        sides,
        _SHELF,
        lambda holder, part: f"{holder.id}.{part.id}",
        lambda holder: holder.indicators,
        lambda part: msgspec.structs.replace(part, id=""),
    ):
        if pair.old and pair.new:
            yield from _both(pair.old, pair.new, pair.units)
        else:
            yield from _one(pair)


def _one(pair: Pair[Indicator]) -> Iterator[Change]:
    old, new, units, place = pair.old, pair.new, pair.units, pair.place
    if new:
        message = msg(
            "the indicator {name} is added, target {target}", name=_name(new), target=_amount(new.part)
        )
        kind = ChangeKind.INDICATOR_ADDED
        yield Change(kind, new.about, message, place, None, new.part.target, units=units)
    elif old:
        message = msg(
            "the indicator {name} is removed; its target was {target}",
            name=_name(old),
            target=_amount(old.part),
        )
        kind = ChangeKind.INDICATOR_REMOVED
        yield Change(kind, old.about, message, place, old.part.target, loosens=True, units=units)


def _both(old: Placed[Indicator], new: Placed[Indicator], units: tuple[str, ...]) -> Iterator[Change]:
    if old.about != new.about:
        message = msg("the indicator {name} becomes {after}", name=_name(old), after=new.about)
        kind, place = ChangeKind.INDICATOR_MOVED, new.place(_SHELF)
        yield Change(kind, new.about, message, place, old.about, new.about, units=units)
    for key, kind, message, loosens in _differences(old, new):
        before, after = _value(old.part, key), _value(new.part, key)
        place = new.place(_SHELF, key)
        yield Change(kind, new.about, message, place, before, after, loosens=loosens, units=units)
    for at, kind, message, was, now, loosens in milestone_changes(_name(new), old.part, new.part):
        place = new.place(_SHELF, "milestones", *(() if at is None else (at,)))
        yield Change(kind, new.about, message, place, was, now, loosens=loosens, units=units)
    dates = (old.part.due, new.part.due)
    yield from due_changes(new.about, _name(new), dates, dates, place=new.place(_SHELF, "due"), units=units)


def _differences(
    old: Placed[Indicator], new: Placed[Indicator]
) -> Iterator[tuple[str, ChangeKind, Message, bool]]:
    """Yield the key that differs, its kind, the sentence, and whether less is asked than before."""
    was, now, name = old.part, new.part, _name(new)
    if was.name != now.name:
        message = msg("the indicator {name} is now called “{after}”", name=_name(old), after=now.name)
        yield "name", ChangeKind.INDICATOR_REWORDED, message, False
    if was.unit != now.unit:
        message = msg(
            "{name} is counted in “{after}” instead of “{before}”", name=name, before=was.unit, after=now.unit
        )
        yield "unit", ChangeKind.INDICATOR_UNIT_CHANGED, message, False
    if was.target != now.target:
        before, after = _amount(was), _amount(now)
        if now.target < was.target:
            message = msg(
                "the target of {name} is lowered from {before} to {after}",
                name=name,
                before=before,
                after=after,
            )
            yield "target", ChangeKind.TARGET_LOWERED, message, True
        else:
            message = msg(
                "the target of {name} is raised from {before} to {after}",
                name=name,
                before=before,
                after=after,
            )
            yield "target", ChangeKind.TARGET_RAISED, message, False
    if was.qualifiers != now.qualifiers:
        message = msg(
            "the target of {name} now reads {after} instead of {before}",
            name=name,
            before=_amount(was),
            after=_amount(now),
        )
        looser = Qualifier.STRIVE in now.qualifiers and Qualifier.STRIVE not in was.qualifiers
        yield "qualifiers", ChangeKind.TARGET_REWORDED, message, looser
    if was.kind is not now.kind:
        message = msg(
            "{name} is {after} instead of {before}",
            name=name,
            before=INDICATOR_KINDS[was.kind],
            after=INDICATOR_KINDS[now.kind],
        )
        yield "kind", ChangeKind.INDICATOR_KIND_CHANGED, message, now.kind is IndicatorKind.REACH
    if was.baseline != now.baseline:
        message = msg(
            "the baseline of {name} goes from {before} to {after}",
            name=name,
            before=NONE if was.baseline is None else was.baseline,
            after=NONE if now.baseline is None else now.baseline,
        )
        yield "baseline", ChangeKind.BASELINE_CHANGED, message, (now.baseline or 0) < (was.baseline or 0)
    if was.every != now.every:
        message = msg(
            "the target of {name} is {after} instead of {before}",
            name=name,
            before=_WHOSE[bool(was.every)],
            after=_WHOSE[bool(now.every)],
        )
        yield "every", ChangeKind.RECURRENCE_CHANGED, message, not now.every


def _value(part: Indicator, key: str) -> Value:
    value: Value = getattr(part, key)
    if isinstance(value, tuple):
        return tuple(str(member) for member in value)
    return value.value if isinstance(value, IndicatorKind) else value


def _name(placed: Placed[Indicator]) -> Message:
    return msg("{holder} “{name}”", holder=placed.holder.id, name=placed.part.name)


def _amount(part: Indicator) -> Message:
    return worded(part.qualifiers, part.target, part.unit)
