"""What changed in `plan.yaml`: titles, the document, the plan's span, reporting, pace, lights."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from qtrack.changes.kinds import Change, ChangeKind
from qtrack.changes.levels.lights import light_changes
from qtrack.changes.sides import Sides, later, pairs
from qtrack.changes.words import NONE, span
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Deadline, Pace, Reporting
from qtrack.model.problem import Place

_PATH: Final = "plan.yaml"

#: Fields that are texts or dates of their own: their keys in the file, what they are called, their kind.
_FIELDS: Final[tuple[tuple[tuple[str, ...], Message, ChangeKind], ...]] = (
    (("title",), msg("the plan's title"), ChangeKind.PLAN_REWORDED),
    (("short",), msg("the plan's short title"), ChangeKind.PLAN_REWORDED),
    (("document", "number"), msg("the document's number"), ChangeKind.DOCUMENT_CHANGED),
    (("document", "issuer"), msg("the document's issuer"), ChangeKind.DOCUMENT_CHANGED),
    (("document", "issued"), msg("the document's date of issue"), ChangeKind.DOCUMENT_CHANGED),
    (("document", "published"), msg("the document's date of publication"), ChangeKind.DOCUMENT_CHANGED),
    (("office",), msg("the tracking office"), ChangeKind.OFFICE_REPLACED),
    (("language",), msg("the plan's language"), ChangeKind.SETTING_CHANGED),
    (("timezone",), msg("the plan's timezone"), ChangeKind.SETTING_CHANGED),
    (("format",), msg("the format of the files"), ChangeKind.SETTING_CHANGED),
)


def setting_changes(sides: Sides) -> Iterator[Change]:
    """Yield what changed in the head of the plan."""
    yield from _fields(sides)
    yield from _span(sides)
    yield from _readings(sides)
    yield from _reporting(sides)
    yield from _pace(sides)
    yield from light_changes(sides)


def _fields(sides: Sides) -> Iterator[Change]:
    for keys, label, kind in _FIELDS:
        before: Any = sides.old.head
        after: Any = sides.new.head
        for key in keys:
            before, after = getattr(before, key), getattr(after, key)
        if before == after:
            continue
        named = kind is ChangeKind.OFFICE_REPLACED
        message = msg(
            "{what} changed from “{before}” to “{after}”",
            what=label,
            before=(sides.unit(before) if named else before) or NONE,
            after=(sides.unit(after) if named else after) or NONE,
        )
        units = tuple(unit for unit in (before, after) if unit) if named else ()
        yield Change(kind, ".".join(keys), message, Place(_PATH, keys), before, after, units=units)


def _span(sides: Sides) -> Iterator[Change]:
    old, new = sides.old.head, sides.new.head
    if old.start != new.start:
        late = new.start > old.start
        kind = ChangeKind.PLAN_START_POSTPONED if late else ChangeKind.PLAN_START_ADVANCED
        message = msg(
            "the plan starts on {after} instead of {before} ({span})",
            before=old.start,
            after=new.start,
            span=span(old.start, new.start),
        )
        yield Change(kind, "start", message, Place(_PATH, ("start",)), old.start, new.start, loosens=late)
    if old.end != new.end:
        late = new.end > old.end
        kind = ChangeKind.PLAN_END_POSTPONED if late else ChangeKind.PLAN_END_ADVANCED
        message = msg(
            "the plan ends on {after} instead of {before} ({span})",
            before=old.end,
            after=new.end,
            span=span(old.end, new.end),
        )
        yield Change(kind, "end", message, Place(_PATH, ("end",)), old.end, new.end, loosens=late)


def _readings(sides: Sides) -> Iterator[Change]:
    """Yield wordings that are tracked by another day; their order says nothing."""
    for old, new in pairs(
        sides.old.head.deadlines, sides.new.head.deadlines, lambda deadline: deadline.wording
    ):
        if old == new:
            continue
        before, after = old.date if old else None, new.date if new else None
        keys: tuple[str | int, ...] = ("deadlines",)
        if new:
            keys = (*keys, sides.new.head.deadlines.index(new), "date")
        yield Change(
            ChangeKind.READING_CHANGED,
            "deadlines",
            _reading(old, new),
            Place(_PATH, keys),
            before,
            after,
            loosens=bool(before and after and later(after, before)),
        )


def _reading(old: Deadline | None, new: Deadline | None) -> Message:
    if old and new:
        return msg(
            "“{wording}” is tracked as {after} instead of {before} ({span})",
            wording=new.wording,
            before=old.date,
            after=new.date,
            span=span(old.date, new.date),
        )
    if new:
        return msg("“{wording}” is now tracked as {after}", wording=new.wording, after=new.date)
    return msg("“{wording}” is no longer tracked as {before}", wording=old and old.wording, before=_day(old))


def _day(reading: Deadline | None) -> date | None:
    return reading.date if reading else None


def _pace(sides: Sides) -> Iterator[Change]:
    """Yield another way to count pace; by whole months a month asks nothing before it is over."""
    before, after = sides.old.head.pace, sides.new.head.pace
    if before is after:
        return
    by_months = after is Pace.MONTHS
    message = (
        msg("pace is counted by whole months instead of days")
        if by_months
        else msg("pace is counted by days instead of whole months")
    )
    place = Place(_PATH, ("pace",))
    kind = ChangeKind.SETTING_CHANGED
    yield Change(kind, "pace", message, place, before.value, after.value, loosens=by_months)


def _reporting(sides: Sides) -> Iterator[Change]:
    old, new = sides.old.head.reporting, sides.new.head.reporting
    if old == new:
        return
    before, after = old.by_day if old else None, new.by_day if new else None
    laxer = after is None or (before is not None and after > before)
    kind = ChangeKind.REPORTING_LOOSENED if laxer else ChangeKind.REPORTING_TIGHTENED
    place = Place(_PATH, ("reporting", "by_day"))
    yield Change(kind, "reporting", _rhythm(old, new), place, before, after, loosens=laxer)


def _rhythm(old: Reporting | None, new: Reporting | None) -> Message:
    if old and new:
        return msg(
            "units report by day {after} of every month instead of day {before}",
            before=old.by_day,
            after=new.by_day,
        )
    if new:
        return msg("units are asked to report by day {after} of every month", after=new.by_day)
    return msg("units are no longer asked to report every month")
