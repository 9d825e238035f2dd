"""What changed in the rule of the lights: the rule that is named, and the thresholds as they hold.

Thresholds are compared with those of the named rule filled in, so it makes no difference whether a plan
writes them or takes them over.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.sides import Sides
from qtrack.changes.subject import Subject, or_none
from qtrack.locale.message import Message, msg
from qtrack.model.head import LightPreset
from qtrack.model.problem import Place
from qtrack.standing.rules import Light, Measured, Rule, rule_of

#: The thresholds: the field, what it is called, and whether more of it is laxer.
_Thresholds = tuple[tuple[str, Message, bool], ...]
_GAPS: Final[_Thresholds] = (
    ("yellow_gap", msg("yellow, points behind pace"), True),
    ("red_gap", msg("red, points behind pace"), True),
)
_SHARES: Final[_Thresholds] = (
    ("yellow_gap", msg("yellow, percent of the pace behind it"), True),
    ("red_gap", msg("red, percent of the pace behind it"), True),
)
_DAYS: Final[_Thresholds] = (
    ("due_soon_days", msg("due soon, days ahead"), False),
    ("stale_days", msg("nothing reported, days"), True),
)

#: The rules by their places.
_RULES: Final = {
    LightPreset.YINCHUAN: msg("yinchuan"),
    LightPreset.SANYA: msg("sanya"),
    LightPreset.OUHAI: msg("ouhai"),
    LightPreset.SUQIAN: msg("suqian"),
    LightPreset.SANMING: msg("sanming"),
}

_WHOLE: Final = Decimal(100)


def light_changes(sides: Sides) -> Iterator[Change]:
    """Yield the edit of the rule and those of thresholds; gaps of two measures are told with the rule."""
    old, new = rule_of(sides.old.head.lights), rule_of(sides.new.head.lights)
    yield from _named(sides, old, new)
    thresholds = _DAYS
    if old.measured is new.measured:
        thresholds = (*(_SHARES if new.measured is Measured.SHARE else _GAPS), *_DAYS)
    for name, label, more_is_laxer in thresholds:
        before: Decimal | int | None = getattr(old, name)
        after: Decimal | int | None = getattr(new, name)
        if before != after:
            laxer = after is None or (before is not None and (after > before) is more_is_laxer)
            kind = ChangeKind.LIGHT_THRESHOLD_LOOSENED if laxer else ChangeKind.LIGHT_THRESHOLD_TIGHTENED
            values = {"threshold": label, "before": or_none(before), "after": or_none(after)}
            message = msg("the threshold of lights “{threshold}” goes from {before} to {after}", **values)
            yield _subject(name).change(kind, message, before, after, loosens=laxer)


def _named(sides: Sides, old: Rule, new: Rule) -> Iterator[Change]:
    before, after = sides.old.head.lights.rule, sides.new.head.lights.rule
    if before is after:
        return
    values = {
        "before": _RULES[before],
        "after": _RULES[after],
        "yellow": or_none(new.yellow_gap),
        "red": or_none(new.red_gap),
    }
    if old.measured is new.measured:
        message = msg("the lights follow the rule “{after}” instead of “{before}”", **values)
    elif new.measured is Measured.SHARE:
        message = msg(
            "the lights follow the rule “{after}” instead of “{before}”; gaps are percent of the pace "
            "instead of percentage points: yellow from {yellow}, red beyond {red}",
            **values,
        )
    else:
        message = msg(
            "the lights follow the rule “{after}” instead of “{before}”; gaps are percentage points "
            "instead of percent of the pace: yellow from {yellow}, red beyond {red}",
            **values,
        )
    kind, loosens = ChangeKind.SETTING_CHANGED, _is_laxer(old, new)
    yield _subject("rule").change(kind, message, before.value, after.value, loosens=loosens)


def _is_laxer(old: Rule, new: Rule) -> bool:
    """Tell whether a rule asks for less than another somewhere, apart from thresholds that are told."""
    return (
        (old.due_soon is Light.YELLOW and new.due_soon is not Light.YELLOW)
        or (old.done_late is Light.YELLOW and new.done_late is not Light.YELLOW)
        or (old.measured is not new.measured and any(_allows_more(old, new, name) for name, _, _ in _GAPS))
    )


def _allows_more(old: Rule, new: Rule, name: str) -> bool:
    """Tell whether at some pace work may be behind by more than before, one gap of points, one of the pace.

    No work is behind by more points than the pace. The room between the two is widest at the end, or where
    the pace comes up to the points.
    """
    points = [getattr(rule, name) for rule in (old, new) if rule.measured is Measured.POINTS]
    paces = [_WHOLE, *(min(gap, _WHOLE) for gap in points if gap is not None)]
    return any(min(_allowed(new, name, pace), pace) > _allowed(old, name, pace) for pace in paces)


def _allowed(rule: Rule, name: str, pace: Decimal) -> Decimal:
    """Return how many points work may be behind at a pace; all of them where there is no gap."""
    gap: Decimal | None = getattr(rule, name)
    if gap is None:
        return _WHOLE
    return gap * pace / _WHOLE if rule.measured is Measured.SHARE else gap


def _subject(key: str) -> Subject:
    return Subject(f"lights.{key}", Place("plan.yaml", ("lights", key)))
