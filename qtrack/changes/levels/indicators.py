"""What changed in indicators and their milestones."""

from collections.abc import Callable, Iterator
from operator import eq
from typing import Final

import msgspec

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.parts import Placed, asks_fewer, part_pairs
from qtrack.changes.sides import Sides
from qtrack.changes.subject import WEIGHT, Field, Subject
from qtrack.locale.message import Message, mark, msg
from qtrack.model.indicator import (
    Better,
    Indicator,
    IndicatorKind,
    Milestone,
    Qualifier,
    amount,
    goal,
    worded,
)
from qtrack.standing.targets import attained, pace_towards

_KINDS: Final = {
    IndicatorKind.REACH: msg("to reach"),
    IndicatorKind.HOLD: msg("to hold"),
    IndicatorKind.AVERAGE: msg("to hold on average"),
}
_BETTER: Final = {
    Better.HIGHER: msg("the better the higher it is"),
    Better.LOWER: msg("the better the lower it is"),
}
_WHOSE: Final = {True: msg("that of every year anew"), False: msg("one for all time")}


_NATURES: Final = {None: msg("neither binding nor expected"), True: msg("binding"), False: msg("expected")}
#: Words that ask for less than the number: 力争, 左右.
_SOFTER: Final = frozenset({Qualifier.STRIVE, Qualifier.ABOUT})


def _easier(old: Indicator, new: Indicator) -> bool:
    """Tell whether a value is at the new target that was not at the old one; a range has two ends."""
    open_ended = new.most is None and old.most is not None
    return open_ended or not all(old.meets(end) for end in (new.target, new.most) if end is not None)


def _end(own: Indicator) -> Message:
    """Return the target in words, of a range its lower end, since the upper one is told by itself."""
    return worded(own) if own.most is None else amount(own.target, own)


#: The target, by whether it is lower than before.
_TARGET: Final = {
    lowered: Field("target", kind, text, _end, _easier)
    for lowered, kind, text in (
        (True, ChangeKind.TARGET_LOWERED, mark("the target of {name} is lowered from {before} to {after}")),
        (False, ChangeKind.TARGET_RAISED, mark("the target of {name} is raised from {before} to {after}")),
    )
}
_WORDS: Final = Field(
    "qualifiers",
    ChangeKind.TARGET_REWORDED,
    mark("the target of {name} now reads {after} instead of {before}"),
    worded,
    lambda old, new: bool(_SOFTER & (set(new.qualifiers) - set(old.qualifiers))),
)
_UNIT: Final = Field(
    "unit",
    ChangeKind.INDICATOR_UNIT_CHANGED,
    mark("{name} is counted in “{after}” instead of “{before}”"),
    loosens=lambda *_: True,  # no figure can be compared any more
)
_OTHERS: Final = (
    WEIGHT,
    Field(
        "most",
        ChangeKind.TARGET_RANGE_CHANGED,
        mark("the upper end of the target of {name} goes from {before} to {after}"),
        lambda part: "" if part.most is None else amount(part.most, part),
        _easier,
    ),
    Field(
        "binding",
        ChangeKind.BINDING_CHANGED,
        mark("the target of {name} is {after} instead of {before}"),
        lambda part: _NATURES[part.binding],
        lambda old, _: bool(old.binding),
    ),
    Field(
        "kind",
        ChangeKind.INDICATOR_KIND_CHANGED,
        mark("{name} is {after} instead of {before}"),
        lambda part: _KINDS[part.kind],
        lambda *_: True,  # nothing is asked any more of the way there, or of what comes after
    ),
    Field(
        "better",
        ChangeKind.INDICATOR_KIND_CHANGED,
        mark("{name} is {after} instead of {before}"),
        lambda part: _BETTER[part.better],
        lambda *_: True,  # no figure can be compared any more
    ),
    Field(
        "baseline",
        ChangeKind.BASELINE_CHANGED,
        mark("the baseline of {name} goes from {before} to {after}"),
        loosens=lambda old, new: (
            old.baseline is not None and (new.baseline is None or not old.meets(new.baseline, old.baseline))
        ),
    ),
    Field(
        "baseline_year",
        ChangeKind.BASELINE_CHANGED,
        mark("the baseline of {name} is of the year {after} instead of {before}"),
        lambda part: str(part.baseline_year or ""),
    ),
    Field(
        "every",
        ChangeKind.RECURRENCE_CHANGED,
        mark("the target of {name} is {after} instead of {before}"),
        lambda part: _WHOSE[bool(part.every)],
        lambda _, new: not new.every,
    ),
)


def indicator_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the indicators of all sections and tasks."""
    for pair in part_pairs(
        sides, "indicators", lambda holder: [(f"{holder.id}.{part.id}", part) for part in holder.indicators]
    ):
        old, new, subject = pair.old, pair.new, pair.subject
        if old and new:
            yield from _both(sides, old, new, msgspec.structs.replace(subject, name=_name(new)))
        elif new:
            values = {"name": _name(new), "target": worded(new.part)}
            message = msg("the indicator {name} is added, target {target}", **values)
            yield subject.change(ChangeKind.INDICATOR_ADDED, message, None, new.part.target)
        elif old:
            values = {"name": _name(old), "target": worded(old.part)}
            message = msg("the indicator {name} is removed; its target was {target}", **values)
            yield subject.change(ChangeKind.INDICATOR_REMOVED, message, old.part.target, loosens=True)


def _both(sides: Sides, old: Placed[Indicator], new: Placed[Indicator], subject: Subject) -> Iterator[Change]:
    was, now = old.part, new.part
    if old.about != new.about:
        kind, sentence = ChangeKind.INDICATOR_MOVED, msg("the indicator {name} moves to {after}")
        if old.holder.id == new.holder.id:
            kind, sentence = ChangeKind.INDICATOR_RENUMBERED, msg("the indicator {name} gets the id {after}")
        message = msg(sentence.text, name=_name(old), after=new.about)
        loosens = asks_fewer(sides, old.holder, new.holder)
        yield subject.change(kind, message, old.about, new.about, loosens=loosens)
    if was.name != now.name:
        message = msg("the indicator {name} is now called “{after}”", name=_name(old), after=now.name)
        yield subject.change(ChangeKind.INDICATOR_REWORDED, message, was.name, now.name, "name")
    yield from subject.fields((_UNIT, _TARGET[now.target < was.target], *_OTHERS), was, now)
    same_numbers = msgspec.structs.replace(was, target=now.target, most=now.most)
    yield from subject.fields((_WORDS,), same_numbers, now)
    yield from _shares(sides, subject, was, now)
    yield from _milestones(sides, subject, was, now)
    yield from subject.due((was.due, now.due))


def _name(placed: Placed[Indicator]) -> Message:
    return msg("{holder} “{name}”", holder=placed.holder.id, name=placed.part.name)


def _shares(sides: Sides, subject: Subject, old: Indicator, new: Indicator) -> Iterator[Change]:
    """Yield what changed in who does how much; to take a share away or to ask less of one loosens.

    So does the first, or the last one: a sum and a value of the whole cannot be compared.
    """
    before, after = ({share.unit: share for share in own.shares} for own in (old, new))
    apart = bool(before) is not bool(after)
    for unit in dict.fromkeys((*before, *after)):
        was, now = before.get(unit), after.get(unit)
        plain = was.target if was else None, now.target if now else None
        values: dict[str, object] = {"name": subject.name, "unit": sides.unit(unit)}
        values |= {"before": amount(plain[0], old), "after": amount(plain[1], new)}
        own = msgspec.structs.replace(subject, units=tuple(dict.fromkeys((*subject.units, unit))))
        if was is None:
            message = msg("of {name} {unit} is to do {after}", **values)
            yield own.change(ChangeKind.SHARE_ADDED, message, *plain, "shares", loosens=apart)
        elif now is None:
            message = msg("of {name} {unit} is to do no share any more; it was {before}", **values)
            yield own.change(ChangeKind.SHARE_REMOVED, message, *plain, "shares", loosens=True)
        elif was.target != now.target:
            message = msg("of {name} {unit} is to do {after} instead of {before}", **values)
            eased = not old.of_share(was).meets(now.target)
            yield own.change(ChangeKind.SHARE_CHANGED, message, *plain, "shares", loosens=eased)


#: A milestone is known by its date, else by its value; with both new it is another one.
_SAME: Final[tuple[Callable[[Milestone, Milestone], bool], ...]] = (
    eq,
    lambda one, other: one.date == other.date,
    lambda one, other: one.target == other.target,
)


def _milestones(sides: Sides, subject: Subject, old: Indicator, new: Indicator) -> Iterator[Change]:
    """Yield what changed; to lower a milestone, to put it off or to take it out loosens.

    So does one below the way that there was to the target, which the pace then follows.
    """
    gone, come = list(old.milestones), list(new.milestones)
    moved: list[tuple[Milestone, Milestone]] = []
    for same in _SAME:
        for was in tuple(gone):
            now = next((milestone for milestone in come if same(was, milestone)), None)
            if now is not None:
                gone.remove(was)
                come.remove(now)
                moved += [] if was == now else [(was, now)]
    name, shelf = subject.name, "milestones"
    for was, now in moved:
        values = {"name": name, "before": _words(was, old), "after": _words(now, new)}
        message = msg("the milestone of {name} goes from {before} to {after}", **values)
        kind, at = ChangeKind.MILESTONE_CHANGED, new.milestones.index(now)
        loosens = not new.meets(now.target, was.target) or now.date > was.date or _below(sides, now, old)
        yield subject.change(kind, message, _plain(was), _plain(now), shelf, at, loosens=loosens)
    for was in gone:
        message = msg(
            "the milestone of {name} is removed: {milestone}", name=name, milestone=_words(was, old)
        )
        yield subject.change(ChangeKind.MILESTONE_REMOVED, message, _plain(was), None, shelf, loosens=True)
    for now in come:
        message = msg("a milestone of {name} is added: {milestone}", name=name, milestone=_words(now, new))
        at = new.milestones.index(now)
        kind, loosens = ChangeKind.MILESTONE_ADDED, _below(sides, now, old)
        yield subject.change(kind, message, None, _plain(now), shelf, at, loosens=loosens)


def _below(sides: Sides, milestone: Milestone, own: Indicator) -> bool:
    """Tell whether a milestone asks for less than the pace of the old plan did on its day."""
    due = pace_towards(own, sides.old.head, milestone.date)
    return not own.baseless and attained(own, milestone.target) < due


def _words(milestone: Milestone, own: Indicator) -> Message:
    return msg("{target} by {date}", target=goal(own, milestone.target), date=milestone.date)


def _plain(milestone: Milestone) -> str:
    return f"{milestone.target} by {milestone.date}"
